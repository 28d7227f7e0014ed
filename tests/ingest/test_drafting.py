"""What a draft understands: names, values, tables, blocks; every header here is invented."""

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from daylight.cli.main import main
from daylight.errors import SourceError
from daylight.ingest.drafting.blocks import blocks
from daylight.ingest.drafting.coding import codes
from daylight.ingest.drafting.moments import formats, turned
from daylight.ingest.drafting.names import parsed
from daylight.ingest.drafting.proposal import ColumnEvidence, FileProposal
from daylight.ingest.drafting.propose import propose
from daylight.ingest.drafting.recipe_text import recipe_text
from daylight.ingest.drafting.seen import Seen
from daylight.schema.tables import TABLES


def seen(name: str, *values: str) -> Seen:
    return Seen(name, 0, dict.fromkeys(values, 1), len(values))


def proposed(tmp_path: Path, header: str, *rows: str, name: str = "export.csv") -> FileProposal:
    path = tmp_path / name
    path.write_text("\n".join([header, *rows]) + "\n")
    return propose([path])


@pytest.mark.parametrize(
    ("name", "words", "roles"),
    [
        ("stopdate", ("stop", "date"), set()),
        ("ofcRace", ("race",), {"officer"}),
        ("susrace", ("race",), {"subject"}),
        ("raceethnicity", ("race", "ethnicity"), set()),
        ("persn_descent_cd", ("race", "code"), {"subject"}),
        ("OFFICER_BADGE_NO", ("badge", "number"), {"officer"}),
        ("properties.StopID", ("stop", "id"), set()),
        ("Victim's age", ("age",), {"victim"}),
        ("Officer-defined ethnicity", ("perceived", "ethnicity"), set()),
        ("INCIDENT#", ("incident", "number"), set()),
        ("lawenforcementagency", ("agency",), set()),
    ],
)
def test_a_name_is_its_words_and_whom_it_speaks_of(
    name: str, words: tuple[str, ...], roles: set[str]
) -> None:
    assert (parsed(name).words, set(parsed(name).roles)) == (words, roles)


@pytest.mark.parametrize(
    ("values", "is_time", "expected"),
    [
        (["2021-01-04T13:00:00.000", "2021-02-05T00:15:00.000"], False, "%Y-%m-%dT%H:%M:%S.%f"),
        (["2021/01/04 05:00:00+00", "2021/02/14 04:00:00+00"], False, "%Y/%m/%d %H:%M:%S%z"),
        (["1609736400000", "1612328400000"], False, "epoch_ms"),
        (["25/12/2020", "01/02/2021"], False, "%d/%m/%Y"),
        (["24.12.2020", "01.02.2021"], False, "%d.%m.%Y"),
        (["20210104", "20211231"], False, "%Y%m%d"),
        (["2020 Q1", "2020 Q4"], False, "%Y Q%q"),
        (["January 5, 2021", "March 14, 2021"], False, "%B %d, %Y"),
        (["30", "2229", "5"], True, "%H%M"),
        (["1:05 PM", "11:45 AM"], True, "%I:%M %p"),
    ],
)
def test_formats_of_dates_and_times_are_read(
    values: list[str], is_time: bool, expected: str
) -> None:
    assert formats(dict.fromkeys(values, 1), is_time=is_time)[0] == (expected,)


def test_day_and_month_that_could_be_turned_are_noticed() -> None:
    assert turned({"01/02/2021": 1, "03/04/2021": 1}, ("%m/%d/%Y",))
    assert not turned({"01/02/2021": 1, "03/14/2021": 1}, ("%m/%d/%Y",))


@pytest.mark.parametrize(
    ("column", "value", "word"),
    [
        ("subject_race", "WHITE (NON-HISPANIC)", "white"),
        ("subject_race", "Black, not of Hispanic origin", "black"),
        ("subject_race", "White/Hispanic", "hispanic"),
        ("subject_race", "B - Black", "black"),
        ("subject_race", "Asian/Asian British - Any other Asian background", "asian"),
        ("subject_race", "Mixed/Multiple ethnic groups - White and Asian", "multiracial"),
        ("search_conducted", "YES = 1", True),
        ("search_conducted", "NO = 2", False),
        ("search_conducted", "1.0", True),
        ("subject_sex", "FEMALE", "female"),
    ],
)
def test_codes_are_read_in_usual_spellings(column: str, value: str, word: str | bool) -> None:
    (made,) = codes(TABLES["stops"].column(column), seen("x", value))
    assert made.word == word


@pytest.mark.parametrize("value", ["NA", "White,Asian", "7", "Indian"])
def test_a_race_that_can_mean_two_things_is_left_open(value: str) -> None:
    """NA is Native American or not available; a list of races is one person's or several."""
    (made,) = codes(TABLES["stops"].column("subject_race"), seen("Race", value))
    assert made.word is None
    assert not made.ignored


