"""Grades of whole answers whose truth is known: what used to reach grade 4, and what may."""

import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.data.comparison import PRIMARY, Corrected
from daylight.data.panel import Panel
from daylight.data.result import Result
from daylight.model.methods import METHODS
from daylight.report.checks import checks_of
from daylight.report.claim import Claim
from daylight.report.defences import DEFENCES
from daylight.report.grade import Weighed
from daylight.report.presentations import PRESENTATIONS

pytestmark = pytest.mark.recovery


def only_primary(claim: Claim, method: str) -> Weighed:
    """A claim as the only comparison of the primary questions."""
    p = 1.0 if claim.p is None else claim.p
    alone = Corrected(p_value=p, p_adjusted=p, family=PRIMARY, comparisons=1, is_primary=True)
    return Weighed(claim=claim, corrected=alone, defence=DEFENCES[method])


def test_an_event_study_whose_bounds_hold_no_change_at_1_is_no_grade_4() -> None:
    """Half of these reports were grade 4, for the bounds at half the earlier movement."""
    some_held_some_failed, top = 0, 0
    for seed in range(20):
        rng, units, periods = np.random.default_rng(seed), 60, 14
        first = np.where(np.arange(units) < 30, 8, np.inf)
        times = np.arange(1, periods + 1)
        y = rng.normal(size=(units, 1)) + rng.normal(size=(units, periods)) * 0.5
        panel = Panel(
            units=tuple(map(str, range(units))),
            periods=tuple(times.tolist()),
            outcomes={"y": y + 1.0 * (times >= first[:, None])},
            first_treated=first,
        )
        result = METHODS["event-study"](panel)
        assert isinstance(result, Result)
        (claim,) = PRESENTATIONS["event-study"].says(result)
        weighed = only_primary(claim, "event-study")
        some_held_some_failed += bool(weighed.survived and weighed.failed)
        main_held = all(c.held for c in claim.checks if c.code == "trends-as-before")
        top += weighed.grade == 4 and not main_held
    assert some_held_some_failed > 0
    assert top == 0


def stops(rng: np.random.Generator, undercount: float) -> Cells:
    """Both groups stopped at one rate of those on the street; a census that finds fewer of one."""
    columns: dict[str, list[object]] = {
        name: [] for name in ("subject_race", "neighborhood", "stops", "population")
    }
    for place in range(30):
        street, patrol = rng.integers(300, 4000, 2), rng.normal(0, 0.5)
        for group, people, found in (
            ("black", street[0], undercount),
            ("white", street[1], 1.0),
        ):
            rate = 0.05 * np.exp(patrol + rng.normal(0, 0.2))
            row = (group, f"n{place}", int(rng.poisson(people * rate)), int(people / found))
            for name, value in zip(columns, row, strict=True):
                columns[name].append(value)
    return Cells.from_columns(columns, by=("subject_race", "neighborhood"))


def test_a_wrong_benchmark_is_no_grade_4_however_many_models_of_counts_agree() -> None:
    """The census finds 1 in 1.9 of a group: a ratio of about 1.9 where nobody is treated unlike."""
    rng = np.random.default_rng(42)
    wrong = METHODS["stop-rate-adjusted"](stops(rng, 1.9))
    right = METHODS["stop-rate-adjusted"](stops(rng, 1.0))
    assert isinstance(wrong, Result)
    assert isinstance(right, Result)
    (claim,) = PRESENTATIONS["stop-rate-adjusted"].says(wrong)
    assert claim.headline.low > 1
    assert all(check.held for check in claim.checks)
    assert only_primary(claim, "stop-rate-adjusted").grade <= 3
    tried = checks_of(claim, wrong, [right])
    checked = Claim(
        sentence=claim.sentence,
        estimates=claim.estimates,
        adjusted_for=claim.adjusted_for,
        checks=(*claim.checks, *tried),
    )
    weighed = only_primary(checked, "stop-rate-adjusted")
    assert weighed.grade <= 3
    assert [check.code for check in weighed.failed] == ["other-benchmark"]
