"""Departments with known truth, for recovery tests, documentation and power calculations."""
