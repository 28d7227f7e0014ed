"""From a file nobody has read to a report by draft and decide alone, from a pipe of answers."""

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from daylight.cli.main import main
from daylight.ingest.audit import IngestAudit
from daylight.ingest.decisions.toml_text import comment, key, value
from daylight.plan.finished import Run

HEAD = "Stop Date,Stop Time,Race,Sex,Search Conducted,Arrest,Outcome of it\n"
ROWS = [
    "01/13/2020,13:05,W,M,Y,no,ok",
    "02/25/2020,14:10,B,F,N,Summons,ok",
    "02/26/2020,23:59,B,M,Y,no,bad",
    "03/02/2020,00:24,Q,M,N,no,",
]


def drafted(tmp_path: Path, rows: list[str] = ROWS, head: str = HEAD) -> Path:
    (tmp_path / "stops.csv").write_text(head + "\n".join(rows * 20) + "\n", encoding="utf-8")
    folder = tmp_path / "drafted"
    done = CliRunner().invoke(main, ["draft", str(tmp_path / "stops.csv"), "-o", str(folder)])
    assert done.exit_code == 0, done.output
    return folder


def decide(folder: Path, *answers: str) -> str:
    said = "".join(f"{answer}\n" for answer in answers)
    done = CliRunner().invoke(main, ["decide", str(folder), "--by", "A. Clerk"], input=said)
    assert done.exit_code == 0, done.output
    return done.output


def answers(folder: Path) -> dict[str, dict[str, object]]:
    plain = tomllib.loads((folder / "decisions.toml").read_text("utf-8"))
    return {one["id"]: one for one in plain["decisions"]}


def by_id(folder: Path, wanted: dict[str, tuple[str, ...]]) -> str:
    """Answer each open decision by what it is; else its default, or the first answer."""
    said = ""
    for _ in range(30):
        left = [one for one in answers(folder).values() if not _done(one)]
        if not left:
            return said
        if left[0]["id"] in {"rows", "table"} or str(left[0]["id"]).startswith("key "):
            left = left[:1]  # what is asked afterwards depends on it
        lines = [line for one in left for line in wanted.get(str(one["id"]), _usual(one))]
        said += decide(folder, *lines)
    raise AssertionError(left)


def _usual(one: dict[str, object]) -> tuple[str, ...]:
    return ("",) if "default" in one else ("1",)


def _done(one: dict[str, object]) -> bool:
    words = one.get("words", {})
    assert isinstance(words, dict)
    return bool(one["answer"]) and "" not in words.values()


WANTED = {
    "column Race": ("1",),
    "agency": ("Riverbend Police Department",),
    "timezone": ("America/Chicago",),
    "codes Race": ("Q = -", ""),
    "codes Arrest": ("Summons = yes", ""),
    "column Stop Date": ("stop_date",),
    "column Arrest": ("arrest_made",),
    "further": ("none",),
}


def test_a_file_goes_to_a_report_by_draft_and_decide_alone(tmp_path: Path) -> None:
    folder = drafted(tmp_path)
    said = by_id(folder, WANTED)
    assert "all is decided" in said
    done = CliRunner().invoke(main, ["check", str(folder / "study.toml")])
    assert done.exit_code == 0, done.output
    done = CliRunner().invoke(main, ["run", str(folder / "study.toml")])
    assert done.exit_code == 0, done.output
    assert (folder / "study" / "report" / "index.html").is_file()
    audit = IngestAudit.read(folder / "study" / "ingest" / "records")
    assert (audit.rows_read, audit.rows_kept) == (80, 80)
    words = {(code.column, code.code): code.word for code in audit.codes}
    assert words["Race", "B"] == "black"
    assert words["Arrest", "Summons"] == "true"
    study = tomllib.loads((folder / "study.toml").read_text("utf-8"))
    asked = {question["method"] for question in study["questions"]}
    assert {"search-rate", "arrest-rate"} <= asked
    assert "outcome" not in asked
    assert "contraband_found:" in (folder / "study.toml").read_text("utf-8")


def test_few_decisions_are_asked(tmp_path: Path) -> None:
    assert len(answers(drafted(tmp_path))) <= 12


