"""Each officer beside colleagues' records weighted to the same circumstances."""

from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.estimate import FIXED, INDEPENDENT, Basis, BasisKind
from daylight.data.facts.officers import ColleagueFacts
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Note, Refusal, Result
from daylight.model.arrays import Array, IntArray
from daylight.model.intervals import no_interval, risk_difference, two_sided_p, wald
from daylight.model.method import Method, Needs
from daylight.model.officers.empirical_null import (
    OfficerCounts,
    Ordinary,
    local_fdr,
    middle_sd,
    ordinary,
)
from daylight.model.officers.listed import only_with_events, roster_needed
from daylight.model.officers.records import numbered

NAME = "internal-benchmark"
MIN_OFFICERS = 30
MIN_OPPORTUNITIES = 50
MIN_COLLEAGUES = 50.0
"""Effective number of colleagues' opportunities, after weighting, that a benchmark must rest on."""

CIRCUMSTANCES = (
    "period",
    "district",
    "beat",
    "unit",
    "day_part",
    "weekday",
    "stop_type",
    "stop_reason",
    "month",
    "hour",
    "subject_race",
    "subject_sex",
    "age_group",
)
BALANCED = 0.01
PRIOR = 20.0
"""Opportunities' worth of the overall rate in the model of what colleagues do in a situation."""

STEPS = 60
WIDE = 0.5
"""Spread of ordinary officers' rates, relative to colleagues', from which on it is said aloud."""

RATE_ABOVE_COLLEAGUES = Quantity(
    name="rate_above_colleagues",
    scale=Scale.DIFFERENCE,
    about=About.OFFICER,
    unit="opportunities of the officer",
    keys=("officer_id",),
)
ORDINARY_DIFFERENCE = replace(RATE_ABOVE_COLLEAGUES, name="ordinary_difference")
OWN_RATE = replace(RATE_ABOVE_COLLEAGUES, name="own_rate", scale=Scale.PROPORTION)
COLLEAGUES_RATE = replace(OWN_RATE, name="colleagues_rate")
LOCAL_FDR = replace(OWN_RATE, name="local_false_discovery_rate", scale=Scale.PROBABILITY)
FLAGGED = Quantity(
    name="flagged",
    scale=Scale.COUNT,
    about=About.AGENCY,
    unit="officers compared",
    keys=("colleagues",),
)
FLAGGED_PLAINLY = replace(FLAGGED, name="flagged_by_plain_z_above_2")

OVERDISPERSED = Basis(kind=BasisKind.CLUSTERED, key="officer_id")
"""The region holds the spread of ordinary officers beyond chance."""


class Situations(NamedTuple):
    """Distinct circumstances with their indicators, and each officer's opportunities in them."""

    design: Array
    total: Array
    events: Array
    officers: tuple[str, ...]
    rows: tuple[IntArray, ...]
    own: tuple[Array, ...]
    own_events: tuple[Array, ...]


class OfficerBenchmark(NamedTuple):
    """One officer's rate, colleagues' in the same circumstances, and how well they match."""

    rate: float
    expected: float
    se: float
    n: int
    effective: float
    imbalance: float


class Judged(NamedTuple):
    """An officer's z and false-discovery rate among all officers, their middle and their spread."""

    z: float
    fdr: float
    shift: float
    spread: float


def internal_benchmark(
    cells: Cells,
    *,
    level: float = 0.95,
    flag: float = 0.5,
    min_n: int = MIN_OPPORTUNITIES,
) -> Result | Refusal:
    """Each officer beside colleagues' records weighted to the same circumstances.

    Estimand: an officer's rate of events per opportunity less the rate of colleagues at the same
    places, times and reasons, as far as those were recorded.
    Method: a model of the rate in each situation, drawn to the overall rate where colleagues are
    few, plus what it leaves over in colleagues' records under entropy-balancing weights that match
    every circumstance's share to the officer's; right if either the model or the weights are. The
    interval of the difference is that of chance in the officer's record and in colleagues'. All
    officers together give an empirical null, which allows for a spread of ordinary officers' rates
    beyond chance: `ordinary_difference` is the region of ordinariness, where the difference of an
    officer who is ordinary would lie at the level, with the p-value of being in it and the local
    false-discovery rate. The region is no interval of the difference.
    Refuses: fewer than 30 officers with 50 opportunities and comparable colleagues, no
    circumstance among the keys, or a list of officers with an event only.
    Reference: Ridgeway & MacDonald (2009), JASA 104:661-668; weights Hainmueller (2012), doubly
    robust by Zhao & Percival (2017).

    Parameters
    ----------
    flag
        Officers with a local false-discovery rate below this are flagged.
    min_n
        Officers with fewer opportunities than this are not compared.
    """
    whole = cells.collapse("officer_id").without_unknown("officer_id")
    if only_with_events(*(whole.counts(name)[:, None] for name in ("events", "exposure"))):
        return roster_needed(len(whole))
    found = _situations(cells, min_n)
    compared: dict[str, OfficerBenchmark] = {}
    for k, name in enumerate(found.officers):
        benchmark = _benchmark(found, k)
        if benchmark is not None:
            compared[name] = benchmark
    if found.design.shape[1] < 2 or len(compared) < MIN_OFFICERS:
        return Refusal(
            code="too-few-comparable-officers",
            facts={
                "least": MIN_OFFICERS,
                "least_opportunities": min_n,
                "officers": len(compared),
                "indicators": found.design.shape[1] - 1,
            },
        )
    alike = ordinary(_counts(compared))
    plain = np.array([(b.rate - b.expected) / b.se for b in compared.values()])
    fdr = local_fdr(alike.z)
    estimates = [
        estimate
        for (name, benchmark), z, share in zip(compared.items(), alike.z, fdr, strict=True)
        for estimate in _estimates(
            name, benchmark, Judged(float(z), float(share), alike.shift, alike.spread), level
        )
    ]
    return Result(
        estimates=(*_flagged(plain, alike.z, fdr, flag), *estimates),
        diagnostics={
            "officers": len(compared),
            "officers_not_compared": len(found.officers) - len(compared),
            "ordinary_shift": alike.shift,
            "ordinary_spread": alike.spread,
            "plain_z_sd": middle_sd(plain),
            "flag_below": flag,
            "circumstances": ", ".join(_circumstances(cells)),
            "situations": len(found.total),
        },
        facts=ColleagueFacts(
            circumstances=_circumstances(cells), ordinary_spread=float(alike.spread)
        ),
        notes=_notes(alike, len(found.officers) - len(compared)),
    )


