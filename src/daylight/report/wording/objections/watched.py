"""Answers on what is watched: looks at a measure, agencies side by side, texts that were coded."""

from daylight.data.facts.monitoring import CodedFacts, FunnelFacts, SequentialFacts
from daylight.report import labels, numbers
from daylight.report.language import say
from daylight.report.objection import Cited, Hearing, OtherNumber, Worded
from daylight.report.topic import Raised
from daylight.report.wording.objections.other_numbers import lies, printed, stated, told


def looks(hearing: Hearing, _raised: Raised) -> Worded | None:
    """How often a measure was looked at, and what holds at all looks together."""
    facts = hearing.own.facts
    if not isinstance(facts, SequentialFacts):
        return None
    one = hearing.headline
    cites = [
        Cited(
            printed=_looked(len(facts.looks)),
            question=hearing.question.id,
            what="looks",
            value=len(facts.looks),
        ),
        OtherNumber(hearing.question, one).cited(stated(one)),
    ]
    made, last = cites[0].printed, f"{cites[1].printed}{lies(one)}"
    said = say(
        f"{made} were made, and all intervals hold together at the stated level, however many are "
        f"made: the last is {last}.",
        f"Se hicieron {made}, y todos los intervalos valen juntos al nivel indicado, por muchas "
        f"que se hagan: el último es {last}.",
    )
    if facts.first_if_looked_once and not facts.first_beyond:
        once = say(
            "An ordinary interval, made for one look, would have said otherwise; it is not used.",
            "Un intervalo corriente, hecho para una sola mirada, habría dicho otra cosa; no se "
            "usa.",
        )
        said = f"{said} {once}"
    return Worded(said, tuple(cites))


def _looked(number: int) -> str:
    """How many looks there were."""
    printed = numbers.count(number)
    return say(f"{printed} looks", f"{printed} miradas")


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
            (
                "comparable",
                facts.comparable,
                say("agencies are compared", "cuerpos policiales se comparan"),
            ),
            (
                "left_out",
                len(facts.left_out),
                say("are not, each with its reason", "no, cada uno con su motivo"),
            ),
        )
    ]
    further = told(hearing, hearing.alike(raised))
    compared, left = (cite.printed for cite in cites)
    said = [say(f"{compared} and {left}{_held(facts)}.", f"{compared} y {left}{_held(facts)}.")]
    if not facts.circumstances:
        said.append(
            say(
                "Nothing about their calls, places or people is held alike: conceded.",
                "Nada de sus llamadas, lugares o personas se iguala: eso se concede.",
            )
        )
    said += [further.text] if further else []
    return Worded(" ".join(said), (*cites, *(further.cited if further else ())))


def _held(facts: FunnelFacts) -> str:
    """The circumstances at which agencies are compared."""
    if not facts.circumstances:
        return ""
    held = ", ".join(labels.said(name) for name in facts.circumstances)
    return say(
        f"; events are those beyond what is expected for the same {held}",
        f"; los sucesos son los que exceden lo esperado a igualdad de {held}",
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
            ("checked", facts.checked, say("of them", "de ellos")),
            ("texts", facts.texts, say("texts", "textos")),
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
    checked, texts, off = (cite.printed for cite in cites)
    said = say(
        f"{texts} were coded and {checked} read by hand: {off}{lies(error)}. A reader’s own "
        f"errors are not in it.{more}",
        f"Se codificaron {texts} y {checked} se leyeron a mano: {off}{lies(error)}. Los errores "
        f"propios de un lector no están incluidos.{more}",
    )
    return Worded(said, (*cites, *(further.cited if further else ())))
