"""An amended version: a sub-item moved, a paragraph reworded, two deleted."""

from datetime import date

import pytest

from daylight.register.choices import Lineage, TextStatus
from daylight.register.models import Decree, DecreeVersion, Period, Requirement
from daylight.register.record import command_line
from daylight.register.services import ratings, texts
from daylight.register.services.texts import TextFault

pytestmark = pytest.mark.usefixtures("riverbend")


def decree() -> Decree:
    return Decree.objects.get(slug="riverbend")


def test_the_amendment_moved_one_reworded_one_and_deleted_two() -> None:
    first, second = decree().accepted()
    changed = {
        paragraph.number: paragraph.lineage
        for paragraph in second.paragraphs.all()
        if paragraph.lineage != Lineage.UNCHANGED
    }
    assert changed["13"] == Lineage.REWORDED
    assert changed["38.b"] in (Lineage.MOVED, Lineage.MOVED_AND_REWORDED)
    assert set(changed) == {"13", "38.b"}
    assert [p.number for p in texts.deleted(second, first)] == ["45", "52"]
    moved = second.paragraphs.get(number="38.b")
    assert (moved.section.number, moved.before.section.number) == ("V", "IV")


def test_a_requirement_keeps_its_identity_through_the_amendment() -> None:
    for code in ("13", "38.b(1)", "9"):
        wordings = decree().requirements.get(code=code).wordings.filter(rejected=False)
        assert [w.paragraph.version.name for w in wordings] == [
            "Agreement", "Agreement as amended",
        ]  # fmt: skip


def test_deleted_requirements_end_and_cannot_be_rated() -> None:
    gone = decree().requirements.get(code="45")
    assert gone.ended_on == date(2025, 9, 2)
    with pytest.raises(ratings.RatingFault):
        ratings.wording_in(gone, Period.objects.get(order=4))


@pytest.mark.parametrize(("order", "words"), [(3, "immediately"), (4, "as soon as the scene")])
def test_a_rating_points_to_the_wording_on_the_last_day_of_its_period(
    order: int, words: str
) -> None:
    requirement = decree().requirements.get(code="13")
    assert words in ratings.wording_in(requirement, Period.objects.get(order=order)).span


def a_version(text: str, day: date = date(2026, 10, 1)) -> object:
    return texts.import_text(
        DecreeVersion(decree=decree(), name="Third", in_force_from=day, text_status=TextStatus.OCR),
        command_line("test"),
        name="t.txt",
        content=text.encode(),
    )


def test_a_text_with_an_open_doubt_cannot_take_force() -> None:
    version = a_version("1. A will act within l5 days of notice.\n2. A will b.\n")
    with pytest.raises(TextFault, match="1 paragraphs still hold doubts"):
        texts.accept(version, command_line("x"), revision=version.revision)
    assert decree().current().name == "Agreement as amended"


def test_an_accepted_text_does_not_change() -> None:
    paragraph = decree().current().paragraphs.get(number="9")
    for attempt in (
        lambda: texts.check(paragraph, command_line("x"), revision=1, text="y"),
        lambda: texts.join(paragraph, command_line("x"), revision=1),
        lambda: texts.part(paragraph, command_line("x"), revision=1, number="9"),
    ):
        with pytest.raises(TextFault, match="does not change"):
            attempt()


def test_a_paragraph_that_is_none_is_joined_and_one_inside_is_parted() -> None:
    version = a_version("1. A will b.\n2. A will c.\nsee\n9. this is prose.\n3. A will d.\n")
    second = version.paragraphs.get(number="2")
    texts.part(second, command_line("is one"), revision=second.revision, number="9")
    assert [p.number for p in version.paragraphs.filter(joined=False)] == ["1", "2", "9", "3"]
    ninth = version.paragraphs.get(number="9")
    back = texts.join(ninth, command_line("is none"), revision=ninth.revision)
    assert back.text.endswith("9. this is prose.")
    assert [p.number for p in version.paragraphs.filter(joined=False)] == ["1", "2", "3"]


def test_a_version_takes_force_after_the_one_before_it() -> None:
    version = a_version("1. A will b.\n", date(2020, 1, 1))
    with pytest.raises(TextFault, match="must take force after"):
        texts.accept(version, command_line("x"), revision=version.revision)


def test_an_unconfirmed_duty_cannot_be_rated() -> None:
    version = a_version(
        "1. RPD will paint every car blue.\n2. RPD will wash them.\n", date(2026, 5, 1)
    )
    texts.accept(version, command_line("read"), revision=version.revision)
    requirement = Requirement.objects.get(
        wordings__paragraph__version=version, wordings__paragraph__number="1"
    )
    with pytest.raises(ratings.RatingFault, match="no person has confirmed"):
        ratings.wording_in(requirement, Period.objects.get(order=5))
    wording = requirement.wordings.get(paragraph__version=version)
    texts.confirm(wording, command_line("read"), revision=wording.revision)
    assert ratings.wording_in(requirement, Period.objects.get(order=5)) == wording


def test_a_default_deadline_fills_the_policies_that_state_none() -> None:
    version = a_version(
        "1. Unless otherwise noted, RPD will complete its policies within 365 days of the "
        "Effective Date.\n2. RPD will adopt a policy on pursuits.\n"
        "3. RPD will adopt a policy on dogs within 90 days of the Effective Date.\n"
        "4. RPD will train dogs.\n"
    )
    texts.accept(version, command_line("read"), revision=version.revision)
    found = {
        number: Requirement.objects.get(
            wordings__paragraph__version=version, wordings__paragraph__number=number
        ).deadlines.first()
        for number in ("2", "3", "4")
    }
    assert found["2"].phrase.endswith("(default of ¶ 1)")
    assert found["2"].original_due == date(2025, 3, 2)
    assert (found["3"].offset, found["4"]) == ("90 days", None)