def _counts(compared: dict[str, OfficerBenchmark]) -> OfficerCounts:
    n = np.array([b.n for b in compared.values()], dtype=np.float64)
    rate, expected, effective = (
        np.array([getattr(b, name) for b in compared.values()])
        for name in ("rate", "expected", "effective")
    )
    return OfficerCounts(np.round(rate * n), n, expected, effective)


def _circumstances(cells: Cells) -> tuple[str, ...]:
    return tuple(name for name in cells.by if name != "officer_id")


def _situations(cells: Cells, min_n: int) -> Situations:
    known = cells.without_unknown("officer_id")
    names = _circumstances(known)
    codes = [numbered(known, name) for name in names]
    labels = np.column_stack([code for _, code in codes]) if codes else np.zeros((len(known), 1))
    distinct, situation = np.unique(labels, axis=0, return_inverse=True)
    design = [np.ones(len(distinct))]
    for j, (values, _) in enumerate(codes):
        design += [(distinct[:, j] == v).astype(np.float64) for v in range(1, len(values))]
    e, y = known.counts("exposure"), known.counts("events")
    officers, number = numbered(known, "officer_id")
    enough = np.flatnonzero(np.bincount(number, e) >= min_n)
    order = np.argsort(number, kind="stable")
    edges = np.searchsorted(number[order], np.arange(len(officers) + 1))
    mine = [order[edges[k] : edges[k + 1]] for k in enough]
    return Situations(
        design=np.column_stack(design),
        total=np.bincount(situation, e, minlength=len(distinct)).astype(np.float64),
        events=np.bincount(situation, y, minlength=len(distinct)).astype(np.float64),
        officers=tuple(officers[k] for k in enough),
        rows=tuple(situation[rows] for rows in mine),
        own=tuple(e[rows] for rows in mine),
        own_events=tuple(y[rows] for rows in mine),
    )


def _benchmark(found: Situations, k: int) -> OfficerBenchmark | None:
    """Colleagues weighted to officer k's circumstances; None where none are comparable."""
    rows, own = found.rows[k], found.own[k]
    others, events = found.total.copy(), found.events.copy()
    others[rows] -= own
    events[rows] -= found.own_events[k]
    target = own @ found.design[rows] / own.sum()
    # Colleagues count only in circumstances where the officer was at all.
    reachable = (others > 0) & ~(found.design[:, target == 0] > 0).any(axis=1)
    active = (target > 0) & (target < 1)
    weight = entropy_weights(found.design[reachable][:, active], others[reachable], target[active])
    if weight is None:
        return None
    there, m = others[reachable], found.design[reachable]
    mine = np.zeros(len(others))
    mine[rows] = own / own.sum()
    overall = events.sum() / others.sum()
    model = (events + PRIOR * overall) / (others + PRIOR)
    share = weight / weight.sum()
    residual = events[reachable] / there - model[reachable]
    expected = float(np.clip(mine @ model + share @ residual, 0.0, 1.0))
    # How much each colleague's record counts in the sum of the two parts.
    known = there / (there + PRIOR)
    pull = mine[reachable] * known + share * (1 - known)
    effective = float(1 / (pull**2 / there).sum())
    imbalance = float(np.abs(share @ m - target).max())
    own_rate = float(found.own_events[k].sum() / own.sum())
    if effective < MIN_COLLEAGUES or imbalance > BALANCED:
        return None
    pooled = np.clip((own_rate * own.sum() + expected * effective) / (own.sum() + effective), 0, 1)
    se = float(np.sqrt(max(pooled * (1 - pooled), 1e-6) * (1 / own.sum() + 1 / effective)))
    return OfficerBenchmark(own_rate, expected, se, int(own.sum()), effective, imbalance)


