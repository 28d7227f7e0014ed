"""What is said and drawn of one outcome or group is its own, and the largest groups are chosen."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from daylight.data.cells import Cells
from daylight.data.panel import NEVER, Panel
from daylight.data.result import Outcome, Result
from daylight.model.methods import METHODS
from daylight.report.claim import Claim
from daylight.report.presentations import PRESENTATIONS
from daylight.schema.vocabulary import ForceKind
from daylight.simulate.officers import Trouble, departments
from daylight.simulate.panels import staggered


def answered(outcome: Outcome) -> Result:
    assert isinstance(outcome, Result), outcome
    return outcome


def said(name: str, given: Any, **settings: Any) -> tuple[Claim, ...]:
    return tuple(PRESENTATIONS[name].says(answered(METHODS[name](given, **settings))))


# ------------------------------------------------------------------ outcomes of one panel


def panel_of(**effects: float) -> Panel:
    """The same units and noise for every outcome, which differ by their effect alone."""
    starts = {12.0: 3, 14.0: 3, NEVER: 30}
    drawn = {
        name: staggered(np.random.default_rng(7), starts=starts, periods=20, effect=effect)[0]
        for name, effect in effects.items()
    }
    first = next(iter(drawn.values()))
    return replace(first, outcomes={name: p.outcomes["y"] for name, p in drawn.items()})


EFFECTS = [
    name
    for name, entry in METHODS.entries.items()
    if entry.subject == "effects" and name != "interrupted-time-series"
]


DRAWN = ("placebo", "roth-santanna", "synthetic-did")
"""Their draws run on from one outcome to the next, so that the last digits differ."""


def figures_aside(sentence: str) -> str:
    return re.sub(r"[\d.,]+", "#", sentence)


@pytest.mark.parametrize("name", EFFECTS)
def test_an_outcome_is_told_the_same_alone_and_beside_another(name: str) -> None:
    quiet, loud = {"calm_stops": 0.0}, {"loud_stops": 9.0}
    together = said(name, panel_of(**quiet, **loud))
    apart = (*said(name, panel_of(**quiet)), *said(name, panel_of(**loud)))
    shown = figures_aside if name in DRAWN else str
    assert [shown(c.sentence) for c in together] == [shown(c.sentence) for c in apart]
    assert [c.survives for c in together] == [c.survives for c in apart]
    assert [len(c.estimates) for c in together] == [len(c.estimates) for c in apart]


def test_the_bounds_of_an_event_study_are_told_and_decide_what_it_survives() -> None:
    calm, loud = said("event-study", panel_of(calm_stops=0.0, loud_stops=9.0))
    assert calm.sentence.startswith("Calm stops changed by")
    assert loud.sentence.startswith("Loud stops changed by")
    for claim in (calm, loud):
        bounds = re.findall(r"if ([^(;]+), (−?[\d.,]+) to (−?[\d.,]+)", claim.sentence)
        assert len(bounds) >= 2
        ends = [(kind, *(float(x.replace("−", "-").replace(",", "")) for x in two))
                for kind, *two in bounds]  # fmt: skip
        assert claim.survives == tuple(kind for kind, low, high in ends if low > 0 or high < 0)
    assert calm.survives == ()
    assert loud.survives


# ------------------------------------------------------------------ the largest groups

RACES = ("asian", "black", "hispanic", "native_american", "pacific_islander")


def in_any_order() -> Iterator[tuple[str, ...]]:
    """The five groups from smallest to largest, in orders that put others first."""
    for first in range(len(RACES)):
        yield (*RACES[first:], *RACES[:first])


def selection_cells(sizes: dict[str, int]) -> Cells:
    people = {**sizes, "white": 3000}
    columns = {
        "subject_race": list(people),
        "stops": list(people.values()),
        "forces": [n // 20 + i for i, n in enumerate(people.values())],
        "forces_unknown": [0] * len(people),
    }
    return Cells.from_columns(columns, by=["subject_race"])


def composition_cells(sizes: dict[str, int]) -> Cells:
    rows: dict[str, list[Any]] = {"subject_race": [], "force_kind": [], "people": []}
    for race, n in {**sizes, "white": 3000}.items():
        for kind, share in (("strike", 0.4), ("canine", 0.35), ("hold", 0.25)):
            rows["subject_race"].append(race)
            rows["force_kind"].append(kind)
            rows["people"].append(int(n * share))
    return Cells.from_columns(rows, by=["subject_race", "force_kind"])


WORDS = {race: race.replace("native_american", "Native American").replace("_", " ")
         for race in RACES}  # fmt: skip


def named_in(text: str) -> set[str]:
    return {race for race, word in WORDS.items() if word.casefold() in text.casefold()}


@pytest.mark.parametrize("order", list(in_any_order()), ids=lambda order: order[-1])
@pytest.mark.parametrize(
    ("name", "cells"),
    [("force-selection", selection_cells), ("force-composition", composition_cells)],
)
def test_words_and_pictures_keep_the_largest_groups(
    name: str, cells: Callable[[dict[str, int]], Cells], order: tuple[str, ...]
) -> None:
    sizes = {race: 400 * (1 + order.index(race)) for race in RACES}
    result = answered(METHODS[name](cells(sizes)))
    told = [named_in(claim.sentence) for claim in PRESENTATIONS[name].says(result)]
    named = set().union(*told)
    assert 0 < len(named) < len(RACES)
    assert named == set(order[-len(named) :])
    if name == "force-selection":
        (picture,) = PRESENTATIONS[name].picture(result)
        drawn = set().union(*(named_in(row[0]) for row in picture.drawing.table()[1]))
        assert drawn == set(order[-len(drawn) :])
        assert len(drawn) == 3


def test_the_commonest_kinds_are_drawn() -> None:
    kinds = [kind.value for kind in ForceKind][:10]
    rng = np.random.default_rng(1)
    for _ in range(5):
        people = dict(zip(kinds, (rng.permutation(10) + 1) * 40, strict=True))
        cells = Cells.from_columns(
            {
                "subject_race": ["black"] * 10 + ["white"] * 10,
                "force_kind": kinds * 2,
                "people": [int(n) for n in people.values()] * 2,
            },
            by=["subject_race", "force_kind"],
        )
        result = answered(METHODS["force-composition"](cells))
        (picture,) = PRESENTATIONS["force-composition"].picture(result)
        rows = picture.spec["data"]["values"]
        assert len({row["row"] for row in rows}) == 8
        assert min(row["value"] for row in rows) > sorted(people.values())[1] / 2200


# ------------------------------------------------------------------ the verdict's reasons


@pytest.mark.parametrize(
    ("departments_given", "answer"),
    [
        (1, "not known (no other department's records are given)"),
        (3, "not known (too few others)"),
        (10, "yes"),
    ],
)
def test_the_verdict_gives_the_reason_of_what_it_does_not_know(
    departments_given: int, answer: str
) -> None:
    cells = departments(Trouble.DEPARTMENT, seed=3)
    kept = cells.pick(agency=[f"agency {i}" for i in range(departments_given)])
    if departments_given == 1:
        kept = kept.collapse("unit", "officer_id", "period")
    first = said("officers-or-department", kept)[0].sentence
    assert first.endswith(f"The department above others: {answer}.")


@pytest.mark.parametrize("with_units", [True, False])
def test_the_verdict_says_where_units_are_not_recorded(with_units: bool) -> None:
    cells = departments(Trouble.UNIT, seed=11).pick(agency="agency 0")
    kept = cells.collapse(*(("unit",) if with_units else ()), "officer_id")
    first = said("officers-or-department", kept)[0].sentence
    why = "not known (the records do not say who served in which unit)"
    told = re.search(r"Between units: (.*)\. The department", first)
    assert told is not None
    assert told[1] == ("yes" if with_units else why)


@pytest.mark.parametrize(
    ("variance", "answer"), [(0.02, "no"), (0.035, "not known"), (0.09, "yes")]
)
def test_officers_differ_only_by_more_than_a_fifth_of_the_average(
    variance: float, answer: str
) -> None:
    """At a thousand events each in two years the bar decides, and 400 officers' luck beside it."""
    rng = np.random.default_rng(4)
    rates = rng.gamma(1 / variance, variance, 400)
    cells = Cells.from_columns(
        {
            "officer_id": [f"o{i:03d}" for i in range(400)] * 2,
            "unit": [f"u{i % 20:02d}" for i in range(400)] * 2,
            "period": [2011] * 400 + [2012] * 400,
            "events": rng.poisson(500 * np.tile(rates, 2)).tolist(),
            "exposure": [500.0] * 800,
        },
        by=["officer_id", "unit", "period"],
    )
    first = said("officers-or-department", cells)[0].sentence
    assert f"Between single officers: {answer}." in first


def test_the_choices_of_whom_to_replace_are_drawn_where_they_were_made() -> None:
    cells = departments(Trouble.INDIVIDUALS, seed=5).pick(agency="agency 0")
    for by, pictures in ((("unit", "officer_id", "period"), 2), (("unit", "officer_id"), 1)):
        result = answered(METHODS["officers-or-department"](cells.collapse(*by)))
        drawn = PRESENTATIONS["officers-or-department"].picture(result)
        assert len(drawn) == pictures
        if pictures == 2:
            rows = drawn[1].spec["data"]["values"]
            chosen = [e.value for e in result.named("share_avoided_by_choice")]
            assert min(row["low"] for row in rows) == min(chosen)
            assert max(row["high"] for row in rows) == max(chosen)
            assert {row["value"] for row in rows} <= set(chosen)
