"""Officers: one, or the department."""
