"""Sentences on whether tests agree and how far answers depend on choices."""

from daylight.data.result import Estimate, Result
from daylight.data.untyped import relabelled
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.wording.groups import listed, people
from daylight.report.wording.stops import caveats

BY_ODDS = ", by odds"

DIRECTIONS = ("more", "less", "not enough evidence either way", "depends on the model")


def agreement(result: Result) -> tuple[Claim, ...]:
    """One sentence per group: which tests point where."""
    claims = []
    for more in result.named("tests_pointing_to_more"):
        said = _said(result, more.group)
        parts = [
            f"{_phrase(direction)}: {listed(said[direction])}"
            for direction in DIRECTIONS
            if said[direction]
        ]
        sentence = (
            f"For {people(more.group)}, compared with {people(result.reference or '')}, after "
            f"correcting for the number of tests — {'; '.join(parts)}."
        )
        rows = tuple(e for e in result.named("evidence") if e.group == more.group)
        claims.append(Claim(sentence=sentence, estimates=(more, *rows), caveats=caveats(result)))
    return tuple(claims)


def _said(result: Result, group: str) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {direction: [] for direction in DIRECTIONS}
    for key, direction in result.diagnostics.items():
        if key.startswith(f"{group} | "):
            said[str(direction)].append(f"“{key.removeprefix(f'{group} | ')}”")
    return said


def _phrase(direction: str) -> str:
    return {
        "more": "pointing to more police action",
        "less": "pointing to less",
        "not enough evidence either way": "not enough evidence either way",
        "depends on the model": "depending on the model, and so not counted",
    }[direction]


def multiverse(result: Result) -> tuple[Claim, ...]:
    """One sentence per question and group: the range of answers."""
    claims = []
    for middle in result.named("median_choice"):
        side = result.one("share_of_choices_on_the_same_side", middle.group, middle.stratum)
        clear = result.one("share_of_choices_clear_of_no_difference", middle.group, middle.stratum)
        question = middle.stratum.removesuffix(BY_ODDS)
        as_odds = ", as odds," if question != middle.stratum else ""
        sentence = (
            f"Whether {people(middle.group)} are {question} was asked{as_odds} in {middle.n} ways: "
            f"answers run from {numbers.value(_at(middle, middle.low))} to "
            f"{numbers.value(_at(middle, middle.high))}, the middle one is "
            f"{numbers.value(middle)}; {numbers.percent(side.value, 0)} lie {_side(middle)} no "
            f"difference and the intervals of {numbers.percent(clear.value, 0)} lie wholly there."
        )
        claims.append(
            Claim(sentence=sentence, estimates=(middle, side, clear), caveats=caveats(result))
        )
    return tuple(claims)


def _side(middle: Estimate) -> str:
    """Which side of no difference the middle answer lies on."""
    centre = middle.scale.no_difference or 0.0
    return "above" if middle.value > centre else "below"


def _at(middle: Estimate, value: float) -> Estimate:
    return relabelled(middle, value=value, low=value, high=value)


SENTENCES = {"agreement": agreement, "multiverse": multiverse}
