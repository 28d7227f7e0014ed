"""Two finished runs side by side: what changed, and whether by records, definition or method."""