def test_every_answer_is_written_with_who_and_when_and_the_next_session_goes_on(
    tmp_path: Path,
) -> None:
    folder = drafted(tmp_path)
    first = answers(folder)
    said = decide(folder, "", "q")
    second = answers(folder)
    taken = [one for one in second.values() if one["answer"]]
    assert len(taken) == 1
    assert taken[0]["by"] == "A. Clerk"
    assert str(taken[0]["when"]).startswith("20")
    assert len(second) >= len(first)
    assert "decisions are open; go on with: daylight decide" in said
    assert str(taken[0]["question"]) not in decide(folder, "q")


def test_an_answer_can_be_taken_back(tmp_path: Path) -> None:
    folder = drafted(tmp_path)
    decide(folder, "", "u", "q")
    assert not any(one["answer"] for one in answers(folder).values())


def test_rows_are_shown_and_a_decision_can_be_left_open(tmp_path: Path) -> None:
    folder = drafted(tmp_path)
    said = decide(folder, "r", "s", "?", "q")
    assert "row 1" in said
    assert "Stop Date: 01/13/2020" in said
    assert "undo the last answer" in said


def test_what_is_left_open_stays_marked_and_run_says_which(tmp_path: Path) -> None:
    folder = drafted(tmp_path)
    decide(folder, "q")
    done = CliRunner().invoke(main, ["run", str(folder / "study.toml")])
    assert done.exit_code == 2
    assert "matters are not decided" in done.output
    assert "Which agency do these records come from?" in done.output


def test_an_editor_will_do_as_well(tmp_path: Path) -> None:
    folder = drafted(tmp_path)
    path = folder / "decisions.toml"
    text = path.read_text("utf-8")
    one = 'id = "timezone"\nquestion = "Which clock are the dates and times of the file kept by?"\n'
    assert one + 'answer = ""' in text
    path.write_text(text.replace(one + 'answer = ""', one + 'answer = "America/Phoenix"'), "utf-8")
    decide(folder, "q")
    assert 'timezone = "America/Phoenix"' in (folder / "recipe.toml").read_text("utf-8")


@pytest.mark.parametrize("wrong", ['answer = "Mars"', "answer = 3", "answer = ["])
def test_what_an_editor_gets_wrong_is_said_without_a_traceback(tmp_path: Path, wrong: str) -> None:
    folder = drafted(tmp_path)
    path = folder / "decisions.toml"
    one = 'id = "timezone"\nquestion = "Which clock are the dates and times of the file kept by?"\n'
    text = path.read_text("utf-8")
    path.write_text(text.replace(one + 'answer = ""', one + wrong), "utf-8")
    done = CliRunner().invoke(main, ["decide", str(folder)], input="q\n")
    assert done.exit_code == 2
    assert "decisions.toml" in done.output


@pytest.mark.parametrize("name", ["recipe.toml", "study.toml"])
def test_a_file_changed_by_hand_is_not_overwritten(tmp_path: Path, name: str) -> None:
    folder = drafted(tmp_path)
    path = folder / name
    path.write_text(path.read_text("utf-8") + "# mine\n", "utf-8")
    done = CliRunner().invoke(main, ["decide", str(folder)], input="\n")
    assert done.exit_code == 2
    assert "was changed by hand" in done.output
    assert path.read_text("utf-8").endswith("# mine\n")


def test_a_second_draft_does_not_undo_the_first(tmp_path: Path) -> None:
    folder = drafted(tmp_path)
    decide(folder, "", "q")
    before = (folder / "decisions.toml").read_text("utf-8")
    done = CliRunner().invoke(main, ["draft", str(tmp_path / "stops.csv"), "-o", str(folder)])
    assert done.exit_code == 2
    assert "daylight decide" in done.output
    assert (folder / "decisions.toml").read_text("utf-8") == before


def test_nothing_is_taken_for_granted_where_evidence_is_weak(tmp_path: Path) -> None:
    folder = drafted(tmp_path)
    for _ in range(20):
        said = decide(folder, *[""] * 40)
    left = [one for one in answers(folder).values() if not _done(one)]
    assert {"agency", "timezone", "codes Race"} <= {str(one["id"]) for one in left}
    assert "nothing is taken for granted here" in said


