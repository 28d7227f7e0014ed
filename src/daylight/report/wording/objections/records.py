"""Answers on the records: what is blank, how else it could be defined, when recording changed."""

import math

from daylight.data.estimate import Estimate
from daylight.data.facts.monitoring import CodedFacts, FunnelFacts, SequentialFacts
from daylight.data.result import Note
from daylight.data.variants import DEALT
from daylight.report import labels, numbers
from daylight.report.grade import holds_no_difference
from daylight.report.notes import sentence
from daylight.report.objection import Cited, Hearing, OtherNumber, Worded
from daylight.report.topic import Raised
from daylight.report.wording.groups import people
from daylight.report.wording.objections.other_numbers import (
    lies,
    printed,
    prints_as_none,
    stated,
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
        said.append("What those rows would have changed was not tried: that much is conceded.")
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
    return [(f"What it needs was left blank in {cite.printed} of the rows asked about.", cite)]


def _race(hearing: Hearing, raised: Raised) -> list[Told]:
    """How often race was left blank over all stops of the run."""
    if "missing_race_share" not in raised.answered_by:
        return []
    for question, result in hearing.results():
        for share in result.named("missing_race_share"):
            if not share.keys:
                cite = OtherNumber(question, share).cited(numbers.percent(share.value))
                return [(f"Over all stops race was left blank in {cite.printed}.", cite)]
    return []


def _blanks(hearing: Hearing, raised: Raised) -> list[Told]:
    """What the blanks could do: at worst, dealt, and the share of them that undoes the number."""
    one = hearing.headline
    told: list[tuple[str, Estimate, str]] = []
    alike = [e for e in hearing.own.estimates if e.keys == one.keys]
    told += [_at_worst(e) for e in alike if e.quantity.is_bound and e.scale is one.scale][:1]
    for dealt in (e for e in alike if (e.name, e.variant) == (one.name, DEALT)):
        shown = numbers.stated(dealt)
        text = f"Rows without a group, dealt like those that ended the same way, make it {shown}."
        told.append((text, dealt, shown))
    for undone in (e for e in alike if e.name in TIPPING and e.name in raised.answered_by):
        shown = numbers.value(undone)
        whom = people(labels.group_of(one))
        text = f"It vanishes if {shown} of the rows without a group are of {whom}."
        told.append((text, undone, shown))
    return [(text, OtherNumber(hearing.question, e).cited(shown)) for text, e, shown in told]


def _at_worst(bounds: Estimate) -> tuple[str, Estimate, str]:
    """What blanks could make of a number, dealt as unfavourably as can be."""
    ends = numbers.bounds(bounds)
    verdict = "which leaves out no difference"
    if holds_no_difference(bounds):
        verdict = "which holds no difference: that much is conceded"
    elif prints_as_none(bounds):
        verdict = "which barely leaves out no difference"
    text = f"Counted in the least favourable ways, what is blank could make it {ends}, {verdict}."
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
                    printed=f"{numbers.count(middle.n)} ways",
                    question=question.id,
                    what="choices",
                    value=middle.n,
                ),
                OtherNumber(question, middle).cited(numbers.bounds(middle)),
                OtherNumber(question, clear).cited(numbers.percent(clear.value, 0)),
            )
            side = "above" if middle.value > (middle.scale.no_difference or 0) else "below"
            return Worded(
                f"The run asked it in {cites[0].printed}: answers run from {cites[1].printed}, "
                f"and the "
                f"intervals of {cites[2].printed} of them lie wholly {side} no difference.",
                cites,
            )
    return None


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
        said.append(f"A break was found or declared: {cite.printed}")
    if not breaks and hearing.headline.name in SEARCHED_FOR_BREAKS:
        n = hearing.headline.n
        cites.append(
            Cited(printed=numbers.count(n), question=hearing.question.id, what="n", value=n)
        )
        said.append(
            f"A lasting change of level was looked for ({cites[-1].printed} "
            f"{hearing.headline.quantity.unit} stand behind the number) and none was found; a slow "
            "or small one can be missed."
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
                where = "" if question is hearing.question else f"“{question.asked}” "
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
            return Worded(
                f"By {labels.said(key)}, race was left blank in {shown[0]} to {shown[1]} of "
                f"stops; "
                "what else changed on the forms these records do not say.",
                tuple(OtherNumber(question, e).cited(s) for e, s in zip(ends, shown, strict=True)),
            )
    return None


def looks(hearing: Hearing, _raised: Raised) -> Worded | None:
    """How often a measure was looked at, and what holds at all looks together."""
    facts = hearing.own.facts
    if not isinstance(facts, SequentialFacts):
        return None
    one = hearing.headline
    cites = [
        Cited(
            printed=f"{numbers.count(len(facts.looks))} looks",
            question=hearing.question.id,
            what="looks",
            value=len(facts.looks),
        ),
        OtherNumber(hearing.question, one).cited(stated(one)),
    ]
    said = (
        f"{cites[0].printed} were made, and all intervals hold together at the stated level, "
        f"however "
        f"many are made: the last is {cites[1].printed}{lies(one)}."
    )
    if facts.first_if_looked_once and not facts.first_beyond:
        said += (
            " An ordinary interval, made for one look, would have said otherwise; it is not used."
        )
    return Worded(said, tuple(cites))


def agencies(hearing: Hearing, raised: Raised) -> Worded | None:
    """How many agencies could be compared, and what was held alike."""
    facts = hearing.own.facts
    if not isinstance(facts, FunnelFacts):
        return None
    cites = [
        Cited(
            printed=f"{numbers.count(number)} {words}",
            question=hearing.question.id,
            what=what,
            value=number,
        )
        for what, number, words in (
            ("comparable", facts.comparable, "agencies are compared"),
            ("left_out", len(facts.left_out), "are not, each with its reason"),
        )
    ]
    held = [labels.said(name) for name in facts.circumstances]
    alike = (
        f"; events are those beyond what is expected for the same {', '.join(held)}" if held else ""
    )
    further = told(hearing, hearing.alike(raised))
    more = f" {further.text}" if further else ""
    open_ = "" if held else " Nothing about their calls, places or people is held alike: conceded."
    return Worded(
        f"{cites[0].printed} and {cites[1].printed}{alike}.{open_}{more}",
        (*cites, *(further.cited if further else ())),
    )


def coders(hearing: Hearing, raised: Raised) -> Worded | None:
    """How many texts were read by hand, and how far the coder is off."""
    facts = hearing.own.facts
    if not isinstance(facts, CodedFacts):
        return None
    cites = [
        Cited(
            printed=f"{numbers.count(number)} {words}",
            question=hearing.question.id,
            what=what,
            value=number,
        )
        for what, number, words in (
            ("checked", facts.checked, "of them"),
            ("texts", facts.texts, "texts"),
        )
    ]
    error = next(e for e in hearing.own.named("coding_error") if "subject_race" not in e.keys)
    cites.append(
        OtherNumber(hearing.question, error).cited(
            printed(hearing, OtherNumber(hearing.question, error))
        )
    )
    further = told(hearing, hearing.alike(raised))
    more = f" {further.text}" if further else ""
    return Worded(
        f"{cites[1].printed} were coded and {cites[0].printed} read by hand: "
        f"{cites[2].printed}{lies(error)}. "
        f"A reader’s own errors are not in it.{more}",
        (*cites, *(further.cited if further else ())),
    )
