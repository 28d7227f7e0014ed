"""Whether officers whose past colleagues had events go on to have more events themselves."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Note, Refusal, Result, Scale
from daylight.data.untyped import untyped
from daylight.model.arrays import Array, IntArray
from daylight.model.method import Method, Needs
from daylight.schema.vocabulary import UNKNOWN

NAME = "peer-exposure"
FEWEST_OFFICERS = 30
FEWEST_ROWS = 100
FEWEST_EVENTS = 20
STEP = 0.1
RECORD_BANDS = (1, 2, 3, 5, 10)
"""Lower bounds of the bands of an officer's own earlier events."""


class Compared(NamedTuple):
    """Officer-months that can be compared, in order of stratum."""

    share: Array
    events: Array
    officer: IntArray
    stratum: IntArray


class Association(NamedTuple):
    """Slope of events on the share of colleagues, its clustered error, and their ratio."""

    slope: float
    error: float
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
    permutations.
    Refuses: fewer than 30 officers, 100 officer-months or 20 events in strata that vary.
    Reference: Quispe-Torreblanca & Stewart (2019), Nature Human Behaviour 3; Manski (1993).
    """
    has_record = "past_events" in cells.measures
    compared = comparable(cells)
    officers = len(np.unique(compared.officer))
    events = float(compared.events.sum())
    found = associate(compared)
    if (
        officers < FEWEST_OFFICERS
        or len(compared.share) < FEWEST_ROWS
        or events < FEWEST_EVENTS
        or not found.error > 0
    ):
        return Refusal(
            method=NAME,
            reason="too few officers whose colleagues' past differs within a unit and month",
            needed=f"{FEWEST_OFFICERS} officers, {FEWEST_ROWS} officer-months and {FEWEST_EVENTS} "
            "events where officers of one unit and month differ in their colleagues' past",
            found=f"{officers} officers, {len(compared.share)} officer-months, {events:.0f} events",
            provenance=cells.provenance,
        )
    drawn = permuted(compared, permutations, np.random.default_rng(seed))
    half = float(np.quantile(drawn, level)) * found.error
    associated = untyped(
        name="later_events_with_peer_share",
        group="all officers",
        value=STEP * found.slope,
        low=STEP * (found.slope - half),
        high=STEP * (found.slope + half),
        level=level,
        scale=Scale.CHANGE,
        n=len(compared.share),
        reference="officers of the same unit and month",
        missing_share=_share_unknown(cells),
        p_value=float((1 + (drawn >= abs(found.t)).sum()) / (1 + permutations)),
    )
    return Result(
        method=NAME,
        estimates=(
            associated,
            _plain("events_per_officer_month", compared.events, Scale.RATE, level),
            _plain("exposed_share", compared.share, Scale.PROPORTION, level),
        ),
        level=level,
        seed=seed,
        diagnostics={
            "officers": officers,
            "officer_months": len(compared.share),
            "strata": len(np.unique(compared.stratum)),
            "events": int(events),
            "permutations": permutations,
            "compared_within": "unit, month, own earlier record" if has_record else "unit, month",
        },
        notes=_notes(has_record),
        provenance=cells.provenance,
    )


def _plain(name: str, values: Array, scale: Scale, level: float) -> Estimate:
    """The mean over the officer-months compared, to read the association beside."""
    return untyped(
        name=name,
        group="all officers",
        value=float(values.mean()),
        low=np.nan,
        high=np.nan,
        level=level,
        scale=scale,
        n=len(values),
    )


def comparable(cells: Cells) -> Compared:
    """Officer-months with past colleagues, in strata where the share of exposed ones varies."""
    known = cells.without_unknown("officer", "month", "unit")
    peers = known.counts("peers")
    held = peers > 0
    share = known.counts("exposed_peers")[held] / peers[held]
    stratum = _numbered(known.keys("unit"))[held]
    stratum = _combined(stratum, _numbered(known.keys("month"))[held])
    if "past_events" in known.measures:
        record = np.digitize(known.counts("past_events")[held], RECORD_BANDS)
        stratum = _combined(stratum, record.astype(np.int64))
    officer = _numbered(known.keys("officer"))[held]
    events = known.counts("events")[held]
    varies = np.abs(share - _means(share, stratum)) > 1e-12
    vary = np.bincount(stratum, weights=varies, minlength=1) > 0
    keep = np.flatnonzero(vary[stratum]) if len(stratum) else np.array([], dtype=np.int64)
    order = keep[np.argsort(stratum[keep], kind="stable")]
    return Compared(share[order], events[order], officer[order], stratum[order])


def associate(compared: Compared) -> Association:
    """Slope within strata with its error clustered by officer."""
    e = compared.share - _means(compared.share, compared.stratum)
    y = compared.events - _means(compared.events, compared.stratum)
    return _slope(e, y, compared.officer)


def permuted(compared: Compared, permutations: int, rng: np.random.Generator) -> Array:
    """Sizes of the t-ratio with the shares dealt anew among the officers of each stratum."""
    e = compared.share - _means(compared.share, compared.stratum)
    y = compared.events - _means(compared.events, compared.stratum)
    drawn = np.empty(permutations)
    for k in range(permutations):
        dealt = e[np.lexsort((rng.random(len(e)), compared.stratum))]
        drawn[k] = abs(_slope(dealt, y, compared.officer).t)
    return drawn


def _slope(e: Array, y: Array, officer: IntArray) -> Association:
    spread = float(e @ e)
    if spread <= 0:
        return Association(0.0, 0.0, 0.0)
    slope = float(e @ y) / spread
    clustered = np.bincount(officer, weights=e * y)  # under the null the residual is y itself
    error = float(np.sqrt(clustered @ clustered)) / spread
    return Association(slope, error, slope / error if error > 0 else 0.0)


def _means(values: Array, stratum: IntArray) -> Array:
    """Each row's stratum mean."""
    if not len(values):
        return values
    n = np.bincount(stratum)
    means = np.bincount(stratum, weights=values) / np.maximum(n, 1)
    return np.asarray(means[stratum])


