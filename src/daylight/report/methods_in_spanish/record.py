"""A method's own texts in Spanish, beside the English ones of its `METHOD` record."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanishTexts:
    """What a `Method` says of itself, field by field and item by item in the same order."""

    question: str
    refuses_when: str
    assumptions: tuple[str, ...]
    overturned_by: tuple[str, ...]
    cannot_say: tuple[str, ...]


WHAT_OFFICERS_DID = "qué hicieron los agentes"
WHY_RATES_DIFFER = "por qué difieren las tasas"
WHY_SHARES_DIFFER = "por qué difieren las proporciones"
NOT_STOPPED = "nada sobre las personas que no fueron paradas"
PEOPLE_INDEPENDENT = "las personas son independientes entre sí"
