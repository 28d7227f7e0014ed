"""What tells the rows of a picture apart, and what they share."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from daylight.data.result import Estimate, Scale
from daylight.report import labels
from daylight.report.labels import Facet
from daylight.report.language import say

WHEN = frozenset({"year", "period", "wave", "from_period", "to_period", "from_wave", "to_wave"})
"""Keys whose numbers say by themselves what they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldApart:
    """What tells rows apart: their labels, the headings they stand under, what they share."""

    labels: tuple[str, ...]
    sections: tuple[str, ...]
    fixed: tuple[str, ...]
    is_group: bool


def told_apart(shown: Sequence[Estimate]) -> ToldApart:
    """Labels of rows, and the headings they stand under."""
    found = facets(shown)
    varying = [facet for facet in found if facet.varies]
    fixed = tuple(facet.texts[0] for facet in found if not facet.varies) if len(shown) > 1 else ()
    if not varying:
        return ToldApart(
            labels=found[0].texts if found else (say("All", "Todos"),) * len(shown),
            sections=("",) * len(shown),
            fixed=fixed[1:],
            is_group=False,
        )
    first, rest = varying[0], joined(varying[1:], len(shown))
    is_group = first.key in labels.GROUPS
    if len(varying) == 1:
        return ToldApart(
            labels=first.texts, sections=("",) * len(shown), fixed=fixed, is_group=is_group
        )
    fewer, more = sorted((first.texts, rest), key=lambda texts: len(set(texts)))
    if is_group and shown[0].compared_with is None:
        fewer, more = rest, first.texts  # groups stand beside one another
    return ToldApart(labels=more, sections=fewer, fixed=fixed, is_group=False)


def facets(shown: Sequence[Estimate]) -> list[Facet]:
    """Each key of estimates with its texts, bare numbers with the name of their key."""
    return [_named(n, facet, shown) for n, facet in enumerate(labels.facets(shown))]


def _named(position: int, facet: Facet, shown: Sequence[Estimate]) -> Facet:
    """A facet whose values are bare numbers, or a second kind of group, with its name."""
    held = [e.keys[facet.key] for e in shown if facet.key in e.keys]
    is_bare = bool(held) and all(not isinstance(value, str) for value in held)
    is_second = position > 0 and facet.key in labels.GROUPS
    if not is_second and (not is_bare or facet.key in labels.VALUES or facet.key in WHEN):
        return facet
    texts = tuple(f"{facet.heading}: {text}" for text in facet.texts)
    return replace(facet, texts=texts)


def joined(several: Sequence[Facet], count: int) -> tuple[str, ...]:
    """The texts of several facets as one."""
    if not several:
        return ("",) * count
    return tuple(", ".join(texts) for texts in zip(*(f.texts for f in several), strict=True))


def title(shown: Sequence[Estimate], fixed: Sequence[str]) -> str:
    """The quantity, and what all rows share."""
    text = labels.quantity(shown[0].name)
    if len({e.name for e in shown}) > 1:
        return ", ".join(fixed)
    named = [text, *(one for one in fixed if one != text)]
    if shown[0].scale is Scale.DIFFERENCE:
        named.append(say("points", "puntos"))
    return ", ".join(named)
