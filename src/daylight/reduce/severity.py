"""Severity of a row of force, on each declared scale, and its place in the order of kinds."""

from collections.abc import Callable
from typing import Any

from daylight.schema.severity import ORDER, SCALES, SeverityScale
from daylight.schema.vocabulary import ForceKind, ForceUse, Injury

DEADLY = 4
SHOWN = (ForceUse.DRAWN.value, ForceUse.POINTED.value)


def severity_level(rows: Any, scale: SeverityScale) -> Any:
    """The level of a row on a scale, as text; null where the kind was not recorded."""
    import ibis

    branches = []
    if scale.follows_recipe:
        recorded = rows.severity.notnull()
        branches.append((recorded, rows.severity.cast("string")))
    if scale.raised_by_injury and "subject_injury" in rows.columns:
        worst = rows.subject_injury.isin([Injury.SERIOUS.value, Injury.FATAL.value])
        branches.append((worst.fill_null(False), str(scale.raised_by_injury)))
    branches.append((is_shown(rows), _shown_level(rows, scale)))
    branches += [
        ((rows.force_kind == kind.value).fill_null(False), str(level))
        for kind, level in scale.levels.items()
    ]
    return ibis.cases(*branches)


def severity_rank(rows: Any) -> Any:
    """Place of a row among the most serious: the recipe's severity, then the order of kinds.

    A weapon only shown ranks below all that were used.
    """
    import ibis

    kinds = [
        ((rows.force_kind == word.value).fill_null(False), place)
        for place, word in enumerate(ORDER, start=1)
    ]
    return rows.severity.fill_null(0) * 100 + ibis.cases((is_shown(rows), 0), *kinds, else_=-1)


def is_shown(rows: Any) -> Any:
    """Whether a weapon was drawn or pointed, not used.

    Where a form's several kinds were read as one row, the recipe's own severity tells: a firearm
    below the fourth level was not fired.
    """
    said = rows.force_use.isin(SHOWN).fill_null(False)
    implied = (
        rows.force_use.isnull()
        & (rows.force_kind == ForceKind.FIREARM.value)
        & (rows.severity < DEADLY)
    )
    return said | implied.fill_null(False)


def _shown_level(rows: Any, scale: SeverityScale) -> Any:
    """A shown weapon's own level, or that of the other force its row is known to hold."""
    import ibis

    other = (rows.force_use.isnull() & (rows.severity > 1)).fill_null(False)
    return ibis.ifelse(other, str(max(scale.pointed, 2)), str(scale.pointed))


def _on(scale: SeverityScale) -> Callable[[Any], Any]:
    return lambda rows: severity_level(rows, scale)


SEVERITY = {f"severity_{name}": _on(scale) for name, scale in SCALES.items()}
"""Derived key → how it is worked out."""
SEVERITY_READS = {
    f"severity_{name}": ("force_kind", "severity") if scale.follows_recipe else ("force_kind",)
    for name, scale in SCALES.items()
}
"""Derived key → the columns any one of which gives it."""
