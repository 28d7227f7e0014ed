"""Stops: who is stopped, against whom, and when."""
