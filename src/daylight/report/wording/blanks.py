"""What stops without a recorded group could change, in words."""

from daylight.data.result import Estimate, Result
from daylight.data.variants import DEALT
from daylight.report import numbers
from daylight.report.grade import holds_no_difference
from daylight.report.language import say
from daylight.report.wording.groups import people


def headlines(result: Result, name: str) -> tuple[Estimate, ...]:
    """The estimates of a quantity under no variant."""
    return tuple(estimate for estimate in result.named(name) if estimate.variant is None)


def with_blanks(result: Result, headline: Estimate, tipping: str) -> tuple[Estimate, ...]:
    """The number with blanks dealt like recorded stops, and the share of blanks that undoes it."""
    dealt = [
        e for e in result.named(headline.name) if (e.keys, e.variant) == (headline.keys, DEALT)
    ]
    undone = [e for e in result.named(tipping) if e.keys == headline.keys]
    return (*dealt[:1], *undone[:1]) if dealt else ()


def dealt_sentence(given: tuple[Estimate, ...]) -> str:
    """The same as a sentence with a space before it; empty where there is nothing to say."""
    if not given:
        return ""
    dealt, *undone = given
    size = numbers.stated(dealt)
    said = say(
        " With the stops of unrecorded race dealt like recorded ones that ended the same way it "
        f"is {size}",
        " Si las paradas sin raza registrada se reparten como las registradas que acabaron igual, "
        f"es {size}",
    )
    if undone:
        share = numbers.value(undone[0])
        own, others = (
            people(group) for group in (str(dealt.keys["subject_race"]), dealt.compared_with or "")
        )
        said += say(
            f"; it vanishes if {share} of them are of {own} and the rest of {others}",
            f"; desaparece si el {share} de ellas son de {own} y el resto de {others}",
        )
    return f"{said}."


def proviso(result: Result, bounds: tuple[Estimate, ...]) -> str:
    """What must hold where blanks depend on what happened and could undo the difference."""
    note = result.noted("blanks-depend-on-event")
    if note is None or not bounds or not holds_no_difference(bounds[0]):
        return ""
    return say(
        "Provided that the stops without a recorded race do not undo it, which they could, as race "
        "is left blank more often after some ends of a stop than after others",
        "Siempre que las paradas sin raza registrada no la anulen, y podrían hacerlo, porque la "
        "raza queda en blanco más a menudo según cómo termina la parada",
    )
