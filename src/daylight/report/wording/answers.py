"""The short answers of page one: one sentence for a question, never beyond its grade.

A quantity that readers ask about has a phrase of its own; for any other the finding's own line is
taken. Where chance is not ruled out the sentence opens with *Cannot tell* and names the ends of
the interval, not its middle.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from daylight.data.estimate import Estimate, Key
from daylight.data.result import Note
from daylight.report import labels, numbers
from daylight.report.finding import Finding
from daylight.report.grade import holds_no_difference
from daylight.report.labels.stops import of_event
from daylight.report.labels.units import unit_of
from daylight.report.language import Words, say
from daylight.report.wording.dates import month, spanned
from daylight.report.wording.groups import listed, people, the_people
from daylight.report.wording.titles import RANGES, compared_group

SURE: Mapping[int, Words] = {
    1: Words("Cannot tell", "No se puede saber"),
    2: Words("Beyond chance", "Más allá del azar"),
    3: Words("Like with like", "Entre casos iguales"),
    4: Words("Stress-tested", "Puesto a prueba"),
}
"""Grade → how sure a reader may be, in the words that stand beside its mark."""

EXPLAINED: Mapping[int, Words] = {
    1: Words(
        "a difference of this size could be chance, in either direction.",
        "una diferencia de este tamaño podría deberse al azar, en cualquier sentido.",
    ),
    2: Words(
        "larger than chance alone would explain, after correcting for all comparisons made.",
        "mayor de lo que explica el azar solo, tras corregir por todas las comparaciones hechas.",
    ),
    3: Words(
        "it remains when cases alike in the factors listed are compared.",
        "se mantiene al comparar casos iguales en los factores indicados.",
    ),
    4: Words(
        "it also survives the checks declared against its main threat.",
        "supera además las comprobaciones declaradas contra su principal amenaza.",
    ),
}
"""Grade → what its mark means, in one line."""

MARKS: Mapping[int, str] = {1: "hollow", 2: "solid", 3: "ring", 4: "double-ring"}
"""Grade → the form of its mark."""

ENDED: Mapping[str, Words] = {
    "search": Words("searched", "registradas"),
    "frisk": Words("patted down", "cacheadas"),
    "citation": Words("cited", "citadas"),
    "arrest": Words("arrested", "arrestadas"),
}
"""What a stop may end in → what happened to the person."""


NEAR = 0.15
"""A ratio nearer to one than this is printed with two decimals."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two groups and how many times as often, as words: `1.8` or `0.84 to 1.37`."""

    own: str
    other: str
    times: str


def sentence(finding: Finding) -> str:
    """The answer that a finding gives, a whole sentence."""
    is_weighed = finding.corrected is not None
    said = _phrase(finding, is_shown=finding.grade > 1 or not is_weighed)
    if finding.proviso and finding.grade > 1:
        said = say(f"Where race was recorded, {said}", f"Donde se registró el grupo racial, {said}")
    if is_weighed and finding.grade == 1:
        return say(f"Cannot tell. {_raised(said)}", f"No se puede saber. {_raised(said)}")
    return _raised(said)


def _raised(said: str) -> str:
    return f"{said[:1].upper()}{said[1:]}"


def _phrase(finding: Finding, *, is_shown: bool) -> str:
    one = finding.estimates[0]
    for known in (_after_a_stop, _of_stops, _of_force, _of_time, _of_blanks):
        if said := known(finding, is_shown):
            return said
    if is_shown:
        return f"{finding.title}."
    said = named(one)
    return f"{said[:1].lower()}{said[1:]}: {numbers.bounds(one)}."


def named(one: Estimate, *, has_other: bool = True) -> str:
    """A quantity, with whom it is of and whom it is compared with."""
    said, of = labels.quantity(one.name), whom(one, has_other=has_other)
    return f"{said}, {of}" if of else said


def against(one: Estimate) -> str:
    """With which group an estimate is compared; empty where with none."""
    compared = compared_group(one)
    if not compared or not labels.GROUPS.intersection(one.keys):
        return ""
    other = people(compared)
    return say(f"against {other}", f"frente a {other}")


def whom(one: Estimate, *, has_other: bool = True) -> str:
    """Whom or what an estimate is of, and with whom they are compared; empty for everything."""
    ends = next((pair for pair in RANGES if {*pair} <= one.keys.keys()), ())
    parts = [spanned(*(one.keys[key] for key in ends))] if ends else []
    for key, at in one.keys.items():
        if key in ends:
            continue
        if key not in labels.GROUPS:
            parts.append(_of_key(key, at))
            continue
        other = against(one) if has_other else ""
        parts.append(f"{people(str(at))} {other}".strip())
    return ", ".join(parts)


