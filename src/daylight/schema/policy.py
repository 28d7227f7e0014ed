"""Benchmarks that force policies are read against: declared data, never a score."""

import tomllib
from dataclasses import dataclass
from importlib.resources import files

from daylight.schema.vocabulary import PolicyVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to look for in a policy."""

    item: str
    asks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyBenchmark:
    """A published list of things a force policy should say.

    `caution` is what must stand beside any use of it.
    """

    name: str
    title: str
    source: str
    caution: str
    items: tuple[Item, ...]


def _read() -> dict[str, PolicyBenchmark]:
    declared = tomllib.loads(files("daylight.schema").joinpath("policy.toml").read_text("utf-8"))
    return {
        name: PolicyBenchmark(
            name=name,
            title=entry["title"],
            source=entry["source"],
            caution=entry["caution"],
            items=tuple(Item(**item) for item in entry["items"]),
        )
        for name, entry in declared.items()
    }


BENCHMARKS = _read()
"""Benchmarks by name."""

VERDICTS = tuple(verdict.value for verdict in PolicyVerdict)
"""Words a coder may use."""
