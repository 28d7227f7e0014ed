"""Pictures of stops."""

import math

from daylight.data.result import Estimate, Result
from daylight.report import labels, numbers
from daylight.report.charts.axes import span
from daylight.report.charts.chart import Chart
from daylight.report.charts.daynight import ClockPanel, ClockPoint, DayNight
from daylight.report.charts.intervals import intervals
from daylight.report.charts.largest import groups_left, largest_groups
from daylight.report.charts.marks import Extent
from daylight.report.charts.missingness import CalendarMonth, calendar
from daylight.report.language import say
from daylight.report.wording.groups import adjective

MOST_GROUPS = 3
"""Panels at most: those of the groups with most stops."""


def veil_of_darkness(result: Result) -> tuple[Chart, ...]:
    """Each group's share of stops by clock time, in daylight and in the dark."""
    shares = [e for e in result.named("share_at_clock_time") if math.isfinite(e.value)]
    every = largest_groups(shares)
    groups = every[:MOST_GROUPS]
    if not groups:
        return ()
    shares = [e for e in shares if labels.group_of(e) in groups]
    left = "" if groups == every else groups_left(len(every) - len(groups))
    times = sorted({str(e.keys["clock_time"]) for e in shares})
    panels = tuple(_panel(result, group, shares, times) for group in groups)
    told = "; ".join(f"{panel.title}: {panel.sub}" for panel in panels[:4])
    level = numbers.percent(result.level, 0)
    return (
        Chart(
            title=say(
                "Share of those stopped, by clock time, in daylight and in the dark",
                "Parte de las personas paradas, por hora, con luz de día y de noche",
            ),
            caption=say(
                "Clock times that are light on some dates and dark on others. Circles: daylight. "
                f"Squares: dark. Lines: {level} intervals.{left}",
                "Horas que en unas fechas son de día y en otras de noche. Círculos: luz de día. "
                f"Cuadrados: noche. Líneas: intervalos del {level}.{left}",
            ),
            alt=say(
                f"Two marks at each clock time from {times[0]} to {times[-1]}, daylight and dark, "
                f"a panel for each group. {told}.",
                f"Dos marcas a cada hora de {times[0]} a {times[-1]}, de día y de noche, un panel "
                f"por grupo. {told}.",
            ),
            drawing=DayNight(panels=panels, span=span(shares)),
        ),
    )


def _panel(result: Result, group: str, shares: list[Estimate], times: list[str]) -> ClockPanel:
    ratio = result.one("daylight_odds_ratio", subject_race=group)
    value, ends = numbers.number(ratio.value), numbers.bounds(ratio)
    return ClockPanel(
        title=say(
            f"{labels.group(group)} share, among {adjective(group)} and "
            f"{adjective(ratio.compared_with or '')} people stopped",
            f"{labels.group(group)}, entre {adjective(group)} y "
            f"{adjective(ratio.compared_with or '')}",
        ),
        sub=say(
            f"odds in daylight {value} times those in the dark ({ends})",
            f"momios de día {value} veces los de noche ({ends})",
        ),
        points=tuple(
            ClockPoint(
                at=times.index(str(e.keys["clock_time"])),
                label=str(e.keys["clock_time"]),
                is_dark=e.keys["light"] == "dark",
                reach=Extent(e.value, e.low, e.high),
                told=numbers.stated(e),
            )
            for e in shares
            if e.keys["subject_race"] == group
        ),
    )


MONTHS = 12


def missing_race(result: Result) -> tuple[Chart, ...]:
    """What is blank by month as a calendar; by other keys as rows."""
    by_key = result.named("missing_race_share_by_key")
    months = [e for e in by_key if "month" in e.keys]
    others = [{k: v for k, v in e.keys.items() if k != "month"} for e in months]
    if len(months) < 2 or any(len(keys) > 1 for keys in others):
        return intervals(result)
    tiles = [
        CalendarMonth(
            row=next((labels.key_value(k, v) for k, v in keys.items()), say("All", "Todos")),
            column=str(e.keys["month"]),
            blank=e.value,
        )
        for e, keys in zip(months, others, strict=True)
    ]
    if not any(math.isfinite(tile.blank) for tile in tiles):
        return ()
    return (calendar(tiles, title=labels.quantity(by_key[0].name)),)
