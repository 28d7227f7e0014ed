"""Every picture Daylight can draw, as Vega-Lite specifications, one module per subject."""
