"""What stops without a recorded group could change, in words."""

from daylight.data.result import Estimate, Result
from daylight.data.variants import DEALT
from daylight.report import numbers
from daylight.report.grade import holds_no_difference
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
    said = (
        " With the stops of unrecorded race dealt like recorded ones that ended the same way it "
        f"is {numbers.stated(dealt)}"
    )
    if undone:
        said += (
            f"; it vanishes if {numbers.value(undone[0])} of them are of "
            f"{people(str(dealt.keys['subject_race']))} and the rest of "
            f"{people(dealt.compared_with or '')}"
        )
    return f"{said}."


def proviso(result: Result, bounds: tuple[Estimate, ...]) -> str:
    """What must hold where blanks depend on what happened and could undo the difference."""
    note = result.noted("blanks-depend-on-event")
    if note is None or not bounds or not holds_no_difference(bounds[0]):
        return ""
    return (
        "Provided that the stops without a recorded race do not undo it, which they could, as race "
        "is left blank more often after some ends of a stop than after others"
    )
