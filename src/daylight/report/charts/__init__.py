"""Every picture Daylight can draw, as plain SVG: one module for each type, one for each subject."""
