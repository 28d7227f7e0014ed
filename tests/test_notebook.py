"""Nouns show themselves in a notebook, and pass to and from the data frames that people use."""

import re
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import daylight
from daylight.data import notebook
from daylight.errors import CellsError, DaylightError
from tests.small_study import small_study

FERGUSON = {"subject_race": ["black", "white"], "stops": [4632, 686], "searches": [562, 47]}
"""Missouri's report of Ferguson for 2013: a ratio of search rates of 1.771."""

BY_TOWN = {
    "town": ["a", "a", "b", "b"],
    "subject_race": ["black", "white", "black", "white"],
    "stops": [4000, 600, 632, 86],
    "searches": [500, 40, 62, 7],
    "note": ["x", "y", "z", "="],
}


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame(FERGUSON),
        pd.DataFrame(FERGUSON, index=[7, 3]),
        pd.DataFrame(FERGUSON).astype({"subject_race": "category", "stops": "Int64"}),
        pd.DataFrame(BY_TOWN),
        pd.DataFrame(BY_TOWN).groupby("subject_race")[["stops", "searches"]].sum(),
        pl.DataFrame(FERGUSON),
        pl.DataFrame(BY_TOWN),
        pl.DataFrame(FERGUSON).with_columns(pl.col("subject_race").cast(pl.Categorical)),
        pa.table(FERGUSON),
        daylight.Cells.from_columns(FERGUSON, by=["subject_race"]),
    ],
    ids=lambda frame: f"{type(frame).__module__.split('.')[0]}-{len(frame)}",
)
def test_any_data_frame_is_answered(frame: object) -> None:
    result = daylight.answer("search-rate", frame)
    assert round(result.one("search_rate_ratio", subject_race="black").value, 3) == 1.771


def test_a_frame_without_a_needed_column_and_what_is_no_frame_are_refused_by_name() -> None:
    with pytest.raises(CellsError, match=r"needs the column searches; the table has .*rename"):
        daylight.answer("search-rate", pd.DataFrame({"subject_race": ["black"], "stops": [1]}))
    for none in (3, "stops.csv", [1, 2], object()):
        with pytest.raises(DaylightError, match="not a table"):
            daylight.answer("search-rate", none)


def test_results_cells_and_runs_go_out_as_arrow(tmp_path: Path) -> None:
    cells = daylight.Cells.from_columns(FERGUSON, by=["subject_race"])
    result = daylight.answer("search-rate", cells)
    run = daylight.run(small_study(tmp_path), tmp_path / "run")
    for noun, rows in ((cells, 2), (result, len(result.estimates)), (run, len(run.estimates()))):
        assert pl.DataFrame(noun).height == rows
        assert pa.table(noun).num_rows == rows
    assert pl.DataFrame(cells).to_dict(as_series=False) == FERGUSON
    assert pa.table(result).equals(result.tidy())
    for noun in (daylight.Study.read(tmp_path / "study.toml"), run):
        assert "search-rate" in noun._repr_html_()


def test_a_refusal_says_why() -> None:
    refused = daylight.answer(
        "search-rate", {"subject_race": ["black"], "stops": [5], "searches": [1]}
    )
    assert isinstance(refused, daylight.Refusal)
    shown = refused._repr_html_()
    assert refused.code == "no-second-group"
    assert refused.code in shown
    assert "no answer" in shown


@given(st.text(), st.lists(st.text(), max_size=30))
def test_nothing_that_is_shown_is_markup_or_long(title: str, texts: list[str]) -> None:
    shown = notebook.table(title, ["a"], ([text] for text in texts), len(texts))
    tags = set(re.findall(r"</?([a-z]+)[^>]*>", shown))
    assert tags <= {"table", "caption", "thead", "tbody", "tr", "th", "td", "p"}
    assert shown.count("<td>") == min(len(texts), notebook.SHOWN)
    inner = re.sub(
        r"<(?:/?(?:table|caption|thead|tbody|tr|td|th|p)(?: scope=\"col\")?)>", "", shown
    )
    assert "<" not in inner
    assert len(shown) < 50_000
