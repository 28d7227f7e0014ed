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
from daylight.report.language import Words, say
from daylight.report.wording.compared import (
    CASES,
    ENDS,
    ENDS_NOW,
    SEARCHES,
    alike,
    times_as_often,
    within_the_same,
)
from daylight.report.wording.force import RATIOS
from daylight.report.wording.force_groups import against, whom
from daylight.report.wording.groups import listed, officers, people, quoted, the_people

Titling = Callable[[Claim], str]
"""A claim whose difference is larger than chance → its line, without a full stop."""

EITHER_WAY = Words("Not enough evidence either way", "No se puede saber en un sentido ni en otro")
IF_RECORDED = Words("Where race was recorded", "Donde se registró la raza")
"""What stands before a line whose finding hangs on rows without a recorded group."""

DESCRIBED = (Stop.NOTHING_COMPARED, Stop.NOT_TESTED)
RANGES = (("from_period", "to_period"), ("from_wave", "to_wave"))
"""Keys that say from when to when."""

UNSAID = frozenset({"first_treated", "printed", *(key for ends in RANGES for key in ends)})
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
        is_range = one.quantity.is_bound and one.low < one.high
        return f"{_named(one)}: {numbers.bounds(one) if is_range else numbers.value(one)}"
    if weighed.grade == 1:
        name = _named(one)
        return f"{EITHER_WAY.text}: {name[:1].lower()}{name[1:]}{_reach(one)}"
    said = shown(claim) if shown is not None else f"{_named(one)}: {numbers.value(one)}"
    return f"{IF_RECORDED.text}: {said}" if claim.proviso else said


def _reach(one: Estimate) -> str:
    has = math.isfinite(one.low) and math.isfinite(one.high) and one.low < one.high
    if not has:
        return ""
    ends = numbers.bounds(one)
    return say(f", {ends}", f", de {ends}")


def _named(one: Estimate) -> str:
    """A quantity with whom it is of, whom it is compared with, and its other keys."""
    group = next((key for key in one.keys if key in labels.GROUPS), None)
    rest = [_key(key, at) for key, at in one.keys.items() if key != group and key not in UNSAID]
    whom = [people(str(one.keys[group]))] if group else []
    if group and (against := compared_group(one)):
        others = people(against)
        whom = [say(f"{whom[0]} against {others}", f"{whom[0]} frente a {others}")]
    when = [_when(one, *ends) for ends in RANGES if set(ends) <= set(one.keys)]
    return ", ".join([labels.quantity(one.name), *whom, *rest, *when])


def compared_group(one: Estimate) -> str | None:
    """The group that an estimate is compared with; None where that is an earlier time."""
    starts = {str(one.keys[start]) for start, _ in RANGES if start in one.keys}
    return None if one.compared_with in starts else one.compared_with


def _when(one: Estimate, start: str, end: str) -> str:
    first, last = one.keys[start], one.keys[end]
    return say(f"{first} to {last}", f"de {first} a {last}")


def _key(key: str, at: Key) -> str:
    """A key's value, with the key where the value alone is a number."""
    if key in labels.OF_OFFICERS:
        return officers(str(at))
    value = labels.key_value(key, at)
    if isinstance(at, str) and at != at.lower():
        return value
    named = f"{labels.heading(key)} {value}" if value[:1].isdigit() else value
    return f"{named[:1].lower()}{named[1:]}"


def _groups(one: Estimate) -> tuple[str, str]:
    return the_people(labels.group_of(one)), the_people(one.compared_with or "")


def _more(one: Estimate) -> str:
    same = one.scale.no_difference
    if same is not None and one.value > same:
        return say("more", "más")
    return say("less", "menos")


def _first(line: str) -> str:
    return f"{line[:1].upper()}{line[1:]}"


def _against(own: float, base: float) -> str:
    """Two shares: `9.4 % against 4.3 %`."""
    one, other = numbers.percent(own), numbers.percent(base)
    return say(f"{one} against {other}", f"{one} frente a {other}")


