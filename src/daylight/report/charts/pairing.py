"""Estimates of two groups over strata → two marks a row."""

import math
from collections.abc import Sequence

from daylight.data.result import Estimate, Scale
from daylight.report import labels, numbers
from daylight.report.charts import telling
from daylight.report.charts.axes import SHARES, span
from daylight.report.charts.chart import Chart
from daylight.report.charts.marks import Extent
from daylight.report.charts.pairs import PairRow, Pairs
from daylight.report.language import say

MOST_ROWS = 36
MOST_TOLD = 5
"""So many rows are told in words to those who cannot see the picture."""


def paired(
    estimates: Sequence[Estimate], *, reference: str | None, title: str = ""
) -> Chart | None:
    """Two groups over three strata or more, in one scale; None where that is not what they are."""
    shown = [e for e in estimates if math.isfinite(e.value)]
    every = telling.facets(shown)
    found = [facet for facet in every if facet.varies]
    groups = [facet for facet in found if facet.key in labels.GROUPS]
    if len(found) < 2 or len(groups) != 1 or shown[0].scale not in SHARES | {Scale.RATE}:
        return None
    whom = groups[0].texts
    strata = telling.joined([facet for facet in found if facet is not groups[0]], len(shown))
    names = list(dict.fromkeys(whom))
    if len(names) != 2 or not 3 <= len(set(strata)) <= MOST_ROWS:
        return None
    if reference is not None and labels.group(reference) == names[1]:
        names.reverse()
    held = {(s, w): e for s, w, e in zip(strata, whom, shown, strict=True)}
    rows = tuple(
        _pair(stratum, held.get((stratum, names[0])), held.get((stratum, names[1])))
        for stratum in dict.fromkeys(strata)
    )
    fixed = [facet.texts[0] for facet in every if not facet.varies]
    title = title or telling.title(shown, fixed)
    level = numbers.percent(shown[0].level, 0) if math.isfinite(shown[0].level) else ""
    told = "; ".join(f"{row.label} {row.told[0]}, {row.told[1]}" for row in rows[:MOST_TOLD])
    return Chart(
        title=title,
        caption=say(
            f"Hollow: {names[0]}. Filled: {names[1]}. Lines: {level} intervals. The last column "
            "divides the second by the first.",
            f"Hueco: {names[0]}. Lleno: {names[1]}. Líneas: intervalos del {level}. La última "
            "columna divide el segundo entre el primero.",
        ),
        alt=say(
            f"Two marks a row, {names[0]} and {names[1]}, in {len(rows)} rows. {title}. {told}.",
            f"Dos marcas por fila, {names[0]} y {names[1]}, en {len(rows)} filas. {title}. {told}.",
        ),
        drawing=Pairs(names=(names[0], names[1]), rows=rows, span=span(shown)),
    )


def _pair(label: str, one: Estimate | None, other: Estimate | None) -> PairRow:
    ratio = ""
    if one and other and one.value > 0 and math.isfinite(other.value / one.value):
        ratio = f"{numbers.number(other.value / one.value, 1)}×"
    nothing = say("none", "ninguno")
    return PairRow(
        label=label,
        reaches=(_reach(one), _reach(other)),
        told=(
            numbers.value(one) if one else nothing,
            numbers.value(other) if other else nothing,
        ),
        sub=" · ".join(f"n {numbers.count(e.n)}" for e in (one, other) if e),
        ratio=ratio,
    )


def _reach(estimate: Estimate | None) -> Extent | None:
    return Extent(estimate.value, estimate.low, estimate.high) if estimate else None
