"""Which quantities of a result are drawn together: a rate with its ratio and its difference."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from daylight.data.estimate import key_names
from daylight.data.result import Estimate, Result, Scale
from daylight.report.charts.axes import RATIOS
from daylight.report.labels import group_of

_FORMS = ("_odds_ratio", "_ratio", "_difference", "_bounds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """One quantity that is drawn, and others of it that stand beside it in words.

    Parameters
    ----------
    drawn
        The estimates that are rows.
    ratios, differences
        The same compared, by ratio and by difference; empty where that is what is drawn.
    """

    drawn: tuple[Estimate, ...]
    ratios: tuple[Estimate, ...] = ()
    differences: tuple[Estimate, ...] = ()

    @property
    def has_interval(self) -> bool:
        """Whether any of its estimates has one."""
        return not all(math.isnan(e.low) for e in self.drawn)


def related(result: Result) -> list[Related]:
    """The quantities of a result, those of one rate as one, in order of appearance."""
    kinds: dict[tuple[str, tuple[str, ...]], dict[str, list[Estimate]]] = {}
    for estimate in result.estimates:
        if math.isfinite(estimate.value):
            keys = tuple(sorted(key_names((estimate,))))
            own = kinds.setdefault((stem(estimate.name), keys), {})
            own.setdefault(estimate.name, []).append(estimate)
    return [_as_one(list(own.values())) for own in _with_overall(kinds)]


def _with_overall(
    kinds: dict[tuple[str, tuple[str, ...]], dict[str, list[Estimate]]],
) -> list[dict[str, list[Estimate]]]:
    """A number of everything stands with those of its parts."""
    for (name, keys), own in list(kinds.items()):
        parts = next((held for (n, k), held in kinds.items() if n == name and k), None)
        if keys or parts is None or not own.keys() <= parts.keys():
            continue
        for quantity, estimates in own.items():
            parts[quantity] = [*estimates, *parts[quantity]]
        del kinds[name, keys]
    return list(kinds.values())


def stem(name: str) -> str:
    """What a quantity is called apart from how it is compared."""
    for form in _FORMS:
        name = name.replace(form, "")
    return name


def _as_one(quantities: Sequence[Sequence[Estimate]]) -> Related:
    """A rate goes before its ratio, a ratio before a difference; what is possible goes last."""
    ranked = sorted(quantities, key=_rank)
    drawn = ranked[0]
    beside = [e for own in ranked[1:] for e in own if not e.quantity.is_bound]
    return Related(
        drawn=tuple(drawn),
        ratios=tuple(e for e in beside if e.scale in RATIOS and drawn[0].scale not in RATIOS),
        differences=tuple(
            e
            for e in beside
            if e.scale in {Scale.DIFFERENCE, Scale.CHANGE} and e.scale is not drawn[0].scale
        ),
    )


def _rank(estimates: Sequence[Estimate]) -> tuple[bool, bool, bool]:
    one = estimates[0]
    return (one.quantity.is_bound, one.compared_with is not None, one.scale not in RATIOS)


def compared_with(result: Result) -> str | None:
    """The one group of people that others are compared with; None where there are several."""
    others = {e.compared_with for e in result.estimates if e.compared_with}
    found = others & {group_of(e) for e in result.estimates}
    return next(iter(found)) if len(found) == 1 else None


def beside(estimate: Estimate, others: Sequence[Estimate]) -> Estimate | None:
    """The one of the others that is of the same people, places and model; None where none is."""
    return next(
        (o for o in others if (o.keys, o.variant) == (estimate.keys, estimate.variant)), None
    )
