"""What a report says of how a published count changed."""

from daylight.data.result import Estimate, Result
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.language import Words, say
from daylight.report.notes.words import fixed
from daylight.report.presentation import Presentation
from daylight.report.topic import Raised, Topic
from daylight.report.wording.published import asked, caveats, from_to

TOLD = 12
"""Changes of a long series that are told in sentences, the last ones; its table holds all."""


def words(result: Result) -> tuple[Claim, ...]:
    """Each pair of counts with its ratio, the last one with how often it was surpassed before."""
    counts = {_where(one, "period"): one for one in result.named("published_count")}
    told = []
    for one in result.named("published_count_ratio")[-TOLD:]:
        earlier, later = (counts[_where(one, key)] for key in ("from_period", "to_period"))
        told.append(
            Claim(
                sentence=_changed(one, str(earlier.keys["printed"]), str(later.keys["printed"])),
                estimates=(one, earlier, later),
                caveats=caveats(result),
            )
        )
    told += [
        Claim(
            sentence=_surpassed(one),
            estimates=(one,),
            caveats=caveats(result),
        )
        for one in result.named("larger_changes")
    ]
    return tuple(told)


def _changed(one: Estimate, first: str, last: str) -> str:
    size = numbers.change(one.value, 2)
    return say(
        f"{asked(one)}, {from_to(one)}: {first}, then {last}; {size}.",
        f"{asked(one)}, {from_to(one)}: {first} y después {last}; {size}.",
    )


def _surpassed(one: Estimate) -> str:
    series, first = numbers.count(one.n), one.keys["from_period"]
    larger = numbers.count(one.value)
    were, size = say(f"{larger} were", f"{larger} fueron"), "grandes"
    if one.value < 2:
        size = "grande"
        were = say("one was", "uno fue") if one.value else say("none was", "ninguno fue")
    return say(
        f"{asked(one)}: of the {series} changes that the series holds before the last, from the "
        f"one into {first} on, {were} as large in the same direction.",
        f"{asked(one)}: de los {series} cambios que la serie tiene antes del último, desde el que "
        f"lleva a {first}, {were} igual de {size} en el mismo sentido.",
    )


def _where(one: Estimate, period: str) -> tuple[str, ...]:
    names = ("measure", "population", "place", period)
    return tuple(str(one.keys[name]) for name in names)


OBJECTIONS = (
    Raised(Topic.DEFINITIONS),
    Raised(Topic.RECORDING),
    Raised(Topic.PURPOSE),
)

PRESENTATIONS = (
    Presentation(
        method="published-count-change",
        says=words,
        objections=OBJECTIONS,
        labels={
            "published_count": Words("Count as published", "Recuento publicado"),
            "published_count_ratio": Words(
                "Count divided by the count before", "Recuento dividido entre el anterior"
            ),
            "larger_changes": Words(
                "Earlier changes as large", "Cambios anteriores igual de grandes"
            ),
        },
        notes={
            "counts-as-published": fixed(
                "These are counts as published; nothing in them is a sample, and they vary by "
                "chance from one period to the next all the same.",
                "Son recuentos tal como se publicaron; nada en ellos es una muestra, y aun así "
                "varían por azar de un período a otro.",
            )
        },
    ),
)
