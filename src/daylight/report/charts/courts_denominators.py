"""Denominators as a tree: what became of everything scheduled, and what each rate is a part of."""

from dataclasses import dataclass
from typing import Any

from daylight.data.estimate import Estimate
from daylight.data.result import Result
from daylight.report import labels, numbers
from daylight.report.charts.canvas import Box, Canvas, Spot
from daylight.report.charts.chart import Chart, Table
from daylight.report.charts.intervals import intervals
from daylight.report.language import say

SCHEDULED = "release_rate_of_scheduled"
DECIDED = "release_rate_of_decided"
STIPULATED = "release_rate_of_decided_or_stipulated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One denominator: what it is called, how many, and the part of them that was granted.

    Parameters
    ----------
    rest
        What the next branch leaves out of it.
    """

    name: str
    count: float
    share: str
    rest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DenominatorTree:
    """Branches under one another, each within the one above; all with the same granted part."""

    branches: tuple[Branch, ...]
    granted: float
    granted_name: str

    def svg(self, width: int) -> str:
        """The picture."""
        canvas = Canvas(width)
        whole, y = max(branch.count for branch in self.branches), 4.0
        room = width - 8.0
        for branch in self.branches:
            wide = branch.count / whole * room
            words = f"{branch.name}: {numbers.count(branch.count)}"
            for line in canvas.broken(words, width, "f-bold"):
                y += canvas.step()
                canvas.text(Spot(0, y), line, "f-bold")
            for line in canvas.broken(f"{self.granted_name}: {branch.share}", width):
                y += canvas.step()
                canvas.text(Spot(0, y), line)
            y += 6
            canvas.rect(Box(0, y, wide, 22), "f-between", {"count": repr(branch.count)})
            canvas.rect(Box(0, y, self.granted / whole * room, 22), "f-bar")
            y += 22
            for line in canvas.broken(branch.rest, width, "f-quiet"):
                y += canvas.step("f-quiet")
                canvas.text(Spot(0, y), line, "f-quiet")
            y += 10
        return canvas.svg(y)

    def table(self) -> Table:
        """Each denominator with its number and its rate."""
        columns = (
            say("Denominator", "Denominador"),
            say("Hearings", "Audiencias"),
            self.granted_name,
            say("Left out of the next", "Fuera del siguiente"),
        )
        return columns, tuple(
            (b.name, numbers.count(b.count), b.share, b.rest) for b in self.branches
        )

    def vega(self) -> dict[str, Any]:
        """Bars of all and of the granted part."""
        rows = [
            {"of": branch.name, "all": branch.count, "granted": self.granted}
            for branch in self.branches
        ]
        y = {"field": "of", "type": "nominal", "sort": None, "title": None}
        return {
            "data": {"values": rows},
            "layer": [
                {"mark": "bar", "encoding": {"y": y, "x": {"field": name, "type": "quantitative"}}}
                for name in ("all", "granted")
            ],
        }


def denominators(result: Result) -> tuple[Chart, ...]:
    """The tree of all hearings; then rates by the keys, where there are any."""
    whole = {one.name: one for one in result.estimates if not one.keys}
    if not {SCHEDULED, DECIDED, STIPULATED} <= whole.keys():
        return intervals(result)
    return (_tree(whole), *(intervals(result) if any(one.keys for one in result.estimates) else ()))


def _tree(whole: dict[str, Estimate]) -> Chart:
    scheduled, stipulated, decided = (whole[name] for name in (SCHEDULED, STIPULATED, DECIDED))
    granted = scheduled.value * scheduled.n
    undecided = numbers.count(scheduled.n - stipulated.n)
    agreed = numbers.count(stipulated.n - decided.n)
    rates = [numbers.percent(one.value) for one in (scheduled, stipulated, decided)]
    branches = (
        Branch(
            name=say("Scheduled", "Programadas"),
            count=float(scheduled.n),
            share=numbers.percent(scheduled.value),
            rest=say(
                f"{undecided} waived, postponed, cancelled or otherwise not decided",
                f"{undecided} con renuncia, aplazadas, canceladas o sin decidir",
            ),
        ),
        Branch(
            name=say(
                "Decided, or stipulated by the person", "Decididas, o acordadas por la persona"
            ),
            count=float(stipulated.n),
            share=numbers.percent(stipulated.value),
            rest=say(
                f"{agreed} in which the person agreed to stay",
                f"{agreed} en que la persona aceptó quedarse",
            ),
        ),
        Branch(
            name=say("Decided: granted or denied", "Decididas: concedidas o denegadas"),
            count=float(decided.n),
            share=numbers.percent(decided.value),
        ),
    )
    named = labels.quantity(DECIDED)
    return Chart(
        title=say(
            f"The same grants are {rates[0]} of scheduled, {rates[1]} of decided or stipulated and "
            f"{rates[2]} of decided hearings",
            f"Las mismas concesiones son el {rates[0]} de las audiencias programadas, el "
            f"{rates[1]} de las decididas o acordadas y el {rates[2]} de las decididas",
        ),
        caption=say(
            "Dark: hearings at which release was granted, as many in every bar. Each bar is what "
            "is left of the one above.",
            "Oscuro: audiencias en que se concedió la libertad, las mismas en cada barra. Cada "
            "barra es lo que queda de la de arriba.",
        ),
        alt=say(
            f"Three bars, each a part of the one above: {numbers.count(scheduled.n)} scheduled, "
            f"{numbers.count(stipulated.n)} decided or stipulated, {numbers.count(decided.n)} "
            f"decided; {numbers.count(granted)} granted in all of them. {named}: {rates[2]}.",
            f"Tres barras, cada una parte de la de arriba: {numbers.count(scheduled.n)} "
            f"programadas, {numbers.count(stipulated.n)} decididas o acordadas, "
            f"{numbers.count(decided.n)} decididas; {numbers.count(granted)} concedidas en todas. "
            f"{named}: {rates[2]}.",
        ),
        drawing=DenominatorTree(
            branches=branches,
            granted=granted,
            granted_name=say("Release granted", "Libertad concedida"),
        ),
    )
