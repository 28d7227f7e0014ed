"""Whether officers whose past colleagues had events go on to have more events themselves."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.estimate import FIXED, Basis, BasisKind
from daylight.data.facts.officers import PeerFacts
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Note, Refusal, Result
from daylight.model.arrays import Array, IntArray
from daylight.model.draws import counted
from daylight.model.intervals import Interval, no_interval
from daylight.model.method import Method, Needs
from daylight.model.officers.records import numbered
from daylight.schema.vocabulary import UNKNOWN

NAME = "peer-exposure"
MIN_OFFICERS = 30
MIN_ROWS = 100
MIN_EVENTS = 20
STEP = 0.1
LATER_EVENTS = Quantity(
    name="later_events_with_peer_share",
    scale=Scale.CHANGE,
    about=About.AGENCY,
    unit="officer-months",
)
EVENTS_PER_MONTH = replace(LATER_EVENTS, name="events_per_officer_month", scale=Scale.RATE)
EXPOSED_SHARE = replace(LATER_EVENTS, name="exposed_share", scale=Scale.PROPORTION)

BY_OFFICER = Basis(kind=BasisKind.CLUSTERED, key="officer_id")

RECORD_BANDS = (1, 2, 3, 5, 10)
"""Lower bounds of the bands of an officer's own earlier events."""


class Comparable(NamedTuple):
    """Officer-months that can be compared, in order of stratum."""

    share: Array
    events: Array
    officer: IntArray
    stratum: IntArray


class Association(NamedTuple):
    """Slope of events on the share of colleagues, its clustered error, and their ratio."""

    slope: float
    se: float
    t: float


def peer_exposure(
    cells: Cells, *, level: float = 0.95, permutations: int = 499, seed: int = 20_190_715
) -> Result | Refusal:
    """How an officer's later events are associated with the past of co-named colleagues.

    Estimand: the difference in events a month, among officers of the same unit and month (and with
    a like record of their own, where it is given), that goes with 10 points more of the colleagues
    of earlier months having had events without the officer.
    Method: slope within strata; t-ratio with errors clustered by officer; permutation of the share
    among the officers of a stratum, studentised (Janssen 1997), so that officers whose rate and
    colleagues both last over months do not make the test too eager; interval from the same
    permutations, more of which are made where hardly any is as large (`model.draws`).
    Refuses: fewer than 30 officers, 100 officer-months or 20 events in strata that vary.
    Reference: Quispe-Torreblanca & Stewart (2019), Nature Human Behaviour 3; Manski (1993).
    """
    has_record = "past_events" in cells.measures
    compared = comparable(cells)
    officers = len(np.unique(compared.officer))
    events = float(compared.events.sum())
    found = associate(compared)
    if (
        officers < MIN_OFFICERS
        or len(compared.share) < MIN_ROWS
        or events < MIN_EVENTS
        or not found.se > 0
    ):
        return Refusal(
            code="too-few-with-different-colleagues",
            facts={
                "least_officers": MIN_OFFICERS,
                "least_months": MIN_ROWS,
                "least_events": MIN_EVENTS,
                "officers": int(officers),
                "months": len(compared.share),
                "events": int(events),
            },
        )
    rng = np.random.default_rng(seed)
    p, drawn = counted(lambda n: permuted(compared, n, rng), abs(found.t), permutations)
    margin = float(np.quantile(drawn, level)) * found.se
    slope = Interval.of(*(STEP * (found.slope + d) for d in (0.0, -margin, margin)))
    associated = slope.estimate(
        LATER_EVENTS,
        n=len(compared.share),
        compared_with="officers of the same unit and month",
        missing_share=_share_unknown(cells),
        p_value=p,
        basis=Basis(kind=BasisKind.RESAMPLED, draws=len(drawn)),
    )
    within = ("unit", "month", *(["own earlier record"] if has_record else []))
    return Result(
        estimates=(
            associated,
            _mean(EVENTS_PER_MONTH, compared.events),
            _mean(EXPOSED_SHARE, compared.share),
        ),
        diagnostics={
            "officers": officers,
            "officer_months": len(compared.share),
            "strata": len(np.unique(compared.stratum)),
            "events": int(events),
            "permutations": len(drawn),
            "compared_within": ", ".join(within),
        },
        facts=PeerFacts(compared_within=within),
        notes=_notes(has_record),
    )


