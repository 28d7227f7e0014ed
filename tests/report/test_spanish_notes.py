"""Every note in Spanish says what the English one says, whichever facts it is made from."""

import pytest

from daylight.report.forbidden import forbidden_words
from daylight.report.language import Language, speaking
from daylight.report.notes import NOTES, searches, shared, stops
from daylight.report.notes.words import NoteWords
from daylight.report.presentations import PRESENTATIONS
from tests.report.test_spanish import ENGLISH, LONGER, NAMES, QUOTED, SLACK, numbers_of

OF_REFUSALS = ("not-answered", "not-compared")
"""Notes that repeat why there was no answer, in the words of refusals."""

WRITTEN: dict[str, NoteWords] = {
    code: made
    for notes in (
        shared.NOTES,
        stops.NOTES,
        searches.NOTES,
        *(PRESENTATIONS[name].notes for name in NAMES),
    )
    for code, made in notes.items()
    if code not in OF_REFUSALS
}
"""Notes of subjects that are written in Spanish."""

GROUPS = ("east_african", "hispanic", "other")


class Anything(dict[str, object]):
    """Facts that hold a number for whatever is asked, beside those that are no numbers."""

    def __missing__(self, key: str) -> object:
        return 0.52345


FACTS = Anything(
    group="east_african",
    reference="white",
    groups=GROUPS,
    unit="stops",
    event="search",
    key="day_part",
    keys=("offense", "charged_grade"),
    beside="rest",
    kind="probation",
    en="Section 402 would widen the exception; its conditions are not written here.",
    es="La sección 402 ampliaría la excepción; sus condiciones no están escritas aquí.",
    shares=(0.1, 0.25),
    places=("Ward 1", "Ward 2", "Ward 3"),
    columns=("a", "b"),
    sources=("Z",),
    what="Z",
    benchmark="ACS",
    place="Ward 7",
    assumptions=("beta, prior scale 0.5", "discriminant, prior scale 1"),
    against=("consent", "plain_view"),
    against_difference=(0.021, -0.0311),
    against_searches=(1200, 15),
    along=("warrant",),
    along_difference=(0.02,),
    along_searches=(4100,),
    least_stops=1500,
    most_places=25,
    pareto_k=0.912,
    worst_k=0.7,
    uneven=1.876,
    most_uneven=1.25,
    minutes=2.5,
    stops=12345,
    persons=4321,
    terms=1234,
    cases=5678,
    cap=470,
    min_n=30,
    searches=25,
    people=2345,
    came=67,
    estimates=14,
    figures=3,
    sd=0.02,
    error=0.035,
    by_chance=0.021,
)


FEW: dict[str, object] = {
    "along": (),
    "along_difference": (),
    "along_searches": (),
    "most_places": None,
    "groups": GROUPS[:2],
    "places": ("Ward 1", "Ward 2"),
}
"""Facts that leave out what a note may do without."""

COUNTED: dict[str, dict[str, object]] = {"rests-on-priors": {"groups": 3, "places": 4}}
"""Notes whose groups and places are numbers."""


def told(code: str, language: Language, facts: Anything) -> str:
    with speaking(language):
        return WRITTEN[code](facts)


@pytest.mark.parametrize("code", WRITTEN)
@pytest.mark.parametrize("other", [{}, FEW], ids=["all", "few"])
def test_a_note_says_the_same_in_spanish(code: str, other: dict[str, object]) -> None:
    facts = Anything({**FACTS, **other, **COUNTED.get(code, {})})
    en, es = (told(code, language, facts) for language in (Language.ENGLISH, Language.SPANISH))
    assert es
    assert es != en
    assert numbers_of(es) == numbers_of(en), es
    assert ENGLISH.findall(QUOTED.sub("", es)) == [], es
    assert forbidden_words(es, Language.SPANISH) == (), es
    assert len(es) <= LONGER * len(en) + SLACK, es
    assert es.endswith(".")
    assert es[0] == es[0].upper()


def test_all_notes_of_the_written_subjects_are_asked() -> None:
    assert len(WRITTEN) > 60
    assert {"season", "one-place", "overdispersed", "hit-rates-missed"} <= set(WRITTEN) & set(NOTES)
