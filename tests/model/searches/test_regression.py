import numpy as np
import pytest
import statsmodels.api as sm

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.methods import METHODS
from daylight.report.presentations import PRESENTATIONS

RNG = np.random.default_rng(5)
SHAPE = (3, 4, 3)  # groups, districts, age bands
STOPS = RNG.integers(80, 900, SHAPE)
ETA = (
    -2
    + np.array([0, 0.6, 0.2])[:, None, None]
    + np.array([0, 0.5, -0.4, 1])[None, :, None]
    + np.array([0, -0.2, -0.5])[None, None, :]
)
SEARCHES = RNG.binomial(STOPS, 1 / (1 + np.exp(-ETA)))
GROUPS = ("white", "black", "hispanic")


def cells(stops: np.ndarray = STOPS, searches: np.ndarray = SEARCHES) -> Cells:  # type: ignore[type-arg]
    g, d, a = (i.ravel() for i in np.indices(SHAPE))
    return Cells.from_columns(
        {
            "subject_race": [GROUPS[i] for i in g],
            "district": [f"d{i}" for i in d],
            "age_group": [f"a{i}" for i in a],
            "stops": stops.ravel().tolist(),
            "searches": searches.ravel().tolist(),
        },
        by=["subject_race", "district", "age_group"],
    )


def test_the_full_model_is_that_of_statsmodels() -> None:
    g, d, a = (i.ravel() for i in np.indices(SHAPE))
    X = np.column_stack(
        [np.ones(len(g)), np.eye(3)[g][:, 1:], np.eye(4)[d][:, 1:], np.eye(3)[a][:, 1:]]
    )
    y = np.column_stack([SEARCHES.ravel(), (STOPS - SEARCHES).ravel()])
    glm = sm.GLM(y, X, family=sm.families.Binomial()).fit(tol=1e-12)
    result = METHODS["search-regression"](cells())
    assert isinstance(result, Result)
    for i, group in enumerate(GROUPS[1:], start=1):
        found = result.one("search_odds_ratio", subject_race=group)
        assert np.log(found.value) == pytest.approx(glm.params[i], abs=1e-6)
        se = np.log(found.high / found.low) / 2 / 1.959964
        assert se == pytest.approx(glm.bse[i], rel=1e-5)


def test_factors_are_added_place_first_and_the_sentence_names_them() -> None:
    result = METHODS["search-regression"](cells())
    assert isinstance(result, Result)
    ratios = [e for e in result.named("search_odds_ratio") if e.keys == {"subject_race": "black"}]
    steps = [e.variant for e in ratios]
    assert steps == ["group only", "with district", "with district, age_group", None]
    claim = PRESENTATIONS["search-regression"].says(result)[0]
    assert claim.adjusted_for == ("district", "age group")


def test_a_value_that_all_its_stops_share_an_end_with_changes_nothing() -> None:
    more = SEARCHES.copy()
    more[:, 3, :] = STOPS[:, 3, :]
    without = METHODS["search-regression"](cells(searches=more).pick(district=["d0", "d1", "d2"]))
    with_all = METHODS["search-regression"](cells(searches=more))
    assert isinstance(without, Result)
    assert isinstance(with_all, Result)
    one, other = (r.one("search_odds_ratio", subject_race="black") for r in (without, with_all))
    assert one.value == pytest.approx(other.value)


def test_without_factors_or_events_it_is_refused() -> None:
    assert isinstance(METHODS["search-regression"](cells().collapse("subject_race")), Refusal)
    assert isinstance(METHODS["search-regression"](cells(searches=SEARCHES * 0)), Refusal)
