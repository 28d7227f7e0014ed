"""What a finding's grade means, and the sentence that says so beside each finding."""

import math
from dataclasses import replace

from daylight.data.comparison import PRIMARY, Corrected
from daylight.report import numbers
from daylight.report.grade import Stop, Weighed, holds_no_difference
from daylight.report.wording.basis import cluster_of
from daylight.report.wording.groups import listed, people

MEANINGS: dict[int, str] = {
    1: "A difference or a figure was observed in the records.",
    2: "It is larger than chance alone would explain.",
    3: "It remains after adjusting for the factors listed beside it.",
    4: "It also survives the checks declared against its main threat, listed beside it.",
}
"""The only four claims that a report makes, each including the one before."""

DESCRIBES = "A description of the records: nothing is compared, so chance is not weighed."
NOT_TESTED = "A comparison without a test of chance: read it by its interval."
EITHER_WAY = "the records are not enough evidence either way"
NOT_ENOUGH = f"A difference of this size could be chance: {EITHER_WAY}"
TOGETHER = (
    "Larger than chance would explain if no {} differed from another, and not clear if they differ "
    "as they do elsewhere: " + EITHER_WAY
)
LONG_BELOW = 0.1
"""A p-value below this is printed with three places, so that 0.05 can be told from 0.06."""

CUSTOMARY = 0.05
"""A p-value that would round to this is printed with a place more: 0.0496."""

LARGER = "Larger than chance alone would explain"
SMALLEST_P = 0.001
"""A smaller p-value is printed as smaller than this."""


def standing(weighed: Weighed) -> str:
    """How much weight a claim carries, in a few sentences, with its proviso first."""
    said = _standing(weighed)
    if not weighed.claim.proviso or weighed.grade == 1:
        return said
    return f"{weighed.claim.proviso}: {said[:1].lower()}{said[1:]}"


def _standing(weighed: Weighed) -> str:
    stop, found = weighed.stop, weighed.corrected
    if found is None:
        return NOT_TESTED if stop is Stop.NOT_TESTED else DESCRIBES
    match stop:
        case Stop.CHANCE:
            told = f"{NOT_ENOUGH} ({_chances(found)}).{_if_corrected(weighed, found)}"
            return f"{told}{_floor(weighed, found)}"
        case Stop.TOGETHER:
            one = cluster_of(weighed.claim.headline.basis.lacks).one
            return f"{TOGETHER.format(one)} ({_chances(found)})."
        case Stop.CORRECTION:
            return f"{_lost_to_correction(weighed, found)}{_floor(weighed, found)}"
        case Stop.DISAGREEMENT:
            return _disagreement(weighed, found)
    beyond = "".join(f" {sentence}" for sentence in _beyond_chance(weighed))
    return f"{LARGER} ({_chances(found)}).{_interval(weighed, found)}{beyond}"


def _lost_to_correction(weighed: Weighed, found: Corrected) -> str:
    return (
        f"Clear if it had been the only comparison, not after correction ({_chances(found)})."
        f"{_interval(weighed, found)} {EITHER_WAY[:1].upper()}{EITHER_WAY[1:]}."
    )


def _disagreement(weighed: Weighed, found: Corrected) -> str:
    """Which of the two intervals says something else than the test."""
    is_clear = found.p_adjusted < weighed.alpha
    which, holds = "interval", holds_no_difference(weighed.claim.headline)
    if holds is not is_clear and weighed.holds_corrected is is_clear:
        which, holds = "interval at the corrected level", weighed.holds_corrected
    return (
        f"The test and the interval do not agree ({_chances(found)}, but the {which} "
        f"{'holds' if holds else 'leaves out'} no difference): {EITHER_WAY}."
    )


def _chances(found: Corrected) -> str:
    """The raw p-value, the family and the corrected p-value."""
    if found.comparisons == 1:
        return f"{chance(found.p_value)}, the only comparison of {_named(found.family)}"
    alone, after = chance(found.p_value), chance(found.p_adjusted)
    if alone == after:
        return f"{alone} alone and corrected for {_family(found)}"
    return f"{alone} alone, {after} corrected for {_family(found)}"


def _family(found: Corrected) -> str:
    return f"the {found.comparisons} comparisons of {_named(found.family)}"


def _named(family: str) -> str:
    return family if family == PRIMARY else f"the family “{family}”"


def _interval(weighed: Weighed, found: Corrected) -> str:
    """The interval that matches the corrected p-value, or that there is none."""
    if found.interval is None:
        return " The interval is not corrected." if found.comparisons > 1 else ""
    ends = replace(weighed.claim.headline, low=found.interval.low, high=found.interval.high)
    return f" Corrected, its interval is {numbers.bounds(ends)} ({_level(found.interval.level)})."


def _floor(weighed: Weighed, found: Corrected) -> str:
    """That no p-value of so few draws could have been clear among so many comparisons."""
    draws = weighed.claim.headline.basis.draws
    if draws is None or found.comparisons / (1 + draws) < weighed.alpha:
        return ""
    least = f"{1 / (1 + draws):.2g}"
    return (
        f" A p-value of {numbers.count(draws)} draws cannot fall below {least}, which "
        f"{found.comparisons} comparisons correct to more than {weighed.alpha:g}: nothing could "
        "have been clear here."
    )


