"""From cells to what the threshold test reads: which groups, places and cells take part."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from daylight.cells import Cells
from daylight.errors import CellsError
from daylight.model.crosstab import GROUP, Crosstab, crosstab
from daylight.model.searches.threshold_counts import Counts
from daylight.result import Note, Refusal
from daylight.vocabulary import UNKNOWN

Array = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

PLACES = ("place", "district", "beat", "neighborhood", "county")
FEWEST_PLACES = 3
FEWEST_SEARCHES = 30
FEWEST_HITS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Groups (the reference first) by places (the one with the most stops first).

    Parameters
    ----------
    counts
        What the likelihood reads; zeros in cells that take no part.
    takes_part
        Which cells take part.
    blank_share
        Share of stops whose group, search or outcome was not recorded.
    """

    groups: tuple[str, ...]
    places: tuple[str, ...]
    counts: Counts
    takes_part: Mask
    blank_share: float
    notes: tuple[Note, ...]

    def weights(self, kind: str) -> Array:
        """Weight of every cell: all stops of its place (`common`), or its own stops (`own`)."""
        stops = self.counts.stops
        if kind == "own":
            return np.where(self.takes_part, stops, 0.0)
        return np.where(self.takes_part, stops.sum(axis=0), 0.0)


class Tallies(NamedTuple):
    """Stops, searches and hits, group × place, and how many stops were set aside as blank."""

    stops: Array
    searches: Array
    hits: Array
    blank: float


def read(
    cells: Cells,
    method: str,
    *,
    reference: str,
    keep_unsearched: bool,
    fewest_places: int = FEWEST_PLACES,
) -> Layout | Refusal:
    """Lay the cells out, or say why the test cannot be made."""

    def refuse(reason: str, needed: str, found: str) -> Refusal:
        return Refusal(
            method=method,
            reason=reason,
            needed=needed,
            found=found,
            provenance=cells.provenance,
        )

    key = next((name for name in PLACES if name in cells.by), None)
    if key is None:
        return refuse(
            "there is no place to compare",
            f"a key column called {', '.join(PLACES[:-1])} or {PLACES[-1]}",
            ", ".join(cells.by) or "no keys",
        )
    table = crosstab(cells, within=(key,))
    if reference not in table.groups:
        return refuse(
            "the reference group does not occur", reference, ", ".join(table.groups) or "no rows"
        )
    tallies = _tallies(table)
    if wrong := _contradiction(table, tallies):
        return refuse("the counts contradict one another", "hits ≤ searches ≤ stops", wrong)
    layout = _lay_out(table, tallies, reference, keep_unsearched=keep_unsearched)
    if layout.groups[:1] != (reference,) or len(layout.groups) < 2:
        found = dict(zip(table.groups, tallies.searches.sum(axis=1), strict=True))
        return refuse(
            "too few searches",
            f"{FEWEST_SEARCHES} of {reference} and of another group",
            ", ".join(f"{group} {n:.0f}" for group, n in found.items()),
        )
    if len(layout.places) < fewest_places:
        return refuse(
            "too few places: only differences between places tell a threshold from the spread of "
            "risk",
            f"{fewest_places} places with searches",
            f"{len(layout.places)}",
        )
    if (found_hits := layout.counts.hits.sum()) < FEWEST_HITS:
        return refuse("too few searches found anything", f"{FEWEST_HITS} hits", f"{found_hits:.0f}")
    return layout


def _tallies(table: Crosstab) -> Tallies:
    """Counts without the stops whose search or whose outcome was left blank, as published."""
    zero = np.zeros_like(table.counts["stops"])
    unsure = table.counts.get("searches_unknown", zero)
    blank = table.counts.get("hits_unknown", zero)
    return Tallies(
        stops=table.counts["stops"] - unsure - blank,
        searches=table.counts["searches"] - blank,
        hits=table.counts["hits"],
        blank=float((unsure + blank).sum()),
    )


