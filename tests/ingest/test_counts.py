"""Published counts: long, wide and ready, each count decided, each row accounted for."""

from pathlib import Path

import pytest

from daylight.data.result import Refusal, Result
from daylight.errors import BadValue, MissingColumn, RecipeError, SourceError, UnknownCode
from daylight.ingest.counts import read_counts
from daylight.pipeline.run import run
from daylight.report.refusals import why_not

LONG = """Year,Perceived Race,Search Conducted,Count
2020,White,Y,37
2020,White,N,410
2020,Black,Y,"1,037"
2020,Black,N,410
2021,Total,Y,1074
2021,Black,,6
"""
RECIPE = """
[counts]
file = "stops.csv"
[counts.keys]
subject_race = "Perceived Race"
year = "Year"
[counts.codes.subject_race]
White = "white"
Black = "black"
[counts.measures]
stops = "Count"
searches = { count = "Count", where = { "Search Conducted" = ["Y"] } }
searches_unknown = { count = "Count", where = { "Search Conducted" = [""] } }
[counts.others]
"Search Conducted" = ["N"]
[counts.leave]
"Perceived Race" = ["Total"]
"""


def written(tmp_path: Path, recipe: str, table: str = LONG) -> Path:
    (tmp_path / "stops.csv").write_text(table, encoding="utf-8")
    path = tmp_path / "counts.toml"
    path.write_text(recipe, encoding="utf-8")
    return path


def test_a_long_table_is_counted_as_declared(tmp_path: Path) -> None:
    found = read_counts(written(tmp_path, RECIPE))
    rows = found.cells.table.to_pylist()
    assert rows[0] == {
        "subject_race": "black",
        "year": "2020",
        "stops": 1447,
        "searches": 1037,
        "searches_unknown": 0,
    }
    assert [row["searches_unknown"] for row in rows] == [0, 6, 0]
    assert found.audit.rows_read == 6
    assert found.audit.rows_kept == 5
    assert found.audit.reasons() == {"left out: Perceived Race is Total, which adds up others": 1}
    assert found.cells.provenance.rows_kept == 5


def test_a_wide_table_is_counted_as_declared(tmp_path: Path) -> None:
    recipe = """
[counts]
file = "stops.csv"
[counts.keys]
year = "Year"
[[counts.columns]]
column = "White"
count = "stops"
subject_race = "white"
[[counts.columns]]
column = "Black"
count = "stops"
subject_race = "black"
[[counts.columns]]
column = "Black searched"
count = "searches"
subject_race = "black"
"""
    table = "Year,White,Black,Black searched\n2020,10,20,3\n2021,11,21,4\n"
    cells = read_counts(written(tmp_path, recipe, table)).cells
    assert cells.table.to_pydict() == {
        "year": ["2020", "2020", "2021", "2021"],
        "subject_race": ["black", "white", "black", "white"],
        "stops": [20, 10, 21, 11],
        "searches": [3, 0, 4, 0],
    }


@pytest.mark.parametrize(
    ("change", "kind", "words"),
    [
        (('Black = "black"', ""), UnknownCode, "'Black' (3 rows)"),
        (('Black = "black"', 'Black = "dark"'), UnknownCode, "dark is not a word"),
        (('"Perceived Race" = ["Total"]', ""), UnknownCode, "'Total' (1 rows)"),
        (('= ["N"]', "= []"), UnknownCode, "'N' (2 rows) is asked for by no count"),
        (("searches_unknown", "searches_blank"), None, ""),
        (('subject_race = "Perc', 'colour = "Perc'), RecipeError, "key colour"),
        (('year = "Year"', 'year = "Jahr"'), MissingColumn, "column Jahr is missing"),
        (('file = "stops.csv"', 'file = "stops.csv"\nsum = 1'), RecipeError, "no key sum"),
    ],
)
def test_nothing_is_guessed(
    tmp_path: Path, change: tuple[str, str], kind: type[SourceError] | None, words: str
) -> None:
    path = written(tmp_path, RECIPE.replace(*change))
    if kind is None:
        assert "searches_blank" in read_counts(path).cells.measures
        return
    with pytest.raises(kind) as problem:
        read_counts(path)
    assert words in str(problem.value)


@pytest.mark.parametrize("cell", ["", "*", "<5", "3.5", "-2", "n/a"])
def test_a_cell_without_a_number_is_no_zero(tmp_path: Path, cell: str) -> None:
    table = f"{LONG}2021,White,N,{cell}\n"
    with pytest.raises(BadValue, match="no whole number, in 1 rows"):
        read_counts(written(tmp_path, RECIPE, table))
    if not cell:
        return
    told = RECIPE.replace("[counts.keys]", f'withheld = ["{cell}"]\n[counts.keys]')
    found = read_counts(written(tmp_path, told, table))
    assert found.audit.reasons()["a count withheld by the publisher"] == 1


