"""A synthetic decree and a register filled with it, for learning and for tests."""
