"""What a report says of shares that a source prints."""

from daylight.data.result import Result
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.language import Words
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
        sure = "the source does not say of how many people"
        if one.n:
            sure = f"of {numbers.count(one.n)} people asked: {numbers.interval(one)}"
        told.append(
            Claim(
                sentence=f"{asked(one)}: {one.keys['printed']} as printed, {sure}.",
                estimates=(one,),
                caveats=notes,
            )
        )
    for one in result.named("published_share_difference"):
        if one.variant is not None:
            continue
        told.append(
            Claim(
                sentence=(f"{asked(one)}: {numbers.stated(one)} against {one.compared_with}."),
                estimates=(one,),
                caveats=notes,
            )
        )
    return tuple(told)


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
            "published_share": Words("Share as printed"),
            "published_share_difference": Words("Distance between groups, as printed"),
        },
        notes={
            "size-not-stated": lambda f: (
                "How many people were asked is not stated, so no interval can be given: "
                f"{', '.join(f['sources'])}."
            ),
            "assumed-n": lambda f: (
                f"The source does not state {f['what']} for {f['figures']} figures; it was "
                "assumed, and the numbers are given once more at a quarter of that size."
            ),
        },
    ),
)