def test_years_of_a_ready_table_are_names_not_numbers(tmp_path: Path) -> None:
    path = tmp_path / "ready.csv"
    path.write_text("subject_race,year,stops\nwhite,2020,3\nblack,2020,4\n", encoding="utf-8")
    cells = read_counts(path).cells
    assert cells.by == ("subject_race", "year")
    assert cells.values("year") == ("2020",)


def test_a_table_with_other_names_says_what_to_write(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("Ethnie,Anzahl\nA,3\n", encoding="utf-8")
    with pytest.raises(MissingColumn, match=r"a TOML file with \[counts\]"):
        read_counts(path)


def test_a_total_row_of_a_ready_table_stops_the_reading(tmp_path: Path) -> None:
    path = tmp_path / "ready.csv"
    path.write_text("district,stops\n1,3\n2,4\nTotal,7\n", encoding="utf-8")
    with pytest.raises(UnknownCode, match="Total"):
        read_counts(path)


def test_counts_answer_as_the_rows_they_count_would(tmp_path: Path) -> None:
    """The same stops as single rows and as published counts give the same numbers."""
    groups = {("White", "Y"): 40, ("White", "N"): 360, ("Black", "Y"): 75, ("Black", "N"): 325}
    counts = "Race,Search,Count\n" + "".join(f"{r},{s},{n}\n" for (r, s), n in groups.items())
    rows = "Race,Search\n" + "".join(f"{r},{s}\n" * n for (r, s), n in groups.items())
    (tmp_path / "counts.csv").write_text(counts, encoding="utf-8")
    (tmp_path / "rows.csv").write_text(rows, encoding="utf-8")
    (tmp_path / "counts.toml").write_text(
        """
[counts]
file = "counts.csv"
keys = { subject_race = "Race" }
codes = { subject_race = { White = "white", Black = "black" } }
others = { Search = ["N"] }
[counts.measures]
stops = "Count"
searches = { count = "Count", where = { Search = ["Y"] } }
""",
        encoding="utf-8",
    )
    (tmp_path / "rows.toml").write_text(
        """
title = "Stops"
publisher = "A city"
licence = "public domain"
timezone = "UTC"
[files.records]
[codes.race]
known = { White = "white", Black = "black" }
[codes.search]
known = { Y = true, N = false }
[tables.stops.columns]
stop_id = { row_id = true }
subject_race = { source = "Race", codes = "race" }
search_conducted = { source = "Search", codes = "search" }
""",
        encoding="utf-8",
    )
    head = 'title = "A study"\n[department]\nname = "Example"\n[[sources]]\nname = "s"\n'
    asked = '[[questions]]\nid = "q"\nmethod = "search-rate"\n'
    outcomes = []
    for name, source in (
        ("rows", 'recipe = "rows.toml"\nfiles = ["rows.csv"]\n'),
        ("counts", 'counts = "counts.toml"\n'),
    ):
        path = tmp_path / f"study_{name}.toml"
        path.write_text(head + source + asked, encoding="utf-8")
        finished = run(path, tmp_path / name)
        outcomes.append(finished.outcome("q"))
        assert finished.report.is_file()
    one, other = outcomes
    assert isinstance(one, Result)
    assert isinstance(other, Result)
    assert [(e.name, e.keys, e.value, e.low, e.high) for e in one.estimates] == [
        (e.name, e.keys, e.value, e.low, e.high) for e in other.estimates
    ]


def test_what_counts_cannot_answer_is_refused_by_name(tmp_path: Path) -> None:
    written(tmp_path, RECIPE)
    path = tmp_path / "study.toml"
    path.write_text(
        'title = "A"\n[department]\nname = "B"\n[[sources]]\nname = "s"\ncounts = "counts.toml"\n'
        '[[questions]]\nid = "finds"\nmethod = "outcome"\n'
        '[[questions]]\nid = "officers"\nmethod = "internal-benchmark"\n',
        encoding="utf-8",
    )
    finished = run(path, tmp_path / "run")
    finds, officers = finished.outcome("finds"), finished.outcome("officers")
    assert isinstance(finds, Refusal)
    assert isinstance(officers, Refusal)
    assert (finds.code, finds.facts["columns"]) == ("counts-lack", ("hits",))
    assert "officer_id" in officers.facts["columns"]
    assert "officer_id" in why_not(officers).lacking