def _if_corrected(weighed: Weighed, found: Corrected) -> str:
    return _interval(weighed, found) if found.interval is not None else ""


def _level(level: float) -> str:
    """A level with as many digits as tell it from certainty: 99.77 %."""
    digits = max(0, 1 - math.floor(math.log10(100 * (1 - level))))
    return f"{100 * level:.{digits}f} %"


def _beyond_chance(weighed: Weighed) -> list[str]:
    factors = listed(weighed.claim.adjusted_for)
    match weighed.stop:
        case Stop.NOT_ADJUSTED:
            return ["Not adjusted for any other factor."]
        case Stop.FEW_CLUSTERS:
            clusters = weighed.claim.headline.basis.clusters
            return [
                f"Adjusted for {factors}.",
                f"With {clusters} officers, days or places behind its interval no higher grade is "
                "given.",
            ]
        case Stop.NOT_PRIMARY:
            return [
                f"Adjusted for {factors}.",
                "Not declared a primary question, so exploratory.",
            ]
    return [f"Remains after adjusting for {factors}.", *_against_threat(weighed)]


def _against_threat(weighed: Weighed) -> list[str]:
    """Every declared check: survived, failed, not tried; and the main threat."""
    if weighed.defence is None:
        return ["Not shown to survive a sensitivity analysis."]
    told = [f"Its main threat is {weighed.defence.threat}."]
    if not any(check.is_main for check in weighed.defence.checks):
        told.append("No check of that is made here.")
    if weighed.survived:
        told.append(f"Survives: {'; '.join(check.words for check in weighed.survived)}.")
    if weighed.failed:
        told.append(f"Does not survive: {'; '.join(check.words for check in weighed.failed)}.")
    if weighed.untried:
        told.append(f"Not tried: {'; '.join(check.words for check in weighed.untried)}.")
    rules = {
        check.words: check.holds_if
        for check in weighed.defence.checks
        if check not in weighed.untried
    }
    if rules:
        unlike = list(dict.fromkeys(rules.values()))
        told.append(f"Surviving means: {'; '.join(unlike)}.")
    return told


def chance(p: float) -> str:
    """A p-value as it is printed: p = 0.34, p = 0.031, or p < 0.001."""
    return "p < 0.001" if p < SMALLEST_P else f"p = {p_value(p)}"


def p_value(p: float) -> str:
    """The same without its name, for a table: 0.34, 0.031, or < 0.001."""
    if p < SMALLEST_P:
        return "< 0.001"
    if p < LONG_BELOW:
        return f"{p:.4f}" if f"{p:.3f}" == "0.050" and p != CUSTOMARY else f"{p:.3f}"
    return f"{p:.2f}"


def brief(weighed: Weighed) -> str:
    """The same in a few words, for a summary."""
    remains = f"Remains after adjusting for {listed(weighed.claim.adjusted_for)}"
    return {
        Stop.NOTHING_COMPARED: "A description; nothing is compared.",
        Stop.NOT_TESTED: "Compared without a test of chance.",
        Stop.CHANCE: "Could be chance: not enough evidence either way.",
        Stop.TOGETHER: f"Clear only if {_lacking(weighed)} do not differ: not enough evidence "
        "either way.",
        Stop.FEW_CLUSTERS: "Larger than chance explains; few officers or days.",
        Stop.CORRECTION: "Clear alone, not after correction: not enough evidence either way.",
        Stop.DISAGREEMENT: "Its test and its interval do not agree: not enough evidence.",
        Stop.NOT_ADJUSTED: "Larger than chance explains; not adjusted for any other factor.",
        Stop.NOT_PRIMARY: "Larger than chance explains; adjusted, but not a primary question.",
        Stop.NOT_TRIED: f"{remains}; its main threat or a declared check was not tried.",
        Stop.FAILED: f"{remains}; does not survive a check of its main threat.",
        Stop.NONE: f"{remains}, and survives the checks against its main threat{_lost(weighed)}.",
    }[weighed.stop]


def _lost(weighed: Weighed) -> str:
    """Checks that are not against the main threat and that it does not survive."""
    failed = "; ".join(check.words for check in weighed.failed)
    return f"; it does not survive: {failed}" if failed else ""


def _lacking(weighed: Weighed) -> str:
    """Those of whom it was not recorded which rows are theirs."""
    return cluster_of(weighed.claim.headline.basis.lacks).many


def undecided(groups: tuple[str, ...]) -> str:
    """One sentence for several further comparisons that are not told one by one."""
    named = [people(group) for group in dict.fromkeys(groups) if group != "all"]
    about = f", about {listed(named)}" if named else ""
    return (
        f"On {len(groups)} further comparisons{about}, {EITHER_WAY}; the question’s own section "
        "has every number."
    )
