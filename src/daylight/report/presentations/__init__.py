"""Every method's presentation, by the method's name; a method without one is a test failure."""

from daylight.report.language import Language
from daylight.report.presentation import Presentation, Wording
from daylight.report.presentations import (
    effects,
    force,
    monitoring,
    officers,
    searches,
    stops,
    trust,
)

PRESENTATIONS: dict[str, Presentation] = {
    one.method: one
    for one in (
        *stops.PRESENTATIONS,
        *searches.PRESENTATIONS,
        *force.PRESENTATIONS,
        *officers.PRESENTATIONS,
        *effects.PRESENTATIONS,
        *trust.PRESENTATIONS,
        *monitoring.PRESENTATIONS,
    )
}


def wordings(language: Language = Language.ENGLISH) -> dict[str, Wording]:
    """Method → what proposes its sentences in a language."""
    return {name: one.wording(language) for name, one in PRESENTATIONS.items()}
