"""Early intervention, for the agency only."""
