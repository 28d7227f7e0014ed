"""Example studies that ship with Daylight."""

from pathlib import Path

STUDIES = Path(__file__).parent
