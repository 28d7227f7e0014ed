"""What courts and boards publish, as it goes wrong: each is refused, left open or said."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from daylight.data.cells import Cells
from daylight.data.result import Refusal
from daylight.errors import DaylightError
from daylight.ingest import ingest
from daylight.ingest.recipe import embedded, load
from daylight.model.methods import METHODS
from daylight.pipeline.run import count_tables
from daylight.report import labels
from daylight.report.language import Language, speaking
from daylight.report.refusals import why_not
from tests.ingest.small import column, read, recipe
from tests.recovery.truth import answered

SENTENCED = """
{files}
[tables.sentences.columns]
case_id = {{ source = "case" }}
person_id = {{ source = "person" }}
agency_id = {{ constant = "County Court" }}
prison_months = {{ source = "term"{more} }}
"""
"""Sentences of a county, whose file names a case and a person on every row."""


def sentenced(files: str = "", more: str = "") -> Any:
    return recipe(SENTENCED.format(files=files, more=more))


def test_charges_are_not_people(tmp_path: Path) -> None:
    by_charge = "case,person,charge,term\nC1,P1,theft,12\nC1,P1,assault,24\nC2,P2,theft,6\n"
    once = sentenced('[files.records]\nunique = ["case"]')
    with pytest.raises(DaylightError, match="C1") as raised:
        read(tmp_path, by_charge, once)
    assert "case" in str(raised.value)
    audit = read(tmp_path, by_charge, once, quarantine=True)
    assert (audit.rows_kept, audit.rows_set_aside) == (2, 1)


@pytest.mark.parametrize("term", ["8128", "9999", "natural life", "18 years", "90 days"])
def test_terms_that_are_no_months_stop_the_reading_by_value(tmp_path: Path, term: str) -> None:
    file = f"case,person,term\nC1,P1,12\nC2,P2,{term}\n"
    with pytest.raises(DaylightError) as raised:
        read(tmp_path, file, sentenced())
    assert term in str(raised.value)
    assert "term" in str(raised.value)


def test_a_term_of_8128_months_is_left_open_where_the_recipe_says_so(tmp_path: Path) -> None:
    file = "case,person,term\nC1,P1,12\nC2,P2,8128\nC3,P3,470\n"
    audit = read(tmp_path, file, sentenced(more=', outside = "ignore"'))
    assert column(tmp_path, "sentences", "prison_months") == [12, None, 470]
    assert audit.rows_kept == 3


def test_life_as_a_number_is_a_code_where_the_recipe_says_so(tmp_path: Path) -> None:
    file = "case,person,term\nC1,P1,12\nC2,P2,9996\n"
    read(tmp_path, file, sentenced(more=', ignored = ["9996"]'))
    assert column(tmp_path, "sentences", "prison_months") == [12, None]


def terms(rows: list[tuple[str, int, int]]) -> Cells:
    return Cells.from_columns(
        {
            "subject_race": [row[0] for row in rows],
            "month_hundredths": [row[1] for row in rows],
            "cases": [row[2] for row in rows],
        },
        by=["subject_race", "month_hundredths"],
    )


def test_caps_within_a_mean_are_said_and_what_is_beyond_them_is_no_length() -> None:
    held = terms(
        [("black", 2_400, 60), ("black", 47_000, 8), ("white", 1_200, 70), ("white", 99_900, 5)]
    )
    found = answered(METHODS["sentence-length"](held))
    at_cap, beyond = found.noted("at-the-cap"), found.noted("beyond-the-cap")
    assert at_cap is not None
    assert beyond is not None
    assert (at_cap.facts["terms"], beyond.facts["terms"]) == (8, 5)
    same = answered(METHODS["sentence-length"](terms(
        [("black", 2_400, 60), ("black", 47_000, 8), ("white", 1_200, 70)]
    )))  # fmt: skip
    assert found.named("sentence_length_ratio") == same.named("sentence_length_ratio")


def test_two_counties_in_a_cell_are_left_open_and_no_row_is_broken(tmp_path: Path) -> None:
    file = tmp_path / "hearings.csv"
    head = '"person","county_of_comittment","gov_review_authority","hearing_date","hearing_type"'
    file.write_bytes(
        f'{head},"result","length"\n'
        '"P1","Riverbend\rLakeside","","02/07/12","SUB 1","Deny","3 yr"\n'
        '"P2","Lakeside","","02/08/12","INITIAL","Grant",""\n'.encode()
    )
    audit = ingest(load("california_parole_hearings"), [str(file)], tmp_path / "out", key=b"k")
    assert audit.rows_kept == 2
    assert column(tmp_path, "hearings", "county") == [None, "Lakeside"]


def test_race_blank_in_a_quarter_is_said_and_kept_out() -> None:
    held = Cells.from_columns(
        {
            "subject_race": ["black", "white", "unknown"],
            "cases": [300, 300, 200],
            "imprisoned": [200, 150, 150],
            "imprisoned_unknown": [0, 0, 0],
        },
        by=["subject_race"],
    )
    found = answered(METHODS["sentence-in-out"](held))
    note = found.noted("blank-race")
    assert note is not None
    assert note.facts["share"] == pytest.approx(0.25)
    assert {e.keys["subject_race"] for e in found.estimates} == {"black", "white"}


def test_original_sentences_are_not_told_from_people_who_broke_supervision() -> None:
    held = Cells.from_columns(
        {
            "subject_race": ["black", "white"],
            "cases": [300, 300],
            "imprisoned": [200, 150],
            "imprisoned_unknown": [0, 0],
            "at_revocation": [300, 300],
        },
        by=["subject_race"],
    )
    refused = METHODS["sentence-in-out"](held)
    assert isinstance(refused, Refusal)
    assert refused.code == "no-original-sentences"
    assert (refused.facts["later"], refused.facts["cases"]) == (600, 600)
    asked = answered(METHODS["sentence-in-out"](held, stage="revocation"))
    assert asked.noted("only-broken-supervision")


def test_terms_with_a_blank_control_are_left_out_and_not_called_alike() -> None:
    held = Cells.from_columns(
        {
            "subject_race": ["black", "white"] * 4,
            "month_hundredths": [1200, 1200, 1800, 1800, 900, 900, 2400, 2400],
            "guideline_cell": ["C-I", "C-I", "C-I", "C-I", "C-II", "C-II", None, None],
            "cases": [40] * 8,
        },
        by=["subject_race", "month_hundredths", "guideline_cell"],
    )
    found = answered(METHODS["sentence-length"](held))
    assert {e.n for e in found.named("sentence_length_ratio")} == {240}
    assert found.noted("no-length")
    assert not found.noted("blank-strata")


def test_nobody_left_by_a_question_is_not_called_race_unrecorded() -> None:
    held = Cells.from_columns(
        {
            "subject_race": ["black", "white"],
            "cases": [300, 300],
            "supervision_revoked": [200, 150],
            "supervision_unknown": [0, 0],
        },
        by=["subject_race"],
    )
    refused = METHODS["revocation"](replace(held, table=held.table.slice(0, 0)))
    assert isinstance(refused, Refusal)
    assert refused.code == "no-second-group"
    assert "`only`" in why_not(refused).supply
    with speaking(Language.SPANISH):
        assert "`only`" in why_not(refused).supply


def test_who_is_imprisoned_is_said_in_spanish() -> None:
    with speaking(Language.SPANISH):
        assert labels.words("imprisoned") == "enviadas a prisión"


def test_a_file_that_records_only_one_end_is_refused() -> None:
    held = Cells.from_columns(
        {
            "subject_race": ["black", "white"],
            "cases": [300, 300],
            "imprisoned": [200, 150],
            "imprisoned_unknown": [100, 150],
        },
        by=["subject_race"],
    )
    refused = METHODS["sentence-in-out"](held)
    assert isinstance(refused, Refusal)
    assert refused.code == "only-one-end-recorded"
    assert refused.facts == {"end": "imprisoned", "recorded": 350, "blanks": 250}
    assert "a blank is never a no" in why_not(refused).lacking


def test_a_score_file_with_repeated_headers_is_stopped(tmp_path: Path) -> None:
    file = tmp_path / "scores.csv"
    sample = embedded()["compas_broward"].with_name("sample.csv").read_text()
    head, rest = sample.split("\n", 1)
    file.write_text(
        f"{head},decile_score\n" + "\n".join(f"{row},9" for row in rest.strip().split("\n")) + "\n"
    )
    with pytest.raises(DaylightError, match="decile_score"):
        ingest(load("compas_broward"), [str(file)], tmp_path / "out", key=b"k")


@pytest.mark.shared
def test_998_of_7214_could_not_be_followed(shared: Path, tmp_path: Path) -> None:
    file = shared / "courts" / "compas_two_years.csv"
    ingest(load("compas_broward"), [str(file)], tmp_path)
    for name in ("score-errors", "score-calibration"):
        refused = METHODS[name](count_tables("scores", tmp_path, ["subject_race", "score"]))
        assert isinstance(refused, Refusal)
        assert (refused.facts["lost"], refused.facts["people"]) == (998, 7214)
        assert "despite_follow_up" in why_not(refused).supply
