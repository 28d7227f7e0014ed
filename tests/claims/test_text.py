"""Passages stand where they are said to stand, to the character."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daylight.claims.text import find, nearest, passage, read_text
from daylight.errors import ClaimError

TEXT = (
    "The chief said that stops fell. “We made fewer stops in 2017 than in any year since 2010,” "
    "he added; nobody asked why. The union’s president disagreed with every word of it."
)
WORDS = "We made fewer stops in 2017 than in any year since 2010"


def test_a_passage_is_found_by_its_words() -> None:
    found = find(TEXT, WORDS)
    assert TEXT[found.start : found.end] == WORDS


@given(st.integers(0, len(WORDS) - 1), st.sampled_from("xq#7"))
def test_one_character_off_is_refused_with_the_nearest_passage(at: int, other: str) -> None:
    changed = WORDS[:at] + other + WORDS[at + 1 :]
    if changed == WORDS or changed in TEXT:
        return
    with pytest.raises(ClaimError, match="does not stand in the text; the nearest passage"):
        find(TEXT, changed)
    near = nearest(TEXT, changed)
    assert near is not None
    true = find(TEXT, WORDS)
    assert abs(near.start - true.start) <= 6
    assert abs(near.end - true.end) <= 6


@pytest.mark.parametrize("words", ["The union's president", "made  fewer"])
def test_other_marks_or_blanks_are_other_words_and_the_nearest_is_named(words: str) -> None:
    with pytest.raises(ClaimError, match=r"nearest|nor anything"):
        find(TEXT, words)


def test_words_that_stand_twice_ask_which() -> None:
    with pytest.raises(ClaimError, match=r"0:4, 10:14; say which with --span"):
        find("Stop. And Stop.", "Stop")


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (5, 5), (5, 4), (0, 10_000)])
def test_a_span_outside_the_text_is_refused(start: int, end: int) -> None:
    with pytest.raises(ClaimError, match="no passage"):
        passage(TEXT, start, end)


def test_a_span_that_holds_or_cuts_a_tag_is_refused() -> None:
    text = 'He said <a href="x">we count</a> stops.'
    for start, end in ((0, 12), (10, 15), (0, len(text))):
        with pytest.raises(ClaimError, match="tag"):
            passage(text, start, end)
    assert passage(text, 20, 28).words == "we count"
    assert passage("5 < 6 and 7 > 3", 0, 15).words


def test_line_ends_and_marks_at_the_start_do_not_move_passages(tmp_path: Path) -> None:
    one, other = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_bytes(b"one\ntwo\n")
    other.write_bytes("\ufeffone\r\ntwo\r".encode())
    assert read_text(one) == read_text(other)
    (tmp_path / "c.txt").write_bytes(b"caf\xe9")
    with pytest.raises(ClaimError, match="UTF-8"):
        read_text(tmp_path / "c.txt")
