"""What a report says of how a printed share changed."""

from daylight.data.result import Result
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.language import Words
from daylight.report.presentation import Presentation
from daylight.report.topic import Raised, Topic
from daylight.report.wording.published import asked, caveats, from_to


def words(result: Result) -> tuple[Claim, ...]:
    """One sentence for each pair of periods."""
    return tuple(
        Claim(
            sentence=f"{asked(one)}, {from_to(one)}: {numbers.stated(one)}.",
            estimates=(one,),
            caveats=caveats(result),
        )
        for one in result.estimates
        if one.variant is None
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
        method="published-share-change",
        says=words,
        objections=OBJECTIONS,
        labels={
            "published_share_change": Words(
                "Change of the share as printed", "Cambio de la proporción publicada"
            )
        },
    ),
)
