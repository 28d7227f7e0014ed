"""Sentences read against their numbers: a printed interval is that of one of its own estimates."""

import re
from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
from tools import examples
from tools import examples_courts as courts
from tools import examples_published as in_print

from daylight.data.cells import Cells
from daylight.data.figures import Figures
from daylight.data.panel import NEVER, Panel
from daylight.data.result import Estimate, Outcome, Result
from daylight.data.sample import Sample
from daylight.model.methods import METHODS
from daylight.report.claim import Claim
from daylight.report.presentations import PRESENTATIONS
from daylight.simulate.networks import colleagues
from daylight.simulate.officers import Trouble, departments
from daylight.simulate.panels import clustered, staggered
from tests.model.monitoring import test_agencies as side_by_side
from tests.model.monitoring import test_coded_text as coded
from tests.model.officers import test_early_intervention as early
from tests.model.officers import test_gaps as gaps
from tests.model.officers import test_internal_benchmark as benchmark
from tests.model.officers import test_same_scene as scene
from tests.model.searches import thresholds
from tests.model.stops import test_place_concentration as places
from tests.model.stops import test_veil_of_darkness as veil
from tests.recovery.truth import cells
from tests.report.test_every_method import random_cells
from tests.report.test_force import CELLS as FORCE

PRINTED: dict[str, tuple[Callable[[], Figures], dict[str, str]]] = {
    "published-share": (in_print.poll, {"reference": "white residents"}),
    "published-share-change": (in_print.poll, {}),
    "published-count-change": (in_print.yearly_counts, {}),
    "published-rate": (in_print.yearly_counts, {}),
    "status-on-date": (in_print.bill, {"event": "introduced", "by": "2018"}),
    "time-since": (in_print.bill, {"event": "introduced", "by": "2018-01-01"}),
}

COURTS: dict[str, Callable[[], Cells]] = {
    "sentence-in-out": courts.decided,
    "revocation": courts.decided,
    "guideline-departure": courts.decided,
    "sentence-length": courts.terms,
    "release-rate": courts.heard,
    "charge-grades": courts.graded,
    "gap-split": courts.split,
    "release-hazard": courts.heard_again,
    "bunching": courts.heaped,
    "reach-of-a-rule": courts.under_a_bill,
    "score-errors": courts.scored,
    "score-calibration": courts.scored,
}

NUMBER = r"[-−+]?\d[\d,]*(?:\.\d+)?"
INTERVAL = re.compile(
    rf"({NUMBER})(?: %| points)? \((?:95 % interval )({NUMBER})(?: %| points)? to ({NUMBER})"
)
"""`1.77 (95 % interval 1.31 to 2.40)`: the value, and what is in the brackets behind it."""


def panel() -> Panel:
    starts = {12.0: 3, 14.0: 3, NEVER: 30}
    return staggered(np.random.default_rng(1), starts=starts, periods=20, effect=2.0)[0]


def series() -> Panel:
    y = np.random.default_rng(2).poisson(80 - 20 * (np.arange(40) >= 20)).astype(float)
    return Panel(
        units=("town",),
        periods=tuple(range(40)),
        outcomes={"stops": y[None, :]},
        first_treated=np.array([20.0]),
    )


def sample() -> Sample:
    return clustered(np.random.default_rng(3), strata=4, clusters=5, people=20, spread=3.0)


def waves() -> Sample:
    return Sample.stack({"2019": sample(), "2021": sample()}, same_design=True)


def officers(*by: str) -> Cells:
    own = departments(Trouble.INDIVIDUALS, seed=5).pick(agency="agency 0")
    return own.collapse(*by)


def stops() -> Cells:
    """Two groups in eight places: searches, hits, frisks, arrests and citations."""
    rng = np.random.default_rng(6)
    held = rng.integers(500, 1500, 16)
    searches = rng.binomial(held, [0.2] * 8 + [0.12] * 8)
    return cells(
        subject_race=np.repeat(["black", "white"], 8),
        district=[f"district {place}" for place in range(8)] * 2,
        stops=held,
        searches=searches,
        hits=rng.binomial(searches, [0.2] * 8 + [0.25] * 8),
    )


def random(name: str) -> Outcome:
    """Random records, of a seed that the method answers."""
    method = METHODS[name]
    tries = (method(random_cells(method.needs, seed, 900)) for seed in range(30))
    return next(outcome for outcome in tries if isinstance(outcome, Result))


def together(name: str) -> Outcome:
    """Methods that weigh the answers of others."""
    asked = ("search-rate", "search-rate-adjusted", "search-regression", "outcome")
    return METHODS[name](tuple(METHODS[one](stops()) for one in asked))


def ask(name: str, given: Callable[[], object], **settings: object) -> Outcome:
    return METHODS[name](given(), **settings)