def _of_key(key: str, at: Key) -> str:
    """A key's value within a line, with the key where the value alone is a number."""
    value = month(labels.key_value(key, at))
    if value[:1].isdigit():
        return f"{labels.said(key)} {value}"
    return f"{value[:1].lower()}{value[1:]}" if str(at).islower() else value


def _compared(one: Estimate, *, is_shown: bool) -> Compared:
    times = rounded(one) if is_shown else numbers.bounds(one)
    return Compared(the_people(labels.group_of(one)), the_people(one.compared_with or ""), times)


def rounded(one: Estimate) -> str:
    """A ratio to one decimal, or to two where one would call it no difference."""
    if not one.scale.is_ratio or not math.isfinite(one.value):
        return numbers.value(one)
    digits = 1 if abs(one.value - 1) >= NEAR else 2
    return numbers.number(one.value, digits)


def _after_a_stop(finding: Finding, is_shown: bool) -> str:
    """Searches, frisks, citations and arrests after a stop, as shares or as a ratio."""
    one = finding.estimates[0]
    for end, words in ENDED.items():
        shares = {labels.group_of(e): e for e in finding.estimates if e.name == f"{end}_rate"}
        if one.name in {f"{end}_rate_difference", f"{end}_rate_ratio"} and len(shares) > 1:
            return _of_a_hundred(one, shares, words.text)
        if one.name in {f"{end}_rate_ratio_adjusted", f"{end}_rate_ratio"}:
            pair = _compared(one, is_shown=is_shown)
            alike = say("in like stops, ", "en paradas iguales, ") if finding.adjusted_for else ""
            return alike + _often(pair, words.text)
    return ""


def _of_a_hundred(one: Estimate, shares: Mapping[str, Estimate], ended: str) -> str:
    own, other = labels.group_of(one), one.compared_with or ""
    if own not in shares or other not in shares:
        return ""
    mine, theirs = (numbers.number(100 * shares[name].value, 0) for name in (own, other))
    return say(
        f"of 100 {people(own)} stopped, {mine} were {ended}; of 100 {people(other)}, {theirs}.",
        f"de cada 100 {people(own)} paradas, {mine} fueron {ended}; de cada 100 {people(other)}, "
        f"{theirs}.",
    )


def _often(pair: Compared, done: str) -> str:
    return say(
        f"{pair.own} were {done} {pair.times} times as often as {pair.other}.",
        f"{pair.own} fueron {done} con una frecuencia {pair.times} veces la de {pair.other}.",
    )


STOPPED = Words("stopped", "paradas")


def _of_stops(finding: Finding, is_shown: bool) -> str:
    """Stops for the number of people, and stops by daylight."""
    one = finding.estimates[0]
    pair = _compared(one, is_shown=is_shown)
    match one.name:
        case "stop_rate_ratio" | "stop_rate_ratio_adjusted":
            return say(
                f"for their number, {_often(pair, STOPPED.text)}",
                f"para su número, {_often(pair, STOPPED.text)}",
            )
        case "stop_rate_ratio_within_places":
            return say(
                f"for their number in the same places, {_often(pair, STOPPED.text)}",
                f"para su número en los mismos lugares, {_often(pair, STOPPED.text)}",
            )
        case "daylight_odds_ratio":
            return say(
                f"in daylight, the odds that {pair.own} rather than {pair.other} were stopped were "
                f"{pair.times} times those in the dark.",
                f"de día, los momios de que se parara a {pair.own} y no a {pair.other} fueron "
                f"{pair.times} veces los de la noche.",
            )
    return ""


def _of_force(finding: Finding, is_shown: bool) -> str:
    """Force on one group against another, per something or by its level."""
    one = finding.estimates[0]
    per = PER.get(one.name)
    pair = _compared(one, is_shown=is_shown)
    if labels.group_of(one) == "all":
        return ""
    if per:
        return say(
            f"force was recorded on {pair.own} {pair.times} times as often as on {pair.other}, "
            f"{per.text}.",
            f"se registró fuerza contra {pair.own} {pair.times} veces lo que contra {pair.other}, "
            f"{per.text}.",
        )
    if one.name in LEVELS:
        return say(
            f"where force was used, the odds of more serious force for {pair.own} were "
            f"{pair.times} times those for {pair.other}.",
            f"donde se usó fuerza, los momios de una fuerza más grave para {pair.own} fueron "
            f"{pair.times} veces los de {pair.other}.",
        )
    return ""


PER: Mapping[str, Words] = {
    "force_ratio_residents": Words("per resident", "por residente"),
    "force_ratio_stops": Words("per stop", "por parada"),
    "force_ratio_arrests": Words("per arrest", "por arresto"),
    "force_ratio_calls": Words("per call for service", "por llamada de servicio"),
}
LEVELS = frozenset({"severity_odds_ratio", "odds_ratio_above"})


