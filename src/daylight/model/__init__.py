"""Counts → results."""
