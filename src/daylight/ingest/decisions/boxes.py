"""Yes-or-no columns side by side, one for each kind of force: which they are, how they are read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from daylight.ingest.decisions.toml_text import value
from daylight.ingest.drafting.coding import exact
from daylight.ingest.drafting.proposal import ColumnProposal, FileProposal
from daylight.ingest.drafting.seen import is_unrecorded
from daylight.schema.severity import ORDER
from daylight.schema.tables import TABLES
from daylight.schema.vocabulary import ForceKind

KIND = "force_kind"
ACTIONS = "force_actions"
BOX = "box"
"""The codes by which the columns say yes and no."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KindBoxes:
    """Columns of the file, each the box of one kind of force.

    Parameters
    ----------
    kinds
        Column of the file → the kind of force it stands for.
    yes, no, unsaid
        The values that say so, in any of the columns.
    """

    kinds: Mapping[str, ForceKind]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    unsaid: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """What each column stands for, as a person reads it."""
        said = f"  {', '.join(self.yes)} = yes; {', '.join(self.no) or 'a blank'} = not ticked"
        return (*(f"  {name} = {kind}" for name, kind in self.kinds.items()), said)


def boxes_of(proposal: FileProposal, one: ColumnProposal) -> KindBoxes | None:
    """The boxes that a column is the first of; None where it stands alone or a value is unclear."""
    if one.block != KIND or one.column != KIND:
        return None
    members = [column for column in proposal.columns if column.block == one.block]
    values = list(dict.fromkeys(text for column in members for text, _ in column.values))
    said = {text: exact("bool", text) for text in values}
    unsaid = tuple(text for text in values if said[text] is None and is_unrecorded(text))
    if any(said[text] is None and text not in unsaid for text in values) or True not in {
        *said.values()
    }:
        return None
    return KindBoxes(
        kinds={column.name: ForceKind(column.block_value) for column in members},
        yes=tuple(text for text in values if said[text] is True),
        no=tuple(text for text in values if said[text] is False),
        unsaid=unsaid,
    )


def is_inside(proposal: FileProposal, column: ColumnProposal) -> bool:
    """Whether a column is one of several boxes that are read together."""
    first = next((one for one in proposal.read if one.block == column.block == KIND), None)
    return first is not None and boxes_of(proposal, first) is not None


def box_codes(boxes: KindBoxes, table: str) -> Iterator[str]:
    """The code tables that reading the boxes takes."""
    known = {**dict.fromkeys(boxes.yes, True), **dict.fromkeys(boxes.no, False)}
    yield from _codes(BOX, known, boxes.unsaid)
    yield from _codes(KIND, {name: kind.value for name, kind in boxes.kinds.items()}, ())
    if table == ACTIONS:
        return
    for kind in _ranked(boxes):
        yes = dict.fromkeys(boxes.yes, kind.value)
        yield from _codes(f"{BOX}_{kind.value}", yes, (*boxes.no, *boxes.unsaid))


def _codes(name: str, known: Mapping[str, Any], ignored: tuple[str, ...]) -> Iterator[str]:
    yield ""
    yield f"[codes.{name}]"
    yield f"known = {value(dict(known))}"
    yield f"ignored = {value(list(ignored))}"


def most_serious(boxes: KindBoxes) -> dict[str, Any]:
    """The most serious kind that is ticked: the boxes are asked in that order."""
    return {
        "first_of": [
            {"source": name, "codes": f"{BOX}_{kind.value}"}
            for kind in _ranked(boxes)
            for name, held in boxes.kinds.items()
            if held is kind
        ]
    }


def _ranked(boxes: KindBoxes) -> list[ForceKind]:
    return sorted(set(boxes.kinds.values()), key=ORDER.index, reverse=True)


def taken_apart(boxes: KindBoxes, names: tuple[str, ...]) -> tuple[str, dict[str, dict[str, Any]]]:
    """The line that makes a row of every box that is ticked, and the columns it adds."""
    kind = "kind of force"
    while kind in names:
        kind += "_"
    shape = {"name": kind, "columns": list(boxes.kinds), "codes": BOX}
    added: dict[str, dict[str, Any]] = {
        "sequence": {"position": True},
        KIND: {"source": kind, "codes": KIND},
        f"{KIND}_raw": {"source": kind},
    }
    return f"unpivot = {value(shape)}", added


SHARED = tuple(
    column.name
    for column in TABLES[ACTIONS].columns
    if column.name in TABLES["force"].names and column.name not in {KIND, "source_file"}
)
"""Columns that an application of force has in common with the row it is of."""
