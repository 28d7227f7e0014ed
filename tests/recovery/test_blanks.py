"""Race left blank because nothing happened: found, said, and what dealing the blanks recovers."""

import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.data.result import Result
from daylight.data.variants import DEALT
from daylight.model.methods import METHODS
from daylight.report.grade import Weighed
from daylight.report.presentations import PRESENTATIONS
from tests.recovery.truth import LEVEL, Rng, three_errors

pytestmark = pytest.mark.recovery
DRAWS = 300
RATE = 0.1


def counted(rng: Rng, blank: dict[str, tuple[float, float]]) -> Cells:
    """No group is searched more than another in any of three places; race is blank by outcome.

    `blank` is the chance of a blank after a stop without and with a search, by group.
    """
    rows: dict[tuple[str, str], list[int]] = {}
    for place, rate in (("1", RATE), ("2", RATE / 2), ("3", 1.5 * RATE)):
        for group, size in (("black", 4000), ("white", 6000)):
            searches = rng.binomial(size, rate)
            without, with_search = blank[group]
            lost = rng.binomial(searches, with_search), rng.binomial(size - searches, without)
            for name, n, x in (
                (group, size - sum(lost), searches - lost[0]),
                ("unknown", sum(lost), lost[0]),
            ):
                row = rows.setdefault((name, place), [0, 0])
                row[0] += n
                row[1] += x
    groups, places = zip(*rows, strict=True)
    columns = {
        "subject_race": list(groups),
        "district": list(places),
        "stops": [n for n, _ in rows.values()],
        "searches": [x for _, x in rows.values()],
    }
    return Cells.from_columns(columns, by=["subject_race", "district"])


BY_OUTCOME = {"black": (0.4, 0.02), "white": (0.2, 0.02)}
"""Blank for twice as many unsearched Black as white people: recorded Black rates are too high."""
SAME_FOR_BOTH = {"black": (0.3, 0.02), "white": (0.3, 0.02)}
"""Blank by what happened, and by nothing else: dealing the blanks recovers the truth."""
NOT_BY_OUTCOME = {"black": (0.2, 0.2), "white": (0.2, 0.2)}

ASKED = {
    "search-rate": ("search_rate_difference", "search_rate_difference_bounds", 0.0),
    "search-rate-adjusted": (
        "search_rate_ratio_adjusted",
        "search_rate_ratio_adjusted_bounds",
        1.0,
    ),
    "search-regression": ("search_odds_ratio", "search_odds_ratio_bounds", 1.0),
}


def answers(method: str, blank: dict[str, tuple[float, float]], draws: int) -> list[Result]:
    rng = np.random.default_rng(21)
    found = [METHODS[method](counted(rng, blank)) for _ in range(draws)]
    assert all(isinstance(result, Result) for result in found)
    return [result for result in found if isinstance(result, Result)]


@pytest.mark.parametrize("method", ASKED)
def test_a_difference_made_by_blanks_is_never_more_than_a_proviso(method: str) -> None:
    name, bounds, same = ASKED[method]
    for result in answers(method, BY_OUTCOME, 20):
        headline = result.one(name, subject_race="black")
        assert headline.low > same  # the known failure: a difference where there is none
        assert result.noted("blanks-depend-on-event")
        possible = result.one(bounds, subject_race="black")
        assert possible.low < same < possible.high
        (claim, *_) = PRESENTATIONS[method].says(result)
        assert claim.proviso.startswith("Provided that")
        assert Weighed(claim=claim).grade == 1


@pytest.mark.parametrize("method", ASKED)
def test_dealt_blanks_recover_the_truth_where_only_the_outcome_decides(method: str) -> None:
    name, _, same = ASKED[method]
    found = answers(method, SAME_FOR_BOTH, DRAWS)
    dealt = [result.one(name, variant=DEALT, subject_race="black") for result in found]
    middle = float(np.mean([e.value for e in dealt]))
    assert middle == pytest.approx(same, abs=0.02)
    covered = np.mean([e.low <= same <= e.high for e in dealt])
    assert covered >= 0.95 - three_errors(0.95, DRAWS)


@pytest.mark.parametrize("method", ASKED)
def test_blanks_that_do_not_depend_on_the_outcome_raise_no_alarm(method: str) -> None:
    found = answers(method, NOT_BY_OUTCOME, DRAWS)
    noted = np.mean([result.noted("blanks-depend-on-event") is not None for result in found])
    assert noted <= LEVEL


def test_missing_race_asks_after_every_end_of_a_stop() -> None:
    rng = np.random.default_rng(22)
    result = METHODS["missing-race"](counted(rng, BY_OUTCOME).collapse("subject_race"))
    assert isinstance(result, Result)
    gap = result.one("missing_race_share_difference_by_end", end="search")
    assert gap.high < -0.2
    assert result.one("missing_race_share_by_end", end="search", ended="yes").value < 0.05
    even = METHODS["missing-race"](counted(rng, NOT_BY_OUTCOME).collapse("subject_race"))
    assert isinstance(even, Result)
    gap = even.one("missing_race_share_difference_by_end", end="search")
    assert gap.low < 0 < gap.high
