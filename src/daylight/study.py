"""Study (a plan, as a TOML file) → Run (a folder that holds everything it led to)."""
