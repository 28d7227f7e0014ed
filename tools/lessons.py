"""`make pictures`: one picture for each explanation that needs one, from simulated records.

Each lesson is drawn from numbers that the public methods give for simulated departments whose truth
is known. What is compared stands in panels of its own on one scale, so that nothing is told by
colour.
"""

import math
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from daylight.data.result import Scale
from daylight.report.charts.axes import Span
from daylight.report.charts.chart import Chart
from daylight.report.charts.courses import Course, CourseForm, CoursePoint, Courses
from daylight.report.charts.interval_rows import IntervalBlock, IntervalRow, IntervalRows
from daylight.report.charts.marks import Extent
from daylight.report.charts.standalone import standalone
from tools import lessons_simulated as simulated

FOLDER = Path(__file__).parents[1] / "docs" / "pictures" / "lessons"
WIDTH = 480
"""In CSS pixels: on a telephone its words are still eight pixels tall."""

NONE = math.nan


def spanning(low: float, high: float, scale: Scale) -> Span:
    """An axis with these ends."""
    return Span(low=low, high=high, scale=scale, same=scale.no_difference)


def bare(places: Sequence[tuple[float, str, float]]) -> tuple[CoursePoint, ...]:
    """Points without intervals: where each stands, what it is called, its value."""
    return tuple(
        CoursePoint(at=at, label=label, reach=Extent(value, NONE, NONE), told=f"{value:.3g}")
        for at, label, value in places
    )


def clusters() -> Chart:
    """Intervals of departments in which nobody treats anybody otherwise, made in two ways."""
    found = simulated.departments()
    missed = {way: sum(one.misses for one in intervals) for way, intervals in found.items()}
    count = len(next(iter(found.values())))
    panels = tuple(
        Course(
            title=f"Taking {way}",
            sub=f"{missed[way]} of {count} intervals miss the truth, which is 0",
            span=spanning(-6, 6, Scale.CHANGE),
            points=tuple(
                CoursePoint(
                    at=i,
                    label=str(i + 1),
                    reach=Extent((one.low + one.high) / 2, one.low, one.high),
                )
                for i, one in enumerate(intervals)
            ),
        )
        for way, intervals in found.items()
    )
    ways = list(missed.values())
    return Chart(
        title="Difference of search rates in 24 departments without any, in points",
        alt=f"The 95 % intervals of {count} simulated departments in which every officer searches "
        f"both groups alike. Taking each stop by itself, {ways[0]} of {count} leave out the truth; "
        f"taking each officer’s stops together, {ways[1]} of {count} do, and they are wider.",
        caption="Lines that do not cross 0 are intervals that miss the truth.",
        drawing=Courses(panels=panels, form=CourseForm.DOTS, x_title="department"),
    )


def blanks() -> Chart:
    """Two forms that leave race blank where nothing happened, and the three readings of each."""
    blocks, said = [], []
    for form, share in simulated.FORMS.items():
        read = simulated.readings(share)
        rows = tuple(
            IntervalRow(
                label=name,
                reach=Extent(value, low, high),
                cells=(f"{low:+.1f} to {high:+.1f}".replace("-", "−"),),
            )
            for name, (value, low, high) in read.items()
        )
        blocks.append(
            IntervalBlock(
                title=form,
                span=spanning(-10, 10, Scale.CHANGE),
                rows=rows,
                same="the truth",
            )
        )
        (recorded, *_), (dealt, *_), (_, low, high) = read.values()
        said.append(
            f"{form}: {recorded:+.1f} points among stops with race, {dealt:+.1f} with blanks "
            "dealt, "
            f"{low:+.1f} to {high:+.1f} with blanks at their worst."
        )
    return Chart(
        title="Difference of search rates under two forms, in points",
        alt=f"Two simulated departments in which nobody is searched more. {' '.join(said)}",
        caption="Nobody is searched more than anybody else in either department.",
        drawing=IntervalRows(blocks=tuple(blocks)),
    )


def families() -> Chart:
    """What further questions do to a finding, declared primary or not."""
    found = simulated.padded()
    last = found[-1]
    crossed = next(one.others for one in found if one.in_one_family > simulated.LEVEL)
    ways = {
        f"One of all questions: above .05 from {crossed} on": [f.in_one_family for f in found],
        f"Declared primary: stays at {last.declared}": [f.declared for f in found],
    }
    panels = tuple(
        Course(
            title=title,
            span=spanning(0, 0.18, Scale.INDEX),
            points=bare([(f.others, str(f.others), p) for f, p in zip(found, ps, strict=True)]),
        )
        for title, ps in ways.items()
    )
    return Chart(
        title="The corrected p-value of one finding",
        alt=f"A finding with p = {simulated.RAW} alone. Corrected with all other questions it "
        f"passes .05 once {crossed} are added and is {last.in_one_family:.2f} with 40; declared "
        f"primary it stays at {last.declared}.",
        caption="The same finding, the same records; only questions that nobody needed were added.",
        drawing=Courses(
            panels=panels, form=CourseForm.LINE, x_title="further questions added to the study"
        ),
    )


def bursts() -> Chart:
    """What the busiest tenth has in one half of a record, and what the same officers have next."""
    found = {one.name: simulated.halves(one) for one in simulated.DEPARTMENTS}
    panels = tuple(
        Course(
            title=f"{name[:1].upper()}{name[1:]}",
            sub=f"{100 * earlier:.0f} %, then {100 * later:.0f} %",
            span=spanning(0, 0.4, Scale.PROPORTION),
            points=bare([(0, "earlier half", earlier), (1, "later half", later)]),
        )
        for name, (earlier, later) in found.items()
    )
    told = "; ".join(
        f"{name}: {100 * a:.0f} %, then {100 * b:.0f} %" for name, (a, b) in found.items()
    )
    return Chart(
        title="Share of events of the tenth of officers with the most events earlier",
        alt="Share of events of the tenth of officers with the most events in the earlier half of "
        f"a record, in that half and in the later one. {told}. Officers who are alike fall back "
        "to a tenth, bursts or not.",
        caption="Bursts look like officers who differ, until the same officers are seen again.",
        drawing=Courses(panels=panels, form=CourseForm.BARS),
    )


def looks() -> Chart:
    """False alarms as looks add up."""
    found = simulated.alarms()
    most = len(next(iter(found.values())))
    panels = tuple(
        Course(
            title=f"Intervals {name}",
            sub=f"{100 * shares[-1]:.0f} % after {most} looks; 5 % promised",
            span=spanning(0, 0.25, Scale.PROPORTION),
            points=bare([(i + 1, str(i + 1), share) for i, share in enumerate(shares)]),
        )
        for name, shares in found.items()
    )
    return Chart(
        title="Quiet series with a false alarm so far",
        alt="Simulated series in which nothing ever changes. "
        + "; ".join(
            f"intervals {name}: {100 * shares[-1]:.0f} % have given a false alarm"
            for name, shares in found.items()
        )
        + f" after {most} looks.",
        caption="Nothing changes in any of these series.",
        drawing=Courses(
            panels=panels, form=CourseForm.LINE, x_title="quarters looked at since the baseline"
        ),
    )


LESSONS: dict[str, Callable[[], Chart]] = {
    "together": clusters,
    "blanks": blanks,
    "grades": families,
    "officers": bursts,
    "monitoring": looks,
}
"""Explanation page → its picture."""


def main(names: list[str]) -> None:
    """Draw these lessons, or all."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in names or LESSONS:
        (FOLDER / f"{name}.svg").write_text(standalone(LESSONS[name](), WIDTH), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
