"""Quotation marks as pages have them: mixed, nested, forgotten, carried on."""

from itertools import pairwise
from pathlib import Path

import pytest

from daylight.claims.objects import Form
from daylight.claims.scan import Piece, scan
from daylight.claims.text import read_text

EXAMPLE = Path(__file__).parents[2] / "src" / "daylight" / "claims" / "example"


def words(text: str) -> list[str]:
    return [piece.words for piece in scan(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('He said: "We count stops."', ["We count stops."]),
        ("She said: “We count stops.”", ["We count stops."]),
        ("Dijo: «Contamos las paradas».", ["Contamos las paradas"]),
        ("They said: „Wir zählen.“", ["Wir zählen."]),
        ("He said: ‘We count stops, don’t we?’", ["We count stops, don’t we?"]),
        ('"One," he said, "and two."', ["One,", "and two."]),
        ("“He told me, ‘Count them,’ and left.”", ["He told me, ‘Count them,’ and left."]),
        ("“They [the men] count … all,” he said.", ["They [the men] count … all,"]),
        ('He is 5\'10" tall and said "no more."', ["no more."]),
        ('A 12" barrel, he said.', []),
        ("The officers’ cars and the city’s file", []),
        ('("Fine," he said.)', ["Fine,"]),
        ("“Empty marks “” stay out,” he said.", ["Empty marks “” stay out,"]),
        ('""', []),
        ("", []),
        ('{"message": "Set your key."}', []),
        ("said\u00a0“we\u00a0count”", ["we\u00a0count"]),
    ],
)  # fmt: skip
def test_marks_of_every_kind(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_a_quotation_carried_over_paragraphs_is_one_speaker_without_doubt() -> None:
    text = "Chief Ana Ruiz said: “We began in May.\n\n“We end in June.”\n\nNothing else."
    first, second = scan(text)
    assert (first.words, second.words) == ("We began in May.", "We end in June.")
    assert second.continues
    assert not first.continues
    assert first.doubt == second.doubt == ""
    assert first.speaker == second.speaker == "Chief Ana Ruiz"


def test_a_mark_that_never_closes_ends_with_its_paragraph_and_is_doubted() -> None:
    one, other = scan("He said: “We began in May.\n\nLater she said: “We end.”")
    assert one.words == "We began in May."
    assert one.doubt
    assert (other.words, other.doubt, other.continues) == ("We end.", "", False)


def test_lines_broken_by_a_programme_are_one_paragraph() -> None:
    text = (
        "The chief said that day, “We count\nevery stop that is made in\nthe city, by day.”\n\n"
        "“Nobody\nasked before,” she\nadded.\n"
    )
    assert words(text) == [
        "We count\nevery stop that is made in\nthe city, by day.",
        "Nobody\nasked before,",
    ]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“No,” Mayor Ann Lee said.", "Mayor Ann Lee"),
        ("“No,” said Mayor Ann Lee.", "Mayor Ann Lee"),
        ("Mayor Lee said on Tuesday: “They count.” She added that it ended.", "Mayor Lee"),
        ("Mayor Ann Lee told reporters on Tuesday: “No more.”", "Mayor Ann Lee"),
        ("“No more,” the union said in a statement.", "the union"),
        ("According to Chief Bo Kim, “it is over.”", "Chief Bo Kim"),
        ("Ann Lee spoke.\n\nShe walked in. “No more of that,” it read.", ""),
        ("Ann Lee spoke to them. Lee said so.\n\n“No more,” she said.", "Lee"),
    ],
)
def test_the_speaker_is_the_name_beside_the_verb(text: str, speaker: str) -> None:
    assert scan(text)[0].speaker == speaker


def test_a_term_at_arms_length_is_no_speech() -> None:
    terms = scan("It was a “show trial” for some. He said “it was fair to all.”")
    assert [p.form for p in terms] == [Form.SCARE, Form.DIRECT]


def test_pieces_lie_in_order_where_they_say_and_do_not_overlap() -> None:
    text = read_text(EXAMPLE / "article.txt")
    pieces = scan(text)
    assert all(text[p.start : p.end] == p.words for p in pieces)
    assert all(a.end <= b.start for a, b in pairwise(pieces))


