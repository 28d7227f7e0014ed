"""What leaves the register: reports, data, calendar, releases."""

import hashlib
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import docx
import pypdfium2
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from daylight.register import record
from daylight.register.choices import DataState, Stage
from daylight.register.models import Decree, Measure, Period, Release
from daylight.register.outputs import calendar, content, data, filing
from daylight.register.outputs.public import folder
from daylight.register.record import Author
from daylight.register.selectors.calendar import CalendarEvent, events
from daylight.register.selectors.standing import standing_alerts
from daylight.register.services import measures, releases
from daylight.register.services.releases import ReleaseFault

pytestmark = pytest.mark.usefixtures("riverbend")
TODAY = date(2026, 11, 22)


def who(name: str) -> Author:
    return Author(User.objects.get(username=name), "test", name)


def decree() -> Decree:
    return Decree.objects.get(slug="riverbend")


def fourth() -> Period:
    return Period.objects.get(order=4)


def blocks() -> list[content.Block]:
    return content.report(decree(), fourth(), [Stage.FILED])


def test_a_report_says_what_changed_first_and_losses_before_gains() -> None:
    headings = [block.text for block in blocks() if isinstance(block, content.Heading)]
    assert headings[1] == "What changed"
    assert headings[2].startswith("Lost since Third report (4)")
    assert headings[3].startswith("Gained")


def test_a_report_carries_its_source_its_filing_date_and_that_it_is_no_ruling() -> None:
    words = " ".join(block.text for block in blocks() if isinstance(block, content.Prose))
    assert "Doc. 100, filed 30 April 2026" in words
    assert "not a ruling of the court" in words
    assert "synthetic text" in words


def test_a_draft_report_says_that_it_is_one() -> None:
    words = content.banner(Period.objects.get(order=5))
    assert words.startswith("DRAFT BEFORE THE PARTIES. Not filed.")


def test_the_filing_reads_the_same_in_word_and_pdf() -> None:
    word = docx.Document(io.BytesIO(filing.as_docx("t", blocks())))
    assert word.paragraphs[0].text.startswith("Fourth report: State of Example")
    assert any("Lost since" in one.text for one in word.paragraphs if one.style.name == "Heading 3")
    assert word.tables[0].rows[0].cells[0].text == "Requirement"
    pdf = pypdfium2.PdfDocument(filing.as_pdf("t", blocks()))
    text = " ".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    assert "Lost since Third report" in text
    assert "not a ruling of the court" in " ".join(text.split())


def test_filed_ratings_hold_only_what_was_filed() -> None:
    rows = data.filed_ratings(decree())
    assert {row["period"] for row in rows} == {
        "First report", "Second report", "Third report", "Fourth report",
    }  # fmt: skip
    assert {row["text_status"] for row in rows} == {"synthetic"}
    assert json.loads(data.as_json(rows))[0]["requirement"]


def test_a_text_that_a_spreadsheet_would_run_is_made_harmless() -> None:
    assert (
        data.as_csv([{"a": "=cmd()", "b": "-1+1", "c": "plain"}]) == "a,b,c\n'=cmd(),'-1+1,plain\n"
    )


def test_everything_is_exported_with_the_log() -> None:
    with zipfile.ZipFile(io.BytesIO(data.everything())) as archive:
        names = set(archive.namelist())
        assert {"decree.csv", "wording.csv", "assessment.csv", "change.csv"} <= names
        assert len(json.loads(archive.read("register.json"))["change"]) == record.verify()


def test_the_calendar_can_be_read_by_calendars() -> None:
    long = CalendarEvent(day=date(2026, 3, 1), title="Ünïcode, with; signs " * 8, key="k")
    text = calendar.as_ics("Decree", "riverbend", [long], TODAY)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20260301" in unfolded
    assert "SUMMARY:Ünïcode\\, with\\; signs" in unfolded
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")


def test_calendar_events_keep_their_names() -> None:
    first, again = events(decree(), TODAY), events(decree(), TODAY)
    assert [one.key for one in first] == [one.key for one in again]
    assert len({one.key for one in first}) == len(first)


def test_a_requirement_without_evidence_for_four_periods_is_a_standing_alert() -> None:
    found = {one.subject: one.text for one in standing_alerts(decree(), TODAY)}
    assert found["¶ 33"] == "no evidence in the last 5 periods"
    assert "¶ 9" not in {
        one.subject for one in standing_alerts(decree(), TODAY) if one.kind == "no evidence"
    }


