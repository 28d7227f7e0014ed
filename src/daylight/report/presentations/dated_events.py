"""What a report says of events with dates and sources."""

from daylight.data.result import Result
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.language import Words
from daylight.report.notes.words import fixed
from daylight.report.presentation import NoPicture, Presentation
from daylight.report.topic import Raised, Topic
from daylight.report.wording.published import asked, caveats


def status(result: Result) -> tuple[Claim, ...]:
    """How many such events the cited sources hold."""
    return tuple(
        Claim(
            sentence=f"{asked(one)}: {numbers.count(one.value)} in the cited sources.",
            estimates=(one,),
            caveats=caveats(result),
        )
        for one in result.estimates
    )


def elapsed(result: Result) -> tuple[Claim, ...]:
    """Years, with what the precision of the date leaves open."""
    return tuple(
        Claim(
            sentence=f"{asked(one)}: between {one.low:.2f} and {one.high:.2f} years.",
            estimates=(one,),
            caveats=caveats(result),
        )
        for one in result.estimates
    )


OBJECTIONS = (
    Raised(Topic.DEFINITIONS),
    Raised(Topic.RECORDING),
    Raised(Topic.PURPOSE),
)

PRESENTATIONS = (
    Presentation(
        method="status-on-date",
        says=status,
        objections=OBJECTIONS,
        picture=NoPicture("a count of cited events is one number"),
        labels={"events_by_then": Words("Events in the cited sources")},
        notes={
            "events-as-cited": fixed(
                "Counted are events that the cited sources hold; none counted does not say that "
                "none happened."
            )
        },
    ),
    Presentation(
        method="time-since",
        says=elapsed,
        objections=OBJECTIONS,
        picture=NoPicture("the time between two dates is one number"),
        labels={"years_since": Words("Years since")},
    ),
)
