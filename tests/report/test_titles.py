"""The line to take away from a finding: its own numbers, its own grade, in its own direction."""

import re
from dataclasses import replace
from itertools import product

import pytest

from daylight.data.comparison import Corrected
from daylight.data.quantity import Scale
from daylight.data.result import Result
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.forbidden import forbidden_words
from daylight.report.grade import Weighed
from daylight.report.page import render
from daylight.report.presentations import PRESENTATIONS, defences, titles
from daylight.report.wording.titles import EITHER_WAY, IF_RECORDED, title
from tests.report.example import context
from tests.report.test_words_of_every_method import EXAMPLES, NUMBER

DIRECTION = re.compile(r"\b(more|less|higher|lower|rose|fell|fewer)\b")
LONGEST = 190


def claims_of(name: str) -> tuple[Claim, ...]:
    result = EXAMPLES[name]()
    assert isinstance(result, Result)
    return PRESENTATIONS[name].says(result)


def weighed(claim: Claim, name: str, p: float) -> Weighed:
    found = None
    if claim.p is not None:
        found = Corrected(
            p_value=p, p_adjusted=p, family="searches", comparisons=1, is_primary=True
        )
    return Weighed(claim=claim, corrected=found, defence=defences().get(name))


def strangers(text: str, claim: Claim) -> list[str]:
    """Numbers of a line that no estimate of the claim prints."""
    known = set()
    for e in claim.estimates:
        shown = (numbers.value(e), numbers.bounds(e), numbers.percent(e.value))
        known |= {found for one in shown for found in re.findall(NUMBER, one)}
        known |= {found for at in e.keys.values() for found in re.findall(NUMBER, f"{at}")}
        known |= {f"{at:g}" for at in e.keys.values() if isinstance(at, float)}
        known |= set(re.findall(NUMBER, f"{e.compared_with} {e.variant}"))
    words = " ".join((*claim.adjusted_for, claim.sentence))
    found = [n.rstrip(",") for n in re.findall(NUMBER, text)]
    return [n for n in found if n not in known and n not in words]


@pytest.mark.parametrize(("name", "p"), [*product(PRESENTATIONS, (1e-9, 0.9))])
def test_a_line_is_made_of_its_numbers_and_never_beyond_its_grade(name: str, p: float) -> None:
    for claim in claims_of(name):
        found = weighed(claim, name, p)
        said = title(found, titles().get(name))
        assert said
        assert not said.endswith(".")
        assert said[0] == said[0].upper()
        assert len(said) <= LONGEST, said
        assert not forbidden_words(said), said
        assert strangers(said, claim) == [], said
        assert not {"nan", "inf", "None"} & set(re.split(r"[ ,:%]", said)), said
        if found.corrected is not None:
            assert said.startswith(EITHER_WAY.text) == (found.grade == 1), said
        else:
            assert EITHER_WAY.text not in said
        if found.grade == 1 and found.corrected is not None:
            told = said.replace("more severe", "").replace("higher level", "")
            assert not DIRECTION.search(told.lower().partition(":")[0]), said


@pytest.mark.parametrize("name", sorted(titles()))
def test_a_direction_is_that_of_the_number(name: str) -> None:
    """Turned round, the line says the other thing."""
    for claim in claims_of(name):
        one = claim.headline
        if one.scale is not Scale.DIFFERENCE:
            continue
        said = titles()[name](claim)
        assert (" more often" in said) == (one.value > 0), said
        assert (" less often" in said) == (one.value <= 0), said


@pytest.mark.parametrize("name", sorted(titles()))
def test_a_method_has_a_line_for_each_of_its_claims(name: str) -> None:
    """A run asks for all of them beforehand, so that one that fails loses its question alone."""
    assert all(titles()[name](claim) for claim in claims_of(name))


def test_a_line_says_what_its_finding_hangs_on() -> None:
    claim = replace(claims_of("search-rate")[0], proviso="Provided that blanks do not undo it")
    clear = replace(claim.headline, value=0.2, low=0.199, high=0.201)
    wide = replace(claim.headline, value=0.2, low=-0.1, high=0.5)
    shown, open_ = (replace(claim, estimates=(e, *claim.estimates[1:])) for e in (clear, wide))
    own = titles()["search-rate"]
    assert title(weighed(shown, "search-rate", 1e-9), own).startswith(f"{IF_RECORDED.text}: ")
    assert title(weighed(open_, "search-rate", 0.9), own).startswith(EITHER_WAY.text)


def test_the_rates_of_a_line_are_those_of_its_groups() -> None:
    (first, *_) = claims_of("search-rate")
    own = next(e for e in first.estimates if e.name == "search_rate")
    said = titles()["search-rate"](first)
    assert said.endswith(
        f": {numbers.percent(own.value)} against "
        f"{numbers.percent(own.value - first.headline.value)}"
    )


@pytest.mark.parametrize("p", [1e-9, 0.9])
def test_stretches_of_one_series_are_told_apart(p: float) -> None:
    (claim, *_) = claims_of("force-trend")
    one = claim.headline
    later = replace(one, keys={**one.keys, "from_period": "2031", "to_period": "2039"})
    lines = {
        title(weighed(replace(claim, estimates=(e,)), "force-trend", p), titles()["force-trend"])
        for e in (one, later)
    }
    assert len(lines) == 2
    assert any("2031 to 2039" in line for line in lines)


def test_every_finding_of_the_page_has_its_line() -> None:
    shown = context()
    page = render(shown)
    for finding in shown.findings:
        assert finding.title
        assert finding.to_dict()["title"] == finding.title
    assert page.count('class="takeaway"') >= len(shown.findings)


def test_a_range_without_a_number_inside_it_is_printed_whole() -> None:
    claim = next(c for c in claims_of("reach-of-a-rule") if c.headline.low < c.headline.high)
    assert title(weighed(claim, "reach-of-a-rule", 0.9)).endswith(numbers.bounds(claim.headline))
