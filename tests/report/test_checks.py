"""What answers to other questions, and an answer's own bounds, say of a headline."""

from collections.abc import Callable

import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.data.comparison import PRIMARY, Corrected
from daylight.data.estimate import Estimate
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Result
from daylight.model.methods import METHODS
from daylight.report.checks import checks_of
from daylight.report.claim import Check
from daylight.report.defences import BENCHMARK, BLANKS, DEFENCES, HIDDEN
from daylight.report.grade import Weighed
from daylight.report.presentations import PRESENTATIONS
from daylight.report.wording import plan
from daylight.report.wording.grades import standing
from tests.report.test_words_of_every_method import EXAMPLES


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
    (claim,) = PRESENTATIONS["search-rate-adjusted"].says(own)
    return {check.code: check for check in checks_of(claim, own, [other])}


@pytest.mark.parametrize(("black", "held"), [(300, True), (125, False)])
def test_a_hidden_circumstance_is_the_check_of_searches(black: int, held: bool) -> None:
    """Doubling the odds of both explains a ratio of at most about 1.3; 3.0 it cannot."""
    assert checked(black)[HIDDEN.code].held is held


def fewer_strata(cells: Cells) -> Cells:
    return cells.collapse("subject_race")


def elsewhere(cells: Cells) -> Cells:
    return cells.pick(district="1")


@pytest.mark.parametrize("changed", [fewer_strata, elsewhere])
def test_a_hidden_circumstance_tried_on_another_comparison_checks_nothing(
    changed: Callable[[Cells], Cells],
) -> None:
    """Other strata, or fewer stops in the same ones, are another comparison."""
    cells = searches(300)
    own = METHODS["search-rate-adjusted"](cells)
    other = METHODS["hidden-confounder"](changed(cells))
    assert isinstance(own, Result)
    assert isinstance(other, Result)
    (claim,) = PRESENTATIONS["search-rate-adjusted"].says(own)
    assert HIDDEN.code not in {check.code for check in checks_of(claim, own, [other])}


@pytest.mark.parametrize("kind", ["frisk", "citation", "arrest"])
def test_a_hidden_circumstance_of_searches_checks_no_other_end_of_a_stop(kind: str) -> None:
    cells = searches(300)
    event = {"frisk": "frisks", "citation": "citations", "arrest": "arrests"}[kind]
    columns = cells.table.to_pydict()
    columns[event] = columns.pop("searches")
    own = METHODS[f"{kind}-rate-adjusted"](Cells.from_columns(columns, by=cells.by))
    other = METHODS["hidden-confounder"](cells)
    assert isinstance(own, Result)
    assert isinstance(other, Result)
    (claim,) = PRESENTATIONS[f"{kind}-rate-adjusted"].says(own)
    assert HIDDEN.code not in {check.code for check in checks_of(claim, own, [other])}


def by_officer() -> Cells:
    """Forty officers, ten quarters; each searches one group twice as often as the other."""
    rng = np.random.default_rng(4)
    rows = []
    for officer in range(40):
        for quarter in range(10):
            for group, rate in (("black", 0.30), ("white", 0.10)):
                stops = int(rng.integers(20, 60))
                found = int(rng.binomial(stops, rate))
                rows.append((group, f"o{officer}", f"2015-Q{quarter}", stops, found))
    names = ("subject_race", "officer_id", "quarter", "stops", "searches")
    columns = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    return Cells.from_columns(columns, by=names[:3])


@pytest.mark.parametrize(
    ("keys", "is_tried"),
    [(("subject_race", "officer_id", "quarter"), True), (("subject_race", "officer_id"), False)],
)
def test_officers_gaps_are_checked_within_officers_and_periods(
    keys: tuple[str, ...], is_tried: bool
) -> None:
    cells = by_officer()
    own = METHODS["officer-gaps"](cells)
    other = METHODS["hidden-confounder"](cells.collapse(*keys))
    assert isinstance(own, Result)
    assert isinstance(other, Result)
    mean, spread = PRESENTATIONS["officer-gaps"].says(own)
    found = {check.code: check.held for check in checks_of(mean, own, [other])}
    assert found == ({HIDDEN.code: True} if is_tried else {})
    assert checks_of(spread, own, [other]) == ()


NEWEST = ("sequential-monitoring", "agency-funnel", "officer-gaps", "coded-share")


@pytest.mark.parametrize("name", NEWEST)
def test_what_checks_its_main_threat_is_declared_or_the_grade_is_capped(name: str) -> None:
    """Where no check of the main threat exists, no answer reaches 4 and its standing says so."""
    result = EXAMPLES[name]()
    assert isinstance(result, Result)
    defence = DEFENCES[name]
    for claim in PRESENTATIONS[name].says(result):
        corrected = Corrected(
            p_value=1e-9, p_adjusted=1e-9, family=PRIMARY, comparisons=1, is_primary=True
        )
        weighed = Weighed(claim=claim, corrected=corrected, defence=defence)
        assert weighed.grade <= (3 if claim.adjusted_for else 2)
        if weighed.grade == 3:
            said = standing(weighed)
            assert defence.threat in said
            assert ("No check of that is made here." in said) == (not defence.checks)
            assert ("Not tried: " in said) == bool(defence.checks)


def test_a_rate_that_nothing_was_named_to_check_was_not_tried() -> None:
    own = METHODS["search-rate-adjusted"](searches(300))
    assert isinstance(own, Result)
    (claim,) = PRESENTATIONS["search-rate-adjusted"].says(own)
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
    (claim,) = PRESENTATIONS["search-rate-adjusted"].says(own)
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
    (claim,) = PRESENTATIONS["stop-rate-adjusted"].says(own)
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
    assert plan.declared([], []) == plan.EXPLORATORY.text


def test_a_list_that_names_the_same_questions_but_asks_otherwise_is_said() -> None:
    said = plan.changed(("rate",), [("rate",)])
    assert "what they ask is not" in said
    assert plan.changed(("rate",), []) == ""
