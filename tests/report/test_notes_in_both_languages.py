"""Every note on force, officers, effects, monitoring and trust, in English and in Spanish.

The facts are invented, one set for each code, so that notes which no example leaves are read too.
"""

import re
from collections import Counter

import pytest

from daylight.report.defences import DEFENCES
from daylight.report.forbidden import forbidden_words
from daylight.report.labels import effects as effects_labels
from daylight.report.labels import force as force_labels
from daylight.report.labels import force_codes
from daylight.report.labels import monitoring as monitoring_labels
from daylight.report.labels import officers as officers_labels
from daylight.report.labels import trust as trust_labels
from daylight.report.language import Language, speaking
from daylight.report.notes import effects, force, monitoring, officers, trust
from daylight.schema.severity import SCALES

SERIES = {"outcome": "robbery", "unit": "Riverbend", "first_treated": 2014}
MODES = {"item": "trust", "earlier": "2019", "later": "2021", "from": "phone", "to": "web"}
GROUPS = ("black", "hispanic")
FAR_OFF = {
    "outcome": "robbery",
    "units": tuple("ABCDEFG"),
    "periods": tuple(map(str, range(2010, 2017))),
    "factors": (7.66, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0),
}

FACTS: dict[str, dict[str, object]] = {
    "recording-break": {"period": "2014", "reason": "a new form"},
    "break-found": {"period": "2014", "factor": 1.734},
    "periods-without-records": {"periods": tuple(f"2014-{m:02}" for m in range(1, 9))},
    "periods-left-out": {"periods": ("2014", "2015")},
    "people-by-description": {"described": 1200.0, "people": 15300.0},
    "group-not-recorded": {"n": 120.0, "people": 15300.0, "key": "subject_race"},
    "group-not-used": {"groups": GROUPS},
    "denominator-blank": {
        "denominator": "stops",
        "one": "stop",
        "share": 0.123,
        "key": "subject_race",
    },
    "shorter-period": {
        "denominator": "arrests",
        "one": "arrest",
        "covered": 99.0,
        "people": 1200.0,
    },
    "groups-too-small": {"groups": GROUPS},
    "never-recorded": {"fields": ("restrained", "in_crisis")},
    "mostly-blank": {"fields": ("fleeing",)},
    "blanks-swamp": {"fields": ("firearm_discharged", "under_18")},
    "force-strata-overlap": {"share": 0.43, "group": "black"},
    "only-uses-recorded": {"shares": ("firearm_used_of_shown_share",)},
    "too-few-uses": {"minimum": 10, "shares": ("ced_over_3_cycles_share",)},
    "few-events": {"n": 14.0},
    "audit-inconclusive": {"field": "camera_working", "n": 17, "standard": 0.95},
    "transports-not-recorded": {"fields": ("prone", "injured_in_transport", "belted")},
    "scale-is-declared": {"scale": "severity_four"},
    "non-proportional": {"groups": GROUPS},
    "participation-rule": {"may_publish": "ratios and percentages"},
    "unattributed-events": {"events": 1234.0},
    "officers-without-exposure": {"officers": 12, "events": 1234.0},
    "no-persistence": {"refusal": "no-second-group", "reference": "white", "groups": ("black",)},
    "strand-refused": {
        "strand": "variance-by-level",
        "refusal": "no-second-group",
        "reference": "white",
        "groups": ("black",),
    },
    "replay-not-experiment": {"spillover": 0.0},
    "empirical-null": {"spread": 0.234},
    "too-few-colleagues": {"officers": 12},
    "disconnected-networks": {"networks": 3},
    "no-differing-scene": {"officers": 1},
    "no-peers": {"officers": 4},
    "unknown-keys": {"rows": 1234},
    "scene-too-large": {"scenes": 1, "most": 40},
    "imprecise-draws": {"r_hat": 1.0234, "effective": 187.6},
    "gaps-of-some-officers": {"counted": 1234, "officers": 2345, "min_n": 20},
    "alerts-are-not-findings": {
        "rules": ("three-in-twelve", "above-peers"),
        "quiet": (0.77, 0.5),
        "missed": (0.8, 0.4),
    },
    "far-off": {**FAR_OFF, "value": 0.95, "low": 0.9, "high": 1.2, "is_ratio": True},
    "few-treated": {"units": 3},
    "no-power": {"units": 2, "longer": 6.48},
    "dealt-anew": {"units": 5, "deals": 4999},
    "break": {"period": 2014, "reason": "a new form"},
    "unverified-dates": {"units": ("Riverbend", "Lakeside")},
    "single-unit-cohorts": SERIES,
    "no-pre-trend-test": SERIES,
    "moved-before": {**SERIES, "p": 0.0123},
    "order-not-random": SERIES,
    "forbidden-comparisons": {"periods": 12, "negative": -0.234},
    "poor-fit": SERIES,
    "no-placebos": {**SERIES, "units": ("Riverbend",)},
    "series-too-short": {"periods": 8, "units": ("Riverbend (2014)",)},
    "autocorrelation": {**SERIES, "rho": 0.678},
    "break-in-series": {**SERIES, "factor": 1.734, "period": 2010.0},
    "series-alone": {"units": 4, "needed": 19},
    "too-few-texts-read": {"min_n": 30, "groups": GROUPS},
    "agencies-vary-in-time": {"phi": 2.345},
    "agencies-not-compared": {
        "agencies": 1234,
        "few": 1000,
        "min_n": 50,
        "blank": 200,
        "silent": 34,
    },
    "any-number-of-looks": {"level": 0.95},
    "planned-looks": {"looks": 8},
    "looks-rest-on-few-clusters": {"clusters": 9, "key": "district"},
    "small-groups-hidden": {"groups": ("black", "trust, black, 2019")},
    "single-cluster-strata": {"strata": 2},
    "uneven-weights": {"respondents": 1234, "effective": 567.8},
    "other-wording": MODES,
    "other-mode": MODES,
    "different-mode": MODES,
    "wording-not-stated": {"items": ("trust", "fair")},
}
"""Code → the facts of one invented note."""

