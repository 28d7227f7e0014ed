"""Searches, what they find, and what follows a stop."""
