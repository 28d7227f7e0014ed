"""What a report says of rates from published counts."""

from daylight.data.result import Result
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.language import Words, say
from daylight.report.notes.words import fixed
from daylight.report.presentation import Presentation
from daylight.report.topic import Raised, Topic
from daylight.report.wording.published import asked, caveats, from_to


def words(result: Result) -> tuple[Claim, ...]:
    """Each rate, then each period over the one before."""
    rates = [
        Claim(
            sentence=say(
                f"{asked(one)}: a rate of {numbers.stated(one)}.",
                f"{asked(one)}: una tasa de {numbers.stated(one)}.",
            ),
            estimates=(one,),
            caveats=caveats(result),
        )
        for one in result.named("published_rate")
    ]
    ratios = [
        Claim(
            sentence=say(
                f"{asked(one)}, {from_to(one)}: the rate is {numbers.stated(one)} times what it "
                "was.",
                f"{asked(one)}, {from_to(one)}: la tasa es {numbers.stated(one)} veces la "
                "anterior.",
            ),
            estimates=(one,),
            caveats=caveats(result),
        )
        for one in result.named("published_rate_ratio")
    ]
    return (*rates, *ratios)


OBJECTIONS = (
    Raised(Topic.FEW),
    Raised(Topic.MANY),
    Raised(Topic.POWER),
    Raised(Topic.DEFINITIONS),
    Raised(Topic.RECORDING),
    Raised(Topic.PURPOSE),
)

PRESENTATIONS = (
    Presentation(
        method="published-rate",
        says=words,
        objections=OBJECTIONS,
        labels={
            "published_rate": Words("Rate as published", "Tasa publicada"),
            "published_rate_ratio": Words(
                "Rate divided by the rate before", "Tasa dividida entre la anterior"
            ),
        },
        notes={
            "published-independent": fixed(
                "The intervals hold if events are independent of one another; a publication does "
                "not say how much they go together.",
                "Los intervalos valen si los sucesos son independientes entre sí; una publicación "
                "no dice en qué medida van juntos.",
            )
        },
    ),
)
