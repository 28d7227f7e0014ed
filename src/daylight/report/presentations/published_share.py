"""What a report says of shares that a source prints."""

from daylight.data.result import Estimate, Result
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.language import Words, say
from daylight.report.notes.words import Facts
from daylight.report.presentation import Presentation
from daylight.report.topic import Raised, Topic
from daylight.report.wording.published import asked, caveats


def words(result: Result) -> tuple[Claim, ...]:
    """Each share, then each distance from the reference population."""
    notes = caveats(result)
    told = []
    for one in result.named("published_share"):
        if one.variant is not None:
            continue
        told.append(Claim(sentence=_printed(one), estimates=(one,), caveats=notes))
    for one in result.named("published_share_difference"):
        if one.variant is not None:
            continue
        apart, others = numbers.stated(one), one.compared_with
        said = say(
            f"{asked(one)}: {apart} against {others}.",
            f"{asked(one)}: {apart} frente a {others}.",
        )
        told.append(Claim(sentence=said, estimates=(one,), caveats=notes))
    return tuple(told)


def _printed(one: Estimate) -> str:
    """A share as it was printed, with its interval where the source says of how many people."""
    printed = one.keys["printed"]
    if not one.n:
        return say(
            f"{asked(one)}: {printed} as printed, the source does not say of how many people.",
            f"{asked(one)}: {printed} según lo publicado; la fuente no dice de cuántas personas.",
        )
    people, sure = numbers.count(one.n), numbers.interval(one)
    return say(
        f"{asked(one)}: {printed} as printed, of {people} people asked: {sure}.",
        f"{asked(one)}: {printed} según lo publicado, de {people} personas encuestadas: {sure}.",
    )


def _size_not_stated(f: Facts) -> str:
    sources = ", ".join(f["sources"])
    return say(
        f"How many people were asked is not stated, so no interval can be given: {sources}.",
        f"No se dice a cuántas personas se preguntó, así que no puede darse un intervalo: "
        f"{sources}.",
    )


SIZE = "n"
"""What is most often assumed of a published share: how many people it is of."""


def _assumed_n(f: Facts) -> str:
    what, figures = f["what"], f["figures"]
    if what == SIZE:
        what = say("how many people were asked", "a cuántas personas se preguntó")
    return say(
        f"The source does not state {what} for {figures} figures; it was assumed, and the numbers "
        "are given once more at a quarter of that size.",
        f"La fuente no dice {what} para {figures} cifras; se supuso, y los números se dan otra vez "
        "con una cuarta parte de ese tamaño.",
    )


OBJECTIONS = (
    Raised(Topic.RESPONDENTS),
    Raised(Topic.FEW),
    Raised(Topic.MANY),
    Raised(Topic.POWER),
    Raised(Topic.DEFINITIONS),
    Raised(Topic.RECORDING),
    Raised(Topic.PURPOSE),
)

PRESENTATIONS = (
    Presentation(
        method="published-share",
        says=words,
        objections=OBJECTIONS,
        labels={
            "published_share": Words("Share as printed", "Proporción publicada"),
            "published_share_difference": Words(
                "Difference between groups, as printed",
                "Diferencia entre grupos, según lo publicado",
            ),
        },
        notes={
            "size-not-stated": _size_not_stated,
            "assumed-n": _assumed_n,
        },
    ),
)