def _numbered(values: npt.NDArray[np.object_]) -> IntArray:
    return np.asarray(np.unique(values.astype(str), return_inverse=True)[1], dtype=np.int64)


def _combined(a: IntArray, b: IntArray) -> IntArray:
    """One number for each pair that occurs."""
    width = int(b.max()) + 1 if len(b) else 1
    return np.asarray(np.unique(a * width + b, return_inverse=True)[1], dtype=np.int64)


def _share_unknown(cells: Cells) -> float:
    """Share of officer-months whose unit was not recorded."""
    return float(np.mean(cells.keys("unit").astype(str) == UNKNOWN)) if len(cells) else 0.0


def _notes(has_record: bool) -> tuple[Note, ...]:
    notes = [
        Note(
            code="association-not-contagion",
            text="An association: colleagues who share assignments, shifts or habits have events "
            "together whether or not anything passes between them.",
        ),
        Note(
            code="edges-from-outcomes",
            text="Colleagues are known only through complaints that named both; who worked beside "
            "whom without a complaint is not in the record.",
        ),
        Note(
            code="leavers-count-as-none",
            text="Officers stay in the comparison to the end of the record with no events if they "
            "left; complaints that again name officers together count for each of them.",
        ),
    ]
    if not has_record:
        notes.append(
            Note(
                code="own-record-not-held",
                text="Officers with different records of their own are compared: those with more "
                "earlier events have other colleagues and more later events anyway.",
            )
        )
    return tuple(notes)


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="officer_peers",
        by=("officer", "month", "unit"),
        measures=("events", "peers", "exposed_peers"),
        optional_measures=("past_events",),
    ),
    run=peer_exposure,
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
