"""What to take away from a finding, in a line made of its numbers and never beyond its grade.

A method may have a line of its own for a difference that is shown. Where chance is not ruled out
every method has the same one, which names no direction; where nothing is compared, the number.
"""

import math
from collections.abc import Callable

from daylight.data.estimate import Estimate, Key
from daylight.report import labels, numbers
from daylight.report.claim import Claim
from daylight.report.grade import Stop, Weighed
from daylight.report.wording.compared import ENDS, alike
from daylight.report.wording.force import RATIOS
from daylight.report.wording.force_groups import against, whom
from daylight.report.wording.groups import listed, people

Titling = Callable[[Claim], str]
"""A claim whose difference is larger than chance → its line, without a full stop."""

EITHER_WAY = "Not enough evidence either way"
IF_RECORDED = "Where race was recorded"
"""What stands before a line whose finding hangs on rows without a recorded group."""

DESCRIBED = (Stop.NOTHING_COMPARED, Stop.NOT_TESTED)
RANGES = (("from_period", "to_period"), ("from_wave", "to_wave"))
"""Keys that say from when to when."""

UNSAID = frozenset({"first_treated", *(key for ends in RANGES for key in ends)})
"""Keys that a line does not list one by one."""


def title(weighed: Weighed, shown: Titling | None = None) -> str:
    """The line of one finding.

    Parameters
    ----------
    shown
        The method's own line for a difference that is larger than chance.
    """
    claim = weighed.claim
    one = claim.headline
    if weighed.stop in DESCRIBED:
        return f"{_named(one)}: {numbers.value(one)}"
    if weighed.grade == 1:
        name = _named(one)
        return f"{EITHER_WAY}: {name[:1].lower()}{name[1:]}{_reach(one)}"
    said = shown(claim) if shown is not None else f"{_named(one)}: {numbers.value(one)}"
    return f"{IF_RECORDED}: {said}" if claim.proviso else said


def _reach(one: Estimate) -> str:
    has = math.isfinite(one.low) and math.isfinite(one.high) and one.low < one.high
    return f", {numbers.bounds(one)}" if has else ""


def _named(one: Estimate) -> str:
    """A quantity with whom it is of, whom it is compared with, and its other keys."""
    group = next((key for key in one.keys if key in labels.GROUPS), None)
    rest = [_key(key, at) for key, at in one.keys.items() if key != group and key not in UNSAID]
    whom = [people(str(one.keys[group]))] if group else []
    if group and one.compared_with:
        whom = [f"{whom[0]} against {people(one.compared_with)}"]
    when = [f"{one.keys[a]} to {one.keys[b]}" for a, b in RANGES if {a, b} <= set(one.keys)]
    return ", ".join([labels.quantity(one.name), *whom, *rest, *when])


def _key(key: str, at: Key) -> str:
    """A key's value, with the key where the value alone is a number."""
    value = labels.key_value(key, at)
    named = f"{labels.heading(key)} {value}" if value[:1].isdigit() else value
    return f"{named[:1].lower()}{named[1:]}"


def _groups(one: Estimate) -> tuple[str, str]:
    return people(labels.group_of(one)), people(one.compared_with or "")


def _more(one: Estimate) -> str:
    same = one.scale.no_difference
    return "more" if same is not None and one.value > same else "less"


def _rates(claim: Claim, name: str) -> str:
    """Both shares behind a difference: `9.4 % against 4.3 %`."""
    one = claim.headline
    found = {labels.group_of(e): e for e in claim.estimates if e.name == name}
    own, base = found.get(labels.group_of(one)), found.get(one.compared_with or "")
    if own is None or base is None:
        return numbers.value(one)
    return f"{numbers.percent(own.value)} against {numbers.percent(base.value)}"


def rate(end: str) -> Titling:
    """Shares of stops with one end."""

    def told(claim: Claim) -> str:
        own, others = _groups(claim.headline)
        how = _more(claim.headline)
        shares = _rates(claim, f"{end}_rate")
        return f"{own} {ENDS[end]} {how} often than {others}: {shares}"

    return told


