"""Public trust, from surveys."""
