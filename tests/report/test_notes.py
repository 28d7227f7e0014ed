"""What a note says is words alone: rewording it can neither change nor stop a report."""

import pytest

from daylight.data.result import Note, Result
from daylight.model.methods import METHODS
from daylight.report import notes
from daylight.report.notes.words import fixed
from daylight.report.presentations import PRESENTATIONS
from tests.model.force.test_trend import yearly
from tests.report.test_every_method import CELLS, SLOW, random_cells

REWORDED = "In 1987 nobody wrote this down otherwise."


def numbers(result: Result) -> object:
    """All that a report says and shows of a result, but for the notes."""
    shown = PRESENTATIONS[result.method]
    claims = [(c.sentence, c.adjusted_for, c.survives) for c in shown.says(result)]
    return claims, [(chart.spec, chart.alt, chart.caption) for chart in shown.picture(result)]


def answers() -> list[Result]:
    quick = [method for method in CELLS if method.name not in SLOW]
    outcomes = [
        method(random_cells(method.needs, seed, 900)) for method in quick for seed in (0, 1)
    ]
    return [outcome for outcome in outcomes if isinstance(outcome, Result)]


def test_no_rewording_of_a_note_changes_or_stops_a_report(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = answers()
    before = [numbers(result) for result in found]
    for code in notes.NOTES:
        monkeypatch.setitem(notes.NOTES, code, fixed(REWORDED))
    assert [numbers(result) for result in found] == before


def test_the_date_of_a_break_is_a_fact() -> None:
    result = METHODS["force-trend"](
        yearly([100, 90, 80, 70, 60, 50, 70, 65]), breaks={"2014": "a new form"}
    )
    assert isinstance(result, Result)
    (chart,) = PRESENTATIONS["force-trend"].picture(result)
    assert "2014" in chart.alt
    (note,) = (note for note in result.notes if note.code == "recording-break")
    assert notes.sentence(note).startswith("From 2014 the records are made differently")


def test_a_note_without_words_is_a_clear_error() -> None:
    with pytest.raises(Exception, match="no words for a note 'unheard-of'"):
        notes.sentence(Note(code="unheard-of"))


GROUP = "east_african"
OF_GROUPS = {
    "group": GROUP,
    "reference": "white",
    "groups": (GROUP, "white"),
    "against": (),
    "along": (),
    "refusal": "no-second-group",
}


class Anything(dict[str, object]):
    """Facts that hold a number for whatever is asked, beside those of groups."""

    def __missing__(self, key: str) -> object:
        return 0.5


def test_a_note_calls_groups_as_people_do() -> None:
    """No code of a group, nor a group without its people, reaches a reader."""
    told = {}
    for code, made in notes.NOTES.items():
        try:
            told[code] = made(Anything(OF_GROUPS))
        except (TypeError, AttributeError, KeyError):
            continue  # facts of another kind, which are no groups
    named = {code: said for code, said in told.items() if "ast" in said and "frican" in said}
    assert {"heterogeneous", "no-benchmark", "group-not-used", "too-few-stops"} <= set(named)
    for code, said in named.items():
        if code != "rests-on-priors":  # it counts the groups
            assert "East African people" in said, (code, said)
