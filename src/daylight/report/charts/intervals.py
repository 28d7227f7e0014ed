"""The picture that fits any result: a mark for each estimate, a line for its interval."""

import math
from collections.abc import Sequence
from dataclasses import replace

from daylight.data.result import Estimate, Result
from daylight.report import labels, numbers
from daylight.report.charts import telling
from daylight.report.charts.axes import RATIOS, Ruler, span
from daylight.report.charts.chart import Chart
from daylight.report.charts.interval_rows import IntervalBlock, IntervalRow, IntervalRows
from daylight.report.charts.marks import Extent, beyond
from daylight.report.charts.pairing import paired
from daylight.report.charts.related import Related, beside, compared_with, related
from daylight.report.charts.telling import ToldApart, told_apart
from daylight.report.labels.units import unit_of
from daylight.report.language import Words, say
from daylight.report.wording.groups import ADJECTIVES, people

MOST_ROWS = 16
"""A picture with more rows than this is taller than a screen; the table beside it has them all."""

MOST_WITH_VARIANTS = 8
"""With more rows than this, those computed in another way are only in the table."""

MOST_BLOCKS = 3
"""A picture shows at most so many quantities; the tables have them all."""

LONG = 12
"""From here on the rows are sorted by their values, unless they are points in time."""

COUNTERFACTUAL = {
    "had it not happened": Words("as if it had not happened", "como si no hubiera ocurrido")
}
"""What some numbers are compared with → what the line of no difference says."""

MOST_TOLD = 5
"""So many rows are told in words to those who cannot see the picture."""


def intervals(result: Result) -> tuple[Chart, ...]:
    """One picture of the first quantities that have something to compare."""
    groups, reference = related(result), compared_with(result)
    several = [one for one in groups if len(one.drawn) > 1 and one.has_interval]
    if not several:
        several = _single(groups)
    if not several:
        return ()
    if pair := paired(several[0].drawn, reference=reference):
        return (pair,)
    blocks: list[IntervalBlock] = []
    unseen: list[Estimate] = []
    for one in several[:MOST_BLOCKS]:
        taken = sum(len(block.rows) for block in blocks)
        if blocks and taken + len(one.drawn) > MOST_ROWS:
            continue
        made = _block(one, reference=reference)
        unseen += _unseen(one.drawn)
        blocks.append(made)
    more = _left_out(unseen, len(several) - len(blocks))
    return (_chart(blocks, several[0].drawn, more),)


def forest(
    estimates: Sequence[Estimate],
    *,
    title: str = "",
    caption: str = "",
    reference: str | None = None,
) -> Chart | None:
    """Estimates of one scale by whatever tells them apart; None where none has a value."""
    known = [e for e in estimates if math.isfinite(e.value)]
    if not known:
        return None
    block = _block(Related(drawn=tuple(known)), title=title, reference=reference)
    left_out = _left_out(_unseen(known), 0)
    chart = _chart([block], known, left_out)
    return replace(chart, caption=" ".join(filter(None, (caption, left_out)))) if caption else chart


def side_by_side(parts: Sequence[tuple[str, Sequence[Estimate]]], caption: str) -> Chart | None:
    """Several lists of estimates, each with its title, in one picture."""
    blocks: list[IntervalBlock] = []
    drawn: list[Estimate] = []
    unseen: list[Estimate] = []
    for title, estimates in parts[:MOST_BLOCKS]:
        known = tuple(e for e in estimates if math.isfinite(e.value))
        if known:
            blocks.append(_block(Related(drawn=known), title=title))
            unseen += _unseen(known)
            drawn += known
    if not blocks:
        return None
    chart = _chart(blocks, drawn, "")
    quantities = max(0, len(parts) - MOST_BLOCKS)
    return replace(chart, caption=" ".join(filter(None, (caption, _left_out(unseen, quantities)))))


