"""Answers on the records: what is blank, how else it could be defined, when recording changed."""

import math

from daylight.data.estimate import Estimate
from daylight.data.result import Note
from daylight.data.variants import DEALT
from daylight.report import labels, numbers
from daylight.report.grade import holds_no_difference
from daylight.report.language import say
from daylight.report.notes import sentence
from daylight.report.objection import Cited, Hearing, OtherNumber, Worded
from daylight.report.topic import Raised
from daylight.report.wording.groups import people
from daylight.report.wording.objections.other_numbers import (
    prints_as_none,
    told,
)

BREAKS = (
    "break",
    "break-found",
    "break-in-series",
    "recording-break",
    "periods-without-records",
)
"""Notes that say when records began to be made differently."""

SEARCHED_FOR_BREAKS = ("yearly_ratio", "step", "slope_change")
"""Quantities whose methods look for a break before they give them."""

TIPPING = tuple(
    f"{end}_rate_{kind}tipping_share"
    for end in ("search", "frisk", "citation", "arrest")
    for kind in ("", "adjusted_")
)
"""Quantities: the share of blanks that undoes a difference."""

WHEN = ("year", "month", "quarter")


def blanks(hearing: Hearing, raised: Raised) -> Worded | None:
    """How much is blank, what the blanks could do at most, and what it takes to undo the number."""
    cites: list[Cited] = []
    said: list[str] = []
    undone = _blanks(hearing, raised)
    for text, cite in (*_share(hearing), *undone, *_race(hearing, raised)):
        if not any(cite.printed == one.printed for one in cites):
            cites.append(cite)
            said.append(text)
    is_blank = any(isinstance(cite.value, float) and cite.value > 0 for cite in cites)
    if is_blank and not undone:
        said.append(
            say(
                "What those rows would have changed was not tried: that much is conceded.",
                "No se probó qué habrían cambiado esas filas: eso se concede.",
            )
        )
    return Worded(" ".join(said), tuple(cites)) if cites else None


Told = tuple[str, Cited]
"""A sentence with the number it cites."""


def _share(hearing: Hearing) -> list[Told]:
    """How much of what the number needs was left blank."""
    one = hearing.headline
    own = (e for e in hearing.own.estimates if e.keys == one.keys and e.missing_share is not None)
    found = next((e for e in (one, *own) if e.missing_share is not None), None)
    if found is None or found.missing_share is None:
        return []
    cite = Cited(
        printed=numbers.percent(found.missing_share),
        question=hearing.question.id,
        what="missing_share",
        value=found.missing_share,
    )
    left = say(
        f"What it needs was left blank in {cite.printed} of the rows asked about.",
        f"Lo que necesita quedó en blanco en el {cite.printed} de las filas consultadas.",
    )
    return [(left, cite)]


def _race(hearing: Hearing, raised: Raised) -> list[Told]:
    """How often race was left blank over all stops of the run."""
    if "missing_race_share" not in raised.answered_by:
        return []
    for question, result in hearing.results():
        for share in result.named("missing_race_share"):
            if not share.keys:
                cite = OtherNumber(question, share).cited(numbers.percent(share.value))
                left = say(
                    f"Over all stops race was left blank in {cite.printed}.",
                    f"En el conjunto de las paradas la raza quedó en blanco en el {cite.printed}.",
                )
                return [(left, cite)]
    return []


def _blanks(hearing: Hearing, raised: Raised) -> list[Told]:
    """What the blanks could do: at worst, dealt, and the share of them that undoes the number."""
    one = hearing.headline
    told: list[tuple[str, Estimate, str]] = []
    alike = [e for e in hearing.own.estimates if e.keys == one.keys]
    told += [_at_worst(e) for e in alike if e.quantity.is_bound and e.scale is one.scale][:1]
    for dealt in (e for e in alike if (e.name, e.variant) == (one.name, DEALT)):
        shown = numbers.stated(dealt)
        text = say(
            f"Rows without a group, dealt like those that ended the same way, make it {shown}.",
            f"Las filas sin grupo, repartidas como las que acabaron igual, lo dejan en {shown}.",
        )
        told.append((text, dealt, shown))
    for undone in (e for e in alike if e.name in TIPPING and e.name in raised.answered_by):
        shown = numbers.value(undone)
        whom = people(labels.group_of(one))
        text = say(
            f"It vanishes if {shown} of the rows without a group are of {whom}.",
            f"Desaparece si el {shown} de las filas sin grupo son de {whom}.",
        )
        told.append((text, undone, shown))
    return [(text, OtherNumber(hearing.question, e).cited(shown)) for text, e, shown in told]


def _at_worst(bounds: Estimate) -> tuple[str, Estimate, str]:
    """What blanks could make of a number, dealt as unfavourably as can be."""
    ends = numbers.bounds(bounds)
    verdict = say("which leaves out no difference", "lo que excluye la ausencia de diferencia")
    if holds_no_difference(bounds):
        verdict = say(
            "which holds no difference: that much is conceded",
            "lo que incluye la ausencia de diferencia: eso se concede",
        )
    elif prints_as_none(bounds):
        verdict = say(
            "which barely leaves out no difference",
            "lo que apenas excluye la ausencia de diferencia",
        )
    text = say(
        f"Counted in the least favourable ways, what is blank could make it {ends}, {verdict}.",
        "Contado de las maneras menos favorables, lo que está en blanco podría dejarlo en "
        f"{ends}, {verdict}.",
    )
    return text, bounds, ends