def test_overdue_deadlines_unanswered_recommendations_and_data_gaps_are_alerts() -> None:
    kinds = {one.kind for one in standing_alerts(decree(), TODAY)}
    assert {"overdue", "no evidence", "unanswered", "data"} <= kinds


def prepared() -> Release:
    return releases.prepare(decree(), fourth(), who("monitor"))


def test_a_release_needs_a_second_person() -> None:
    release = prepared()
    with pytest.raises(ReleaseFault, match="cannot approve"):
        releases.approve(release, who("monitor"), revision=release.revision)
    assert Client().get(reverse("public", args=("riverbend",))).status_code == 404
    releases.approve(release, who("plaintiff"), revision=release.revision)
    assert Client().get(reverse("public", args=("riverbend",))).status_code == 200


def test_only_filed_periods_are_released() -> None:
    with pytest.raises(ReleaseFault, match="not been filed"):
        releases.prepare(decree(), Period.objects.get(order=5), who("monitor"))


def test_altered_files_are_not_released() -> None:
    release = prepared()
    (folder(release) / "ratings.csv").write_text("forged")
    with pytest.raises(ReleaseFault, match=r"ratings\.csv was altered"):
        releases.approve(release, who("plaintiff"), revision=release.revision)


def test_the_same_register_gives_the_same_site_and_every_file_is_hashed() -> None:
    first, second = prepared(), prepared()
    assert first.sha256 == second.sha256
    listed = (folder(first) / "SHA256SUMS").read_text().splitlines()
    for line in listed:
        expected, name = line.split("  ")
        assert hashlib.sha256((folder(first) / name).read_bytes()).hexdigest() == expected
    assert len(listed) == len(list(folder(first).iterdir())) - 1


def site(release: Release) -> str:
    return "".join(one.read_text() for one in folder(release).iterdir())


def test_the_public_site_holds_nothing_that_was_not_filed_or_is_not_public() -> None:
    words = site(prepared())
    assert "Fourth report" in words
    assert "Fifth report" not in words
    assert "Body-worn video review log" not in words  # sealed
    assert "Training roster" not in words  # for the parties
    assert "Use-of-force policy 4.01" in words
    assert "<script" not in words
    for role in ("monitor", "expert", "auditor"):
        assert f"Demo {role}" not in words


def test_small_counts_are_withheld_with_their_complements_and_across_releases() -> None:
    release = prepared()
    released = releases.approve(release, who("plaintiff"), revision=release.revision)
    (table,) = released.tables.values()
    shown = [n for row in table["cells"] for n in row if n is not None]
    assert all(n == 0 or n >= 10 for n in shown)
    assert sum(n is None for row in table["cells"] for n in row) >= 4
    measure = Measure.objects.get(name="Force by district and kind")
    value = measure.values.get(period=fourth())
    moved = [list(row) for row in value.counts["cells"]]
    moved[0][0] += 3
    measures.enter(
        measure, fourth(), who("data_unit"), data_state=DataState.PARTIAL,
        counts={**value.counts, "cells": moved},
    )  # fmt: skip
    (later,) = prepared().tables.values()
    assert table["cells"][0][0] is not None
    assert later["cells"][0][0] is None


def test_a_number_on_few_people_is_withheld_from_the_public() -> None:
    measure = Measure.objects.get(question="hits")
    measures.enter(measure, fourth(), who("data_unit"), data_state=DataState.USABLE, value=0.5, n=4)
    words = (folder(prepared()) / "measures.html").read_text()
    assert "rests on too few people and is withheld" in words
    assert "0.5000" not in words


def test_a_withdrawn_release_leaves_the_public_site_and_keeps_its_reason() -> None:
    release = prepared()
    releases.approve(release, who("plaintiff"), revision=release.revision)
    releases.withdraw(
        release, who("monitor").because("a name was in it"), revision=release.revision
    )
    assert Client().get(reverse("public", args=("riverbend",))).status_code == 404
    assert Release.objects.get().withdrawn_why == "a name was in it"


def test_a_release_is_copied_for_any_web_server(tmp_path: Path) -> None:
    release = prepared()
    with pytest.raises(ReleaseFault, match="nothing of"):
        releases.copy_released("riverbend", tmp_path / "out")
    releases.approve(release, who("plaintiff"), revision=release.revision)
    assert releases.copy_released("riverbend", tmp_path / "out") == 11
    assert (tmp_path / "out" / "index.html").exists()


def test_the_retraction_of_a_source_is_told_to_the_public() -> None:
    assert "was retracted on" in (folder(prepared()) / "index.html").read_text()
