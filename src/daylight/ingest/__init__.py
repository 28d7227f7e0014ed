"""Agency file → canonical table."""