EXAMPLES: dict[str, Callable[[], Outcome]] = {
    **{name: partial(random, name) for name, method in METHODS.entries.items()},
    **{
        name: partial(ask, name, panel)
        for name, entry in METHODS.entries.items()
        if entry.subject == "effects"
    },
    **{name: partial(ask, name, lambda n=name: FORCE[n][0], **FORCE[name][1]) for name in FORCE},
    "interrupted-time-series": partial(ask, "interrupted-time-series", series),
    "survey-level": partial(ask, "survey-level", sample),
    "survey-gap": partial(ask, "survey-gap", sample, reference="a"),
    "survey-change": partial(ask, "survey-change", waves, reference="a"),
    "agreement": partial(together, "agreement"),
    "multiverse": partial(together, "multiverse"),
    "concentration": partial(ask, "concentration", lambda: officers("officer_id")),
    "persistence": partial(ask, "persistence", lambda: officers("officer_id", "period")),
    "removal": partial(ask, "removal", lambda: officers("officer_id", "period")),
    "variance-by-level": partial(ask, "variance-by-level", lambda: officers("unit", "officer_id")),
    "officers-or-department": partial(
        ask, "officers-or-department", lambda: officers("unit", "officer_id", "period")
    ),
    "agency-funnel": partial(ask, "agency-funnel", side_by_side.yearly),
    "officer-gaps": partial(
        ask, "officer-gaps", lambda: gaps.department(np.linspace(-0.2, 0.3, 40))
    ),
    "search-rate-by-likely-race": partial(
        ask, "search-rate-by-likely-race", lambda: examples.likely()[0]
    ),
    "coded-share": partial(ask, "coded-share", lambda: coded.texts(coded.TWO)),
    **{name: partial(ask, name, given, **own) for name, (given, own) in PRINTED.items()},
    **{name: partial(ask, name, given) for name, given in COURTS.items()},
    "peer-exposure": partial(
        ask, "peer-exposure", lambda: colleagues(np.random.default_rng(7), effect=1.5, months=24)
    ),
    "early-intervention": partial(ask, "early-intervention", lambda: early.department(0.8)),
    "internal-benchmark": partial(ask, "internal-benchmark", lambda: benchmark.stops(3, odd=9)),
    "same-scene": partial(ask, "same-scene", lambda: scene.simulated(1, 1200)),
    "place-concentration": partial(
        ask, "place-concentration", lambda: places.cells([500] * 5 + [10] * 5, [100] * 10)
    ),
    "veil-of-darkness": partial(
        ask, "veil-of-darkness", lambda: veil.cells(veil.stops(), "district")
    ),
    **{
        name: partial(ask, name, lambda: thresholds.department(places=4, most=2000)[0])
        for name in ("threshold", "threshold-discriminant")
    },
}


def printed(text: str) -> tuple[float, float]:
    """The number that a text shows, and how far rounding may have moved it."""
    plain = text.replace(",", "").replace("−", "-")
    decimals = len(plain.partition(".")[2])
    return float(plain), 0.5000001 * 10.0**-decimals


def shows(texts: tuple[str, ...], estimate: Estimate) -> bool:
    """Whether printed value, low and high are an estimate's, as they are or as percentages."""
    numbers = [printed(text) for text in texts]
    held = (estimate.value, estimate.low, estimate.high)
    readings = (held, [100 * x for x in held], [100 * (x - 1) for x in held])
    return any(
        all(abs(x - shown) <= slack for x, (shown, slack) in zip(reading, numbers, strict=True))
        for reading in readings
    )


def strangers(claim: Claim) -> list[str]:
    """Intervals in a sentence that are of no estimate which the claim rests on."""
    return [
        found[0]
        for found in INTERVAL.finditer(claim.sentence)
        if not any(shows(found.groups(), estimate) for estimate in claim.estimates)
    ]


@pytest.mark.parametrize("name", METHODS)
def test_numbers_in_a_sentence_are_its_own(name: str) -> None:
    result = EXAMPLES[name]()
    assert isinstance(result, Result), result
    claims = PRESENTATIONS[name].says(result)
    assert claims
    for claim in claims:
        assert strangers(claim) == [], claim.sentence
        assert set(claim.estimates) <= set(result.estimates)


def test_the_reading_finds_a_number_that_is_anothers() -> None:
    claims = PRESENTATIONS["search-rate"].says(METHODS["search-rate"](stops()))
    told = [claim for claim in claims if INTERVAL.search(claim.sentence)]
    assert told
    for claim in told:
        first = INTERVAL.search(claim.sentence)
        assert first is not None
        value, low, high = first.groups()
        assert not any(shows((value, high, low), e) for e in claim.estimates)
        assert not any(shows((low, low, high), e) for e in claim.estimates)
