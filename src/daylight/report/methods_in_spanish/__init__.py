"""What methods say of themselves, in the language that is spoken.

The English stands in each method's `METHOD` record and in the list of methods; the Spanish here,
field by field and item by item in the same order.
"""

from typing import Protocol

from daylight.errors import DaylightError
from daylight.report.language import Language, spoken
from daylight.report.methods_in_spanish import (
    courts,
    effects,
    force,
    officers,
    published,
    searches,
    stops,
    watched,
)
from daylight.report.methods_in_spanish.record import SpanishTexts

SPANISH: dict[str, SpanishTexts] = {
    **effects.SPANISH,
    **officers.SPANISH,
    **watched.SPANISH,
    **stops.SPANISH,
    **searches.SPANISH,
    **force.SPANISH,
    **courts.SPANISH,
    **published.SPANISH,
}
"""Method → its texts in Spanish."""


class OwnTexts(Protocol):
    """What a method says of itself, in any language."""

    @property
    def question(self) -> str:
        """What it answers, as a person would ask it."""

    @property
    def refuses_when(self) -> str:
        """When it gives no answer."""

    @property
    def assumptions(self) -> tuple[str, ...]:
        """What must hold for the answer to mean it."""

    @property
    def overturned_by(self) -> tuple[str, ...]:
        """What finding would change the answer."""

    @property
    def cannot_say(self) -> tuple[str, ...]:
        """What nobody may conclude from it."""


def own_texts(name: str, english: OwnTexts) -> OwnTexts:
    """A method's own texts in the language that is spoken; DaylightError where it has none."""
    if spoken() is Language.ENGLISH:
        return english
    if name not in SPANISH:
        raise DaylightError(
            f"{name} has no Spanish: add its texts to report/methods_in_spanish/<subject>.py"
        )
    return SPANISH[name]
