"""A study: reading its file, and everything that can be wrong with it."""
