"""Whatever a method finds in random records, its words and pictures claim no more than numbers."""

from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daylight.data.cells import Cells
from daylight.data.comparison import Comparison, Family
from daylight.data.result import Refusal, Result
from daylight.model.method import Method, Needs
from daylight.model.methods import METHODS
from daylight.model.multiplicity import correct_by_family
from daylight.report.charts.canvas import NARROW, WIDE
from daylight.report.finding import Finding, Weighing, claims, findings, headline_p
from daylight.report.forbidden import forbidden_words
from daylight.report.grade import holds_no_difference
from daylight.report.presentations import PRESENTATIONS, defences, wordings
from daylight.schema.vocabulary import UNKNOWN, ForceKind
from tests.report.drawn import faults

KEYS: dict[str, tuple[Any, ...]] = {
    "subject_race": ("white", "black", "hispanic", UNKNOWN),
    "likely_race": ("white", "black", "hispanic", UNKNOWN),
    "officer_id": tuple(f"o{i:02d}" for i in range(24)),
    "period": (2015, 2016, 2017, 2018),
    "year": (2016, 2017),
    "quarter": tuple(f"{2015 + q // 4}-Q{q % 4 + 1}" for q in range(10)),
    "month": ("2016-01", "2016-02", "2016-03"),
    "darkness": ("daylight", "dark"),
    "window": ("yes",),
    "clock_minute": (1080, 1095, 1110, 1125),
    "force_kind": tuple(ForceKind)[2:7],
    "scene": ("s1", "s2", "s3"),
    "severity": (1, 2, 3, 4),
    "severity_four": (1, 2, 3, 4),
    "contacts": (1, 2, 3, 5),
    "whole_minutes": (5, 10, 20, 45),
    "citation_count": (0, 1, 2, 3),
    "month_hundredths": (-1, 100, 600, 1200, 6000, 7200),
    "hearing_number": (1, 2, 3, 4),
    "score": (1, 2, 3, 4, 5, 6, 7, 8),
    "coded": ("yes", "no"),
    "hand": ("yes", "no", UNKNOWN),
    "verdict": ("meets", "partly", "fails"),
}
OTHERWISE = ("A", "B", "C")

SLOW = (
    "concentration",
    "officers-or-department",
    "persistence",
    "removal",
    "same-scene",
    "threshold",
    "threshold-discriminant",
    "variance-by-level",
)
"""Methods that simulate, resample or sample: one example each, with the recovery tests."""

CELLS = [method for method in METHODS.values() if method.needs.noun == "cells"]


def random_cells(needs: Needs, seed: int, largest: int) -> Cells:
    """Every key combined; each count at most the one before it; blanks in what is left."""
    rng = np.random.default_rng(seed)
    extra = [key for key in needs.optional_by if rng.random() < 0.3][:1]
    by = [*needs.by, *extra]
    places = list(product(*[KEYS.get(key, OTHERWISE) for key in by]))
    columns: dict[str, Any] = {key: [p[i] for p in places] for i, key in enumerate(by)}
    counts: dict[str, Any] = {}
    asked: dict[str, Any] = {}
    upper = rng.integers(0, largest + 1, len(places))
    for measure in (*needs.measures, *needs.optional_measures):
        known = measure.removesuffix("_unknown")
        if known != measure and known in counts:
            counts[measure] = rng.integers(0, asked[known] - counts[known] + 1)
            continue
        asked[measure] = upper
        upper = counts[measure] = rng.integers(0, upper + 1) if counts else upper
    return Cells.from_columns(columns | counts, by=by)


@pytest.mark.parametrize("name", sorted(METHODS))
def test_every_method_has_its_words(name: str) -> None:
    assert name in PRESENTATIONS, f"{name}: add its sentences to report/wording/"


def test_no_words_or_pictures_are_left_without_a_method() -> None:
    assert set(PRESENTATIONS) == set(METHODS)


@pytest.mark.parametrize("name", [m.name for m in CELLS if m.name not in SLOW])
@settings(max_examples=3)
@given(seed=st.integers(0, 2**32), largest=st.sampled_from([2, 40, 900]), p=st.floats(0, 1))
def test_words_and_pictures_of_random_records_claim_nothing(
    name: str, seed: int, largest: int, p: float
) -> None:
    speak(METHODS[name], seed, largest, p)


def test_a_difference_of_shares_beyond_100_points_is_refused() -> None:
    method = METHODS["risk-adjusted"]
    outcome = method(random_cells(method.needs, 16426, 900))
    assert isinstance(outcome, Refusal)
    assert outcome.code == "straight-line-fails"


@pytest.mark.recovery
@pytest.mark.parametrize("name", SLOW)
def test_words_and_pictures_of_slower_methods_claim_nothing(name: str) -> None:
    speak(METHODS[name], seed=4, largest=40, p=0.02)


def speak(method: Method, seed: int, largest: int, p: float) -> None:
    """Run a method on random records and look at every word and picture of its result."""
    outcome = method(random_cells(method.needs, seed, largest))
    if not isinstance(outcome, Result):
        return
    proposed = claims({"q": outcome}, wordings())
    comparisons = {
        key: Comparison(p_value=p * raw, fact=key, family=Family.FORCE, is_primary=seed % 2 == 0)
        for key, raw in headline_p(proposed).items()
    }
    weighing = Weighing(corrected=correct_by_family(comparisons), defences=defences())
    for finding in findings({"q": outcome}, proposed, weighing):
        agrees_with_its_interval(finding)
        assert finding.sentence.endswith(".")
        assert finding.sentence[0] == finding.sentence[0].upper()
        assert not {"nan", "inf", "None"} & set(finding.sentence.replace("%", " ").split())
    for chart in PRESENTATIONS[method.name].picture(outcome):
        assert not forbidden_words(f"{chart.title} {chart.alt} {chart.caption}")
        for width in (WIDE, NARROW):
            assert faults(chart.svg(width), width) == []


def agrees_with_its_interval(finding: Finding) -> None:
    """Nothing is called chance beside an interval clear of no difference, nor the other way."""
    said, holds = f"{finding.standing} {finding.brief}", holds_no_difference(finding.estimates[0])
    if holds is False:
        assert "could be chance" not in said.lower()
    if holds:
        assert "Larger than chance" not in said
        assert finding.grade == 1
    assert "nothing is compared" not in said or finding.estimates[0].compared_with is None
    if finding.adjusted_for and finding.grade > 1:
        assert finding.method in defences(), f"{finding.method}: declare its main threat"


def test_random_records_are_enough_to_make_methods_speak() -> None:
    answered = {
        method.name
        for method in CELLS
        if method.name not in SLOW
        for seed in range(3)
        if isinstance(method(random_cells(method.needs, seed, 900)), Result)
    }
    silent = {method.name for method in CELLS} - answered - set(SLOW)
    assert len(silent) <= len(CELLS) // 3, f"no random cells were accepted by {sorted(silent)}"


def test_a_method_record_says_what_a_reader_must_know() -> None:
    for method in METHODS.values():
        assert method.question.endswith("?"), method.name
        for lines in (method.assumptions, method.overturned_by, method.cannot_say):
            assert lines, method.name
            assert all(line.strip() for line in lines), method.name
        assert method.reference, method.name
        assert method.refuses_when, method.name


def test_the_page_still_speaks_when_every_group_is_blank() -> None:
    method = METHODS["search-rate"]
    cells = random_cells(replace(method.needs, optional_by=()), 1, 900)
    assert not isinstance(method(cells.pick(subject_race=UNKNOWN)), Result)
