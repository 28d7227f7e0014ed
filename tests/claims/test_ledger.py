"""A ledger keeps all that was ever done to it, and shows what was done behind its back."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from daylight.claims.check import doubts, faults
from daylight.claims.history import FILE
from daylight.claims.ledger import Ledger, LedgerAuthor
from daylight.claims.objects import Kind
from daylight.errors import ClaimError
from tests.claims.conftest import ANN


def test_the_ledgers_that_ship_hold_together(invented: Ledger, worked: Ledger) -> None:
    assert faults(invented) == faults(worked) == ()
    assert any("text is not here" in doubt for doubt in doubts(worked))


def test_what_is_written_is_read_back(invented: Ledger) -> None:
    again = Ledger.open(invented.folder)
    assert again == invented
    claim = replace(invented.claims["reasons-recorded"], question="why?")
    changed = invented.write(claim, ANN, act="changed")
    assert Ledger.open(invented.folder) == changed
    assert [act.act for act in changed.acts_on("claims/reasons-recorded")] == ["added", "changed"]


@pytest.mark.parametrize(("who", "why"), [("", "x"), ("x", ""), ("  ", "x")])
def test_nothing_changes_without_a_name_and_a_reason(who: str, why: str) -> None:
    with pytest.raises(ClaimError, match="name and a reason"):
        LedgerAuthor(who, why)


def test_a_line_changed_removed_or_put_in_between_breaks_the_chain(invented: Ledger) -> None:
    path = invented.folder / FILE
    lines = path.read_text("utf-8").splitlines(keepends=True)
    changed = lines[2].replace("Daylight", "Somebody")
    for spoilt in (
        [*lines[:2], changed, *lines[3:]],
        [*lines[:2], *lines[3:]],
        [*lines[:3], lines[2], *lines[3:]],
        [lines[1], lines[0], *lines[2:]],
        lines[1:],
    ):
        path.write_text("".join(spoilt), encoding="utf-8")
        with pytest.raises(ClaimError, match="does not follow"):
            Ledger.open(invented.folder)
    path.write_text("".join(lines)[:-40], encoding="utf-8")
    with pytest.raises(ClaimError, match="no act of a ledger"):
        Ledger.open(invented.folder)


def test_a_last_line_that_was_rewritten_shows_against_a_head_that_was_kept(
    invented: Ledger,
) -> None:
    head = invented.head
    path = invented.folder / FILE
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines[:-1], lines[-1].replace("added", "made up")]), "utf-8")
    assert Ledger.open(invented.folder).head != head


def test_a_file_changed_added_or_removed_by_hand_is_named(invented: Ledger) -> None:
    folder = invented.folder / "claims"
    path = folder / "reasons-recorded.json"
    plain = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**plain, "words": "Something else."}), encoding="utf-8")
    (folder / "new.json").write_text(json.dumps({**plain, "id": "new"}), encoding="utf-8")
    (folder / "trust-has-fallen.json").unlink()
    told = " ".join(faults(Ledger.open(invented.folder)))
    assert all(f"claims/{name}" in told for name in ("reasons-recorded", "new", "trust-has-fallen"))


def test_two_writers_do_not_overwrite_one_another(invented: Ledger) -> None:
    one = other = invented
    claim = invented.claims["reasons-recorded"]
    one.write(replace(claim, question="mine?"), ANN, act="changed")
    with pytest.raises(ClaimError, match="changed since it was read"):
        other.write(replace(claim, question="yours?"), ANN, act="changed")
    (invented.folder / ".writing").touch()
    with pytest.raises(ClaimError, match="somebody else is writing"):
        Ledger.open(invented.folder).write(claim, ANN)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"kind": "opinion"}, "it is one of level, change"),
        ({"colour": "red"}, "no key colour"),
        ({"words": ""}, "neutral words"),
        ({"quotations": []}, "name the quotation"),
        ({"period": "Tuesday"}, "no date"),
        ({"figure": "many"}, "no number"),
        ({"id": "other"}, "whose id is"),
    ],
)
def test_a_file_that_cannot_be_is_named_with_what_is_wrong(
    invented: Ledger, change: dict[str, object], told: str
) -> None:
    path = invented.folder / "claims" / "reasons-recorded.json"
    plain = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**plain, **change}), encoding="utf-8")
    with pytest.raises(ClaimError, match=told):
        Ledger.open(invented.folder)
    path.write_text("not json", encoding="utf-8")
    with pytest.raises(ClaimError, match="not readable"):
        Ledger.open(invented.folder)


@pytest.mark.parametrize("moved", range(-3, 4))
def test_a_span_that_moved_is_found(invented: Ledger, moved: int) -> None:
    quotation = next(iter(invented.quotations.values()))
    bent = invented.write(
        replace(quotation, start=quotation.start + moved, end=quotation.end + moved),
        ANN,
        act="changed",
    )
    assert bool(faults(bent)) is (moved != 0)


def test_another_text_under_the_same_name_is_refused(invented: Ledger) -> None:
    (invented.folder / "article.txt").write_text("Another text.", encoding="utf-8")
    assert any("is not the text that was quoted from" in fault for fault in faults(invented))


def test_two_documents_of_one_utterance_keep_their_own_words(worked: Ledger) -> None:
    speech, report = worked.documents["speech"], worked.documents["report-2"]
    assert report.of == speech.id
    assert report.sha256 != speech.sha256
    assert worked.quotations[worked.claims["three-in-ten"].quotations[0]].document == "report-2"


def test_no_words_of_a_text_that_may_not_be_shown_are_kept(worked: Ledger) -> None:
    hidden = {key for key, one in worked.documents.items() if not one.may_be_shown}
    assert hidden == {"report-1", "report-2"}
    assert not any(q.words for q in worked.quotations.values() if q.document in hidden)
    assert not any(Path(worked.folder).glob("**/article_*"))


def test_a_finding_answers_no_claim_that_is_none_of_fact(worked: Ledger) -> None:
    claim = worked.claims["three-in-ten"]
    bent = worked.write(replace(claim, kind=Kind.OUGHT), ANN, act="changed")
    assert any("not a claim of fact" in fault for fault in faults(bent))