def test_letters_of_peoples_are_read_as_one_system() -> None:
    made = codes(
        TABLES["stops"].column("subject_race"), seen("Descent", "A", "C", "J", "K", "W", "H", "U")
    )
    assert {code.value: code.word for code in made}["U"] == "pacific_islander"


STOPS = "StopNbr,stopDate,stopTm,driverRace,DRIVER_SEX,ageAtStop,ofcBadgeNo,searchYN,Weather"
STOP_ROWS = (
    "A-1001,01/14/2021,13:05,White,M,31,7781,Y,dry",
    "A-1002,02/25/2021,23:40,Black,F,22,7781,N,wet",
    "A-1003,03/03/2021,08:15,Hispanic,M,45,8120,N,dry",
)


def test_columns_are_found_whatever_the_spelling(tmp_path: Path) -> None:
    made = proposed(tmp_path, STOPS, *STOP_ROWS)
    assert made.table == "stops"
    found = {one.column: one.name for one in made.read}
    assert found == {
        "stop_id": "StopNbr",
        "stop_date": "stopDate",
        "stop_minute": "stopTm",
        "subject_race": "driverRace",
        "subject_sex": "DRIVER_SEX",
        "subject_age_years": "ageAtStop",
        "officer_id": "ofcBadgeNo",
        "search_conducted": "searchYN",
    }


def test_an_unmarked_choice_has_two_kinds_of_evidence(tmp_path: Path) -> None:
    made = proposed(tmp_path, STOPS, *STOP_ROWS)
    unmarked = [one for one in made.read if one.unmarked]
    assert unmarked
    for one in unmarked:
        assert {ColumnEvidence.NAME, ColumnEvidence.VALUES} <= one.candidates[
            0
        ].kinds_of_evidence, one.name


def test_every_column_shows_what_else_it_may_be(tmp_path: Path) -> None:
    made = proposed(tmp_path, STOPS, *STOP_ROWS)
    assert all(1 <= len(one.candidates) <= 3 for one in made.columns)
    assert all(candidate.reasons for one in made.read for candidate in one.candidates)


def test_values_that_contradict_a_name_are_not_taken_silently(tmp_path: Path) -> None:
    rows = [row.replace(",White,", ",12,").replace(",Black,", ",40,") for row in STOP_ROWS]
    made = proposed(tmp_path, STOPS, *rows)
    race = made.proposed("subject_race")
    assert race is None or race.question


@pytest.mark.parametrize(
    ("header", "row", "table"),
    [
        ("Use of Force ID,Incident Date,Force Type,Officer Race,Subject Race,Subject Injured,"
         "Level of Resistance", "U1,2021-01-20,Taser,White,Black,Yes,Active", "force"),
        ("ArrestNumber,ArrestDate,ArrestTime,Arrestee Race,Charge Description",
         "R77,2021-01-20,12:40,White,THEFT", "arrests"),
        ("ComplaintNo,DateReceived,DateClosed,Allegation,Finding,Discipline",
         "C5,2021-01-20,2021-03-30,Rudeness,Sustained,Reprimand", "allegations"),
        ("badge_no,rank,hire_date,officer_race,officer_sex", "77,Sergeant,2001-05-30,White,M",
         "officers"),
        ("name,date_of_death,age,race,cause_of_death,armed,city,state",
         "J. Doe,2021-01-20,30,White,Gunshot,No,Springfield,IL", "deaths"),
    ],
)  # fmt: skip
def test_the_table_is_told_by_its_own_evidence(
    header: str, row: str, table: str, tmp_path: Path
) -> None:
    assert proposed(tmp_path, header, row, row.replace("20", "21")).table == table


@pytest.mark.parametrize(
    ("header", "row", "kind"),
    [
        ("Name,Title,Regular Pay,Overtime Pay,Gross", "A,Clerk,100.0,20.0,120.0", "pay list"),
        ("Case Name,Payee,Settlement Amount,Date Paid", "A v. B,C,5000,2021-01-05", "payments"),
        ("Crash ID,Collision Date,Weather,Road Surface,Vehicles Involved",
         "1,2021-01-05,RAIN,WET,2", "crashes"),
        ("CAD Number,Call Type,Priority,Dispatch Time,Arrived Time",
         "1,NOISE,3,10:05:01,10:09:30", "calls"),
    ],
)  # fmt: skip
def test_nothing_is_drafted_for_files_that_fit_no_table(
    header: str, row: str, kind: str, tmp_path: Path
) -> None:
    made = proposed(tmp_path, header, row, row)
    assert made.table == ""
    assert not list(made.read)
    assert kind in made.tables[0].kind
    text = recipe_text(made)
    assert "0 columns recognised" in text
    assert "decide" in tomllib.loads(text)


