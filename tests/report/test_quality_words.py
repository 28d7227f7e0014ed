"""What is said of the state of records has the same numbers in both languages."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from types import SimpleNamespace

import pytest

from daylight.report.language import Language, speaking
from daylight.report.quality_page import State, render, summary
from daylight.report.quality_words import SENTENCES, blanked, lost, noticed, repeated

ENGLISH = re.compile(
    r"\b(?:the|of|and|were|was|is|are|with|than|that|those|from|for|which|not|but|their|its|they|"
    r"this|these|it|as|or|be|rows|cells|dates|months|read|kept|aside|where|usual|without)\b",
    re.IGNORECASE,
)
NUMBER = re.compile(r"\d[\d.,\u202f]*")


def digits(text: str) -> Counter[str]:
    return Counter(re.sub(r"\D", "", found) for found in NUMBER.findall(text))


def both(said: Callable[[], str]) -> tuple[str, str]:
    english = said()
    with speaking(Language.SPANISH):
        return english, said()


def losses() -> Iterator[SimpleNamespace]:
    groups = (
        SimpleNamespace(name="x", share=0.125, of=8),
        SimpleNamespace(name="y", share=0, of=9),
    )
    for kind in ("set aside", "blanked"):
        for is_told, uneven in ((False, ()), (True, ()), (True, ("x",))):
            yield SimpleNamespace(
                kind=kind, role="stops", count=1200, of=51920, is_told=is_told, uneven=uneven,
                groups=groups,
            )  # fmt: skip


def repeats() -> Iterator[SimpleNamespace]:
    for rows, blank, open_rows in (
        (0, {}, 0),
        (1200, {}, 0),
        (7, {"id": 1300}, 0),
        (7, {"i": 3}, 4),
    ):
        yield SimpleNamespace(key=("id",), rows=rows, blank=blank, open_rows=open_rows)
    yield SimpleNamespace(key=(), rows=3, blank={}, open_rows=0)


def saying() -> Iterator[Callable[[], str]]:
    for kind in SENTENCES:
        notice = SimpleNamespace(
            kind=kind, column="stop_date", count=1200, of=51920, examples=("1900-01-01", "2017")
        )
        yield lambda notice=notice: noticed(notice)
    for loss in losses():
        yield lambda loss=loss: lost(loss)
    for one in repeats():
        yield lambda one=one: repeated(one)
    yield lambda: blanked("x", 1200)


@pytest.mark.parametrize("said", list(saying()))
def test_a_text_on_records_is_the_same_in_spanish(said: Callable[[], str]) -> None:
    english, spanish = both(said)
    assert digits(english) == digits(spanish)
    assert not ENGLISH.search(spanish), spanish
    assert not spanish.endswith(".")
    assert len(spanish) <= 1.5 * len(english) + 25


def state() -> State:
    audit = SimpleNamespace(
        recipe="x", rows_read=2000, rows_kept=1990, rows_set_aside=10, files=(), set_aside=(),
        blanked=(), blanks=lambda: {"unreadable": 3},
    )  # fmt: skip
    table = SimpleNamespace(
        table="stops", rows=1990, support=(), repeats=next(repeats()), near_duplicates=4,
        oddities=(), notices=(), heaping=(), uneven=(), jumps=(
            SimpleNamespace(month="2017-03", rows=900, usual=100),
        ), months=(), gates=(), leaning=(
            SimpleNamespace(rate="hits", leans=True, district="3", all_count=20, all_of=100,
                            rest_count=10, rest_of=80),
        ), columns=(),
    )  # fmt: skip
    return State(title="x", tables=(table,), audits=(audit,), sworn=(40, 100), released="lists")


def test_the_page_on_records_is_in_spanish_where_spanish_is_spoken() -> None:
    english, spanish = both(lambda: render(state()))
    assert '<html lang="en">' in english
    assert '<html lang="es">' in spanish
    body = re.sub(r"<style>.*</style>|<[^>]*>|[ \n]+", " ", spanish, flags=re.DOTALL)
    assert "2\u202f000 filas leídas = 1\u202f990 conservadas + 10 apartadas" in body
    assert "2017-03: 900 filas donde lo habitual eran 100" in body
    assert not ENGLISH.search(body), ENGLISH.search(body)


def test_the_lines_on_records_are_the_same_in_spanish() -> None:
    english, spanish = both(lambda: summary(state()))
    assert digits(english) == digits(spanish)
    assert not ENGLISH.search(spanish)
