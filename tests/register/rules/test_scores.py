from fractions import Fraction

import pytest

from daylight.register.rules.scores import BadScore, Rated, score, share

POINTS = {
    "Non-Compliance": Fraction(0),
    "Partial": Fraction(1),
    "Operational": Fraction(2),
    "General": Fraction(3),
}


def test_clevelands_two_printed_scores() -> None:
    assert round(share(281.5, 765), 1) == 36.8
    assert round(share(316.4, 1000), 1) == 31.6


def test_a_score_is_given_unweighted_and_weighted_with_its_counts() -> None:
    items = [
        Rated(scale="label", label="Partial", weight=Fraction(4)),
        Rated(scale="label", label="General", weight=Fraction(1)),
    ]
    found = score(items, POINTS)
    assert found.counts == {"Partial": 1, "General": 1}
    assert (found.reached, found.possible, round(found.percent, 1)) == (4, 6, 66.7)
    assert (found.weighted_reached, found.weighted_possible) == (7, 15)


def test_labels_of_two_scales_are_never_added() -> None:
    with pytest.raises(BadScore, match="different scales"):
        score([Rated(scale="a", label="Partial"), Rated(scale="b", label="Partial")], POINTS)


def test_a_label_without_points_is_refused() -> None:
    with pytest.raises(BadScore, match="Evaluation Deferred"):
        score([Rated(scale="a", label="Evaluation Deferred")], POINTS)


def test_a_score_of_nothing_is_refused() -> None:
    with pytest.raises(BadScore, match="no item"):
        score([], POINTS).percent  # noqa: B018