def adjusted_rate(end: str) -> Titling:
    """The same among stops that are alike."""

    def told(claim: Claim) -> str:
        one = claim.headline
        own, others = _groups(one)
        size = f"{numbers.value(one)} times as often as {others}"
        if not one.scale.is_ratio:
            size = f"{_more(one)} often than {others}: {numbers.value(one)}"
        return f"Among stops {alike(claim.adjusted_for)}, {own} {ENDS[end]} {size}"

    return told


def odds(end: str) -> Titling:
    """Odds of one end of a stop."""

    def told(claim: Claim) -> str:
        own, others = _groups(claim.headline)
        return (
            f"The odds that stopped {own} {ENDS[end]} are {numbers.value(claim.headline)} times "
            f"those of {others}, given {listed(claim.adjusted_for)}"
        )

    return told


def stop_rate(claim: Claim) -> str:
    """Stops for the number of people."""
    one = claim.headline
    own, others = _groups(one)
    within = f", within the same {listed(claim.adjusted_for)}" if claim.adjusted_for else ""
    size = f"{numbers.value(one)} times as often as {others}"
    return f"{own} were stopped {size}, for their number{within}"


def hit_rate(claim: Claim) -> str:
    """How often searches found something."""
    one = claim.headline
    own, others = _groups(one)
    where = f" with {listed(claim.adjusted_for)} held alike" if claim.adjusted_for else ""
    if grounds := [_key(key, at) for key, at in one.keys.items() if key not in labels.GROUPS]:
        where = f" on the ground “{listed(grounds)}”"
    shares = numbers.value(one) if where else _rates(claim, "hit_rate")
    how = _more(one)
    return f"Searches of {own} found contraband {how} often than those of {others}{where}: {shares}"


def equal_hit_rates(claim: Claim) -> str:
    """By what hit rates differ."""
    return f"Hit rates are not the same by {labels.words(str(claim.headline.keys['key']))}"


def missing_race(claim: Claim) -> str:
    """After which ends of a stop race is blank, or by what it varies."""
    one = claim.headline
    if "end" in one.keys:
        own, other = (numbers.percent(e.value) for e in claim.estimates[1:3])
        return (
            f"Race is blank {_more(one)} often after stops in which people "
            f"{ENDS[str(one.keys['end'])]}: {own} against {other}"
        )
    if len(one.keys) != 1:
        return f"{_named(one)}: {numbers.value(one)}"
    (key,) = one.keys
    low, high = sorted(e.value for e in claim.estimates[:2])
    ends = f"{numbers.percent(low)} to {numbers.percent(high)}"
    return f"Race is blank in {ends} of stops, by {labels.said(key)}"


def trend(claim: Claim) -> str:
    """Whether recorded force rose or fell."""
    one = claim.headline
    moved = "rose" if one.value > 1 else "fell"
    when = f"from {one.keys['from_period']} to {one.keys['to_period']}"
    return f"Recorded force on {whom(one)} {moved} {when}: {numbers.value(one)} times a year"


def daylight(claim: Claim) -> str:
    """Who is stopped by daylight."""
    one = claim.headline
    own, others = _groups(one)
    return (
        f"At the same clock time, the odds that {own} rather than {others} are stopped are "
        f"{numbers.value(one)} times as high in daylight"
    )


def force_rate(claim: Claim) -> str:
    """Force per resident, stop or arrest, whichever leads."""
    one = claim.headline
    if one.name not in RATIOS:
        return f"{_named(one)}: {numbers.value(one)}"
    per = RATIOS[one.name].one.text
    return f"Recorded force on {whom(one)}: {numbers.value(one)} times that on {against(one)} {per}"


def severity(claim: Claim) -> str:
    """Odds that force is of a higher level."""
    one = claim.headline
    held = f", {listed(claim.adjusted_for)} held alike" if claim.adjusted_for else ""
    size = f"{numbers.value(one)} times those of {against(one)}"
    return f"Once force is used, the odds of a higher level for {whom(one)} are {size}{held}"
