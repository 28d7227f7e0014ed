"""What sentences about published numbers share."""

from daylight.data.result import Estimate, Result
from daylight.report.language import say
from daylight.report.notes import sentence


def asked(one: Estimate) -> str:
    """Measure, population, place and, where there is one, period."""
    names = ("measure", "population", "place", "period")
    parts = [str(one.keys[name]) for name in names if name in one.keys]
    told = ", ".join(parts)
    return told[:1].upper() + told[1:]


def from_to(one: Estimate) -> str:
    """The two periods that a change lies between."""
    first, last = one.keys["from_period"], one.keys["to_period"]
    return say(f"{first}, then {last}", f"{first} y después {last}")


def caveats(result: Result) -> tuple[str, ...]:
    """The notes of a result as sentences."""
    return tuple(sentence(note) for note in result.notes)