def _rates(claim: Claim, name: str) -> str:
    """Both shares behind a difference: `9.4 % against 4.3 %`."""
    one = claim.headline
    found = {labels.group_of(e): e for e in claim.estimates if e.name == name}
    own, base = found.get(labels.group_of(one)), found.get(one.compared_with or "")
    if own is None or base is None:
        return numbers.value(one)
    return _against(own.value, base.value)


def _size(one: Estimate, others: str) -> str:
    """How much more or less often, as a ratio or a difference: `2.6 times as often as …`."""
    if one.scale.is_ratio:
        return times_as_often(numbers.value(one), others)
    how, size = _more(one), numbers.value(one)
    return say(f"{how} often than {others}: {size}", f"con {how} frecuencia que {others}: {size}")


def rate(end: str) -> Titling:
    """Shares of stops with one end."""

    def told(claim: Claim) -> str:
        own, others = _groups(claim.headline)
        how, ended = _more(claim.headline), ENDS[end].text
        shares = _rates(claim, f"{end}_rate")
        return _first(
            say(
                f"{own} {ended} {how} often than {others}: {shares}",
                f"{own} {ended} con {how} frecuencia que {others}: {shares}",
            )
        )

    return told


def adjusted_rate(end: str) -> Titling:
    """The same among stops that are alike."""

    def told(claim: Claim) -> str:
        own, others = _groups(claim.headline)
        size, ended = _size(claim.headline, others), ENDS[end].text
        like = alike(claim.adjusted_for)
        return say(
            f"Among {like}, {own} {ended} {size}",
            f"Entre {like}, {own} {ended} {size}",
        )

    return told


def odds(end: str) -> Titling:
    """Odds of one end of a stop."""

    def told(claim: Claim) -> str:
        own, others = _groups(claim.headline)
        size, factors = numbers.value(claim.headline), listed(claim.adjusted_for)
        return say(
            f"The odds that {own} who are stopped {ENDS_NOW[end].text} are {size} times those of "
            f"{others}, given {factors}",
            f"Los momios de que {own} en una parada {ENDS_NOW[end].text} son {size} veces los de "
            f"{others}, a igualdad de {factors}",
        )

    return told


def stop_rate(claim: Claim) -> str:
    """Stops for the number of people."""
    one = claim.headline
    own, others = _groups(one)
    within = ""
    if claim.adjusted_for:
        within = f", {within_the_same(claim.adjusted_for)}"
    size = times_as_often(numbers.value(one), others)
    return _first(
        say(
            f"{own} were stopped {size}, for their number{within}",
            f"{own} fueron paradas {size}, en relación con su número{within}",
        )
    )


def hit_rate(claim: Claim) -> str:
    """How often searches found something."""
    one = claim.headline
    own, others = _groups(one)
    how, size = _more(one), numbers.value(one)
    if grounds := [_key(key, at) for key, at in one.keys.items() if key not in labels.GROUPS]:
        ground = quoted(listed(grounds))
        return say(
            f"On the ground {ground}, searches of {own} found contraband {how} often than those of "
            f"{others}: {size}",
            f"Por el motivo {ground}, los registros de {own} hallaron contrabando con {how} "
            f"frecuencia que los de {others}: {size}",
        )
    if claim.adjusted_for:
        like = alike(claim.adjusted_for, SEARCHES)
        return say(
            f"Among {like}, those of {own} found contraband {how} often than those of {others}: "
            f"{size}",
            f"Entre {like}, los de {own} hallaron contrabando con {how} frecuencia que los de "
            f"{others}: {size}",
        )
    shares = _rates(claim, "hit_rate")
    return say(
        f"Searches of {own} found contraband {how} often than those of {others}: {shares}",
        f"Los registros de {own} hallaron contrabando con {how} frecuencia que los de {others}: "
        f"{shares}",
    )


