"""`daylight model` on files as people have them: which column is what, and what is not used."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from daylight.cli.main import main

HEAD = "subject_race,officer_id,shift,stops,searches\n"
ROWS = "".join(
    f"{race},o{i},{'day' if i % 2 else 'night'},{50 + i},{5 + i % 4}\n"
    for race in ("black", "white")
    for i in range(30)
)


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "counts.csv"
    path.write_text(HEAD + ROWS)
    return str(path)


def said(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["model", *arguments], terminal_width=200)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return " ".join(result.output.split())


@pytest.mark.parametrize(
    "by", [("--by", "subject_race,shift"), ("--by", "subject_race", "--by", "shift")]
)
def test_keys_are_named_with_commas_or_one_by_one(file: str, by: tuple[str, ...]) -> None:
    assert "Among stops alike in shift" in said("search-rate-adjusted", file, *by)


def test_officers_as_strata_are_not_called_unrecorded(file: str) -> None:
    found = said("search-rate-adjusted", file, "--by", "subject_race", "--by", "officer_id")
    assert "30 officers" in found
    assert "was not recorded" not in found


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--by", "shift"), "needs the key subject_race; name all keys, as in --by subject_race"),
        (("--by", "subject_race,beat"), "needs the column beat"),
        (("--cluster", "officer_id=stops"), "stops is a key or a count"),
        (("--cluster", "officer_id=subject_race"), "subject_race is a key or a count"),
        (("--by", "subject_race,shift", "--cluster", "officer_id=shift"), "shift is a key"),
        (("--cluster", "officer_id=badge"), "no column badge"),
    ],
)
def test_what_cannot_be_is_said_with_a_remedy(
    file: str, arguments: tuple[str, ...], told: str
) -> None:
    assert told in said("search-rate", file, *arguments)


def test_columns_that_are_not_used_are_named(tmp_path: Path) -> None:
    path = tmp_path / "counts.csv"
    path.write_text((HEAD + ROWS).replace("officer_id", "officer"))
    found = said("search-rate", str(path))
    assert "Not used of the file: `officer`, `shift`" in found
    assert "--cluster officer_id=COLUMN" in found
    named = said("search-rate", str(path), "--cluster", "officer_id=officer")
    assert "Not used of the file: `shift`" in named
    assert "30 officers" in named


def test_a_weight_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "counts.csv"
    lines = [f"{line},1.5" for line in ROWS.splitlines()]
    path.write_text("\n".join([HEAD.strip() + ",weight", *lines]))
    assert "`weight`" in said("search-rate", str(path))


def test_a_further_column_of_numbers_is_told_how_to_be_named(tmp_path: Path) -> None:
    path = tmp_path / "counts.csv"
    path.write_text((HEAD + ROWS).replace("officer_id", "badge").replace(",o", ","))
    found = said("search-rate", str(path))
    assert "--cluster officer_id=badge" in found
    assert "30 officers" in said("search-rate", str(path), "--cluster", "officer_id=badge")


def test_a_series_may_call_its_periods_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "counts.csv"
    path.write_text("\n".join(["quarter,people", *(f"{2015 + i},{50 + i}" for i in range(6))]))
    assert "2015" in said("force-trend", str(path), "--set", "period=quarter")


def test_a_file_of_records_or_of_other_names_is_told_what_to_do(tmp_path: Path) -> None:
    counts, records = tmp_path / "counts.csv", tmp_path / "records.csv"
    counts.write_text((HEAD + ROWS).replace("subject_race", "race"))
    records.write_text("race,date,searched\nB,2020-01-01,Y\n")
    assert "rename its columns so (`daylight methods search-rate`" in said(
        "search-rate", str(counts)
    )
    assert "`daylight draft records.csv`" in said("search-rate", str(records))
