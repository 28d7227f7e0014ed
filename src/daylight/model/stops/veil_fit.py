"""The veil-of-darkness logit: cells as arrays, the selection, the fit."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from daylight.data.cells import Cells
from daylight.model.arrays import Array, IntArray
from daylight.model.cell_parts import CellPart, cell_parts
from daylight.model.clustered_rates import DECIDES, OFFICERS_AND_DAYS
from daylight.model.clusters import (
    Rows,
    Uncertainty,
    is_recorded,
    largest_share,
    settled,
)
from daylight.model.crosstab import GROUP, codes, joint_codes, packed
from daylight.model.events import STOPS
from daylight.model.logit import LogitFit, fit_logit
from daylight.model.logit_clusters import ClusteredTrials, scatter
from daylight.model.splines import knots_at_quantiles, natural_spline
from daylight.schema.vocabulary import UNKNOWN

PLACES = ("agency_id", "county", "district", "beat", "neighborhood", "place")

MOST_INTERACTED = 40
"""Places beyond which a curve of its own for each is not fitted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """One way to run the comparison."""

    df: int = 6
    window: str = "evening"
    light: str = "darkness"
    window_key: str = "window"
    with_places: bool = True
    interaction: bool = False
    knots: str = "stops"
    around_clock_changes: bool = False
    stop_reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LitStops:
    """The cells of one comparison as arrays, one row per cell.

    `y` counts the group and `n` the group and its reference together.
    """

    y: Array
    n: Array
    dark: Array
    minute: Array
    place: IntArray
    parts: tuple[CellPart, ...]

    def trials(self, part: CellPart, row: IntArray) -> ClusteredTrials:
        """The trials of one clustering, with the row of the design that each cell belongs to."""
        y = part.n * (self.y > 0)[part.cell]
        return ClusteredTrials(part.key, part.cluster, row[part.cell], y, part.n)

    def counts(self, part: CellPart) -> Rows:
        """What the clusters hold in the dark and in the light."""
        dark = self.dark[part.cell]
        y = part.n * (self.y > 0)[part.cell]
        return part.rows(*(v * who for who in (dark, 1 - dark) for v in (y, part.n)))


@dataclass(frozen=True, slots=True, kw_only=True)
class DarkEffect:
    """The fitted effect of darkness on the log-odds of the group, and what its variance allows."""

    beta: float
    known: Uncertainty
    n: int


@dataclass(frozen=True, slots=True)
class Columns:
    """The cells' columns as arrays, read once."""

    cells: Cells
    stops: Array
    keys: dict[str, tuple[IntArray, list[object]]]
    place: IntArray
    minute: Array
    parts: tuple[CellPart, ...]

    @classmethod
    def of(cls, cells: Cells) -> "Columns":
        """Read cells of the reduction `darkness`."""
        cells = cells.clustered_by({name: name for name in OFFICERS_AND_DAYS if name in cells.by})
        names = [name for name in PLACES if name in cells.by]
        own = set(names) | {"clock_minute", "clock_minute_5"}
        keys = {name: codes(cells, name) for name in cells.by if name not in own}
        place = joint_codes(cells, names)[0] if names else np.zeros(len(cells), dtype=np.int64)
        clock = "clock_minute" if "clock_minute" in cells.by else "clock_minute_5"
        minute = np.asarray(cells.table[clock].to_numpy(), dtype=np.float64)
        return cls(cells, cells.counts("stops"), keys, place, minute, cell_parts(cells, STOPS))

    def groups(self, reference: str) -> tuple[str, ...]:
        """The recorded groups besides the reference; none where the reference is absent."""
        values = [str(value) for value in self.keys[GROUP][1]]
        if reference not in values:
            return ()
        return tuple(value for value in values if value not in (reference, UNKNOWN))

    def where(self, name: str, value: str) -> Array:
        """One for the cells whose key has that value, zero for the others."""
        numbers, values = self.keys[name]
        if value not in values:
            return np.zeros(len(numbers))
        there: Array = (numbers == values.index(value)).astype(np.float64)
        return there

    def has(self, name: str) -> bool:
        """Whether the cells are told apart by that key."""
        return name in self.keys

    def select(self, group: str, reference: str, options: Options) -> LitStops:
        """The light and dark stops of two groups in the window, in places that stopped both."""
        of_group = self.where(GROUP, group)
        dark = self.where(options.light, "dark")
        kept = (of_group + self.where(GROUP, reference)) * self.stops
        kept = kept * (dark + self.where(options.light, "daylight"))
        if self.has(options.window_key):
            kept = kept * self.where(options.window_key, options.window)
        if options.stop_reason is not None:
            kept = kept * self.where("stop_reason", options.stop_reason)
        place = self.place if options.with_places else np.zeros_like(self.place)
        if options.around_clock_changes:
            season, names = self.keys["clock_season"]
            place = place * len(names) + season
            kept = kept * (1 - self.where("clock_season", "none"))
        kept = kept * (self.minute >= 0)
        kept = kept * _both_groups(place, kept * of_group, kept)
        rows = kept > 0
        return LitStops(
            y=(kept * of_group)[rows],
            n=kept[rows],
            dark=dark[rows],
            minute=self.minute[rows],
            place=packed(place[rows]),
            parts=tuple(part.among(rows) for part in self.parts),
        )

    def diagnostics(self, options: Options) -> dict[str, float | int | str | bool | None]:
        """How many stops there were, in the window, by light."""
        light = {
            name: int((self.stops * self.where(options.light, name)).sum())
            for name in ("daylight", "twilight", "dark", UNKNOWN)
        }
        window = self.where(options.window_key, options.window) if self.has("window") else 1.0
        return {
            "stops": int(self.stops.sum()),
            "stops_in_window": int((self.stops * window).sum()),
            "places": len(np.unique(self.place)),
            "clustered_by": ", ".join(part.key for part in self.parts) or "none",
            "df": options.df,
            **{f"stops {name}": count for name, count in light.items()},
        }


