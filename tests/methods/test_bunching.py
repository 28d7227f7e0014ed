"""Terms at a minimum beyond those expected there, and what months that heap by themselves do."""

import numpy as np
import pytest
from statsmodels.api import GLM, families

from daylight.data.cells import Cells
from daylight.data.facts.courts import WITHHELD, BunchingFacts
from daylight.data.result import Refusal, Result
from daylight.model.methods import METHODS
from tests.evidence import gives
from tests.recovery.truth import LEVEL, NOMINAL, Rng, answered, recovers, three_errors

BUNCHING = METHODS["bunching"]
KNOWING, SMOOTH = "knowing round numbers", "smooth"
MONTHS = np.arange(1, 181)


def curve(*, heap: float = 1.0, own: float = 1.0) -> np.ndarray:
    """Shares by month: smooth, years `heap` times as many and half-years half of that; 60 `own`."""
    weight = np.exp(-((np.log(MONTHS) - np.log(50)) ** 2) / (2 * 0.7**2)) / MONTHS
    weight = weight * np.where(MONTHS % 12 == 0, heap, np.where(MONTHS % 6 == 0, (1 + heap) / 2, 1))
    weight[59] *= own
    return np.asarray(weight / weight.sum())


def cells(counts: dict[tuple[str, str, int], int], *by: str) -> Cells:
    """Group, district and month → terms."""
    kept = {key: n for key, n in counts.items() if n}
    held = Cells.from_columns(
        {
            "subject_race": [key[0] for key in kept],
            "district": [key[1] for key in kept],
            "month_hundredths": [100 * key[2] for key in kept],
            "cases": list(kept.values()),
        },
        by=["subject_race", "district", "month_hundredths"],
    )
    if "district" in by:
        held = held.clustered_by({"district": "district"})
        by = tuple(name for name in by if name != "district")
    return held.collapse(*by, "month_hundredths")


def drawn(rng: Rng, *by: str, heap: float = 1.0, own: float = 1.0, moved: float = 0.0) -> Cells:
    """25 districts; in each a share of the terms just longer than 60 is moved down to it."""
    counts: dict[tuple[str, str, int], int] = {}
    p = curve(heap=heap, own=own)
    for district in range(25):
        taste = np.exp(rng.normal(0, 0.1, len(p))) if "district" in by else 1.0
        for race in ("black", "white"):
            n = rng.multinomial(1200, p * taste / (p * taste).sum())
            if moved and race == "black":
                gone = rng.binomial(n[[3, 9, 15]], 0)
                n[[3, 9, 15]] -= gone
                n[59] += rng.binomial(1200, moved)
            for month, count in zip(MONTHS, n, strict=True):
                counts[race, f"d{district}", int(month)] = int(count)
    return cells(counts, *by)


def excess(result: Result, variant: str) -> float:
    return result.one("excess_share_at_minimum", variant=variant, minimum=60.0).value


@gives("bunching")
def test_the_counterfactual_is_the_poisson_regression_of_other_software() -> None:
    rng = np.random.default_rng(40)
    found = answered(BUNCHING(drawn(rng, heap=4.0)))
    facts = found.facts_as(BunchingFacts)
    months, counts = np.array(facts.months), np.array(facts.counts, dtype=float)
    assert WITHHELD not in facts.counts
    x = 2 * (months - months[0]) / (months[-1] - months[0]) - 1
    years, halves = months % 12 == 0, (months % 6 == 0) & (months % 12 != 0)
    X = np.column_stack([x**k for k in range(4)] + [years.astype(float), halves.astype(float)])
    rest = months != 60
    fitted = GLM(counts[rest], X[rest], family=families.Poisson()).fit()
    at = int(np.flatnonzero(~rest)[0])
    wanted = float(np.exp(X[at] @ fitted.params)) / counts.sum()
    expected = found.one("share_expected_at_minimum", variant=KNOWING, minimum=60.0)
    assert expected.value == pytest.approx(wanted, rel=1e-6)
    assert excess(found, KNOWING) == pytest.approx(counts[at] / counts.sum() - wanted, rel=1e-5)


def test_too_few_terms_or_none_beyond_the_minimum_are_refused() -> None:
    few = cells({("white", "a", month): 1 for month in range(20, 90)})
    refused = BUNCHING(few)
    assert isinstance(refused, Refusal)
    assert refused.code == "too-few-terms-around-minimum"
    told = [refused.facts[name] for name in ("terms", "shorter", "longer")]
    assert told == [66, 36, 29]
    short = cells({("white", "a", month): 50 for month in range(20, 61)})
    refused = BUNCHING(short)
    assert isinstance(refused, Refusal)
    assert refused.facts["longer"] == 0


