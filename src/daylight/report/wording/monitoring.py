"""Sentences of what a monitor or a court asks: has it moved, is the coding right, who differs."""

from daylight.data.facts.monitoring import SequentialFacts
from daylight.data.result import Estimate, Result, Scale
from daylight.report import labels
from daylight.report.claim import Claim
from daylight.report.notes import sentence
from daylight.report.numbers import count, stated
from daylight.report.wording.groups import people


def sequential(result: Result) -> tuple[Claim, ...]:
    """The level so far, its change from the baseline, how it stands to the target."""
    facts = result.facts_as(SequentialFacts)
    caveats = tuple(sentence(note) for note in result.notes)
    last = [
        e for e in result.estimates if e.variant is None and e.keys["through"] == facts.looks[-1]
    ]
    level, *apart = last
    if not apart:
        told = f"{_level(facts, level)}."
        return (Claim(sentence=told, estimates=(level,), caveats=caveats),)
    return tuple(
        Claim(
            sentence=f"{_level(facts, level)}; {_against(facts, e)}. Looked at "
            f"{_times(len(facts.looks))}, {_crossed(e)}{_once(facts) if e is apart[-1] else ''}.",
            estimates=(e, level),
            caveats=caveats,
        )
        for e in apart
    )


def _against(facts: SequentialFacts, apart: Estimate) -> str:
    if apart.compared_with == "baseline":
        return f"the change from the baseline ({_time(facts.baseline)}) is {stated(apart)}"
    return f"its distance from the target is {stated(apart)}"


def _level(facts: SequentialFacts, level: Estimate) -> str:
    group = level.keys.get("subject_race")
    whom = f" of {people(str(group))}" if group else ""
    of = "as a share of" if level.scale is Scale.PROPORTION else "per unit of"
    what = f"{labels.label(facts.events)} {of} {labels.words(facts.trials)}{whom}"
    return f"{what}, {_time(facts.looks)}: {stated(level)}"


def _crossed(apart: Estimate) -> str:
    """What the interval that holds at every look says now, in words that agree with it."""
    changed = apart.compared_with == "baseline"
    nothing = "no change" if changed else "the target"
    if apart.low > 0:
        return f"the interval that holds at every look lies wholly above {nothing}"
    if apart.high < 0:
        return f"the interval that holds at every look lies wholly below {nothing}"
    unknown = "whether it rose, fell or stayed" if changed else "on which side of it this lies"
    return (
        f"the interval that holds at every look still contains {nothing}: the records cannot tell "
        f"{unknown}"
    )


def _once(facts: SequentialFacts) -> str:
    """When each kind of interval first left the value behind that it is held against."""
    if facts.first_beyond:
        return f" (first at {facts.first_beyond})"
    if facts.first_if_looked_once:
        return (
            " (an ordinary interval, made for a single look, would have excluded it at "
            f"{facts.first_if_looked_once})"
        )
    return ""


def _time(periods: tuple[str, ...]) -> str:
    return periods[0] if len(periods) == 1 else f"{periods[0]} to {periods[-1]}"


def _times(looks: int) -> str:
    return "once" if looks == 1 else f"{count(looks)} times"
