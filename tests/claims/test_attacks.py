"""Whoever bends a ledger, a run or a claim gets no status that the records do not give."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from daylight.claims.assess import standing, standings
from daylight.claims.check import faults
from daylight.claims.history import FILE, Act, line_of, read_history
from daylight.claims.ledger import Ledger, LedgerAuthor
from daylight.claims.objects import Kind, PublicClaim, Relation
from daylight.claims.plain import UNSEEN
from daylight.claims.runs import Chosen, find_number, run_hash
from daylight.claims.scan import scan
from daylight.claims.status import Status
from daylight.claims.text import passage
from daylight.cli.main import main
from daylight.errors import ClaimError
from tests.claims.conftest import ANN
from tests.claims.test_status import asked, found, put

S = Status
DEMO = "daylight-demo"
CLAIM = "stopped-three-times-as-often"
PLAIN = {
    "value": 9.0, "low": 8.0, "high": 10.0, "lowest": 8.0, "highest": 10.0, "level": 0.5,
    "n": 10_000, "grade": 4, "sentence": "They were.", "standing": "strong", "method": "other",
    "quantity": "stop_rate", "scale": "proportion", "place": "Riverbend", "measure": "stops",
    "population": "everybody", "covers": "2011", "compared_with": "asian", "printed": "9",
    "is_counted": True, "is_design": True, "is_over_time": True, "proviso": "Provided that it is",
    "assumed": "n", "keys": {"subject_race": "white"}, "caveats": [], "cannot_say": ["nothing"],
}  # fmt: skip
"""Every part of an assessed number, bent."""


def held(ledger: Ledger) -> Path:
    (made,) = ledger.assessed(CLAIM)
    return ledger.folder / "assessments" / f"{made.id}.json"


@pytest.mark.parametrize("part", PLAIN)
@pytest.mark.parametrize("is_recorded", [False, True])
def test_a_number_bent_in_an_assessment_supports_nothing(
    invented: Ledger, part: str, is_recorded: bool
) -> None:
    path = held(invented)
    plain = json.loads(path.read_text("utf-8"))
    plain["found"][part] = PLAIN[part]
    path.write_text(json.dumps(plain), encoding="utf-8")
    if is_recorded:
        CliRunner().invoke(
            main, ["claims", "record", str(invented.folder), "--who", "A", "--why", "b"]
        )
    bent = Ledger.open(invented.folder)
    now = standing(bent, bent.claims[CLAIM])
    assert (now.status, now.is_stale) == (S.NOT_SETTLED, True)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("matches", {"population": "us", "against": "them", "place": "x", "measure": "y"}),
        ("run", "../elsewhere"),
        ("run_sha256", "0" * 64),
        ("claim_sha256", "0" * 64),
        ("question", "force-rate"),
        ("claim", "reasons-recorded"),
        ("role", "bears on"),
    ],
)
def test_what_an_assessment_rests_on_is_what_was_assessed(
    invented: Ledger, part: str, value: object
) -> None:
    path = held(invented)
    plain = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**plain, part: value}), encoding="utf-8")
    bent = Ledger.open(invented.folder)
    assert S.SUPPORTED not in {one.status for one in standings(bent).values()}


def test_a_kept_copy_bent_together_with_its_hash_supports_nothing(invented: Ledger) -> None:
    path = held(invented)
    plain = json.loads(path.read_text("utf-8"))
    kept = invented.folder / "runs" / plain["run_sha256"][:16]
    result = kept / "model" / f"{plain['question']}.json"
    result.write_text(result.read_text("utf-8").replace("0.95", "0.90"), encoding="utf-8")
    record = json.loads((kept / "run.json").read_text("utf-8"))
    record.pop("files", None)
    (kept / "run.json").write_text(json.dumps(record), encoding="utf-8")
    plain["run_sha256"] = run_hash(kept, plain["question"])
    shutil.move(kept, kept.with_name(plain["run_sha256"][:16]))
    path.write_text(json.dumps(plain), encoding="utf-8")
    bent = Ledger.open(invented.folder)
    assert standing(bent, bent.claims[CLAIM]).is_stale


@pytest.mark.parametrize("kept", [0.0, 0.25, 0.5, 0.75, 0.95])
def test_a_history_cut_short_supports_nothing_that_it_no_longer_tells(
    invented: Ledger, kept: float
) -> None:
    path = invented.folder / FILE
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[: int(kept * len(lines))]), encoding="utf-8")
    cut = Ledger.open(invented.folder)
    told = {act.thing for act in cut.acts}
    for name, now in standings(cut).items():
        if now.status is S.SUPPORTED:
            assert all(f"assessments/{made.id}" in told for made in cut.assessed(name))
    assert faults(cut)


def test_a_result_or_report_changed_after_the_run_is_put_to_nothing(
    demo_folder: Path, tmp_path: Path
) -> None:
    for number, part in enumerate(("model/stop-rate.json", "report/findings.json")):
        run = tmp_path / str(number)
        shutil.copytree(demo_folder / DEMO, run)
        path = run / part
        path.write_text(path.read_text("utf-8").replace("4.728508", "9.728508"), "utf-8")
        with pytest.raises(ClaimError, match="changed since the run was finished"):
            run_hash(run, "stop-rate")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"covers": "2011"}, "names no 2011"),
        ({"covers": "2010 to 2017"}, "names no 2010"),
        ({"quantity": "stop_rate"}, "say which"),
        ({"question": "../stop-rate"}, "no question"),
        ({"question": "stop-rate/../stop-rate"}, "no question"),
    ],
)
def test_no_number_is_guessed_and_no_time_made_up(
    demo_folder: Path, changes: dict[str, Any], told: str
) -> None:
    chosen: dict[str, Any] = {"question": "stop-rate", "covers": "2017", **changes}
    with pytest.raises(Exception, match=told):
        find_number(demo_folder / DEMO, Chosen(**chosen))


@pytest.mark.parametrize(
    ("claim", "number"),
    [
        ({"population": "Hispanic residents"}, {"keys": {"subject_race": "black"}}),
        ({"population": "residentes negros"}, {"keys": {"subject_race": "white"}}),
        ({"population": "white drivers"}, {"keys": {"subject_race": "black"}}),
        ({"population": "women"}, {"keys": {"subject_sex": "male"}}),
        ({"against": "Black residents"}, {"compared_with": "white"}),
    ],
)
def test_another_group_is_never_the_same_in_other_words(
    claim: dict[str, Any], number: dict[str, Any]
) -> None:
    said = dict.fromkeys(("population", "place", "measure", "against"), "held to be the same")
    assert put(asked(**claim), found(**number), matches=said).status is S.NOT_SETTLED


def test_its_own_group_in_other_words_stays_a_persons_judgement() -> None:
    number = found(keys={"subject_race": "black"}, compared_with="white")
    claim = asked(population="African Americans", against="white people")
    said = {"population": "us", "against": "white"}
    assert put(claim, number, matches=said).status is S.SUPPORTED


@pytest.mark.parametrize(
    ("relation", "figure", "ratio"),
    [
        (Relation.HIGHER, "0.5 times", 0.5),
        (Relation.LOWER, "0.5 times", 2.0),
        (Relation.HIGHER, "-50 %", 1.5),
        (Relation.LOWER, "-50 %", 0.5),
        (Relation.HIGHER, "0 %", 1.0),
        (Relation.LOWER, "0 times", 1.0),
        (Relation.HIGHER, "50 points", 1.5),
        (Relation.HIGHER, "50", 1.5),
        (Relation.AT_LEAST, "150 %", 1.5),
        (Relation.IS, "50 %", 0.5),
    ],
)
def test_a_figure_of_the_wrong_sign_or_sort_supports_nothing(
    relation: Relation, figure: str, ratio: float
) -> None:
    ends = {"value": ratio, "low": ratio, "high": ratio, "lowest": ratio, "highest": ratio}
    now = put(asked(relation=relation, figure=figure), found(scale="ratio", **ends))
    assert now.status is S.NOT_SETTLED


@pytest.mark.parametrize(("figure", "points"), [("-10 points", 0.1), ("0 points", 0.0)])
@pytest.mark.parametrize("relation", [Relation.HIGHER, Relation.LOWER])
def test_a_difference_of_nothing_or_of_the_other_sign_is_no_size(
    figure: str, points: float, relation: Relation
) -> None:
    for value in (points, -points):
        ends = {"value": value, "low": value, "high": value, "lowest": value, "highest": value}
        assert put(asked(relation=relation, figure=figure), found(**ends)).status is S.NOT_SETTLED


@pytest.mark.parametrize("margin", ["0.5 times", "-5 points"])
def test_a_margin_that_holds_nothing_leaves_nothing_unchanged(margin: str) -> None:
    claim = asked(relation=Relation.UNCHANGED, margin=margin)
    for scale, value in (("ratio", 1.0), ("difference", 0.0)):
        ends = {"value": value, "low": value, "high": value, "lowest": value, "highest": value}
        assert put(claim, found(scale=scale, **ends)).status is S.NOT_SETTLED


@pytest.mark.parametrize(
    "measure",
    [
        "stops as well as searches", "stops & searches", "stops + searches", "stops plus searches",
        "stops AND searches", "stops along with searches", "stops together with searches",
        "paradas y registros", "paradas así como registros", "stops\nand searches",
    ],
)  # fmt: skip
def test_two_measures_in_any_words_are_refused(measure: str) -> None:
    with pytest.raises(ClaimError, match="two measures"):
        asked(measure=measure)


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200b", "\u200f", "\ufeff"])
@pytest.mark.parametrize("field", ["words", "population", "figure", "unsaid", "palabras"])
def test_no_text_shows_other_words_than_it_holds(mark: str, field: str) -> None:
    assert UNSEEN.search(mark)
    with pytest.raises(ClaimError):
        asked(**{field: f"3{mark} times"})


def test_a_letter_is_not_cut_from_its_accent() -> None:
    text = "Dijo que si\u0301 lo hizo."
    with pytest.raises(ClaimError, match="accent"):
        passage(text, 0, text.index("\u0301"))
    with pytest.raises(ClaimError, match="accent"):
        passage(text, text.index("\u0301"), len(text))
    assert passage(text, 0, text.index("\u0301") + 1)


@pytest.mark.parametrize("blank", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c"])
def test_a_reason_with_any_break_of_lines_keeps_the_history_readable(
    invented: Ledger, blank: str
) -> None:
    claim = replace(invented.claims["reasons-recorded"], question=f"why{blank}not?")
    invented.write(claim, LedgerAuthor("Ann", f"a{blank}b"), act="changed")
    again = Ledger.open(invented.folder)
    assert again.acts[-1].why == f"a{blank}b"
    assert faults(again) == ()


def test_a_history_that_names_files_elsewhere_removes_none(
    invented: Ledger, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.json"
    outside.write_text("{}", encoding="utf-8")
    acts = read_history(invented.folder)
    content = {**acts[0].content, "id": "../../outside"}
    bad = Act(
        at="2026-01-01T00:00:00Z", who="x", why="y", act="added", before=acts[-1].sha256,
        thing=f"{acts[0].thing.partition('/')[0]}/../../outside", content=content,
    )  # fmt: skip
    with (invented.folder / FILE).open("a", encoding="utf-8") as file:
        file.write(line_of(bad))
    CliRunner().invoke(main, ["claims", "record", str(invented.folder), "--who", "A", "--why", "b"])
    assert outside.exists()


def test_a_text_that_is_another_file_is_never_printed(invented: Ledger, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret", encoding="utf-8")
    (invented.folder / "article.txt").unlink()
    (invented.folder / "article.txt").symlink_to(secret)
    out = tmp_path / "pages"
    CliRunner().invoke(main, ["claims", "page", str(invented.folder), "-o", str(out)])
    assert not any("a secret" in path.read_text("utf-8") for path in out.rglob("*.html"))


MENDS: list[Callable[[PublicClaim], PublicClaim]] = [
    lambda c: replace(c, period="2016"),
    lambda c: replace(c, period="2017 to 2018"),
    lambda c: replace(c, place="Riverbend"),
    lambda c: replace(c, figure="9 times"),
    lambda c: replace(c, relation=Relation.LESS_THAN),
    lambda c: replace(c, kind=Kind.CAUSE),
    lambda c: replace(c, kind=Kind.LEVEL),
    lambda c: replace(c, against="Asian residents"),
    lambda c: replace(c, population="white residents"),
    lambda c: replace(c, measure="searches"),
    lambda c: replace(c, words="Something else altogether."),
    lambda c: replace(c, unsaid="which"),
]


@pytest.mark.parametrize("number", range(len(MENDS)))
def test_a_claim_reworded_after_it_was_put_is_supported_by_nothing(
    invented: Ledger, number: int
) -> None:
    bent = invented.write(MENDS[number](invented.claims[CLAIM]), ANN, act="changed")
    now = standing(bent, bent.claims[CLAIM])
    assert (now.status, now.is_stale) == (S.NOT_SETTLED, True)


@pytest.mark.parametrize(
    "text",
    ["", " \n\n ", "“" * 5_000, "”" * 5_000, '"' * 5_000, "‘a " * 3_000, "\u202e“שלום,” אמר."],
)
def test_empty_and_absurd_texts_are_read_to_their_end(text: str) -> None:
    assert all(text[piece.start : piece.end] == piece.words for piece in scan(text))


def test_one_paragraph_of_200_kilobytes_is_read_in_seconds() -> None:
    text = "“We count every stop that is made,” Mayor Ann Lee said on Tuesday. " * 3_000
    assert len(scan(text)) == 3_000
