"""What a report says of how a printed share changed."""

from daylight.data.result import Result
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.language import Words
from daylight.report.presentation import Presentation
from daylight.report.topic import COMPARED, Raised, Topic
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


PRESENTATIONS = (
    Presentation(
        method="published-share-change",
        objections=(
            Raised(Topic.RESPONDENTS),
            Raised(Topic.DATES),
            Raised(Topic.DEFINITIONS),
            *COMPARED,
        ),
        en=words,
        labels={"published_share_change": Words("Change of the share as printed")},
    ),
)
