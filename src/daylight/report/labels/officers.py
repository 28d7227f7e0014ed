"""What the quantities on officers are called in tables and pictures."""

from daylight.report.language import Words

QUANTITIES: dict[str, Words] = {}