def test_a_file_in_another_language_says_what_to_do(tmp_path: Path) -> None:
    text = recipe_text(proposed(tmp_path, "序号,处罚事由,处罚结果", "1,赌博,罚款", "2,盗窃,拘留"))
    assert "0 columns recognised" in text
    assert "another language" in text
    tomllib.loads(text)


def test_months_and_census_lines_are_one_block_each() -> None:
    months = [
        Seen(name, place, {"3": 1, "7": 1}, 2)
        for place, name in enumerate(["Jan", "Feb", "Mar", "Apr"])
    ]
    (block,) = blocks(months)
    assert (block.column, len(block.members)) == ("outcome_value", 4)
    lines = [
        Seen(name, place, {"310": 1, "72": 1}, 2)
        for place, name in enumerate(["B03002003", "B03002004", "B03002012", "B03002013"])
    ]
    (block,) = blocks(lines)
    # Table B03002 of the American Community Survey: lines 3, 4 and 12; 13 is a part of 12.
    assert list(block.members.values())[:3] == ["white", "black", "hispanic"]
    assert block.members[3] == "a part of another group"


def test_kinds_of_force_in_yes_no_columns_are_a_block(tmp_path: Path) -> None:
    made = proposed(
        tmp_path,
        "Use of Force ID,Incident Date,Subject Race,Taser,Baton,Pepper Spray,Firearm",
        "U1,2021-01-20,White,Y,N,N,N",
        "U2,2021-01-25,Black,N,Y,N,N",
    )
    assert [one.block for one in made.columns][3:] == ["force_kind"] * 4
    assert [one.block_value for one in made.columns][3:5] == ["conducted_energy", "impact_weapon"]


def test_identifiers_that_repeat_are_asked_about_and_unique_ones_are_proposed(
    tmp_path: Path,
) -> None:
    unique = proposed(tmp_path, STOPS, *STOP_ROWS)
    assert 'unique = ["StopNbr"]' in recipe_text(unique)
    repeated = proposed(tmp_path, STOPS, *STOP_ROWS, STOP_ROWS[0])
    assert "StopNbr repeats: 4 rows hold 3 values" in repeated.grain_question
    assert "unique =" not in recipe_text(repeated)


@pytest.mark.parametrize("above", ["City Police\nexported 1 May\n\n", '"Stops, 2021"\n'])
def test_lines_above_the_header_are_skipped(above: str, tmp_path: Path) -> None:
    made = proposed(tmp_path, above + STOPS, *STOP_ROWS)
    assert made.skip_lines == above.count("\n")
    assert made.table == "stops"


def test_a_header_repeated_in_the_rows_is_not_taken_for_a_value(tmp_path: Path) -> None:
    spelled = (
        "stopNbr,StopDate,StopTm,DriverRace,driver_sex,age_at_stop,OfcBadgeNo,SearchYN,WEATHER"
    )
    made = proposed(tmp_path, STOPS, *STOP_ROWS, spelled)
    assert any("header is repeated" in note for note in made.notes)
    race = made.proposed("subject_race")
    assert race is not None
    assert not race.codes_question


def test_a_line_break_in_a_header_is_valid_toml(tmp_path: Path) -> None:
    made = proposed(tmp_path, STOPS.replace("StopNbr", '"Stop\nNbr"'), *STOP_ROWS)
    text = recipe_text(made)
    assert tomllib.loads(text)["tables"]["stops"]["columns"]["stop_id"]["source"].split() == [
        "Stop",
        "Nbr",
    ]


def test_unread_columns_come_with_their_values_and_a_table_to_fill_in(tmp_path: Path) -> None:
    rows = [row.replace("A-1", f"A-{n}") for n in range(2, 6) for row in STOP_ROWS]
    text = recipe_text(proposed(tmp_path, STOPS, *rows))
    assert "# not read: Weather" in text
    assert '#   known = { "dry" = "", "wet" = "" }' in text


def test_while_the_table_is_in_doubt_every_choice_is_marked(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("date,race,sex,age\n2021-01-20,White,M,30\n2021-01-25,Black,F,41\n")
    made = propose([path])
    assert made.table_question
    assert not any(one.unmarked for one in made.columns)


def test_a_table_can_be_named_by_a_person(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("date,race,sex,age\n2021-01-20,White,M,30\n2021-01-25,Black,F,41\n")
    result = CliRunner().invoke(main, ["draft", "--table", "arrests", str(path)])
    assert result.exit_code == 0
    made = tomllib.loads(result.output)
    assert "decide" not in made
    assert made["tables"]["arrests"]["columns"]["subject_race"]["source"] == "race"
    with pytest.raises(SourceError, match="there is no table bananas"):
        propose([path], table="bananas")
