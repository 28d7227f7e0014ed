"""Whether the officers with the most events now are those with the most events later."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from daylight.data.cells import Cells
from daylight.data.estimate import RESAMPLED
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Note, Refusal, Result
from daylight.model.arrays import Array, IntArray
from daylight.model.intervals import two_sided_p
from daylight.model.method import Method, Needs
from daylight.model.officers.inequality import top_count
from daylight.model.officers.listed import only_with_events
from daylight.model.officers.records import PeriodGrid, cut, percentiles, period_grid

NAME = "persistence"
MIN_OFFICERS = 20
MIN_EVENTS = 40
RESAMPLES = 500

LATER_SHARE = Quantity(
    name="later_share",
    scale=Scale.PROPORTION,
    about=About.AGENCY,
    unit="events",
    keys=("earlier_top_percent",),
)
EARLIER_SHARE = replace(LATER_SHARE, name="earlier_share")
EXPOSURE_SHARE = replace(LATER_SHARE, name="exposure_share")
LATER_SHARE_ABOVE_ALIKE = replace(
    LATER_SHARE, name="later_share_above_alike", scale=Scale.DIFFERENCE
)
RATE_CORRELATION = replace(LATER_SHARE, name="rate_correlation", scale=Scale.INDEX, keys=())
RELIABILITY = replace(RATE_CORRELATION, name="reliability")
LARGEST_CHUNK = 2_000_000
"""Officers of redrawn departments held in memory at a time."""


class Halves(NamedTuple):
    """Events and exposure of the same officers in two parts of the record."""

    x1: Array
    e1: Array
    x2: Array
    e2: Array


Statistic = Callable[[Halves], Array]


def persistence(cells: Cells, *, level: float = 0.95, seed: int = 20_210_528) -> Result | Refusal:
    """Whether the officers with the most events now are those with the most events later.

    Estimand: the share of later events on officers who were in the top tenth earlier, beside
    their share of exposure, which is what identical officers would give; the correlation of
    officers' rates between the two halves; and the reliability of a rate over the whole record.
    Method: periods cut in an earlier and a later half for the first two, where both hold events and
    exposure as evenly as they can; odd against even periods with Spearman-Brown for the third;
    percentile bootstrap over officers; ties at the border of the top tenth count as fractions. A
    list that holds only officers with an event is followed from those with an earlier one, whose
    later events do not depend on their being listed; the last two are not given then.
    Refuses: one period only, fewer than 20 officers with exposure in both halves, or 40 events.
    Reference: Chalfin & Kaplan (2021), temporal split; Brown (1910), reliability.
    """
    grid = period_grid(cells)
    early, late = halves(grid)
    listed = only_with_events(grid.events, grid.exposure)
    if listed:
        early = seen_before(early)
    if len(grid.periods) < 2 or len(early.x1) < MIN_OFFICERS or _thinner(early) < MIN_EVENTS:
        return Refusal(
            code="too-few-to-compare-halves",
            facts={
                "least_officers": MIN_OFFICERS,
                "least_events": MIN_EVENTS,
                "periods": len(grid.periods),
                "officers": len(early.x1),
                "events": int(_thinner(early)),
            },
        )
    rng = np.random.default_rng(seed)
    n = len(early.x1)
    draws = rng.integers(0, n, size=(RESAMPLES, n))
    late_n = len(late.x1)
    late_draws = draws if late_n == n else rng.integers(0, late_n, size=(RESAMPLES, late_n))
    events = int(early.x1.sum() + early.x2.sum())
    estimates = []
    for quantity, statistic in STATISTICS:
        if listed and quantity in (RATE_CORRELATION, RELIABILITY):
            continue
        parts = late if quantity is RELIABILITY else early
        values = resampled(parts, statistic, draws if parts is early else late_draws)
        value = float(statistic(parts))
        above = quantity is LATER_SHARE_ABOVE_ALIKE
        estimates.append(
            percentiles(value, values, level).estimate(
                quantity,
                n=events,
                keys=dict.fromkeys(quantity.keys, 10.0),
                compared_with="identical officers" if above else None,
                p_value=_p_value(value, values) if above else None,
            )
        )
    return Result(
        estimates=tuple(estimates),
        diagnostics={
            "officers": n,
            "periods": len(grid.periods),
            "first_period": grid.periods[0],
            "last_period": grid.periods[-1],
            "first_later_period": grid.periods[cut(grid)],
            "only_officers_with_events": listed,
            "exposure_used": grid.has_exposure,
        },
        notes=_notes(grid, listed=listed),
    )


def persistence_estimates(
    cells: Cells, *, level: float, seed: int
) -> tuple[tuple[Estimate, ...], tuple[Note, ...]]:
    """The same for cells that may or may not have periods; nothing where they have none.

    Without p-values: `persistence` itself tests what lasts, and one fact is tested once.
    """
    if "period" not in cells.by:
        return (), ()
    found = persistence(cells, level=level, seed=seed)
    if isinstance(found, Refusal):
        return (), (Note(code="no-persistence", facts=found.as_facts),)
    return tuple(replace(e, p_value=None) for e in found.estimates), found.notes


def halves(grid: PeriodGrid) -> tuple[Halves, Halves]:
    """Earlier against later periods, and odd against even ones."""
    periods = np.arange(len(grid.periods))
    return _split(grid, periods < cut(grid)), _split(grid, periods % 2 == 0)


def seen_before(parts: Halves) -> Halves:
    """The officers with an event in the earlier half.

    In a list of officers with an event, those without an earlier one are there for a later one;
    what the others did later does not depend on their being listed.
    """
    return Halves(*(part[parts.x1 > 0] for part in parts))


def _split(grid: PeriodGrid, first: npt.NDArray[np.bool_]) -> Halves:
    x, e = grid.events, grid.exposure
    parts = [a[:, mask].sum(axis=1) for mask in (first, ~first) for a in (x, e)]
    held = (parts[1] > 0) & (parts[3] > 0)
    return Halves(*(part[held] for part in parts))


def _p_value(value: float, draws: Array) -> float:
    se = float(draws.std())
    return two_sided_p(value / se) if se > 0 else 1.0


def _thinner(parts: Halves) -> float:
    return float(min(parts.x1.sum(), parts.x2.sum()))


def top_weights(x: Array, percent: float) -> Array:
    """1 for officers in the top p %, a fraction for those tied at its border, else 0."""
    n = x.shape[-1]
    q = int(top_count(n, percent))
    if q < 1:
        return np.zeros_like(x)
    cut = np.partition(x, n - q, axis=-1)[..., n - q, None]
    above, tied = x > cut, x == cut
    share = (q - above.sum(axis=-1, keepdims=True)) / tied.sum(axis=-1, keepdims=True)
    return np.asarray(above + share * tied)


def _top_of(parts: Halves, values: Array) -> Array:
    """Share of `values` on officers in the earlier top tenth."""
    held = (top_weights(parts.x1, 10.0) * values).sum(axis=-1)
    return np.asarray(held / np.maximum(values.sum(axis=-1), 1e-12))


def later_share(parts: Halves) -> Array:
    """Share of later events on officers who were in the earlier top tenth."""
    return _top_of(parts, parts.x2)


def earlier_share(parts: Halves) -> Array:
    """Share of earlier events on the same officers: the share that selected them."""
    return _top_of(parts, parts.x1)


def exposure_share(parts: Halves) -> Array:
    """Share of later exposure of the same officers: what identical officers would give."""
    return _top_of(parts, parts.e2)


def excess(parts: Halves) -> Array:
    """How far the later share lies above what identical officers would give."""
    return later_share(parts) - exposure_share(parts)


def rate_correlation(parts: Halves) -> Array:
    """Correlation between the two halves of officers' events per exposure."""
    one, two = parts.x1 / parts.e1, parts.x2 / parts.e2
    one = one - one.mean(axis=-1, keepdims=True)
    two = two - two.mean(axis=-1, keepdims=True)
    size = np.sqrt((one**2).sum(axis=-1) * (two**2).sum(axis=-1))
    together = (one * two).sum(axis=-1)
    return np.asarray(np.where(size > 1e-15, together / np.maximum(size, 1e-15), 0.0))