def _single(groups: Sequence[Related]) -> list[Related]:
    """Quantities of which there is one number each, together where their scale is the same."""
    alone = [one.drawn[0] for one in groups if len(one.drawn) == 1 and one.has_interval]
    if not alone:
        return []
    scales = [e.scale for e in alone]
    commonest = max(dict.fromkeys(scales), key=scales.count)
    own = [e for e in alone if e.scale is commonest]
    are_alike = all(e.keys == own[0].keys for e in own)
    named = [
        replace(e, keys=e.keys if are_alike else {}, variant=labels.quantity(e.name)) for e in own
    ]
    return [Related(drawn=tuple(named))]


def _block(one: Related, *, title: str = "", reference: str | None = None) -> IntervalBlock:
    shown = _shown(one.drawn)
    told = told_apart(shown)
    ratios = [beside(e, one.ratios) for e in shown]
    differences = [beside(e, one.differences) for e in shown]
    extra = [
        (head, found)
        for head, found in (
            (say("ratio", "razón"), ratios),
            (say("difference", "diferencia"), differences),
        )
        if any(found)
    ]
    rows = [
        IntervalRow(
            label=told.labels[n],
            section=told.sections[n],
            sub=cases(e),
            reach=Extent(e.value, e.low, e.high),
            cells=(numbers.minus(numbers.value(e)), *(_cell(found[n]) for _, found in extra)),
            interval=_interval(e),
            is_reference=_is_reference(e, reference),
        )
        for n, e in enumerate(shown)
    ]
    return IntervalBlock(
        title=title or telling.title(shown, told.fixed),
        span=span(shown),
        rows=tuple(_ordered(rows, told)),
        columns=("", *(head for head, _ in extra)),
        same=_same(shown, reference),
    )


def _cell(estimate: Estimate | None) -> str:
    return numbers.minus(numbers.value(estimate)) if estimate else ""


def _is_reference(estimate: Estimate, reference: str | None) -> bool:
    is_rate = estimate.compared_with is None
    return is_rate and reference is not None and labels.group_of(estimate) == reference


def cases(estimate: Estimate) -> str:
    """How many cases stand behind an estimate, as a row says it."""
    return f"n {numbers.count(estimate.n)}" if estimate.n else ""


def _interval(estimate: Estimate) -> str:
    return "" if math.isnan(estimate.low) else numbers.minus(numbers.bounds(estimate))


def _ordered(rows: list[IntervalRow], told: ToldApart) -> list[IntervalRow]:
    """Rows of one section after another; groups, and many rows, from the largest down."""
    sections = list(dict.fromkeys(told.sections))
    rows = sorted(rows, key=lambda row: sections.index(row.section))
    is_timed = all(label[:1].isdigit() for label in told.labels)
    if len(sections) == 1 and not is_timed and (told.is_group or len(rows) > LONG):
        rows.sort(key=lambda row: -row.reach.value)
    return rows


def _shown(estimates: Sequence[Estimate]) -> list[Estimate]:
    """What fits a picture: everything, else the overall rows, else those with the largest n."""
    known = list(estimates)
    main = [e for e in known if not e.variant]
    if len(known) > MOST_WITH_VARIANTS and 1 < len(main) < len(known):
        known = main
    if len(known) <= MOST_ROWS:
        return known
    fewest = min(len(e.keys) for e in known)
    overall = [e for e in known if len(e.keys) == fewest and not e.variant]
    if 1 < len(overall) <= MOST_ROWS:
        return overall
    ranked = sorted(range(len(known)), key=lambda n: -known[n].n)[:MOST_ROWS]
    return [known[n] for n in sorted(ranked)]


def _same(shown: Sequence[Estimate], reference: str | None) -> str:
    """What the line means against which the rows are read."""
    one = shown[0]
    others = {e.compared_with for e in shown}
    if one.scale.no_difference is None:
        base = [e for e in shown if _is_reference(e, reference)]
        if len(base) != 1 or reference is None:
            return ""
        return f"{people(reference)}: {numbers.value(base[0])}"
    if len(others) != 1 or one.compared_with is None:
        return say("no difference", "ausencia de diferencia")
    if one.compared_with in COUNTERFACTUAL:
        return COUNTERFACTUAL[one.compared_with].text
    whom = people(one.compared_with) if one.compared_with in ADJECTIVES else one.compared_with
    return say(f"same as {whom}", f"igual que {whom}")


