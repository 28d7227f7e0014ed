"""Police oversight by evidence: raw records in, findings with their uncertainty and limits out."""

__version__ = "0.1.0"
