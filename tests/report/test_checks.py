"""What answers to other questions, and an answer's own bounds, say of a headline."""

import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.data.estimate import Estimate
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Result
from daylight.model.methods import METHODS
from daylight.report.checks import checks_of
from daylight.report.claim import Check
from daylight.report.defences import BENCHMARK, BLANKS, DEFENCES, HIDDEN
from daylight.report.presentations import PRESENTATIONS
from daylight.report.wording import plan


def searches(black: int, white: int = 100) -> Cells:
    """Two districts of 1,000 stops of each group, so many searches of each in every district."""
    return Cells.from_columns(
        {
            "subject_race": ["black", "black", "white", "white"],
            "district": ["1", "2", "1", "2"],
            "stops": [1000] * 4,
            "searches": [black, black, white, white],
        },
        by=("subject_race", "district"),
    )


def checked(black: int) -> dict[str, Check]:
    cells = searches(black)
    own, other = (METHODS[m](cells) for m in ("search-rate-adjusted", "hidden-confounder"))
    assert isinstance(own, Result)
    assert isinstance(other, Result)
    (claim,) = PRESENTATIONS["search-rate-adjusted"].en(own)
    return {check.code: check for check in checks_of(claim, own, [other])}


@pytest.mark.parametrize(("black", "held"), [(300, True), (125, False)])
def test_a_hidden_circumstance_is_the_check_of_searches(black: int, held: bool) -> None:
    """Doubling the odds of both explains a ratio of at most about 1.3; 3.0 it cannot."""
    assert checked(black)[HIDDEN.code].held is held


def test_a_rate_that_nothing_was_named_to_check_was_not_tried() -> None:
    own = METHODS["search-rate-adjusted"](searches(300))
    assert isinstance(own, Result)
    (claim,) = PRESENTATIONS["search-rate-adjusted"].en(own)
    assert checks_of(claim, own, []) == ()


def bounds(low: float, high: float) -> Estimate:
    quantity = Quantity(
        name="search_rate_difference_adjusted_bounds",
        scale=Scale.DIFFERENCE,
        about=About.GROUP,
        unit="stops",
        is_bound=True,
    )
    return Estimate(
        quantity=quantity,
        keys={"subject_race": "black"},
        compared_with="white",
        value=(low + high) / 2,
        low=low,
        high=high,
        n=2000,
    )


@pytest.mark.parametrize(("low", "high", "held"), [(0.05, 0.3, True), (-0.1, 0.3, False)])
def test_bounds_over_blanks_are_a_check_where_the_answer_gives_them(
    low: float, high: float, held: bool
) -> None:
    own = METHODS["search-rate-adjusted"](searches(300))
    assert isinstance(own, Result)
    (claim,) = PRESENTATIONS["search-rate-adjusted"].en(own)
    bounded = Result(method=own.method, estimates=(*own.estimates, bounds(low, high)))
    (check,) = checks_of(claim, bounded, [])
    assert (check.code, check.held) == (BLANKS.code, held)


@pytest.mark.parametrize(
    ("undercount", "held"), [(1.0, True), (0.75, True), (0.6, False), (0.45, False)]
)
def test_another_benchmark_holds_a_stop_rate_where_half_of_it_stays(
    undercount: float, held: bool
) -> None:
    """Twice as often by the census; half of it, in logarithms, is a ratio of 1.41."""

    def answer(share: float) -> Result:
        rng = np.random.default_rng(2)
        rows = [
            (group, f"n{place}", int(rng.poisson(400 * times)), int(4000 / part))
            for place in range(20)
            for group, times, part in (("black", 2.0, share), ("white", 1.0, 1.0))
        ]
        names = ("subject_race", "neighborhood", "stops", "population")
        columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
        found = METHODS["stop-rate-adjusted"](Cells.from_columns(columns, by=names[:2]))
        assert isinstance(found, Result)
        return found

    own = answer(1.0)
    (claim,) = PRESENTATIONS["stop-rate-adjusted"].en(own)
    found = [c for c in checks_of(claim, own, [answer(undercount)]) if c.code == BENCHMARK.code]
    assert [check.held for check in found] == [held]


def test_every_defence_is_of_a_method_and_its_codes_are_told_apart() -> None:
    assert set(DEFENCES) <= set(METHODS)
    for method, defence in DEFENCES.items():
        codes = [check.code for check in defence.checks]
        assert len(codes) == len(set(codes)), method
        assert defence.threat[0].islower()


def test_a_primary_question_without_an_answer_is_named_on_page_one() -> None:
    said = plan.declared(["How often?", "For whom?"], ["For whom?"])
    assert said.endswith("Without an answer: “For whom?”")
    assert plan.declared([], []) == plan.EXPLORATORY


def test_a_list_that_names_the_same_questions_but_asks_otherwise_is_said() -> None:
    said = plan.changed(("rate",), [("rate",)])
    assert "what they ask is not" in said
    assert plan.changed(("rate",), []) == ""
