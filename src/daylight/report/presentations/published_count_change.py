"""What a report says of how a published count changed."""

from daylight.data.result import Estimate, Result
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.language import Words
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
                sentence=(
                    f"{asked(one)}, {from_to(one)}: {earlier.keys['printed']}, then "
                    f"{later.keys['printed']}; {_percent(one.value)}."
                ),
                estimates=(one, earlier, later),
                caveats=caveats(result),
            )
        )
    told += [
        Claim(
            sentence=(
                f"{asked(one)}: of the {numbers.count(one.n)} changes that the series holds before "
                f"the last, from the one into {one.keys['from_period']} on, "
                f"{numbers.count(one.value)} were as large in the same direction."
            ),
            estimates=(one,),
            caveats=caveats(result),
        )
        for one in result.named("larger_changes")
    ]
    return tuple(told)


def _where(one: Estimate, period: str) -> tuple[str, ...]:
    names = ("measure", "population", "place", period)
    return tuple(str(one.keys[name]) for name in names)


def _percent(ratio: float) -> str:
    """A ratio as a change in per cent."""
    return numbers.minus(f"{100 * (ratio - 1):+.2f} %")


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
            "published_count": Words("Count as published"),
            "published_count_ratio": Words("Count over the count before"),
            "larger_changes": Words("Earlier changes as large"),
        },
        notes={
            "counts-as-published": fixed(
                "These are counts as published; nothing in them is a sample, and they vary by "
                "chance from one period to the next all the same."
            )
        },
    ),
)
