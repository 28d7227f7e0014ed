"""The record of one reduction: which tables it reads, what it counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Place(NamedTuple):
    """A point and its time zone, for what the sun decides."""

    latitude: float
    longitude: float
    timezone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reduction:
    """A pure function from canonical tables to counts.

    Parameters
    ----------
    tables
        Tables it reads, in the order of `run`'s arguments: canonical ones, or computed ones such
        as `sun`. The first is the one whose rows are counted.
    run
        `run(table, …, by=…)` → an Ibis table of keys and counts; it touches no connection.
    counts
        Count column → what is counted, in words.
    unit
        What one row of the first table is, for the sentence "n stops were read".
    total
        The count that must add up to the rows kept; empty where rows are not counted one by one.
    computed
        Table that no file holds → `make(connection, first_table, place)` → an Arrow table of it.
    computes
        Columns of computed tables that may be counted by.
    always
        Keys it counts by whether asked to or not.
    limited_to
        The only keys it can count by, where its rows are not those of its first table.
    derives
        Keys that `run` makes itself and that may be counted by (such as `day_part`).
    clusters
        Columns of its first table by which its counts can be told apart to say what goes together:
        officers, days. Their sums over clusters are the counts themselves.
    of_clusters
        What counts them, where it is not `run`.
    reads
        Columns of its first table that `run` reads besides the keys, where its counts are sums over
        single rows of that table alone and made with `idiom.tally` and `idiom.number`: rows that
        agree in them and in the keys are then counted together (`reduce.alike`). Else empty.
    optional
        Those of `tables` that a study may lack: an empty one stands in, so its counts are zero
        and methods leave out whatever needs them.
    """

    name: str
    tables: tuple[str, ...]
    run: Callable[..., Any]
    counts: dict[str, str]
    unit: str
    total: str = ""
    computed: Mapping[str, Callable[[Any, Any, Place], Any]] = field(default_factory=dict)
    computes: tuple[str, ...] = ()
    derives: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    limited_to: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()
    of_clusters: Callable[..., Any] | None = None
    optional: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()