def _contradiction(table: Crosstab, tallies: Tallies) -> str:
    n, s, h, _ = tallies
    wrong = (h > s) | (s > n) | (s < 0)
    if not wrong.any():
        return ""
    row, column = np.argwhere(wrong)[0]
    place = table.strata[column][0]
    return (
        f"{table.groups[row]} in {place}: {n[row, column]:.0f} stops, "
        f"{s[row, column]:.0f} searches, {h[row, column]:.0f} hits"
    )


def _lay_out(table: Crosstab, tallies: Tallies, reference: str, *, keep_unsearched: bool) -> Layout:
    """Choose groups, places and cells, and note what was left out."""
    n, s, h, blank = tallies
    named = np.array([str(stratum[0]) != UNKNOWN for stratum in table.strata], dtype=bool)
    known = np.array([group != UNKNOWN for group in table.groups])
    enough = (s * named).sum(axis=1) >= FEWEST_SEARCHES
    takes_part = (known & enough)[:, None] & named & ((n > 0) if keep_unsearched else (s > 0))
    rows = [i for i in _reference_first(table.groups, reference) if takes_part[i].any()]
    size = n[rows].sum(axis=0) if rows else n.sum(axis=0)
    order = np.argsort(-size, kind="stable")
    columns = order[takes_part[:, order].any(axis=0)]
    at = np.ix_(rows, columns)
    part = takes_part[at]
    stops, searches, hits = (np.where(part, count[at], 0.0) for count in (n, s, h))
    unknown = float(n.sum() - n[np.ix_(known, named)].sum())
    total = max(float(table.counts["stops"].sum()), 1.0)
    dropped = (known & enough)[:, None] & named & (n > 0) & ~takes_part
    small = [table.groups[i] for i in np.flatnonzero(known & ~enough)]
    return Layout(
        groups=tuple(table.groups[i] for i in rows),
        places=tuple(str(table.strata[j][0]) for j in columns),
        counts=Counts(not_searched=stops - searches, hits=hits, misses=searches - hits),
        takes_part=part,
        blank_share=(unknown + blank) / total,
        notes=_left_out(small, dropped, n, (unknown + blank) / total),
    )


def _reference_first(groups: tuple[str, ...], reference: str) -> list[int]:
    return sorted(range(len(groups)), key=lambda i: (groups[i] != reference, groups[i]))


def _left_out(small: list[str], dropped: Mask, n: Array, blank_share: float) -> tuple[Note, ...]:
    notes = []
    if small:
        text = f"Fewer than {FEWEST_SEARCHES} searches, so left out: {', '.join(small)}."
        notes.append(Note(code="small-cells", text=text))
    if dropped.any():
        text = (
            f"{int(dropped.sum())} pairs of group and place without a single search were left out, "
            f"as in the published analyses; they hold {100 * n[dropped].sum() / n.sum():.1f} % of "
            f"the stops. Leaving them out makes searches look slightly more common there than "
            f"they are."
        )
        notes.append(Note(code="cells-without-searches", text=text))
    if blank_share > 0:
        text = (
            f"{100 * blank_share:.1f} % of the stops were left out because group, place, search "
            f"or outcome was not recorded."
        )
        notes.append(Note(code="blank", text=text))
    return tuple(notes)


def renamed(cells: Cells, key: str) -> Cells:
    """The cells with another key in the group's seat, as a placebo needs.

    The group itself is added up; `key` becomes the group.
    """
    place = next((name for name in PLACES if name in cells.by), None)
    if key not in cells.by or place is None:
        raise CellsError(
            f"{cells.provenance.origin}: a placebo on {key} needs the keys {key} and a place; "
            f"the cells are by {', '.join(cells.by)}"
        )
    kept = cells.collapse(place, key)
    names = [GROUP if name == key else name for name in kept.table.column_names]
    return Cells(
        by=(place, GROUP),
        measures=cells.measures,
        table=kept.table.rename_columns(names),
        provenance=cells.provenance,
    )
