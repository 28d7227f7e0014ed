"""From cells to what the threshold test reads: which groups, places and cells take part."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.result import Fact, Note, Refusal
from daylight.errors import CellsError
from daylight.model.arrays import Array, Mask
from daylight.model.crosstab import GROUP, Crosstab, crosstab
from daylight.model.searches.threshold_counts import SearchCounts
from daylight.model.too_few import too_few
from daylight.schema.vocabulary import UNKNOWN

PLACES = ("place", "district", "beat", "neighborhood", "county")
FEWEST_PLACES = 3
FEWEST_SEARCHES = 30
FEWEST_HITS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which groups, places and pairs take part.

    Parameters
    ----------
    keep_unsearched
        Keep pairs of group and place without a search, which the published analyses drop.
    least_stops, most_places
        Keep places with at least so many stops, and of those the so many with the most stops;
        the 2017 Open Policing analysis took 1,000 and 100. None keeps all.
    fewest_places
        Places needed to answer at all.
    """

    keep_unsearched: bool = False
    least_stops: int = 0
    most_places: int | None = None
    fewest_places: int = FEWEST_PLACES


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdLayout:
    """Groups (the reference first) by places (the one with the most stops first).

    Parameters
    ----------
    place
        The key that the places are values of.
    counts
        What the likelihood reads; zeros in cells that take no part.
    takes_part
        Which cells take part.
    blank_share
        Share of stops whose group, search or outcome was not recorded.
    """

    groups: tuple[str, ...]
    place: str
    places: tuple[str, ...]
    counts: SearchCounts
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


def place_key(cells: Cells) -> str | None:
    """The key that tells places apart, or None."""
    return next((name for name in PLACES if name in cells.by), None)


def read(
    cells: Cells, *, reference: str, filters: Filters | None = None
) -> ThresholdLayout | Refusal:
    """Lay the cells out, or say why the test cannot be made."""
    filters = filters or Filters()

    key = place_key(cells)
    if key is None:
        return Refusal(code="no-place", facts={"places": PLACES, "keys": tuple(cells.by)})
    table = crosstab(cells, within=(key,))
    if reference not in table.groups:
        return Refusal(
            code="reference-absent", facts={"reference": reference, "groups": tuple(table.groups)}
        )
    tallies = _tallies(table)
    if wrong := _contradiction(table, tallies):
        return wrong
    layout = _lay_out(table, tallies, reference, filters)
    if layout.groups[:1] != (reference,) or len(layout.groups) < 2:
        found = dict(zip(table.groups, tallies.searches.sum(axis=1), strict=True))
        return too_few("too-few-searches-in-places", FEWEST_SEARCHES, reference, found)
    if len(layout.places) < filters.fewest_places:
        return Refusal(
            code="too-few-places-searched",
            facts={"least": filters.fewest_places, "places": len(layout.places)},
        )
    if (found_hits := layout.counts.hits.sum()) < FEWEST_HITS:
        return Refusal(code="too-few-hits", facts={"least": FEWEST_HITS, "hits": int(found_hits)})
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


def _contradiction(table: Crosstab, tallies: Tallies) -> Refusal | None:
    n, s, h, _ = tallies
    wrong = (h > s) | (s > n) | (s < 0)
    if not wrong.any():
        return None
    row, column = np.argwhere(wrong)[0]
    place = table.strata[column][0]
    return Refusal(
        code="searches-contradict",
        facts={
            "group": table.groups[row],
            "place": place,
            "stops": int(n[row, column]),
            "searches": int(s[row, column]),
            "hits": int(h[row, column]),
        },
    )


def _lay_out(
    table: Crosstab, tallies: Tallies, reference: str, filters: Filters
) -> ThresholdLayout:
    """Choose groups, places and cells, and note what was left out."""
    n, s, h, blank = tallies
    known = np.array([group != UNKNOWN for group in table.groups])
    named = np.array([str(stratum[0]) != UNKNOWN for stratum in table.strata], dtype=bool)
    large = _large(n[known].sum(axis=0), named, filters)
    enough = known & ((s * large).sum(axis=1) >= FEWEST_SEARCHES)
    candidate = enough[:, None] & large & (n > 0)
    takes_part = candidate & ((s > 0) | filters.keep_unsearched)
    rows = [i for i in _reference_first(table.groups, reference) if takes_part[i].any()]
    size = n[rows].sum(axis=0) if rows else n.sum(axis=0)
    order = np.argsort(-size, kind="stable")
    columns = order[takes_part[:, order].any(axis=0)]
    at = np.ix_(rows, columns)
    part = takes_part[at]
    stops, searches, hits = (np.where(part, count[at], 0.0) for count in (n, s, h))
    unknown = float(n.sum() - n[np.ix_(known, named)].sum())
    blank_share = (unknown + blank) / max(float(table.counts["stops"].sum()), 1.0)
    left_out = (
        *_small_groups(table, known & ~enough),
        *_small_places(table, n, named & ~large, filters),
        *_unsearched(table, n, candidate & ~takes_part),
        *_blank(blank_share),
    )
    return ThresholdLayout(
        groups=tuple(table.groups[i] for i in rows),
        place=table.within[0],
        places=tuple(str(table.strata[j][0]) for j in columns),
        counts=SearchCounts(not_searched=stops - searches, hits=hits, misses=searches - hits),
        takes_part=part,
        blank_share=blank_share,
        notes=left_out,
    )


def _large(stops: Array, named: Mask, filters: Filters) -> Mask:
    """The places with stops enough, and of those the largest."""
    large = named & (stops >= filters.least_stops)
    if filters.most_places is not None:
        order = np.argsort(-np.where(large, stops, -1.0), kind="stable")
        large[order[filters.most_places :]] = False
    return np.asarray(large)


def _reference_first(groups: tuple[str, ...], reference: str) -> list[int]:
    return sorted(range(len(groups)), key=lambda i: (groups[i] != reference, groups[i]))


def _small_groups(table: Crosstab, small: Mask) -> Iterator[Note]:
    if small.any():
        names = tuple(table.groups[i] for i in np.flatnonzero(small))
        yield Note(code="groups-left-out", facts={"groups": names, "searches": FEWEST_SEARCHES})


def _small_places(table: Crosstab, n: Array, small: Mask, filters: Filters) -> Iterator[Note]:
    if small.any():
        facts: dict[str, Fact] = {
            "places": tuple(str(table.strata[j][0]) for j in np.flatnonzero(small)),
            "share": float(n[:, small].sum() / n.sum()),
            "least_stops": filters.least_stops,
            "most_places": filters.most_places,
        }
        yield Note(code="places-left-out", facts=facts)


def _unsearched(table: Crosstab, n: Array, dropped: Mask) -> Iterator[Note]:
    if dropped.any():
        at = np.argwhere(dropped)
        facts: dict[str, Fact] = {
            "groups": tuple(table.groups[i] for i, _ in at),
            "places": tuple(str(table.strata[j][0]) for _, j in at),
            "share": float(n[dropped].sum() / n.sum()),
        }
        yield Note(code="cells-without-searches", facts=facts)


def _blank(share: float) -> Iterator[Note]:
    if share > 0:
        yield Note(code="blank-stops", facts={"share": share})


def renamed(cells: Cells, key: str) -> Cells:
    """The cells with another key in the group's seat, as a placebo needs.

    The group itself is added up; `key` becomes the group.
    """
    place = place_key(cells)
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
