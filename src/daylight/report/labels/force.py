"""What the quantities on force are called in tables and pictures."""

from daylight.report.language import Words

QUANTITIES: dict[str, Words] = {}