def reliability(parts: Halves) -> Array:
    """Share of the variance of a rate over the whole record that is not noise."""
    r = np.maximum(rate_correlation(parts), -1 / 3)
    return np.asarray(2 * r / (1 + r))


def resampled(parts: Halves, statistic: Statistic, draws: IntArray) -> Array:
    """The statistic of officers drawn with replacement, some draws at a time."""
    chunks = np.array_split(draws, max(1, draws.size // LARGEST_CHUNK))
    return np.concatenate([statistic(Halves(*(part[rows] for part in parts))) for rows in chunks])


def _notes(grid: PeriodGrid, *, listed: bool) -> tuple[Note, ...]:
    notes = [Note(code="only-officers-seen-before")] if listed else []
    if not grid.has_exposure:
        notes.append(Note(code="leavers-look-like-change"))
    return tuple(notes)


STATISTICS: tuple[tuple[Quantity, Statistic], ...] = (
    (LATER_SHARE, later_share),
    (EARLIER_SHARE, earlier_share),
    (EXPOSURE_SHARE, exposure_share),
    (LATER_SHARE_ABOVE_ALIKE, excess),
    (RATE_CORRELATION, rate_correlation),
    (RELIABILITY, reliability),
)
QUANTITIES = tuple(quantity for quantity, _ in STATISTICS)

METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="officer_events",
        by=("officer_id", "period"),
        measures=("events",),
        optional_measures=("exposure",),
    ),
    run=persistence,
    quantities=QUANTITIES,
    basis=RESAMPLED,
    refuses_when="there is one period, or fewer than 20 officers or 40 events in a half",
    assumptions=("officers' identities are stable over the periods",),
    overturned_by=(
        "assignments that persist: an officer who stays on a busy beat stays high without being "
        "different",
    ),
    cannot_say=("why the same officers stay at the top",),
    reference="Chalfin & Kaplan (2021), Criminology & Public Policy 20; Brown (1910)",
)