def equal_hit_rates(claim: Claim) -> str:
    """By what hit rates differ."""
    key = labels.said(str(claim.headline.keys["key"]))
    return say(
        f"Hit rates are not the same by {key}", f"Las tasas de hallazgos no son iguales por {key}"
    )


def decision(name: str, befell: Words) -> Titling:
    """Shares of cases with one end, crude or among like cases."""

    def told(claim: Claim) -> str:
        one = claim.headline
        own, others = _groups(one)
        how, ended = _more(one), befell.text
        if not claim.adjusted_for:
            shares = _rates(claim, f"{name}_rate")
            return _first(
                say(
                    f"{own} {ended} {how} often than {others}: {shares}",
                    f"{own} {ended} con {how} frecuencia que {others}: {shares}",
                )
            )
        like, size = alike(claim.adjusted_for, CASES), numbers.value(one)
        return say(
            f"Among {like}, {own} {ended} {how} often than {others}: {size}",
            f"Entre {like}, {own} {ended} con {how} frecuencia que {others}: {size}",
        )

    return told


def missing_race(claim: Claim) -> str:
    """After which ends of a stop race is blank, or by what it varies."""
    one = claim.headline
    if "end" in one.keys:
        shares = _against(*(e.value for e in claim.estimates[1:3]))
        how, ended = _more(one), ENDS[str(one.keys["end"])].text
        return say(
            f"Race is blank {how} often after stops in which people {ended}: {shares}",
            f"La raza está en blanco con {how} frecuencia tras paradas en las que las personas "
            f"{ended}: {shares}",
        )
    if len(one.keys) != 1:
        return f"{_named(one)}: {numbers.value(one)}"
    (key,) = one.keys
    low, high = sorted(e.value for e in claim.estimates[:2])
    first, last = numbers.percent(low), numbers.percent(high)
    return say(
        f"Race is blank in {first} to {last} of stops, by {labels.said(key)}",
        f"La raza está en blanco en entre el {first} y el {last} de las paradas, por "
        f"{labels.said(key)}",
    )


def trend(claim: Claim) -> str:
    """Whether recorded force rose or fell."""
    one = claim.headline
    first, last = one.keys["from_period"], one.keys["to_period"]
    size = numbers.value(one)
    moved = say("rose", "subió") if one.value > 1 else say("fell", "bajó")
    return say(
        f"Recorded force on {whom(one)} {moved} from {first} to {last}: {size} times a year",
        f"La fuerza registrada contra {whom(one)} {moved} de {first} a {last}: por {size} cada año",
    )


def daylight(claim: Claim) -> str:
    """Who is stopped by daylight."""
    one = claim.headline
    own, others = (people(group) for group in (labels.group_of(one), one.compared_with or ""))
    size = numbers.value(one)
    return say(
        f"At the same clock time, the odds that {own} rather than {others} are stopped are "
        f"{size} times as high in daylight",
        f"A la misma hora del reloj, los momios de que las paradas sean de {own} y no de {others} "
        f"son {size} veces con luz del día",
    )


def force_rate(claim: Claim) -> str:
    """Force per resident, stop or arrest, whichever leads."""
    one = claim.headline
    if one.name not in RATIOS:
        return f"{_named(one)}: {numbers.value(one)}"
    per, size = RATIOS[one.name].one.text, numbers.value(one)
    return say(
        f"Recorded force on {whom(one)}: {size} times that on {against(one)} {per}",
        f"Fuerza registrada contra {whom(one)}: {size} veces la registrada contra {against(one)}, "
        f"{per}",
    )


def severity(claim: Claim) -> str:
    """Odds that force is of a higher level."""
    one = claim.headline
    held, size = "", numbers.value(one)
    if factors := listed(claim.adjusted_for):
        held = say(f", {factors} held alike", f", a igualdad de {factors}")
    return say(
        f"Once force is used, the odds of a higher level for {whom(one)} are {size} times those of "
        f"{against(one)}{held}",
        f"Una vez que se usa la fuerza, los momios de un nivel más alto para {whom(one)} son "
        f"{size} veces los de {against(one)}{held}",
    )
