import numpy as np
import pytest
from statsmodels.miscmodels.ordinal_model import OrderedModel

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.force.severity_model import force_severity
from daylight.model.proportional_odds import proportional_odds
from daylight.simulate.force import severity_counts

SAME_OPTIMUM = 1e-3  # two optimisers of the same likelihood
SAME_ERROR = 0.02  # expected against observed information, relative


def test_the_fit_on_counts_equals_statsmodels_on_persons() -> None:
    rng = np.random.default_rng(1)
    x = rng.integers(0, 2, 800)
    latent = 0.6 * x + rng.logistic(size=800)
    y = np.digitize(latent, [-0.5, 1.0, 2.0])
    counts = np.array([[((x == g) & (y == j)).sum() for j in range(4)] for g in (0, 1)], float)
    ours = proportional_odds(np.array([[0.0], [1.0]]), counts)
    theirs = OrderedModel(y, x[:, None].astype(float), distr="logit").fit(method="bfgs", disp=0)
    assert ours.converged
    assert ours.log_likelihood == pytest.approx(float(theirs.llf), abs=SAME_OPTIMUM)
    assert ours.beta[0] == pytest.approx(theirs.params[0], abs=SAME_OPTIMUM)
    error = float(np.sqrt(ours.covariance[-1, -1]))
    assert error == pytest.approx(theirs.bse[0], rel=SAME_ERROR)


def test_two_levels_give_the_odds_ratio_of_a_two_by_two_table() -> None:
    cells = Cells.from_columns(
        {
            "subject_race": ["black", "black", "white", "white"],
            "severity_four": ["1", "2", "1", "2"],
            "people": [60, 40, 80, 20],
        },
        by=["subject_race", "severity_four"],
    )
    result = force_severity(cells)
    assert isinstance(result, Result)
    ratio = result.one("severity_odds_ratio", subject_race="black")
    assert ratio.value == pytest.approx((40 / 60) / (20 / 80), rel=1e-5)
    assert ratio.low == pytest.approx(
        ratio.value * np.exp(-1.959964 * np.sqrt(1 / 60 + 1 / 40 + 1 / 80 + 1 / 20)), rel=1e-4
    )


def test_cuts_that_disagree_are_noted() -> None:
    cells = Cells.from_columns(
        {
            "subject_race": ["black"] * 3 + ["white"] * 3,
            "severity_four": ["1", "2", "3"] * 2,
            "people": [400, 100, 500, 100, 800, 100],
        },
        by=["subject_race", "severity_four"],
    )
    result = force_severity(cells)
    assert isinstance(result, Result)
    assert "non-proportional" in {note.code for note in result.notes}


def test_small_groups_are_refused() -> None:
    cells = severity_counts(np.random.default_rng(3), odds_ratio=1, people=10)
    assert isinstance(force_severity(cells.collapse("subject_race", "severity_four")), Refusal)
