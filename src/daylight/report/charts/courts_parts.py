"""A gap beside the parts into which it is split, and how far a bill's provisions reach."""

from dataclasses import replace

from daylight.data.estimate import Estimate
from daylight.data.facts.courts import RulesFacts
from daylight.data.result import Result
from daylight.report import labels, numbers
from daylight.report.charts.axes import span
from daylight.report.charts.chart import Chart
from daylight.report.charts.interval_rows import IntervalBlock, IntervalRow, IntervalRows
from daylight.report.charts.intervals import cases, forest
from daylight.report.charts.marks import Extent
from daylight.report.language import say

PARTS = ("gap", "gap_within_cells", "gap_of_the_mix", "gap_of_cells_of_one_group")


def split(result: Result) -> tuple[Chart, ...]:
    """The whole and each part on one axis, for every group."""
    drawn = [
        replace(one, variant=labels.quantity(name))
        for name in PARTS
        for one in result.named(name)
        if one.variant is None
    ]
    chart = forest(
        drawn,
        title=say("The gap and its parts, points", "La brecha y sus partes, puntos"),
        caption=say(
            f"The parts add up to the gap. Lines: {numbers.percent(result.level, 0)} intervals.",
            "Las partes suman la brecha. Líneas: intervalos del "
            f"{numbers.percent(result.level, 0)}.",
        ),
    )
    return (chart,) if chart else ()


def reach(result: Result) -> tuple[Chart, ...]:
    """From least to most of all cases and of each group's, provision by provision."""
    facts = result.facts_as(RulesFacts)
    shares = result.named("reached_share")
    if not shares:
        return ()
    rows = tuple(_row(facts, one) for one in shares)
    first = rows[0]
    return (
        Chart(
            title=labels.quantity("reached_share"),
            caption=say(
                "Lines: from the cases that certainly meet a provision to those that may. They are "
                "no intervals of chance.",
                "Líneas: de los casos que cumplen con certeza una disposición a los que pueden "
                "cumplirla. No son intervalos de azar.",
            ),
            alt=say(
                f"Rows of ranges for {len(facts.ids)} provisions, of all cases and by group. "
                f"{first.section}, {first.label}: {first.interval}.",
                f"Filas de márgenes para {len(facts.ids)} disposiciones, de todos los casos y por "
                f"grupo. {first.section}, {first.label}: {first.interval}.",
            ),
            drawing=IntervalRows(blocks=(IntervalBlock(title="", span=span(shares), rows=rows),)),
        ),
    )


def _row(facts: RulesFacts, one: Estimate) -> IntervalRow:
    section = facts.sections[facts.ids.index(str(one.keys["rule"]))]
    ends = [numbers.percent(end) for end in (one.low, one.high)]
    group = one.keys.get("subject_race")
    return IntervalRow(
        label=labels.group(str(group)) if group else say("All cases", "Todos los casos"),
        section=say(f"Section {section}", f"Sección {section}"),
        sub=cases(one),
        reach=Extent(one.value, one.low, one.high),
        cells=("–".join(dict.fromkeys(ends)),),
        interval=numbers.bounds(one),
    )