def entropy_weights(design: Array, base: Array, target: Array) -> Array | None:
    """Weights nearest to `base` whose mean of `design` is `target`; None where there are none.

    Estimand: w ∝ base · exp(design · β) with weighted mean `target`.
    Method: Newton steps on the convex dual, halved until it falls.
    Refuses: None when the target lies outside what the rows span.
    Reference: Hainmueller (2012), Political Analysis 20:25–46.
    """
    if not len(base):
        return None
    centred = design - target
    beta = np.zeros(design.shape[1])
    weight = base / base.sum()
    value = 0.0
    for _ in range(STEPS):
        gradient = weight @ centred
        if np.abs(gradient).max(initial=0.0) < BALANCED / 20:
            return np.asarray(weight)
        curvature = (centred * weight[:, None]).T @ centred - np.outer(gradient, gradient)
        curvature[np.diag_indices_from(curvature)] += 1e-9
        move = np.linalg.solve(curvature, gradient)
        step = 1.0
        while True:
            trial = beta - step * move
            score = centred @ trial
            peak = score.max()
            raw = base * np.exp(score - peak)
            after = float(np.log(raw.sum() / base.sum()) + peak)
            if after < value + 1e-12 or step < 1e-4:
                break
            step /= 2
        beta, value, weight = trial, after, raw / raw.sum()
        if value < -30:
            return None
    return np.asarray(weight)


def _estimates(
    name: str, benchmark: OfficerBenchmark, judged: Judged, level: float
) -> list[Estimate]:
    middle = benchmark.expected * judged.shift
    se = float(np.hypot(benchmark.se, judged.spread * middle))
    about: dict[str, Any] = {"n": benchmark.n, "keys": {"officer_id": name}}
    about["compared_with"] = "colleagues in the same circumstances"
    n, effective = float(benchmark.n), benchmark.effective
    above = risk_difference(
        benchmark.rate * n, n, benchmark.expected * effective, effective, level=level
    ).estimate(RATE_ABOVE_COLLEAGUES, basis=INDEPENDENT, **about)
    region = wald(middle - benchmark.expected, se, level=level).estimate(
        ORDINARY_DIFFERENCE, p_value=two_sided_p(judged.z), **about
    )
    plain = (
        (OWN_RATE, benchmark.rate),
        (COLLEAGUES_RATE, benchmark.expected),
        (LOCAL_FDR, judged.fdr),
    )
    del about["compared_with"]
    return [above, region, *(no_interval(v).estimate(q, basis=FIXED, **about) for q, v in plain)]


def _flagged(plain: Array, z: Array, fdr: Array, flag: float) -> list[Estimate]:
    counted = (
        (FLAGGED, "above", ((fdr < flag) & (z > 0)).sum()),
        (FLAGGED, "below", ((fdr < flag) & (z < 0)).sum()),
        (FLAGGED_PLAINLY, "above", (plain > 2).sum()),
    )
    return [
        no_interval(value).estimate(quantity, n=len(z), keys={"colleagues": side}, basis=FIXED)
        for quantity, side, value in counted
    ]


def _notes(alike: Ordinary, left_out: int) -> tuple[Note, ...]:
    notes = [
        Note(code="shared-practice-invisible"),
        Note(code="empirical-null", facts={"spread": float(alike.spread)}),
    ]
    if alike.spread > WIDE:
        notes.append(Note(code="circumstances-explain-little"))
    if left_out:
        notes.append(Note(code="too-few-colleagues", facts={"officers": left_out}))
    return tuple(notes)


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="officer_searches",
        by=("officer_id",),
        measures=("events", "exposure"),
        optional_by=CIRCUMSTANCES,
    ),
    run=internal_benchmark,
    quantities=(
        FLAGGED,
        FLAGGED_PLAINLY,
        RATE_ABOVE_COLLEAGUES,
        ORDINARY_DIFFERENCE,
        OWN_RATE,
        COLLEAGUES_RATE,
        LOCAL_FDR,
    ),
    basis=OVERDISPERSED,
    refuses_when="no circumstance is among the keys, fewer than 30 officers have 50 opportunities "
    "and comparable colleagues, or only officers with an event are listed",
    assumptions=(
        "the recorded circumstances are those that decide both who works where and what happens",
        "each event is one of the counted opportunities",
    ),
    overturned_by=(
        "assignments that the recorded circumstances do not describe: officers of a special unit "
        "or detail stand out together, and all of those flagged may be its members",
    ),
    cannot_say=(
        "why an officer differs, or whether it was wrong",
        "a practice that all officers share",
    ),
    reference="Ridgeway & MacDonald (2009), JASA 104:661–668; Hainmueller (2012)",
)