def test_a_round_minimum_is_noted_and_the_roundest_too() -> None:
    held = drawn(np.random.default_rng(41), heap=3.0)
    note = answered(BUNCHING(held)).noted("round-minimum")
    assert note is not None
    assert note.facts["step"] == 12
    assert not answered(BUNCHING(held, minimum=61)).noted("round-minimum")


def test_months_with_fewer_than_ten_terms_are_withheld_from_the_picture() -> None:
    held = cells({("white", "a", month): 5 if month % 2 else 40 for month in range(24, 97)})
    facts = answered(BUNCHING(held)).facts_as(BunchingFacts)
    assert set(facts.counts) == {WITHHELD, 40}


def test_years_before_and_since_are_compared() -> None:
    rng = np.random.default_rng(42)
    p = curve(heap=3.0)
    columns: dict[str, list[int]] = {"fiscal_year": [], "month_hundredths": [], "cases": []}
    for year, moved in ((2009, 0), (2010, 0), (2011, 400), (2012, 400)):
        n = rng.multinomial(8000, p)
        n[59] += moved
        columns["fiscal_year"] += [year] * len(p)
        columns["month_hundredths"] += (100 * MONTHS).tolist()
        columns["cases"] += n.tolist()
    found = answered(
        BUNCHING(Cells.from_columns(columns, by=["fiscal_year", "month_hundredths"]), since=2011)
    )
    change = found.one("excess_share_at_minimum_difference", variant=KNOWING, years="since",
                       minimum=60.0)  # fmt: skip
    assert change.compared_with == "before"
    assert change.low > 0.03


def tuttle(rng: Rng) -> Cells:
    """Drug cases by amount, heaping on tens: after the law 3.3 points more at the amount named."""
    p = curve(heap=3.0)
    columns: dict[str, list[int]] = {"fiscal_year": [], "month_hundredths": [], "cases": []}
    for year, cases, more in ((2009, 25_000, 0.0), (2011, 25_273, 0.033)):
        own = p * (1 - more)
        own[59] += more
        columns["fiscal_year"] += [year] * len(p)
        columns["month_hundredths"] += (100 * MONTHS).tolist()
        columns["cases"] += rng.multinomial(cases, own).tolist()
    return Cells.from_columns(columns, by=["fiscal_year", "month_hundredths"])


@pytest.mark.recovery
@recovers("bunching", shows="coverage")
def test_a_change_as_large_as_that_found_in_crack_cases_is_recovered() -> None:
    # Tuttle (2019): 50,273 cases, +3.3 points at the amount that a law of 2010 named.
    rng = np.random.default_rng(43)
    draws, held = 150, 0
    p = curve(heap=3.0)
    reach = slice(23, 96)
    rest = 1 - p[reach].sum()
    truth = 0.0
    base = p[59] / p[reach].sum()
    more = (p[59] * 0.967 + 0.033) / (1 - rest * 0.967)
    expected = p[59] * 0.967 / (1 - rest * 0.967)
    truth = (more - expected) - (base - base)
    for _ in range(draws):
        change = answered(BUNCHING(tuttle(rng), since=2010)).one(
            "excess_share_at_minimum_difference", variant=KNOWING, years="since", minimum=60.0
        )
        held += change.low <= truth <= change.high
        assert change.low > 0.02
    assert held / draws >= NOMINAL - three_errors(NOMINAL, draws)


@pytest.mark.recovery
@recovers("bunching", shows="coverage")
@recovers("bunching", shows="size")
@recovers("bunching", shows="failure")
def test_heaped_months_are_bunching_only_to_a_curve_that_does_not_know_them() -> None:
    rng = np.random.default_rng(44)
    draws, held, clustered, smooth, own, alarms = 120, 0, 0, 0, 0, 0
    for _ in range(draws):
        found = answered(BUNCHING(drawn(rng, heap=4.0)))
        one = found.one("excess_share_at_minimum", variant=KNOWING, minimum=60.0)
        held += one.low <= 0 <= one.high
        smooth += excess(found, SMOOTH) > 0.01
        apart = answered(BUNCHING(drawn(rng, "subject_race", "district", heap=4.0))).one(
            "excess_share_at_minimum_difference", subject_race="black", minimum=60.0,
            variant=KNOWING,
        )  # fmt: skip
        clustered += apart.low <= 0 <= apart.high
        alarms += (apart.p_value or 1) < LEVEL
        rounder = answered(BUNCHING(drawn(rng, heap=4.0, own=1.6)))
        own += rounder.one("excess_share_at_minimum", variant=KNOWING, minimum=60.0).low > 0
    assert held / draws >= NOMINAL - three_errors(NOMINAL, draws)
    assert clustered / draws >= NOMINAL - three_errors(NOMINAL, draws)
    assert alarms / draws <= LEVEL + three_errors(LEVEL, draws)
    assert smooth == draws  # a smooth curve takes every heap for a minimum
    assert own / draws > 0.9  # and five years are rounder than four: no curve can tell