def _of_time(finding: Finding, is_shown: bool) -> str:
    """Recorded force from year to year."""
    one = finding.estimates[0]
    if one.name != "yearly_ratio":
        return ""
    times = rounded(one) if is_shown else numbers.bounds(one)
    when = spanned(one.keys["from_period"], one.keys["to_period"])
    return say(
        f"{when}, recorded force was {times} times that of the year before.",
        f"{when}, la fuerza registrada fue {times} veces la del año anterior.",
    )


def _of_blanks(finding: Finding, is_shown: bool) -> str:  # noqa: ARG001  a description
    """How often race was left blank."""
    one = finding.estimates[0]
    if one.name != "missing_race_share" or one.keys:
        return ""
    share = numbers.number(100 * one.value, 0)
    return say(
        f"race was not recorded for {share} of every 100 {unit_of(one).many}.",
        f"en {share} de cada 100 {unit_of(one).many} no consta el grupo racial.",
    )


def held(finding: Finding) -> str:
    """What was held equal in a comparison; empty where nothing is compared."""
    if finding.corrected is None and not finding.estimates[0].compared_with:
        return ""
    if not finding.adjusted_for:
        return say("nothing else held equal", "sin igualar nada más")
    factors = listed(finding.adjusted_for)
    return say(f"same {factors}", f"a igualdad de {factors}")


def unsure(finding: Finding) -> str:
    """Why it cannot be told although the interval alone leaves out no difference; else empty."""
    is_clear = holds_no_difference(finding.estimates[0]) is False
    return finding.brief if finding.grade == 1 and finding.corrected and is_clear else ""


RACE = Words("race", "grupo racial")
"""What is called blank where no group was recorded."""

FIELDS: Mapping[str, Words] = {
    "search": Words("search", "registro"),
    "frisk": Words("pat-down", "cacheo"),
    "citation": Words("citation", "citación"),
    "arrest": Words("arrest", "arresto"),
    "hit": Words("find", "hallazgo"),
}
"""What a stop may end in → the field that says whether it did."""

HIT_RATES = (
    "hit_rate",
    "hit_rate_difference",
    "hit_rate_ratio",
    "hit_rate_difference_bounds",
    "hit_rate_difference_within",
    "hit_rate_difference_by_ground",
    "hit_rate_difference_same_ground",
    "hit_rate_difference_mix_of_grounds",
    "hit_rate_difference_part_of_ground",
    "hit_rate_difference_between_officers",
)

FIELD_OF: dict[str, Words] = {
    **{name: words for end, words in FIELDS.items() for name in of_event(end, end, end)},
    **dict.fromkeys(HIT_RATES, FIELDS["hit"]),
}
"""Quantity → the field that it counts."""


def blank(one: Estimate, notes: Sequence[Note] = ()) -> str:
    """What was blank in what share of rows, in words; empty where that has no meaning.

    Parameters
    ----------
    notes
        Those of its answer: one of them says in how many rows race is blank.
    """
    if one.missing_share is None:
        return ""
    own, race = numbers.percent(one.missing_share, 0), blank_race(notes)
    no_group = "" if race is None else numbers.percent(race, 0)
    field = FIELD_OF.get(one.name)
    told = [f"{field.text} {own}"] if field else []
    if no_group and (field or no_group == own):
        told.append(f"{RACE.text} {no_group}")
    shown = ", ".join(told)
    if not shown:
        return say(f"{own} blank", f"{own} en blanco")
    return say(f"blank: {shown}", f"en blanco: {shown}")


def blank_race(notes: Sequence[Note]) -> float | None:
    """In what share of rows race is blank; None where no note says so."""
    found = (note.facts["share"] for note in notes if note.code == "blank-race")
    return next((share for share in found if isinstance(share, float)), None)


def counted(one: Estimate) -> str:
    """How many of what a number rests on."""
    return f"{numbers.count(one.n)} {unit_of(one).many}"


def others(found: Sequence[Finding]) -> str:
    """How a question's other comparisons came out; empty where there are none."""
    weighed = [one for one in found if one.corrected is not None]
    if not weighed:
        return ""
    shown = [one for one in weighed if one.grade > 1]
    if not shown:
        return say(
            f"{len(weighed)} other comparisons: cannot tell"
            if len(weighed) > 1
            else "1 other comparison: cannot tell",
            f"{len(weighed)} comparaciones más: no se puede saber"
            if len(weighed) > 1
            else "1 comparación más: no se puede saber",
        )
    groups = [labels.group_of(one.estimates[0]) for one in shown]
    told = listed([people(group) for group in dict.fromkeys(groups) if group != "all"])
    also = told or numbers.count(len(shown))
    rest = len(weighed) - len(shown)
    return say(
        f"also beyond chance: {also}" + (f"; {rest} more: cannot tell" if rest else ""),
        f"también más allá del azar: {also}" + (f"; {rest} más: no se puede saber" if rest else ""),
    )
