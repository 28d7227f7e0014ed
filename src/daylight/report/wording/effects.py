"""Sentences about what changed after training, an investigation or an agreement."""

from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.result import Estimate, Result, Scale


def staggered(result: Result) -> tuple[Claim, ...]:
    """Callaway–Sant'Anna and its kin: the average over treated units and periods."""
    return tuple(
        Claim(
            sentence=(
                f"{subject(estimate)} {moved(estimate)} where it had begun, compared with units "
                "where it had not begun yet."
            ),
            estimates=(estimate,),
            adjusted_for=("differences between units that do not change", "common periods"),
            caveats=texts(result),
        )
        for estimate in result.named("average_effect")
    )


def subject(estimate: Estimate) -> str:
    """The outcome as the subject of a sentence: `Violent crime per 100k`."""
    words = estimate.group.replace("_", " ")
    return words[:1].upper() + words[1:]


def moved(estimate: Estimate) -> str:
    """How far an outcome moved, with its interval, and what follows where that may be nothing."""
    level = f"{100 * estimate.level:.0f} % interval"
    if estimate.scale is Scale.RATIO:
        value = f"{percent_change(estimate.value)} ({level} {percent_change(estimate.low)}"
        text = f"changed by {value} to {percent_change(estimate.high)})"
    else:
        text = f"changed by {numbers.stated(estimate)} in its own units"
    if estimate.low <= (estimate.scale.no_difference or 0.0) <= estimate.high:
        return text + ", which is not enough evidence either way,"
    return text


def percent_change(ratio: float) -> str:
    """A ratio as a change: 0.95 is −5.0 %."""
    return f"{100 * (ratio - 1):+,.1f} %".replace("-", "−")


def texts(result: Result) -> tuple[str, ...]:
    """The texts of a result's notes."""
    return tuple(note.text for note in result.notes)
