import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daylight.data.comparison import Corrected
from daylight.data.estimate import Estimate
from daylight.data.facts import Facts
from daylight.data.provenance import Provenance
from daylight.data.quantity import About, Quantity
from daylight.data.result import Fact, Note, Refusal, Result, Scale, from_json
from daylight.data.tidy import Answered, tidy
from daylight.errors import DaylightError
from tests.estimates import estimate_of

numbers = st.floats(allow_nan=False, width=32)


@given(numbers, st.floats(min_value=0, max_value=9), st.integers(0, 10**9))
def test_a_result_reads_back_from_json_unchanged(value: float, width: float, n: int) -> None:
    estimate = estimate_of(
        name="rate",
        group="black",
        value=value,
        low=value - width,
        high=value + width,
        scale=Scale.RATE,
        n=n,
    )
    result = Result(
        method="m",
        estimates=(estimate,),
        notes=(Note(code="c", facts={"n": 3, "groups": ("a", "b"), "share": 0.5}),),
        provenance=Provenance(rows_read=3, rows_kept=2, rows_dropped={"no date": 1}),
    )
    assert from_json(result.to_json()) == result


def test_a_refusal_reads_back_from_json_unchanged() -> None:
    facts: dict[str, Fact] = {
        "least": 30,
        "share": 0.5,
        "groups": ("black", "white"),
        "target": None,
    }
    refusal = Refusal(method="m", code="too-few", facts=facts)
    again = from_json(refusal.to_json())
    assert isinstance(again, Refusal)
    assert again == refusal
    assert again.facts == facts


def test_a_refusal_of_an_earlier_daylight_says_how_it_is_made_again() -> None:
    plain = json.loads(Refusal(code="too-few").to_json())
    plain["refusal"] = {"reason": "too few", "needed": "30 searches", "found": "4"}
    with pytest.raises(DaylightError, match="make it again with `daylight model`"):
        from_json(json.dumps(plain))


def test_a_bound_that_does_not_exist_is_null_in_json() -> None:
    estimate = estimate_of(
        name="curve", group="all", value=1.0, low=math.nan, high=math.inf, scale=Scale.INDEX, n=1
    )
    text = Result(method="m", estimates=(estimate,)).to_json()
    assert '"low": null' in text
    assert '"high": "inf"' in text


def test_an_interval_that_misses_its_value_is_refused() -> None:
    with pytest.raises(DaylightError, match="outside its interval"):
        estimate_of(name="r", group="g", value=2, low=0, high=1, scale=Scale.RATE, n=1)


def test_a_result_of_another_layout_or_of_nobody_is_refused_in_words() -> None:
    first = '{"method": "m", "level": 0.95, "estimates": [], "notes": []}'
    for text in (first, '{"schema": 3}', '{"schema": 2}', '{"schema": 2, "method": 4}', "[]", "no"):
        with pytest.raises(DaylightError, match=r"layout 1|layout 3|not a result"):
            from_json(text)


def test_facts_have_no_field_that_would_be_lost_on_the_way_through_json() -> None:
    with pytest.raises(TypeError, match="cannot be called kind"):
        type("Lost", (Facts,), {"__annotations__": {"kind": str}})


def test_a_key_named_unit_is_its_own_column_beside_what_n_counts() -> None:
    quantity = Quantity(name="gap", scale=Scale.RATE, about=About.UNIT, unit="events")
    estimate = Estimate(quantity=quantity, keys={"unit": "town"}, value=1, low=0, high=2, n=5)
    (row,) = Result(method="m", estimates=(estimate,)).tidy().to_pylist()
    assert (row["unit"], row["n_unit"]) == ("town", "events")


@pytest.mark.parametrize("key", ["value", "level", "n", "method", "variant", "basis"])
def test_a_key_called_like_a_column_of_the_table_keeps_both(key: str) -> None:
    quantity = Quantity(name="gap", scale=Scale.RATE, about=About.UNIT)
    estimate = Estimate(quantity=quantity, keys={key: "town"}, value=1, low=0, high=2, n=5)
    (row,) = Result(method="m", estimates=(estimate,)).tidy().to_pylist()
    assert row[f"key_{key}"] == "town"
    assert (row["value"], row["n"], row["method"]) == (1, 5, "m")


def test_two_questions_with_the_same_estimate_keep_what_each_family_makes_of_it() -> None:
    quantity = Quantity(name="gap", scale=Scale.RATE, about=About.UNIT)
    estimate = Estimate(quantity=quantity, value=1, low=0, high=2, n=5, p_value=0.01)
    result = Result(method="m", estimates=(estimate,))
    found = [
        Corrected(
            p_value=0.01,
            p_adjusted=p,
            comparisons=2,
            family=family,
            interval=None,
            is_primary=family != "stops",
        )
        for p, family in ((0.02, "the primary questions"), (0.05, "stops"))
    ]
    rows = tidy(
        [Answered(result, name, [(estimate, one)]) for name, one in zip("ab", found, strict=True)]
    ).to_pylist()
    assert [(r["question"], r["family"], r["p_adjusted"]) for r in rows] == [
        ("a", "the primary questions", 0.02),
        ("b", "stops", 0.05),
    ]
    (alone,) = result.tidy().to_pylist()
    assert alone["question"] is None
