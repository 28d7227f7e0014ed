"""What a number of a key is, where the number alone would not say it."""

import pytest

from daylight.report import labels
from tests.report.test_single_officers import example


def texts(method: str, quantity: str, key: str) -> list[str]:
    found = {facet.key: facet.texts for facet in labels.facets(example(method).named(quantity))}
    return list(dict.fromkeys(found[key]))


@pytest.mark.parametrize(
    ("method", "quantity", "key", "expected"),
    [
        ("removal", "share_avoided", "top_percent", ["Top 1 %", "Top 5 %", "Top 10 %"]),
        ("concentration", "decile_events", "decile", [f"Decile {i}" for i in range(1, 11)]),
        ("same-scene", "severity_score", "severity", [f"Severity {i}" for i in range(1, 5)]),
        (
            "early-intervention",
            "recall",
            "top_percent",
            ["Top 2 %", "Top 5 %", "Top 10 %", "At its threshold"],
        ),
    ],
)
def test_a_row_says_which_officers_it_is_of(
    method: str, quantity: str, key: str, expected: list[str]
) -> None:
    assert texts(method, quantity, key) == expected


def test_an_officers_pseudonym_is_printed_as_it_is_written() -> None:
    assert labels.key_value("officer_id", "k7_q2") == "k7_q2"