def _mean(quantity: Quantity, values: Array) -> Estimate:
    """The mean over the officer-months compared, to read the association beside."""
    return no_interval(float(values.mean())).estimate(quantity, n=len(values), basis=FIXED)


def comparable(cells: Cells) -> Comparable:
    """Officer-months with past colleagues, in strata where the share of exposed ones varies."""
    known = cells.without_unknown("officer_id", "month", "unit")
    peers = known.counts("peers")
    held = peers > 0
    share = known.counts("exposed_peers")[held] / peers[held]
    unit, month, who = (numbered(known, key)[1][held] for key in ("unit", "month", "officer_id"))
    stratum = _combined(unit, month)
    if "past_events" in known.measures:
        record = np.digitize(known.counts("past_events")[held], RECORD_BANDS)
        stratum = _combined(stratum, record.astype(np.int64))
    events = known.counts("events")[held]
    varies = np.abs(share - _means(share, stratum)) > 1e-12
    vary = np.bincount(stratum, weights=varies, minlength=1) > 0
    keep = np.flatnonzero(vary[stratum]) if len(stratum) else np.array([], dtype=np.int64)
    order = keep[np.argsort(stratum[keep], kind="stable")]
    return Comparable(share[order], events[order], who[order], stratum[order])


def associate(compared: Comparable) -> Association:
    """Slope within strata with its error clustered by officer."""
    e = compared.share - _means(compared.share, compared.stratum)
    y = compared.events - _means(compared.events, compared.stratum)
    return _slope(e, y, compared.officer)


def permuted(compared: Comparable, permutations: int, rng: np.random.Generator) -> Array:
    """Sizes of the t-ratio with the shares dealt anew among the officers of each stratum."""
    e = compared.share - _means(compared.share, compared.stratum)
    y = compared.events - _means(compared.events, compared.stratum)
    drawn = np.empty(permutations)
    for k in range(permutations):
        dealt = e[np.lexsort((rng.random(len(e)), compared.stratum))]
        drawn[k] = abs(_slope(dealt, y, compared.officer).t)
    return drawn


def _slope(e: Array, y: Array, officer: IntArray) -> Association:
    square = float(e @ e)
    if square <= 0:
        return Association(0.0, 0.0, 0.0)
    slope = float(e @ y) / square
    clustered = np.bincount(officer, weights=e * y)  # under the null the residual is y itself
    se = float(np.sqrt(clustered @ clustered)) / square
    return Association(slope, se, slope / se if se > 0 else 0.0)


def _means(values: Array, stratum: IntArray) -> Array:
    """Each row's stratum mean."""
    if not len(values):
        return values
    n = np.bincount(stratum)
    means = np.bincount(stratum, weights=values) / np.maximum(n, 1)
    return np.asarray(means[stratum])


def _combined(a: IntArray, b: IntArray) -> IntArray:
    """One number for each pair that occurs."""
    width = int(b.max()) + 1 if len(b) else 1
    return np.asarray(np.unique(a * width + b, return_inverse=True)[1], dtype=np.int64)


def _share_unknown(cells: Cells) -> float:
    """Share of officer-months whose unit was not recorded."""
    return float(np.mean(cells.keys("unit").astype(str) == UNKNOWN)) if len(cells) else 0.0


def _notes(has_record: bool) -> tuple[Note, ...]:
    codes = ["association-not-contagion", "edges-from-outcomes", "leavers-count-as-none"]
    if not has_record:
        codes.append("own-record-not-held")
    return tuple(Note(code=code) for code in codes)


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="officer_peers",
        by=("officer_id", "month", "unit"),
        measures=("events", "peers", "exposed_peers"),
        optional_measures=("past_events",),
    ),
    run=peer_exposure,
    quantities=(LATER_EVENTS, EVENTS_PER_MONTH, EXPOSED_SHARE),
    basis=BY_OFFICER,
    refuses_when="fewer than 30 officers, 100 officer-months or 20 events stand in units and "
    "months where officers differ in their colleagues' past",
    assumptions=(
        "within a unit and month, officers with a like record could have had one another's "
        "colleagues",
        "exposure is counted on earlier months only",
    ),
    overturned_by=(
        "beats, shifts or partners inside a unit that go with both the colleagues' and the "
        "officer's events",
    ),
    cannot_say=(
        "that anything passed from one officer to another",
        "who would have had fewer events beside other colleagues",
    ),
    reference="Quispe-Torreblanca & Stewart (2019), Nature Human Behaviour 3; Manski (1993)",
)
