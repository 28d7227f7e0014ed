"""Canonical tables → counts."""
