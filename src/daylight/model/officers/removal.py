"""What would have been avoided had the officers with the highest past rates been replaced."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import product
from typing import Any, NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.estimate import FIXED, RESAMPLED, Key
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Note, Refusal, Result
from daylight.model.arrays import Array, IntArray
from daylight.model.intervals import Interval, no_interval
from daylight.model.method import Method, Needs
from daylight.model.officers.inequality import top_count
from daylight.model.officers.listed import only_with_events
from daylight.model.officers.records import cut, numbered, percentiles, period_grid
from daylight.schema.vocabulary import UNKNOWN

NAME = "removal"
GROUP = "subject_race"
MIN_OFFICERS = 40
MIN_EVENTS = 60
PERCENTS = (1.0, 5.0, 10.0)
MIDDLE = (0.4, 0.6)
RESAMPLES = 300

SHARE_AVOIDED = Quantity(
    name="share_avoided",
    scale=Scale.PROPORTION,
    about=About.AGENCY,
    unit="later events",
    keys=("top_percent",),
)
PAST_SHARE = replace(SHARE_AVOIDED, name="past_share")
GAP_REMOVED = replace(
    SHARE_AVOIDED, name="gap_removed", about=About.GROUP, keys=("top_percent", GROUP)
)
AVOIDED_BY_CHOICE = replace(
    SHARE_AVOIDED,
    name="share_avoided_by_choice",
    keys=("top_percent", "ranked_by", "replaced_by", "counted"),
)


class Record(NamedTuple):
    """Per officer: events and exposure before, and after by group (officers × groups)."""

    x1: Array
    e1: Array
    x2: Array
    e2: Array


class Plan(NamedTuple):
    """How many are replaced, what a replaced officer's excess shrinks by, what spreads.

    `ranking` is by `forecast` or `plain count`; `middle` says that officers of the middle of the
    ranking stand in, not all the others.
    """

    percent: float
    effect: float
    spillover: float
    ranking: str = "forecast"
    middle: bool = True


def removal(
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    seed: int = 20_210_528,
    effect: float = 1.0,
    spillover: float = 0.0,
) -> Result | Refusal:
    """What would have been avoided had the officers with the highest past rates been replaced.

    Estimand: the share of later events avoided if the top 1, 5 or 10 % by earlier record had been
    replaced by officers of the middle of the ranking with the same later exposure; with events by
    race, also the share of the gap between a group's rate and the reference group's.
    Method: officers ranked by the empirical-Bayes forecast from the earlier half, so that a short
    bad record is not taken at its word; counted in the later half, which removes regression to the
    mean; the halves are cut where both hold events and exposure as evenly as they can.
    Replacements have the later rates of the middle fifth; where only officers with an event are
    listed, those with an earlier one are ranked and stand in. Percentile bootstrap over officers
    with the ranking redone each time.
    Refuses: one period only, fewer than 40 officers with exposure before, or 60 events in a half;
    no share of a gap that chance alone could make.
    Reference: Chalfin & Kaplan (2021); Sierra-Arévalo & Papachristos (2021) for spillover.

    Parameters
    ----------
    effect
        Share of the excess over a replacement that goes: 1 for replacement, less for retraining.
    spillover
        Further events avoided among colleagues, per event avoided.
    """
    record, groups = _record(cells)
    served = int((record.e1 > 0).sum())
    enough = served >= MIN_OFFICERS
    if not enough or min(record.x1.sum(), record.x2.sum()) < MIN_EVENTS:
        return Refusal(
            code="too-few-to-replay",
            facts={
                "least_officers": MIN_OFFICERS,
                "least_events": MIN_EVENTS,
                "officers": int(served),
                "earlier": int(record.x1.sum()),
                "later": int(record.x2.sum()),
            },
        )
    rng = np.random.default_rng(seed)
    n = len(record.x1)
    draws = [Record(*(part[i] for part in record)) for i in rng.integers(0, n, (RESAMPLES, n))]
    has_exposure = "exposure" in cells.measures
    replay = Replay(record, draws, level)
    estimates: list[Estimate] = []
    for percent in PERCENTS:
        if top_count(served, percent) < 1:
            continue
        plan = Plan(percent, effect, spillover)
        estimates += _avoided(replay, plan)
        if has_exposure and reference in groups:
            estimates += _gaps(replay, plan, groups, reference)
    return Result(
        estimates=tuple(estimates),
        diagnostics={
            "officers": served,
            "events_before": float(record.x1.sum()),
            "events_after": float(record.x2.sum()),
            "effect": effect,
            "spillover": spillover,
            "exposure_used": has_exposure,
        },
        notes=_notes(listed=_listed(cells), has_exposure=has_exposure, spillover=spillover),
    )


def _record(cells: Cells) -> tuple[Record, tuple[str, ...]]:
    keys = ["officer_id", "period", *([GROUP] if GROUP in cells.by else [])]
    known = cells.collapse(*keys).without_unknown("officer_id", "period")
    officers, i = numbered(known, "officer_id")
    grid = period_grid(known)
    late = np.isin(known.keys("period").astype(str), grid.periods[cut(grid) :]).astype(int)
    labels = known.keys(GROUP).astype(str) if GROUP in keys else np.full(len(known), "all")
    groups, g = np.unique(labels, return_inverse=True)
    x = np.zeros((len(officers), 2, len(groups)))
    np.add.at(x, (i, late, g), known.counts("events"))
    e = np.ones_like(x)
    if "exposure" in known.measures:
        e[:] = 0
        np.add.at(e, (i, late, g), known.counts("exposure"))
    x1, e1 = x[:, 0].sum(axis=1), e[:, 0].sum(axis=1)
    if only_with_events(grid.events, grid.exposure):
        # Whoever had no earlier event is listed for a later one, and stands for nobody else.
        e1 = np.where(x1 > 0, e1, 0.0)
    return Record(x1, e1, x[:, 1], e[:, 1]), tuple(groups.tolist())


def _listed(cells: Cells) -> bool:
    grid = period_grid(cells)
    return only_with_events(grid.events, grid.exposure)


def forecast(x: Array, e: Array) -> Array:
    """Empirical-Bayes rates: each officer's own, drawn towards the mean as far as chance asks.

    Estimand: the mean of a gamma-distributed rate given its Poisson count.
    Method: (k + x) / (k/μ + e), μ the overall rate, k by moments of the counts.
    Refuses: never; counts no more spread than chance give everybody the overall rate.
    Reference: Morris (1983), gamma-Poisson case.
    """
    mu = x.sum() / e.sum()
    excess = float(((x - mu * e) ** 2 - x).sum() / ((mu * e) ** 2).sum())
    if excess <= 0:
        return np.full(len(x), mu)
    k = 1 / excess
    return np.asarray((k + x) / (k / mu + e))


def _chosen(record: Record, plan: Plan) -> tuple[IntArray, IntArray]:
    """Officers at the top of the ranking, and those who stand in for them.

    Only officers who served before can be ranked; those who came later stay in what is counted.
    """
    served = np.flatnonzero(record.e1 > 0)
    x, e = record.x1[served], record.e1[served]
    # Where chance explains all, forecasts tie and the plain rates decide.
    keys = (-x / e, -forecast(x, e)) if plan.ranking == "forecast" else (-x / e, -x)
    order = served[np.lexsort(keys)]
    n = len(order)
    q = int(top_count(n, plan.percent))
    stand_ins = order[int(MIDDLE[0] * n) : int(MIDDLE[1] * n)] if plan.middle else order[q:]
    return order[:q], stand_ins


def avoided(record: Record, plan: Plan) -> Array:
    """Later events avoided, by group."""
    top, stand_ins = _chosen(record, plan)
    exposure = record.e2[stand_ins].sum(axis=0)
    typical = record.x2[stand_ins].sum(axis=0) / np.where(exposure > 0, exposure, np.inf)
    excess = record.x2[top].sum(axis=0) - typical * record.e2[top].sum(axis=0)
    return np.asarray(plan.effect * (1 + plan.spillover) * excess)


def choices(cells: Cells) -> tuple[Estimate, ...]:
    """Share of later events avoided under each defensible choice, without intervals.

    The choices: how many are replaced; whether officers of the middle or all the others stand in;
    and with exposure also whether they are ranked by the forecast or by the plain number of
    earlier events, and whether officers count who served in one half only.
    """
    record, _ = _record(cells)
    exposed = "exposure" in cells.measures
    rankings = ("forecast", "plain count") if exposed else ("plain count",)
    both = (record.e1 > 0) & (record.e2.sum(axis=1) > 0)
    stayed = Record(*(part[both] for part in record))
    found = []
    for percent, ranking, middle, everyone in product(
        PERCENTS, rankings, (True, False), (True, False) if exposed else (True,)
    ):
        counted = record if everyone else stayed
        if top_count((counted.e1 > 0).sum(), percent) < 1 or not counted.x2.sum():
            continue
        value = share_avoided(counted, Plan(percent, 1.0, 0.0, ranking, middle))
        who = "the middle" if middle else "all others"
        whom = "everyone" if everyone else "in service throughout"
        keys: dict[str, Key] = {
            "top_percent": percent,
            "ranked_by": ranking,
            "replaced_by": who,
            "counted": whom,
        }
        n = counted.x2.sum()
        found.append(no_interval(value).estimate(AVOIDED_BY_CHOICE, n=n, keys=keys, basis=FIXED))
    return tuple(found)


def share_avoided(record: Record, plan: Plan) -> float:
    """Share of all later events avoided."""
    return float(avoided(record, plan).sum() / max(record.x2.sum(), 1.0))


def past_share(record: Record, plan: Plan) -> float:
    """Share of the earlier events on the same officers: what their record seems to promise."""
    top, _ = _chosen(record, plan)
    return float(record.x1[top].sum() / max(record.x1.sum(), 1.0))


def gap_share(record: Record, plan: Plan, one: int, other: int) -> float:
    """Share of the later gap in rates between two groups that goes with the replaced officers."""
    x, e = record.x2.sum(axis=0), np.maximum(record.e2.sum(axis=0), 1e-12)
    before, after = x / e, (x - avoided(record, plan)) / e
    gap = before[one] - before[other]
    return float(1 - (after[one] - after[other]) / gap) if gap else 0.0


class Replay(NamedTuple):
    """The record, redrawn departments of it, and the level of intervals."""

    record: Record
    draws: list[Record]
    level: float

    def interval(self, statistic: Callable[[Record], float]) -> Interval:
        """A statistic of the record with its percentile bounds over the redrawn departments."""
        draws = np.array([statistic(draw) for draw in self.draws])
        return percentiles(statistic(self.record), draws, self.level)

    def estimate(
        self, quantity: Quantity, statistic: Callable[[Record], float], **about: Any
    ) -> Estimate:
        """The same as an estimate."""
        return self.interval(statistic).estimate(quantity, n=self.record.x2.sum(), **about)


def _avoided(replay: Replay, plan: Plan) -> list[Estimate]:
    keys = {"top_percent": plan.percent}
    return [
        replay.estimate(SHARE_AVOIDED, lambda r: share_avoided(r, plan), keys=keys),
        replay.estimate(PAST_SHARE, lambda r: past_share(r, plan), keys=keys),
    ]


def _gaps(replay: Replay, plan: Plan, groups: tuple[str, ...], reference: str) -> list[Estimate]:
    found = []
    base = groups.index(reference)
    for g, group in enumerate(groups):
        if g == base or group == UNKNOWN or replay.record.x2[:, g].sum() < MIN_EVENTS:
            continue
        gap = replay.interval(partial(_gap, one=g, other=base))
        if gap.low <= 0 <= gap.high:
            # A share of a gap that may be none has no meaning.
            continue
        found.append(
            replay.estimate(
                GAP_REMOVED,
                partial(gap_share, plan=plan, one=g, other=base),
                keys={"top_percent": plan.percent, GROUP: group},
                compared_with=reference,
            )
        )
    return found


def _gap(record: Record, one: int, other: int) -> float:
    """The later rate of one group less that of the other."""
    x, e = record.x2.sum(axis=0), np.maximum(record.e2.sum(axis=0), 1e-12)
    return float(x[one] / e[one] - x[other] / e[other])


def _notes(*, listed: bool, has_exposure: bool, spillover: float) -> tuple[Note, ...]:
    notes = [Note(code="replay-not-experiment", facts={"spillover": spillover})]
    if listed:
        notes.append(Note(code="only-officers-seen-before"))
    if not has_exposure:
        notes.append(Note(code="replay-of-raw-counts"))
    return tuple(notes)


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="officer_searches",
        by=("officer_id", "period"),
        measures=("events",),
        optional_by=(GROUP,),
        optional_measures=("exposure",),
    ),
    run=removal,
    quantities=(SHARE_AVOIDED, PAST_SHARE, GAP_REMOVED, AVOIDED_BY_CHOICE),
    basis=RESAMPLED,
    refuses_when="there is one period, or fewer than 40 officers or 60 events in a half",
    assumptions=(
        "replacements meet the situations that the replaced officers met",
        "replacements act as officers in the middle of the ranking do",
        "replacing officers changes nothing for their colleagues unless `spillover` is set",
    ),
    overturned_by=(
        "assignments: an officer on the busiest beat has more events without being different",
    ),
    cannot_say=("what firing or retraining these officers would really do",),
    reference="Chalfin & Kaplan (2021), Criminology & Public Policy 20:465–493; Sierra-Arévalo & "
    "Papachristos (2021), the same, 371–382",
)
