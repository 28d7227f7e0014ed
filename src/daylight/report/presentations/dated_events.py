"""What a report says of events with dates and sources."""

from daylight.data.result import Estimate, Result
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.language import Words, say
from daylight.report.notes.words import fixed
from daylight.report.presentation import NoPicture, Presentation
from daylight.report.topic import Raised, Topic
from daylight.report.wording.published import asked, caveats


def status(result: Result) -> tuple[Claim, ...]:
    """How many such events the cited sources hold."""
    return tuple(
        Claim(sentence=_cited(one), estimates=(one,), caveats=caveats(result))
        for one in result.estimates
    )


def _cited(one: Estimate) -> str:
    what, n = asked(one), numbers.count(one.value)
    return say(f"{what}: {n} in the cited sources.", f"{what}: {n} en las fuentes citadas.")


def elapsed(result: Result) -> tuple[Claim, ...]:
    """Years, with what the precision of the date leaves open."""
    return tuple(
        Claim(sentence=_years(one), estimates=(one,), caveats=caveats(result))
        for one in result.estimates
    )


def _years(one: Estimate) -> str:
    what, low, high = asked(one), numbers.number(one.low), numbers.number(one.high)
    return say(f"{what}: between {low} and {high} years.", f"{what}: entre {low} y {high} años.")


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
        labels={
            "events_by_then": Words("Events in the cited sources", "Sucesos en las fuentes citadas")
        },
        notes={
            "events-as-cited": fixed(
                "Counted are events that the cited sources hold; none counted does not say that "
                "none happened.",
                "Se cuentan los sucesos que recogen las fuentes citadas; que no se cuente ninguno "
                "no dice que no ocurriera ninguno.",
            )
        },
    ),
    Presentation(
        method="time-since",
        says=elapsed,
        objections=OBJECTIONS,
        picture=NoPicture("the time between two dates is one number"),
        labels={"years_since": Words("Years since", "Años desde entonces")},
    ),
)
