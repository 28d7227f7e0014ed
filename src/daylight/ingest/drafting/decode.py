"""All columns of a file at once for one table: one column a slot, rivals kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from daylight.ingest.drafting.proposal import Candidate
from daylight.ingest.drafting.score import FLOOR, Scored, columns_of, none_of, scored
from daylight.ingest.drafting.seen import Seen

NONE_WEIGHT = 0.9
"""A kind of none goes before a canonical column only where it fits plainly better."""


@dataclass(frozen=True)
class Decoded:
    """What every column of a file is, if its rows are of one table."""

    table: str
    chosen: Mapping[int, Scored]
    every: Mapping[int, tuple[Scored, ...]]
    none: Mapping[int, Candidate]
    rivals: Mapping[str, tuple[Scored, ...]] = field(default_factory=dict)


def decode(table: str, columns: Sequence[Seen]) -> Decoded:
    """The assignment of a file's columns to a table's: the best pair first, each once."""
    none = {seen.place: none_of(seen) for seen in columns}
    every: dict[int, tuple[Scored, ...]] = {}
    for seen in columns:
        # a column without a name cannot be asked for by a recipe
        found = [scored(table, column, seen) for column in columns_of(table) if seen.name]
        every[seen.place] = tuple(
            sorted((one for one in found if one.score > 0.15), key=lambda one: -one.score)
        )
    pairs = [
        one
        for ranked in every.values()
        for one in ranked
        if one.score >= FLOOR and one.score >= NONE_WEIGHT * none[one.seen.place].score
    ]
    chosen: dict[int, Scored] = {}
    filled: set[str] = set()
    for one in sorted(pairs, key=_rank):
        if one.seen.place not in chosen and one.column not in filled:
            chosen[one.seen.place] = one
            filled.add(one.column)
    rivals = {
        one.column: tuple(
            other
            for other in pairs
            if other.column == one.column
            and other.seen.place != place
            and (other.seen.place not in chosen or chosen[other.seen.place].column == one.column)
        )
        for place, one in chosen.items()
    }
    return Decoded(table, chosen, every, none, rivals)


def _rank(one: Scored) -> tuple[float, int, int]:
    return -round(one.score, 3), one.seen.said.index, one.seen.place