def _both_groups(place: IntArray, y: Array, n: Array) -> Array:
    """One for cells of places that stopped both groups; others say nothing about the contrast."""
    of_group, all_stops = np.bincount(place, weights=y), np.bincount(place, weights=n)
    both = (of_group > 0) & (of_group < all_stops)
    return both[place].astype(np.float64)


class NotCompared(StrEnum):
    """Why a group cannot be compared with the reference."""

    TOO_FEW = "too few"
    ALWAYS_OR_NEVER_DARK = "always or never dark"
    NEVER_AT_SAME_TIMES = "never at the same times"
    NOT_SETTLED = "not settled"


def insufficient(chosen: LitStops, min_n: int) -> NotCompared | None:
    """Why the cells cannot answer; None when they can."""
    y, n, dark = chosen.y, chosen.n, chosen.dark
    if min(y.sum(), (n - y).sum()) < min_n:
        return NotCompared.TOO_FEW
    lit, unlit = chosen.minute[dark == 0], chosen.minute[dark == 1]
    if len(lit) == 0 or len(unlit) == 0:
        return NotCompared.ALWAYS_OR_NEVER_DARK
    if lit.min() > unlit.max() or lit.max() < unlit.min():
        return NotCompared.NEVER_AT_SAME_TIMES
    return None


def fit_darkness(chosen: LitStops, options: Options) -> DarkEffect | None:
    """Fit the logit on distinct (dark, minute, place); None where it does not converge."""
    places = int(chosen.place.max()) + 1
    if options.interaction and places > MOST_INTERACTED:
        return None
    key = (chosen.minute.astype(np.int64) * 2 + chosen.dark.astype(np.int64)) * places
    distinct, row = np.unique(key + chosen.place, return_inverse=True)
    y = np.bincount(row, weights=chosen.y).astype(np.float64)
    n = np.bincount(row, weights=chosen.n).astype(np.float64)
    place, rest = distinct % places, distinct // places
    dark, minute = (rest % 2).astype(np.float64), (rest // 2).astype(np.float64)
    weight = n if options.knots == "stops" else np.ones_like(n)
    X = _design(dark, minute, place, weight, options)
    fit = fit_logit(X, y, n)
    if not fit.converged:
        return None
    return DarkEffect(
        beta=float(fit.beta[0]),
        known=_known(fit, chosen, row.astype(np.int64)),
        n=int(n.sum()),
    )


def _design(dark: Array, minute: Array, place: IntArray, weight: Array, options: Options) -> Array:
    """Dark, the curve of the clock, the places; column 0 is dark."""
    knots = knots_at_quantiles(minute, weight, options.df)
    curve = natural_spline(minute, np.unique(knots))
    places = np.eye(int(place.max()) + 1)[place]
    if options.interaction:
        curves = (places[:, :, None] * curve[:, None, :]).reshape(len(dark), -1)
        return np.column_stack([dark, places, curves])
    return np.column_stack([dark, places, curve])


def _known(fit: LogitFit, chosen: LitStops, row: IntArray) -> Uncertainty:
    """The standard error of the coefficient of darkness."""
    found = [
        scatter(fit, chosen.trials(part, row), [0], [largest_share(counts)])[0]
        for part in chosen.parts
        if is_recorded(counts := chosen.counts(part))
    ]
    return settled(found, float(np.sqrt(fit.bread[0, 0])), DECIDES)
