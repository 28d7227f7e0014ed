"""Texts labelled before the scanner was looked at; benchmarks/claims.md has the rates."""

import json
from pathlib import Path

import pytest

from daylight.claims.scan import scan
from daylight.claims.text import read_text

TEXTS = Path(__file__).parent / "texts"
LABELS = json.loads((TEXTS / "labels.json").read_text("utf-8"))


@pytest.mark.parametrize("name", LABELS)
def test_labels_stand_where_they_say(name: str) -> None:
    text = read_text(TEXTS / f"{name}.txt")
    assert all(text[one["start"] : one["end"]] == one["words"] for one in LABELS[name])


def test_every_text_is_labelled_and_there_are_at_least_thirty() -> None:
    assert {path.stem for path in TEXTS.glob("*.txt")} == set(LABELS)
    assert len(LABELS) >= 30


def test_nineteen_in_twenty_passages_are_found_to_the_character() -> None:
    """The floor is below the printed rate; a change that breaks a whole kind falls through it."""
    wanted = {(name, one["start"], one["end"]) for name, rows in LABELS.items() for one in rows}
    found = {
        (name, piece.start, piece.end)
        for name in LABELS
        for piece in scan(read_text(TEXTS / f"{name}.txt"))
    }
    assert len(wanted & found) >= 0.95 * len(wanted)
    assert len(wanted & found) >= 0.95 * len(found)
