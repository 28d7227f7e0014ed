"""Officers' own gaps: the products that repeat written out, single officers, refusals, words."""

from itertools import permutations

import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.data.quantity import About
from daylight.data.result import Refusal
from daylight.model.methods import METHODS
from daylight.report.presentations import PRESENTATIONS
from tests.recovery.truth import answered, cells

METHOD = METHODS["officer-gaps"]
QUARTERS = ("2019-Q1", "2019-Q2", "2019-Q3", "2019-Q4")


def department(gap: np.ndarray, *, seed: int = 1, rate: float = 0.3, stops: int = 60) -> Cells:
    """Officers whose chance of searching Black drivers is higher by their gap, in every quarter."""
    rng = np.random.default_rng(seed)
    rows = [
        (f"officer {k:02d}", race, quarter, rate + (gap[k] if race == "black" else 0.0))
        for k in range(len(gap))
        for race in ("black", "white")
        for quarter in QUARTERS
    ]
    officer, race, quarter, p = zip(*rows, strict=True)
    n = rng.poisson(stops, len(rows)) + 1
    return cells(
        officer_id=officer, subject_race=race, quarter=quarter, stops=n,
        searches=rng.binomial(n, p),
    )  # fmt: skip


def by_hand(given: Cells) -> tuple[float, float]:
    """Mean and variance from every pair of an officer's quarters, one by one."""
    of = {
        (row["officer_id"], row["quarter"], row["subject_race"]): (row["searches"], row["stops"])
        for row in given.table.to_pylist()
    }
    officers = sorted({key[0] for key in of})
    g, w = {}, {}
    for officer in officers:
        for quarter in QUARTERS:
            (x1, n1), (x0, n0) = (of[officer, quarter, race] for race in ("black", "white"))
            g[officer, quarter], w[officer, quarter] = x1 / n1 - x0 / n0, n1 * n0 / (n1 + n0)
    W = {o: sum(w[o, q] for q in QUARTERS) for o in officers}
    kappa = float(np.median(list(W.values())))
    mean = sum(sum(w[o, q] * g[o, q] for q in QUARTERS) / (kappa + W[o]) for o in officers)
    mean /= sum(W[o] / (kappa + W[o]) for o in officers)
    top = bottom = 0.0
    for o in officers:
        for q, r in permutations(QUARTERS, 2):
            pair = w[o, q] * w[o, r] / (kappa + W[o]) ** 2
            top += pair * (g[o, q] - mean) * (g[o, r] - mean)
            bottom += pair
    return mean, top / bottom


def test_mean_and_variance_are_those_of_pairs_written_out() -> None:
    given = department(np.random.default_rng(2).normal(0.05, 0.06, 40))
    result = answered(METHOD(given))
    mean, variance = by_hand(given)
    assert result.one("mean_officer_gap", subject_race="black").value == pytest.approx(mean)
    found = result.one("officer_gap_variance", subject_race="black")
    assert found.value == pytest.approx(variance)
    assert found.basis.clusters == 40


def test_errors_are_those_of_leaving_out_each_officer() -> None:
    given = department(np.random.default_rng(3).normal(0, 0.08, 32))
    result = answered(METHOD(given))
    mean = result.one("mean_officer_gap", subject_race="black")
    names = given.values("officer_id")
    left = []
    for name in names:
        rest = given.pick(officer_id=[other for other in names if other != name])
        left.append(answered(METHOD(rest)).one("mean_officer_gap", subject_race="black").value)
    G = len(names)
    se = np.sqrt((G - 1) / G * ((np.array(left) - np.mean(left)) ** 2).sum())
    t = 2.0395134464  # qt(.975, 31)
    assert (mean.high - mean.low) / 2 == pytest.approx(t * se, rel=0.03)


def test_a_single_officer_s_gap_is_for_the_agency_and_in_no_sentence() -> None:
    result = answered(METHOD(department(np.linspace(-0.2, 0.2, 40))))
    own = result.named("officer_gap")
    assert len(own) == 40
    assert {e.quantity.about for e in own} == {About.OFFICER}
    said = " ".join(
        claim.sentence + " ".join(claim.caveats)
        for claim in PRESENTATIONS[METHOD.name].says(result)
    )
    assert "officer 0" not in said
    drawn = [chart.alt + str(chart.spec) for chart in PRESENTATIONS[METHOD.name].picture(result)]
    assert "officer 0" not in " ".join(drawn)


def test_an_officer_s_gap_is_drawn_towards_the_mean() -> None:
    result = answered(METHOD(department(np.random.default_rng(5).normal(0.0, 0.1, 40))))
    mean = result.one("mean_officer_gap", subject_race="black").value
    values = np.array([e.value for e in result.named("officer_gap")])
    assert 0 < np.std(values) < 0.13
    assert abs(values.mean() - mean) < 0.02


def test_officers_alike_cannot_be_told_apart() -> None:
    result = answered(METHOD(department(np.zeros(40), seed=8)))
    assert result.one("officer_gap_sd", subject_race="black").low == 0
    _, spread = PRESENTATIONS[METHOD.name].says(result)
    assert "cannot tell" in spread.sentence


def test_circumstances_are_held_fixed() -> None:
    """Black drivers are stopped where everybody is searched more: a gap that the place explains."""
    rows = [
        (f"officer {k:02d}", race, quarter, place, n, round(n * rate))
        for k in range(30)
        for quarter in QUARTERS
        for place, rate in (("a", 0.5), ("b", 0.1))
        for race, n in (
            ("black", 40 if place == "a" else 20),
            ("white", 20 if place == "a" else 40),
        )
    ]
    officer, race, quarter, place, n, x = (list(c) for c in zip(*rows, strict=True))
    given = cells(
        officer_id=officer, subject_race=race, quarter=quarter, district=place, stops=n, searches=x
    )
    held = answered(METHOD(given))
    assert held.one("mean_officer_gap", subject_race="black").value == pytest.approx(0)
    without = answered(METHOD(given.collapse("officer_id", "subject_race", "quarter")))
    assert without.one("mean_officer_gap", subject_race="black").value > 0.1
    assert without.noted("gaps-hold-nothing-fixed")


@pytest.mark.parametrize("officers", [5, 29])
def test_too_few_officers_are_refused(officers: int) -> None:
    outcome = METHOD(department(np.zeros(officers)))
    assert isinstance(outcome, Refusal)
    assert outcome.code == "too-few-officers-of-both-groups"
    assert outcome.facts["officers"] == officers


def test_one_period_is_refused_for_nothing_can_repeat() -> None:
    outcome = METHOD(department(np.zeros(40)).pick(quarter="2019-Q1"))
    assert isinstance(outcome, Refusal)
