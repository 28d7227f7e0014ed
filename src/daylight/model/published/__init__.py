"""Methods on numbers that somebody else published."""
