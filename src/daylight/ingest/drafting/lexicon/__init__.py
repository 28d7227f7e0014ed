"""What names, values and tables of police records usually mean, as declared data."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read(name: str) -> dict[str, Any]:
    """One of the lists: `words`, `columns`, `nothing`, `tables`, `codes`."""
    text = files("daylight.ingest.drafting.lexicon").joinpath(f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)
