"""Sentences of what a monitor or a court asks: has it moved, is the coding right, who differs."""

from daylight.data.facts.monitoring import CodedFacts, FunnelFacts, SequentialFacts
from daylight.data.result import Estimate, Result, Scale
from daylight.report import labels
from daylight.report.claim import Claim
from daylight.report.notes import sentence
from daylight.report.numbers import count, number, percent, stated, value
from daylight.report.wording.groups import listed, people


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


def coded(result: Result) -> tuple[Claim, ...]:
    """The corrected share, where the coder errs, and how groups compare once corrected."""
    facts = result.facts_as(CodedFacts)
    caveats = tuple(sentence(note) for note in result.notes)
    whole = result.one("corrected_share")
    error = result.one("coding_error")
    marked = result.one("coded_share")
    claims = [
        Claim(
            sentence=f"The coder marked {percent(marked.value)} of {count(facts.texts)} texts as "
            f"{labels.words(facts.label)}; corrected by {count(facts.checked)} texts that were "
            f"read by hand, the share is {stated(whole)}. The coder's share {_off(error)}.",
            estimates=(error, whole, marked),
            caveats=caveats,
        ),
        _confirmed(result, facts, caveats),
    ]
    for difference in result.named("corrected_share_difference"):
        claims.append(_groups(result, difference, caveats))
        claims.append(_errors(result, difference, caveats))
    return tuple(claims)


def _off(error: Estimate) -> str:
    """How far a coder's share is off, or that it cannot be told."""
    if error.low > 0:
        return f"is too high: the error is {stated(error)}"
    if error.high < 0:
        return f"is too low: the error is {stated(error)}"
    return f"may be too high or too low: the error is {stated(error)}"


def _confirmed(result: Result, facts: CodedFacts, caveats: tuple[str, ...]) -> Claim:
    shares = [e for e in result.named("confirmed_share") if "subject_race" not in e.keys]
    told = "; ".join(
        f"of those the coder labelled {labels.words(str(e.keys['coded']))}, {stated(e)}"
        for e in shares
    )
    return Claim(
        sentence=f"Texts that are {labels.words(facts.label)} on reading: {told}.",
        estimates=tuple(shares),
        caveats=caveats,
    )


def _groups(result: Result, difference: Estimate, caveats: tuple[str, ...]) -> Claim:
    other = str(difference.compared_with)
    group = str(difference.keys["subject_race"])
    own = result.one("corrected_share", subject_race=group)
    base = result.one("corrected_share", subject_race=other)
    return Claim(
        sentence=f"Corrected, the share is {stated(own)} of the texts about {people(group)} and "
        f"{stated(base)} of those about {people(other)}, a difference of {stated(difference)}.",
        estimates=(difference, own, base),
        caveats=caveats,
    )


def _errors(result: Result, difference: Estimate, caveats: tuple[str, ...]) -> Claim:
    apart = result.beside(difference, "coding_error_difference")
    other = str(apart.compared_with)
    group = str(apart.keys["subject_race"])
    own = result.one("coding_error", subject_race=group)
    base = result.one("coding_error", subject_race=other)
    differs = apart.low > 0 or apart.high < 0
    told = (
        "so that a comparison of the coder's own shares is off by as much"
        if differs
        else "whether it differs between them, the texts read so far cannot tell"
    )
    return Claim(
        sentence=f"The coder's error is {stated(own)} in texts about {people(group)} and "
        f"{stated(base)} in those about {people(other)}, a difference of {stated(apart)}: {told}.",
        estimates=(apart, own, base),
        caveats=caveats,
    )


def agencies(result: Result) -> tuple[Claim, ...]:
    """How far agencies differ beyond chance, and which lie beyond the limits; nobody is ranked."""
    facts = result.facts_as(FunnelFacts)
    caveats = tuple(sentence(note) for note in result.notes)
    spread = result.one("between_agency_variance")
    typical = next(e for e in result.estimates if not e.keys and e is not spread)
    low, high = (e for e in result.estimates if "end" in e.keys)
    beyond = (
        f"chance apart, 95 of 100 agencies lie between {value(low)} and {value(high)}"
        if spread.low > 0
        else "the records cannot tell whether agencies differ by more than chance"
    )
    outside = (*facts.above, *facts.below)
    sides = (("above", facts.above), ("below", facts.below))
    named = "; ".join(f"{side} them {listed(list(names))}" for side, names in sides if names)
    return (
        Claim(
            sentence=f"{_measured(facts, typical)}: a typical agency has {stated(typical)}, and "
            f"{beyond} ({count(facts.comparable)} agencies that can be compared, "
            f"{count(len(facts.left_out))} that cannot).",
            estimates=(spread, typical, low, high),
            adjusted_for=facts.circumstances,
            caveats=caveats,
        ),
        Claim(
            sentence="Limits that hold all but one in 500 agencies like the others leave "
            f"{count(len(outside))} of {count(facts.comparable)} outside, where "
            f"{number(facts.expected_beyond, 1)} would be by chance"
            f"{f': {named}' if named else ''}.",
            estimates=(typical,),
            caveats=caveats,
        ),
    )


def _measured(facts: FunnelFacts, typical: Estimate) -> str:
    events, trials = labels.label(facts.events), labels.words(facts.trials)
    if typical.scale is Scale.PROPORTION:
        return f"{events} as a share of {trials}"
    if typical.scale is Scale.RATIO:
        held = listed([labels.said(name) for name in facts.circumstances])
        return f"{events} over those expected for the same {held}"
    return f"{events} per unit of {trials}"
