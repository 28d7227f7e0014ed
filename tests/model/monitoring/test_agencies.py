"""Agencies side by side: circumstances, who cannot be compared, no ranks."""

import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.data.facts.monitoring import FunnelFacts
from daylight.data.result import Refusal
from daylight.model.methods import METHODS
from daylight.report.presentations import PRESENTATIONS
from tests.recovery.truth import answered, cells

METHOD = METHODS["agency-funnel"]


def names(n: int) -> list[str]:
    return [f"agency {k:02d}" for k in range(n)]


def yearly(n: int = 20, *, searches: int = 20, **more: int) -> Cells:
    rows = [(name, year) for name in names(n) for year in (2019, 2020, 2021)]
    agency, year = zip(*rows, strict=True)
    counts = {name: [value] * len(rows) for name, value in more.items()}
    return cells(
        agency_id=agency, year=[str(y) for y in year], stops=[200] * len(rows),
        searches=[searches] * len(rows), **counts,
    )  # fmt: skip


def test_agencies_that_are_all_the_same_are_not_said_to_differ() -> None:
    result = answered(METHOD(yearly()))
    variance = result.one("between_agency_variance")
    assert (variance.value, variance.low) == (0, 0)
    assert variance.p_value == pytest.approx(1.0)
    first, _ = PRESENTATIONS[METHOD.name].says(result)
    assert "cannot tell whether agencies differ" in first.sentence


def test_without_a_period_nothing_is_tested() -> None:
    result = answered(METHOD(yearly().collapse("agency_id")))
    assert result.one("between_agency_variance").p_value is None
    assert result.noted("agencies-without-periods")


def test_circumstances_are_held_fixed() -> None:
    """Two kinds of stop, searched alike everywhere; agencies differ only in their mix."""
    n = 15
    night = np.linspace(50, 450, n).astype(int)
    given = cells(
        agency_id=names(n) * 2,
        day_part=["night"] * n + ["day"] * n,
        stops=[*night, *(500 - night)],
        searches=[*(night // 5), *((500 - night) // 25)],
    )
    plain = answered(METHOD(given.collapse("agency_id"))).one("between_agency_variance")
    assert plain.low > 0
    result = answered(METHOD(given))
    assert result.one("between_agency_variance").value == 0
    assert result.one("typical_agency_ratio").value == pytest.approx(1, abs=0.03)
    assert result.facts_as(FunnelFacts).circumstances == ("day_part",)


def test_who_cannot_be_compared_is_named_with_the_reason() -> None:
    given = cells(
        agency_id=[*names(12), "small", "blank"],
        stops=[500] * 12 + [30, 500],
        searches=[50] * 12 + [3, 50],
        searches_unknown=[0] * 13 + [300],
    )
    result = answered(METHOD(given))
    facts = result.facts_as(FunnelFacts)
    assert set(facts.left_out) == {("small", "too-few-trials"), ("blank", "too-many-blanks")}
    assert facts.comparable == 12
    assert not [e for e in result.estimates if e.keys.get("agency_id") == "small"]


def test_an_agency_silent_for_long_is_not_compared() -> None:
    silent = {"agency_id": "silent", "year": "2019", "stops": 500, "searches": 50}
    rows = [*yearly(12).table.to_pylist(), silent]
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    result = answered(METHOD(Cells.from_columns(columns, by=("agency_id", "year"))))
    assert result.facts_as(FunnelFacts).left_out == (("silent", "silent-for-long"),)


def test_busy_years_widen_chance() -> None:
    """Years of an agency far apart are its own variation, not a difference from others."""
    rng = np.random.default_rng(3)
    rows = [(name, year) for name in names(30) for year in range(2015, 2021)]
    level = np.clip(0.1 * rng.gamma(2.0, 0.5, len(rows)), 0, 1)
    agency, year = zip(*rows, strict=True)
    given = cells(
        agency_id=agency, year=[str(y) for y in year], stops=[300] * len(rows),
        searches=rng.binomial(300, level),
    )  # fmt: skip
    result = answered(METHOD(given))
    note = result.noted("agencies-vary-in-time")
    assert note is not None
    assert note.facts["phi"] > 5
    p = result.one("between_agency_variance").p_value
    assert p is not None
    assert p > 0.01
    apart = answered(METHOD(given.collapse("agency_id"))).one("between_agency_variance")
    assert apart.low > 0


def test_a_rate_per_exposure_can_be_compared() -> None:
    given = cells(agency_id=names(12), exposure=[150.0] * 12, events=[40] * 6 + [90] * 6)
    result = answered(METHOD(given, events="events", trials="exposure"))
    assert result.one("agency_rate", agency_id="agency 00").value == pytest.approx(40 / 150)
    assert result.one("between_agency_variance").low > 0


def test_too_few_agencies_are_refused() -> None:
    outcome = METHOD(yearly(9))
    assert isinstance(outcome, Refusal)
    assert outcome.code == "too-few-agencies"


def test_nobody_is_ranked() -> None:
    """Agencies stand by name in the estimates, and no quantity is a rank."""
    given = cells(agency_id=names(12), stops=[500] * 12, searches=list(range(90, 30, -5)))
    result = answered(METHOD(given))
    order = [e.keys["agency_id"] for e in result.named("agency_share")]
    assert order == sorted(order)
    assert not [q for q in METHOD.quantities if "rank" in q.name]


@pytest.mark.parametrize(
    ("method", "settings"),
    [
        ("agency-funnel", {"events": "injured"}),
        ("sequential-monitoring", {"measure": {"period": "month"}}),
        ("officer-gaps", {"period": "month"}),
        ("coded-share", {}),
    ],
)
def test_a_column_that_is_not_there_is_named(method: str, settings: dict[str, object]) -> None:
    outcome = METHODS[method](yearly(), **settings)
    assert isinstance(outcome, Refusal)
    assert outcome.code == "column-lacking"


def test_an_agency_of_which_nothing_is_to_be_expected_is_not_compared() -> None:
    """All its stops are of a kind after which nobody anywhere is searched."""
    n = 15
    given = cells(
        agency_id=[*names(n), "quiet"],
        day_part=["night"] * n + ["day"],
        stops=[500] * (n + 1),
        searches=[50] * n + [0],
    )
    result = answered(METHOD(given))
    facts = result.facts_as(FunnelFacts)
    assert "quiet" in {name for name, _ in facts.left_out}
    assert facts.comparable == n