NOTES = {
    code: words
    for module in (force, officers, effects, monitoring, trust)
    for code, words in module.NOTES.items()
}

FURTHER = [
    ("replay-not-experiment", {"spillover": 0.2}),
    ("far-off", FAR_OFF),
    ("far-off", {**FAR_OFF, "value": 1234.5, "low": -3.25, "high": 5.5, "is_ratio": False}),
    *(("scale-is-declared", {"scale": f"severity_{name}"}) for name in (*SCALES, "own")),
]
"""Other facts under which a note says something else."""

ENGLISH = re.compile(
    r"\b(?:the|of|and|were|was|is|are|with|without|than|that|those|from|for|which|who|not|but|"
    r"their|they|this|these|an|it|as|or|people|stops?|searches|officers?|times|interval|rates?|"
    r"share|group|chance|records?)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"«[^»]*»|`[^`]*`|across_modes")
TRANSLATED_TOO = 1.5
"""How much longer a Spanish text may be."""


def both(code: str, facts: dict[str, object]) -> tuple[str, str]:
    with speaking(Language.ENGLISH):
        en = NOTES[code](facts)
    with speaking(Language.SPANISH):
        return en, NOTES[code](facts)


def digits(text: str) -> Counter[str]:
    return Counter(re.sub(r"\D", "", found) for found in re.findall(r"\d[\d.,\u202f]*", text))


@pytest.mark.parametrize(
    ("code", "facts"), [*((code, FACTS.get(code, {})) for code in NOTES), *FURTHER]
)
def test_a_note_says_the_same_in_both_languages(code: str, facts: dict[str, object]) -> None:
    en, es = both(code, facts)
    assert en != es
    assert digits(en) == digits(es)
    assert ENGLISH.findall(QUOTED.sub("", es.replace("trust, ", ""))) == []
    assert forbidden_words(en) == forbidden_words(es) == ()
    for text in (en, es):
        assert text[:1] == text[:1].upper() or text[:1] in "«“"
        assert text.rstrip("”»").endswith(".") or text.endswith((".", "»."))
        assert "_" not in QUOTED.sub("", text)
        assert "  " not in text
    assert len(es) <= TRANSLATED_TOO * len(en) + 25


def test_facts_are_of_notes_that_exist() -> None:
    assert set(FACTS) <= set(NOTES)


def test_every_label_code_and_threat_has_its_spanish() -> None:
    words = [
        *(one for known in force_codes.CODES.values() for one in known.values()),
        *force_codes.KINDS.values(),
        *force_codes.ALLOWED.values(),
    ]
    for module in (
        force_labels,
        effects_labels,
        officers_labels,
        monitoring_labels,
        trust_labels,
    ):
        words += module.QUANTITIES.values()
    for defence in DEFENCES.values():
        words += [defence.against, *(w for c in defence.checks for w in (c.what, c.asks))]
    for one in words:
        assert one[Language.SPANISH]
        assert ENGLISH.findall(one.es) == [], one
        assert forbidden_words(one.es) == ()


def test_every_level_of_a_scale_has_its_spanish() -> None:
    for name, scale in SCALES.items():
        levels = force_codes.LEVELS_IN_SPANISH[name]
        assert [one[0] for one in levels] == [one[0] for one in scale.labels]
        assert digits(force_codes.SOURCES_IN_SPANISH[name]) == digits(scale.source)
