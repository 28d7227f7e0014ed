"""Counts that cannot be what they are said to be are refused by every method that reads them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daylight.data.cells import Cells
from daylight.data.result import Refusal, Result
from daylight.model.methods import METHODS
from daylight.model.sound import TOTALS, unsound
from daylight.report.refusals import why_not

ENDS = {"search": "searches", "frisk": "frisks", "citation": "citations", "arrest": "arrests"}
RATES = [(f"{end}-rate", measure) for end, measure in ENDS.items()]


def counted(**columns: Any) -> Cells:
    return Cells.from_columns(columns, by=("subject_race",))


def refused(method: str, cells: Cells) -> Refusal:
    outcome = METHODS[method](cells)
    assert isinstance(outcome, Refusal)
    assert outcome.method == method
    return outcome


@pytest.mark.parametrize(("method", "measure"), [*RATES, ("force-selection", "forces")])
def test_more_events_than_stops_are_a_sentence_and_no_share_above_one(
    method: str, measure: str
) -> None:
    cells = counted(subject_race=["black", "white"], stops=[100, 200], **{measure: [120, 50]})
    said = refused(method, cells)
    assert said.code == "more-events-than-trials"
    assert said.facts == {
        "event": measure,
        "trials": "stops",
        "events": 120,
        "known": 100,
        "keys": ("subject_race",),
        "values": ("black",),
        "further": 0,
    }


def test_blanks_leave_fewer_stops_that_can_hold_an_event() -> None:
    cells = counted(
        subject_race=["black", "white"],
        stops=[100, 200],
        searches=[60, 50],
        searches_unknown=[50, 0],
    )
    said = why_not(refused("search-rate", cells))
    assert "60 searches of 50 stops" in said.lacking


@pytest.mark.parametrize("name", [*sorted(TOTALS), "Total", " TOTAL "])
def test_a_row_called_a_total_is_no_group(name: str) -> None:
    cells = counted(subject_race=["black", "white", name], stops=[50, 60, 9], searches=[5, 6, 1])
    assert refused("search-rate", cells).code == "total-row"


def test_a_total_of_another_name_is_found_by_its_counts() -> None:
    cells = counted(
        subject_race=["black", "white", "everybody"],
        stops=[1000, 2000, 3000],
        searches=[120, 150, 270],
    )
    assert refused("search-rate", cells).facts["values"] == ("everybody",)


@given(st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), min_size=2, max_size=6))
def test_a_total_appended_to_any_counts_is_found(rows: list[tuple[int, int]]) -> None:
    stops = [a + b for a, b in rows]
    searches = [a for a, _ in rows]
    names = [f"group {i}" for i in range(len(rows))]
    with_total = counted(
        subject_race=[*names, "sum"],
        stops=[*stops, sum(stops)],
        searches=[*searches, sum(searches)],
    )
    expected = sum(searches) >= 100
    assert (unsound(with_total, ("stops", "searches")) is not None) == expected


def test_few_counts_that_add_up_by_accident_are_groups() -> None:
    cells = counted(
        subject_race=["black", "white", "asian"], stops=[50, 80, 30], searches=[5, 9, 4]
    )
    assert isinstance(METHODS["search-rate"](cells), Result)


@pytest.mark.parametrize(("method", "measure"), [*RATES, ("force-selection", "forces")])
def test_a_box_that_is_a_yes_or_blank_gives_no_false_zero(method: str, measure: str) -> None:
    """5,404 and 732 stops of two groups; of the filled fields every one is a yes."""
    cells = counted(
        subject_race=["black", "white"],
        stops=[5404, 732],
        **{measure: [1585, 213], f"{measure}_unknown": [3819, 519]},
    )
    assert "a blank is never a no" in why_not(refused(method, cells)).why


def test_a_box_that_is_a_yes_or_blank_for_one_group_is_no_comparison_either() -> None:
    cells = counted(
        subject_race=["black", "white"],
        stops=[5404, 732],
        forces=[1585, 113],
        forces_unknown=[3819, 519],
    )
    assert "a blank is never a no" in why_not(refused("force-selection", cells)).why


def test_an_event_in_every_stop_without_blanks_contradicts_nothing() -> None:
    cells = counted(subject_race=["black", "white"], stops=[50, 60], searches=[50, 60])
    assert unsound(cells, ("stops", "searches")) is None


@pytest.mark.parametrize("name", ["all", "Any", " overall "])
def test_a_total_among_kinds_is_found_by_its_name_and_its_only_count(name: str) -> None:
    cells = Cells.from_columns(
        {
            "subject_race": ["black"] * 3 + ["white"] * 3,
            "force_kind": [name, "hold", "strike"] * 2,
            "people": [90, 60, 30, 50, 30, 20],
        },
        by=("subject_race", "force_kind"),
    )
    assert refused("force-composition", cells).code == "total-row"