def test_day_and_month_are_asked_where_both_can_be_read(tmp_path: Path) -> None:
    rows = [f"0{n}/0{n + 1}/2020,13:0{n},W,M,{'YN'[n % 2]},no,ok" for n in range(1, 9)]
    folder = drafted(tmp_path, rows)
    decide(folder, "", "q")
    by_id(folder, WANTED | {"format Stop Date": ("2",), "column Stop Date": ("stop_date",)})
    recipe = tomllib.loads((folder / "recipe.toml").read_text("utf-8"))
    assert recipe["tables"]["stops"]["columns"]["stop_date"]["formats"] == ["%d/%m/%Y"]


def test_wrong_answers_are_said_and_asked_again(tmp_path: Path) -> None:
    folder = drafted(tmp_path)
    said = decide(folder, "9", "spots", "stops", "q")
    assert "there are" in said
    assert "there is no table 'spots'" in said
    assert answers(folder)["table"]["answer"] == "stops"


HOSTILE = ['a"b', "a\\b", "a\nb", "a\x7fb", "", "é = ]", "#", "'''", "\t", "\x00"]


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_becomes_toml(text: str) -> None:
    made = f"{comment(text)}\n{key(text)} = {value({text: [text, True, 1]})}\n"
    assert tomllib.loads(made) == {text: {text: [text, True, 1]}}


@pytest.mark.parametrize("text", [text for text in HOSTILE if text and text not in {"\x00", "\t"}])
def test_any_header_and_value_leave_readable_files(tmp_path: Path, text: str) -> None:
    quoted = '"' + text.replace('"', '""') + '"'
    folder = drafted(tmp_path, [f"{row},{quoted}" for row in ROWS], f"{HEAD[:-1]},{quoted}\n")
    for name in ("decisions.toml", "recipe.toml", "study.toml"):
        tomllib.loads((folder / name).read_text("utf-8"))
    by_id(folder, WANTED)


LONG = """Year,Perceived Race,Search Conducted,Count
2020,White,Y,37
2020,White,N,410
2020,Black,Y,41
2020,Black,N,390
2020,Total,Y,78
2020,Total,N,800
"""


def test_a_file_of_counts_is_noticed_and_becomes_a_report_of_counts(tmp_path: Path) -> None:
    (tmp_path / "stops.csv").write_text(LONG, encoding="utf-8")
    folder = tmp_path / "drafted"
    CliRunner().invoke(main, ["draft", str(tmp_path / "stops.csv"), "-o", str(folder)])
    said = by_id(
        folder,
        {
            "rows": ("counts",),
            "count of Count": ("stops",),
            "key Search Conducted": ("split searches",),
            "agency": ("Riverbend Police Department",),
        },
    )
    assert "Total seems to add up the others: leave it out" in said
    assert sorted(path.name for path in folder.iterdir()) == [
        "counts.toml",
        "decisions.toml",
        "found.json",
        "study.toml",
    ]
    done = CliRunner().invoke(main, ["run", str(folder / "study.toml")])
    assert done.exit_code == 0, done.output
    finished = Run.open(folder / "study")
    rates = {
        estimate.keys["subject_race"]: (round(estimate.value, 4), estimate.n)
        for estimate in finished.outcome("search-rate").named("search_rate")  # type: ignore[union-attr]
    }
    assert rates == {"black": (round(41 / 431, 4), 431), "white": (round(37 / 447, 4), 447)}
    audit = IngestAudit.read(folder / "study" / "ingest" / "published")
    assert (audit.rows_read, audit.rows_kept) == (6, 4)


def test_rows_of_a_file_with_a_count_column_may_still_be_events(tmp_path: Path) -> None:
    (tmp_path / "stops.csv").write_text(LONG, encoding="utf-8")
    folder = tmp_path / "drafted"
    CliRunner().invoke(main, ["draft", str(tmp_path / "stops.csv"), "-o", str(folder)])
    decide(folder, "events", "q")
    assert (folder / "recipe.toml").is_file()
    assert "table" in answers(folder)
