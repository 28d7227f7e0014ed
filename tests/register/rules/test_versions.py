from dataclasses import dataclass
from datetime import date

import pytest

from daylight.register.choices import Lineage
from daylight.register.rules.versions import NoVersion, Text, compare, in_force, marked_changes


@dataclass(frozen=True)
class Version:
    in_force_from: date


OLD, NEW = Version(date(2014, 11, 14)), Version(date(2017, 6, 2))


def test_the_wording_of_the_day_binds() -> None:
    assert in_force([NEW, OLD], date(2017, 6, 1)) is OLD
    assert in_force([NEW, OLD], date(2017, 6, 2)) is NEW
    with pytest.raises(NoVersion):
        in_force([OLD], date(2014, 11, 13))


def words(seed: str) -> str:
    return " ".join(f"{seed}{number}" for number in range(30))


def test_an_amendment_is_matched_paragraph_by_paragraph() -> None:
    before = [
        Text("1", "I", words("a")),
        Text("2", "I", words("b")),
        Text("3", "I", words("c")),
        Text("4", "II", words("d")),
    ]
    after = [
        Text("1", "I", words("a")),
        Text("2", "I", words("b") + " once the scene is secure"),
        Text("3", "II", words("d")),
        Text("5", "II", words("e")),
    ]
    found = {(step.before, step.after): step.lineage for step in compare(before, after)}
    assert found == {
        ("1", "1"): Lineage.UNCHANGED,
        ("2", "2"): Lineage.REWORDED,
        ("4", "3"): Lineage.MOVED,
        (None, "5"): Lineage.NEW,
        ("3", None): Lineage.DELETED,
    }


def test_changed_words_are_marked_and_the_rest_kept() -> None:
    assert marked_changes("report a use of force", "report an unreported use of force") == [
        ("same", "report"),
        ("removed", "a"),
        ("added", "an unreported"),
        ("same", "use of force"),
    ]
