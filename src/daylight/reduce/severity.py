"""Severity of a row of force, on each declared scale, and its place in the order of kinds."""

from collections.abc import Callable
from typing import Any

from daylight.severity import ORDER, SCALES, Scale
from daylight.vocabulary import ForceUse, Injury

SHOWN = (ForceUse.DRAWN.value, ForceUse.POINTED.value)


def severity_level(rows: Any, scale: Scale) -> Any:
    """The level of a row on a scale, as text; null where the kind was not recorded."""
    import ibis

    branches = []
    if scale.raised_by_injury and "subject_injury" in rows.columns:
        worst = rows.subject_injury.isin([Injury.SERIOUS.value, Injury.FATAL.value])
        branches.append((worst.fill_null(False), str(scale.raised_by_injury)))
    branches.append((_is_shown(rows), str(scale.pointed)))
    branches += [
        ((rows.force_kind == kind.value).fill_null(False), str(level))
        for kind, level in scale.levels.items()
    ]
    return ibis.cases(*branches)


def severity_rank(rows: Any) -> Any:
    """Place of a row's kind in the declared order; a weapon only shown ranks below all used."""
    import ibis

    kinds = [
        ((rows.force_kind == word.value).fill_null(False), place)
        for place, word in enumerate(ORDER, start=1)
    ]
    return ibis.cases((_is_shown(rows), 0), *kinds, else_=-1)


def _is_shown(rows: Any) -> Any:
    return rows.force_use.isin(SHOWN).fill_null(False)


def _on(scale: Scale) -> Callable[[Any], Any]:
    return lambda rows: severity_level(rows, scale)


SEVERITY = {f"severity_{name}": _on(scale) for name, scale in SCALES.items()}
"""Derived key → how it is worked out."""
