import numpy as np
import pytest

from daylight.model.intervals import normal_quantile
from daylight.model.methods import METHODS
from tests.recovery.truth import answered, cells

METHOD = METHODS["coded-share"]

READ = cells(
    coded=["yes", "yes", "yes", "no", "no", "no"],
    hand=["yes", "no", "unknown"] * 2,
    texts=[142, 58, 940, 6, 294, 8060],
)
R_MEAN, R_ERROR, R_SE = 0.1028, 0.0172, 0.007824773363
R_BOUNDS = (0.08959817211, 0.12380428919)


def test_the_share_and_the_error_are_those_of_the_survey_package() -> None:
    result = answered(METHOD(READ))
    assert result.one("corrected_share").value == pytest.approx(R_MEAN, abs=1e-12)
    assert result.one("coding_error").value == pytest.approx(R_ERROR, abs=1e-12)
    assert result.one("coded_share").value == pytest.approx(1140 / 9500)


def test_the_interval_puts_exact_bounds_of_strata_together() -> None:
    """Six cases among 300 reach further up than down; the normal interval would not."""
    share = answered(METHOD(READ)).one("corrected_share")
    assert (share.low, share.high) == pytest.approx(R_BOUNDS, abs=1e-9)
    assert share.high - share.value > normal_quantile(0.95) * R_SE


def test_in_large_samples_it_is_the_normal_one() -> None:
    many = cells(
        coded=["yes", "yes", "yes", "no", "no", "no"],
        hand=["yes", "no", "unknown"] * 2,
        texts=[14_200, 5_800, 94_000, 6_000, 24_000, 806_000],
    )
    share = answered(METHOD(many)).one("corrected_share")
    p, n, size = np.array([[0.71, 0.2], [20_000, 30_000], [114_000, 836_000]])
    W = size / size.sum()
    se = float(np.sqrt((W**2 * p * (1 - p) / n * (1 - n / size)).sum()))
    assert (share.high - share.low) / 2 == pytest.approx(normal_quantile(0.95) * se, rel=0.01)


def test_it_is_rogan_and_gladen_s_estimate() -> None:
    """With the sensitivity and specificity that the sample itself gives, the two are one."""
    ppv, miss, apparent = 142 / 200, 6 / 300, 1140 / 9500
    truly = apparent * ppv + (1 - apparent) * miss
    sensitivity = apparent * ppv / truly
    specificity = (1 - apparent) * (1 - miss) / (1 - truly)
    theirs = (apparent + specificity - 1) / (sensitivity + specificity - 1)
    assert answered(METHOD(READ)).one("corrected_share").value == pytest.approx(theirs)


def test_it_is_the_prediction_powered_estimate_where_reading_followed_the_labels() -> None:
    """Read in proportion to the labels, the mean of truth less label is the correction."""
    given = cells(
        coded=["yes", "yes", "yes", "no", "no", "no"],
        hand=["yes", "no", "unknown"] * 2,
        texts=[70, 30, 900, 20, 880, 8100],
    )
    theirs = 1000 / 10_000 + (20 - 30) / 1000
    assert answered(METHOD(given)).one("corrected_share").value == pytest.approx(theirs)