def _unseen(estimates: Sequence[Estimate]) -> list[Estimate]:
    """What a picture leaves to the table."""
    shown = _shown(estimates)
    return [e for e in estimates if not any(e is one for one in shown)]


def _left_out(unseen: Sequence[Estimate], quantities: int) -> str:
    """What stands in the table only, and why."""
    said = []
    variants = sum(bool(e.variant) for e in unseen)
    rows = len(unseen) - variants
    if variants:
        said.append(
            say(
                f"Rows computed in another way, only in the table: {numbers.count(variants)}.",
                f"Filas calculadas de otro modo, solo en la tabla: {numbers.count(variants)}.",
            )
        )
    if rows:
        said.append(
            say(
                f"Rows that are only in the table: {numbers.count(rows)}. The picture shows those "
                "that rest on most cases.",
                f"Filas que solo están en la tabla: {numbers.count(rows)}. La imagen muestra las "
                "que se apoyan en más casos.",
            )
        )
    if quantities:
        said.append(
            say(
                f"Quantities that are only in the table: {quantities}.",
                f"Magnitudes que solo están en la tabla: {quantities}.",
            )
        )
    return " ".join(said)


def _chart(blocks: Sequence[IntervalBlock], estimates: Sequence[Estimate], more: str) -> Chart:
    alone = len(blocks) == 1
    title = blocks[0].title or _related(blocks[0].rows[0].label)
    if not alone and blocks[0].title:
        title = _related(title)
    drawn = tuple(replace(block, title="") for block in blocks) if alone else tuple(blocks)
    return Chart(
        title=title,
        caption=" ".join(filter(None, (_reading(estimates[0], blocks), more))),
        alt=_alt(blocks, title),
        drawing=IntervalRows(blocks=drawn),
    )


def _related(first: str) -> str:
    return say(f"{first}, and related numbers", f"{first}, y números relacionados")


def _reading(one: Estimate, blocks: Sequence[IntervalBlock]) -> str:
    """How to read the marks."""
    level = numbers.percent(one.level, 0) if math.isfinite(one.level) else ""
    if one.quantity.is_bound:
        said = [
            say(
                "Lines: all that is possible under the assumption, not intervals of chance.",
                "Líneas: todo lo posible según el supuesto; no son intervalos de azar.",
            )
        ]
    else:
        said = [say(f"Lines: {level} intervals.", f"Líneas: intervalos del {level}.")]
    if one.n:
        unit = unit_of(one).many
        said.append(say(f"n: {unit}.", f"n: {unit}."))
    if any(row.is_reference for block in blocks for row in block.rows):
        said.append(
            say(
                "Hollow: the group that the others are compared with.",
                "Hueco: el grupo con el que se comparan los demás.",
            )
        )
    ends = (
        end
        for block in blocks
        for row in block.rows
        for end in beyond(Ruler(block.span, 0, 1), row.reach)
    )
    if next(ends, None):
        said.append(say("An arrow: the interval goes on.", "Una flecha: el intervalo continúa."))
    return " ".join(said)


def _alt(blocks: Sequence[IntervalBlock], title: str) -> str:
    """Kind of picture, axis and range, then the first rows with their numbers."""
    block = blocks[0]
    ends = [text for _, text in Ruler(block.span, 0, 400).ticks(60)]
    log = block.span.scale in RATIOS
    said = (
        say(
            f"Rows with intervals{' on a log scale' if log else ''}, {ends[0]} to {ends[-1]}. "
            f"{title}.",
            f"Filas con intervalos{' en escala logarítmica' if log else ''}, de {ends[0]} a "
            f"{ends[-1]}. {title}.",
        )
        if ends
        else f"{title}."
    )
    rows = [row for one in blocks for row in one.rows]
    told = "; ".join(_told(row) for row in rows[:MOST_TOLD])
    left = len(rows) - MOST_TOLD
    rest = say(f"; and {left} more, in the table", f"; y {left} más, en la tabla")
    return f"{said} {told}{rest if left > 0 else ''}."


def _told(row: IntervalRow) -> str:
    where = ", ".join(filter(None, (row.section, row.label)))
    interval = f" ({row.interval})" if row.interval else ""
    return f"{where} {row.cells[0]}{interval}"
