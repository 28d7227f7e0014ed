"""What may leave the agency: one plan of everything published, and an attacker that tries it."""
