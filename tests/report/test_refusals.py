"""Every refusal has words: why not, what is lacking, what would supply it, in both languages."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import daylight
from daylight.data.result import Refusal
from daylight.errors import DaylightError
from daylight.model.courts.decisions import DECISIONS
from daylight.report.forbidden import forbidden_words
from daylight.report.language import Language, speaking
from daylight.report.refusals import REFUSALS, why_not

SOURCES = Path(daylight.__file__).parent
MAKERS = {
    "Refusal": (),
    "too_few": ("least", "reference", "groups", "counts"),
    "_refused": ("measures", "populations", "periods"),
}
"""What makes a refusal → the facts it adds itself."""

ADDED = {
    "no-comparable-hours": {"groups", "reasons", "stops", "among"},
    "too-few-measured-stops": {"blank"},
}
"""Facts that a refusal gets from elsewhere than its own literal."""

DIGITS = re.compile(r"\d[\d.,\u202f]*")
ENGLISH = re.compile(
    r"\b(?:the|of|were|was|is|are|with|than|that|those|from|for|which|who|whose|not|but|their|its|"
    r"they|them|this|these|takes|there|it|as|or|be|been|would|could|had|has|have|none)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"«[^»]*»|`[^`]*`")

FACTS: dict[str, Any] = {
    "among": (48, 12),
    "asked": "outcome_a",
    "at": "2017",
    "bar": 1.05,
    "benchmarks": (0.5, 0.67),
    "by": "2017-08",
    "came": 98,
    "column": "month_hundredths",
    "columns": ("events", "trials"),
    "control": "not-yet-treated",
    "controls": ("district", "charge"),
    "counts": (12, 4100),
    "earlier": ("face to face",),
    "end": "imprisoned",
    "event": "searches",
    "fault": "ZeroDivisionError: by nothing",
    "forces": (20, 400),
    "grades": ("C",),
    "graver": ("A", "B"),
    "group": "black",
    "groups": ("black", "white"),
    "items": ("trust",),
    "keys": ("district", "stop_reason"),
    "labels": ("pursuit", "consent"),
    "last_read": "2016-01-01",
    "later": ("web",),
    "level": 0.95,
    "margin": "sex",
    "measures": ("founded",),
    "methods": ("search-rate", "outcome"),
    "names": ("goal", "looks"),
    "officer_races": ("black", "white"),
    "only_in_margin": ("x",),
    "only_in_sample": ("y", "z"),
    "outcome": "stops",
    "periods": 8,
    "place": "Zone 4",
    "places": ("district", "beat"),
    "populations": ("the council",),
    "r_hat": 1.218,
    "reasons": ("too few", "never at the same times"),
    "reference": "white",
    "said": "the published counts hold stops, and no hits, which outcome needs",
    "share": 0.405,
    "sources": ("a", "b"),
    "spending": ("none", "pocock"),
    "stops": 1234,
    "target": None,
    "there": ("trust", "fear"),
    "threshold": 7.0,
    "times": (-2, -1, 3),
    "trials": "stops",
    "value": "first",
    "values": (1200, 900),
    "waves": ("2016", "2018"),
    "where": "rates.py, line 9",
    "window": "evening",
    "words": ("struck", "held"),
}
"""Fact → a value of its kind; a number where none stands here."""

OTHERWISE: dict[str, dict[str, Any]] = {
    "column-lacking": {"there": ("stops",)},
    "counts-lack": {"by": ("district",), "measures": ("stops",), "method": "outcome"},
    "date-too-coarse": {"periods": ("2017",)},
    "more-events-than-trials": {"values": ("black", 3)},
    "no-circumstance": {"asked": 0, "names": 9},
    "no-comparable-hours": {"groups": ("black", "asian"), "stops": (7, 60)},
    "no-long-series": {"units": ("Riverbend (5)",)},
    "no-such-dated-event": {"event": "founded", "periods": ("2018",)},
    "no-such-margin-column": {"asked": ("sex",)},
    "periods-without-trials": {"periods": ("2016-Q1", "2016-Q3")},
    "reading-day-missing": {"periods": ("2017",)},
    "too-few-places": {"places": 4},
    "too-few-places-searched": {"places": 2},
    "too-few-to-replay": {"earlier": 12, "later": 3},
    "too-few-to-share-out": {"levels": ("district", "unit"), "there": ("unit",)},
    "too-little-force": {"stops": (60, 5000)},
    "total-row": {"values": ("everybody", "total")},
    "watched-more-events-than-trials": {"trials": 50},
    "zeros-without-logarithm": {"values": 360},
}
"""Code → facts of another kind than a fact of that name mostly is."""


class Made(NamedTuple):
    """A place in the code that refuses: the code, and the facts it states."""

    where: str
    code: str
    facts: frozenset[str]


def refusals_of(path: Path) -> Iterator[Made]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            maker = node.func.id
            named = {keyword.arg: keyword.value for keyword in node.keywords}
            said = named.get("code", node.args[0] if node.args else None)
            if maker not in MAKERS or not isinstance(said, ast.Constant):
                continue
            facts = set(MAKERS[maker])
            if maker == "_refused":
                facts |= {name for name in named if name}
            if isinstance(held := named.get("facts"), ast.Dict):
                facts |= {key.value for key in held.keys if isinstance(key, ast.Constant)}
            facts |= ADDED.get(str(said.value), set())
            yield Made(f"{path.name}:{node.lineno}", str(said.value), frozenset(facts))


MADE = [
    one
    for room in ("model", "pipeline", "plan", "report")
    for path in sorted((SOURCES / room).rglob("*.py"))
    for one in refusals_of(path)
]
COMPUTED = {f"too-few-cases-{decision.name}" for decision in DECISIONS.values()}
OF_A_RUN = {
    "records-or-settings": ("said",),
    "computation-failed": ("fault", "where"),
    "reason-withheld": (),
}


def everything() -> Iterator[Made]:
    yield from (one for one in MADE if one.code not in OF_A_RUN)
    for code in COMPUTED:
        yield Made("decisions.py", code, frozenset(MAKERS["too_few"]))
    for code, facts in OF_A_RUN.items():
        yield Made("answers.py", code, frozenset(facts))


ALL = list(everything())


def refusal(one: Made) -> Refusal:
    own = OTHERWISE.get(one.code, {})
    facts = {name: own.get(name, FACTS.get(name, 30)) for name in one.facts}
    return Refusal(code=one.code, facts=facts)


def parts(one: Made, language: Language) -> tuple[str, str, str]:
    with speaking(language):
        said = why_not(refusal(one))
        told = (said.why, said.lacking, said.supply)
        assert not [words for text in told for words in forbidden_words(text)], told
        return told


def numbers(text: str) -> Counter[str]:
    return Counter(re.sub(r"\D", "", found) for found in DIGITS.findall(text))


def test_every_code_has_words_and_every_words_a_code() -> None:
    assert {one.code for one in ALL} == set(REFUSALS)


@pytest.mark.parametrize("one", ALL, ids=lambda one: f"{one.code} {one.where}")
def test_a_refusal_is_worded_in_both_languages(one: Made) -> None:
    for en, es in zip(parts(one, Language.ENGLISH), parts(one, Language.SPANISH), strict=True):
        for said in (en, es):
            assert said.endswith((".", ".»")), said
            assert said[0] == said[0].upper(), said
            assert "  " not in said, said
            assert not re.search(r"(?<=.)None\b", said), said
        assert numbers(en) == numbers(es), (en, es)
        left = [w for w in ENGLISH.findall(QUOTED.sub("", es)) if w not in "the council"]
        assert not left, (left, es)
        assert len(es) <= 1.5 * len(en) + 25, (en, es)


@pytest.mark.parametrize("one", ALL, ids=lambda one: f"{one.code} {one.where}")
def test_what_was_found_is_said(one: Made) -> None:
    """Each number among the facts of a refusal stands in what a reader is told."""
    said = " ".join(parts(one, Language.ENGLISH))
    for name, fact in refusal(one).facts.items():
        for number in fact if isinstance(fact, tuple) else (fact,):
            if isinstance(number, int) and (one.code, name) not in UNSAID:
                assert f"{abs(number):,}" in said, (name, number, said)


UNSAID = {
    ("too-few-comparable-officers", "indicators"),
    ("no-comparable-hours", "stops"),
    ("no-comparable-hours", "among"),
}
"""Facts kept for who computes on; the reason in brackets says no number where it is no number."""


def test_a_refusal_without_words_is_a_clear_error() -> None:
    with pytest.raises(DaylightError, match="no words for a refusal 'unheard-of'"):
        why_not(Refusal(code="unheard-of"))