def definitions(hearing: Hearing, raised: Raised) -> Worded | None:
    """The range over all ways in which the run asked the same, and other definitions of it."""
    ranged = _ranged(hearing)
    other = told(hearing, hearing.alike(raised))
    both = [one for one in (ranged, other) if one]
    if not both:
        return None
    return Worded(" ".join(o.text for o in both), tuple(c for o in both for c in o.cited))


def _ranged(hearing: Hearing) -> Worded | None:
    """The range of the choices among which the headline is one."""
    for question, result in hearing.results():
        for choice in result.named("choice"):
            if not any(_is_choice(choice, one) for one in hearing.finding.estimates):
                continue
            middle = next(
                e
                for e in result.named("median_choice")
                if e.keys == choice.keys and e.scale is choice.scale
            )
            clear = result.beside(middle, "share_of_choices_clear_of_no_difference")
            cites = (
                Cited(
                    printed=_ways(middle.n),
                    question=question.id,
                    what="choices",
                    value=middle.n,
                ),
                OtherNumber(question, middle).cited(numbers.bounds(middle)),
                OtherNumber(question, clear).cited(numbers.percent(clear.value, 0)),
            )
            is_above = middle.value > (middle.scale.no_difference or 0)
            side = say(
                f"wholly {'above' if is_above else 'below'} no difference",
                f"todos por {'encima' if is_above else 'debajo'} de la ausencia de diferencia",
            )
            ways, run, wholly = (cite.printed for cite in cites)
            asked = say(
                f"The run asked it in {ways}: answers run from {run}, and the intervals of "
                f"{wholly} of them lie {side}.",
                f"La ejecución lo preguntó de {ways}: las respuestas van de {run}, y los "
                f"intervalos del {wholly} de ellas quedan {side}.",
            )
            return Worded(asked, cites)
    return None


def _ways(number: int) -> str:
    """In how many ways something was asked."""
    printed = numbers.count(number)
    return say(f"{printed} ways", f"{printed} maneras")


def _is_choice(choice: Estimate, one: Estimate) -> bool:
    """Whether an estimate is itself one of the choices."""
    ends = zip((choice.value, choice.low, choice.high), (one.value, one.low, one.high), strict=True)
    alike = all(math.isclose(a, b, rel_tol=1e-9) for a, b in ends)
    return alike and labels.group_of(choice) == labels.group_of(one) and choice.scale is one.scale


def recording(hearing: Hearing, raised: Raised) -> Worded | None:
    """Breaks that were found or declared, or that were looked for; blanks over time."""
    said, cites = [], []
    breaks = _breaks(hearing)
    for cite in breaks:
        cites.append(cite)
        said.append(
            say(
                f"A break was found or declared: {cite.printed}",
                f"Se halló o se declaró una ruptura: {cite.printed}",
            )
        )
    if not breaks and hearing.headline.name in SEARCHED_FOR_BREAKS:
        n = hearing.headline.n
        cites.append(
            Cited(printed=numbers.count(n), question=hearing.question.id, what="n", value=n)
        )
        printed_n, unit = cites[-1].printed, hearing.headline.quantity.unit
        said.append(
            say(
                f"A lasting change of level was looked for ({printed_n} {unit} stand behind the "
                "number) and none was found; a slow or small one can be missed.",
                "Se buscó un cambio de nivel duradero (el número de casos detrás del resultado es "
                f"{printed_n}) y no se halló ninguno; uno lento o pequeño puede pasarse por alto.",
            )
        )
    if "missing_race_share_by_key" in raised.answered_by:
        ranged = _blanks_over_time(hearing)
        if ranged:
            said.append(ranged.text)
            cites += ranged.cited
    return Worded(" ".join(said), tuple(cites)) if cites else None


def _breaks(hearing: Hearing) -> list[Cited]:
    """Breaks that the answer, or another of the same family in the run, has found."""
    found: dict[float | str, Cited] = {}
    for question, result in hearing.results():
        if question.family is hearing.question.family:
            for note in (note for note in result.notes if note.code in BREAKS):
                asked = say(f"“{question.asked}” ", f"«{question.asked}» ")
                where = "" if question is hearing.question else asked
                cite = _noted(question.id, note, where)
                found.setdefault(cite.value, cite)
    return list(found.values())


def _noted(question: str, note: Note, where: str) -> Cited:
    text = sentence(note)
    said = f"{where}{text}"
    return Cited(printed=said, question=question, what=f"note {note.code}", value=text)


def _blanks_over_time(hearing: Hearing) -> Worded | None:
    for question, result in hearing.results():
        rows = [
            e
            for e in result.named("missing_race_share_by_key")
            if len(e.keys) == 1 and next(iter(e.keys)) in WHEN
        ]
        if len(rows) > 1:
            ends = [min(rows, key=lambda e: e.value), max(rows, key=lambda e: e.value)]
            (key,) = ends[0].keys
            shown = [f"{numbers.percent(e.value)} ({e.keys[key]})" for e in ends]
            by = labels.said(key)
            over_time = say(
                f"By {by}, race was left blank in {shown[0]} to {shown[1]} of stops; what else "
                "changed on the forms these records do not say.",
                f"Por {by}, la raza quedó en blanco en entre el {shown[0]} y el {shown[1]} de las "
                "paradas; qué más cambió en los formularios, estos datos no lo dicen.",
            )
            return Worded(
                over_time,
                tuple(OtherNumber(question, e).cited(s) for e, s in zip(ends, shown, strict=True)),
            )
    return None
