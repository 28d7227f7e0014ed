"""Every sentence Daylight can generate, one module per subject."""