@pytest.mark.shared
def test_the_two_reports_of_the_speech(shared: Path) -> None:
    found: dict[int, tuple[Piece, ...]] = {
        n: scan(read_text(shared / "claims" / f"article_{n}.txt")) for n in (1, 2)
    }
    # Counted by hand: 11 and 9 pieces of speech, and one term in marks in each.
    assert [len(found[n]) for n in (1, 2)] == [12, 10]
    assert [sum(p.form is Form.SCARE for p in found[n]) for n in (1, 2)] == [2, 1]
    assert not any(p.doubt for n in (1, 2) for p in found[n])
    assert not any("License" in p.words for p in found[2])


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("lines broken after a head", "FOR RELEASE\n\nHe said \"no\nlight is worth a\nlife.\"\n",
         ["no\nlight is worth a\nlife."]),
        ("blanks within the marks", "Il dit : «\u00a0Nous comptons.\u00a0»", ["Nous comptons."]),
        ("marks the wrong way round", "It ”cannot be read alone.“ It went on.",
         ["cannot be read alone."]),
        ("a closing mark forgotten", "“They took it, one of them said. More.",
         ["They took it,"]),
        ("a tag's own marks", '<a class="ad">He</a> said “no.”', ["no."]),
        ("a script", 'dataLayer.push({"event": "page"});\n\nHe said “no.”', ["no."]),
        ("turns of a transcript",
         "Q: How many?\n\nCHIEF LEE: Seven. “No,” he said.\n\nQ: When?\n\nCHIEF LEE: Today.\n",
         ["How many?", "Seven. “No,” he said.", "When?", "Today."]),
        ("talk set off by dashes",
         "—Son cuarenta —dice Ferrer—. La mitad no.\n\n—¿Y qué?\n",
         ["Son cuarenta", "La mitad no.", "¿Y qué?"]),
        ("the head of a letter", "From: Ann\nTo: Bo\nSubject: Cars\nDate: May\n", []),
        ("a list with dashes", "– one thing\n– another\n– a third\n", []),
    ],
)  # fmt: skip
def test_whole_kinds_of_page(kind: str, text: str, found: list[str]) -> None:
    assert words(text) == found, kind


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“No,” said the board’s chair, Ann Lee, who left.", "Ann Lee"),
        ("«No», declaró la presidenta, Ana Ruiz.", "Ana Ruiz"),
        ("“No,” said Police Chief Bo Kim.", "Police Chief Bo Kim"),
        ("The lawyer, Ann Lee, wrote that it was “read as a form.”", "Ann Lee"),
        ("Council member Ann Lee was not sure. “Show me,” she said.", "Ann Lee"),
        ("Bo Kim wrote it. “It is so.” The mayor, Ann Lee, disagreed. “It is not.”", "Bo Kim"),
        ("“One,” Bo Kim told them on Friday, “and two.”", "Bo Kim"),
        ("The attorney general of Norland issued the following statement:\n\n“We won.”",
         "The attorney general of Norland"),
        ("We are told that crime is “up in every single street.”", ""),
        ("said\u00a0nobody. “No,”\u00a0Lt.\u00a0Ann\u00a0Lee\u00a0said.", "Lt. Ann Lee"),
        ("“It means a piece of paper.” — Ann Lee", "Ann Lee"),
    ],
)  # fmt: skip
def test_the_speaker_is_the_subject_of_the_verb(text: str, speaker: str) -> None:
    assert scan(text)[0].speaker == speaker


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The so-called “consent search” ended.", Form.SCARE),
        ("A memo, titled “Completing the New Form,” went out.", Form.SCARE),
        ("He read “Two Years of Change” there.", Form.SCARE),
        ("We are told that crime is “soaring.”", Form.SCARE),
        ("He said it needs a “data unit” of eight.", Form.SCARE),
        ("Ann Lee called it “unacceptable.”", Form.DIRECT),
        ("«Son dos», dijo Ana. «Está subrayada».", Form.DIRECT),
        ("She said he would “go and look.”", Form.DIRECT),
    ],
)  # fmt: skip
def test_terms_and_titles_are_told_from_speech(text: str, form: Form) -> None:
    assert scan(text)[-1].form is form
