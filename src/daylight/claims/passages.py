"""A document's text cut where quotations begin and end, so that a page can mark them in place."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from daylight.claims.objects import Quotation
from daylight.claims.scan import paragraphs


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters, and the quotations that it belongs to."""

    words: str
    quotations: tuple[str, ...]


def marked(text: str, quotations: Sequence[Quotation]) -> tuple[tuple[Segment, ...], ...]:
    """Paragraphs of segments; passages may overlap or lie within one another."""
    return tuple(tuple(_segments(text, start, end, quotations)) for start, end in paragraphs(text))


def _segments(text: str, start: int, end: int, quotations: Sequence[Quotation]) -> list[Segment]:
    edges = {start, end}
    for one in quotations:
        edges |= {edge for edge in (one.start, one.end) if start < edge < end}
    cuts = sorted(edges)
    return [
        Segment(
            text[first:last],
            tuple(one.id for one in quotations if one.start < last and first < one.end),
        )
        for first, last in pairwise(cuts)
    ]
