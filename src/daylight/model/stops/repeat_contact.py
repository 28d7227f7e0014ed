"""How often the same people are stopped again."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.estimate import INDEPENDENT
from daylight.data.quantity import Scale
from daylight.data.result import Estimate, Note, Outcome, Result
from daylight.model.arrays import Array
from daylight.model.crosstab import GROUP, Whom, codes, compare_groups, group_quantity
from daylight.model.intervals import normal_quantile, risk_difference, two_sided_p, wald, wilson
from daylight.model.method import Method, Needs
from daylight.model.too_few import too_few
from daylight.schema.vocabulary import UNKNOWN

NAME = "repeat-contact"
MIN_N = 30
OFTEN = (2, 3, 5, 10)
MANY_UNLINKED, MANY_SEVERAL = 0.02, 0.01
"""Shares of stops without a person, and of persons of several races, above which a note says so."""

MEAN = group_quantity("stops_per_person", Scale.MEAN, unit="persons")
AGAIN = replace(MEAN, name="share_stopped_again", scale=Scale.PROPORTION, keys=(GROUP, "at_least"))
MEAN_DIFFERENCE = replace(MEAN, name="stops_per_person_difference")
AGAIN_DIFFERENCE = replace(MEAN, name="share_stopped_again_difference", scale=Scale.DIFFERENCE)


class Persons(NamedTuple):
    """Persons of one group: how many (m) have how many stops (v)."""

    v: Array
    m: Array

    @property
    def total(self) -> float:
        """Number of persons."""
        return float(self.m.sum())

    @property
    def mean(self) -> float:
        """Stops per person."""
        return float(self.v @ self.m / self.m.sum())

    @property
    def mean_variance(self) -> float:
        """Variance of the mean."""
        around = float(self.m @ (self.v - self.mean) ** 2) / max(self.total - 1, 1)
        return around / self.total

    def at_least(self, times: int) -> float:
        """Persons stopped as often as that."""
        return float(self.m[self.v >= times].sum())


def repeat_contact(
    cells: Cells, *, level: float = 0.95, reference: str = "white", min_n: int = MIN_N
) -> Outcome:
    """Stops per person and the share of persons stopped again, by group.

    Estimand: among people stopped at least once, the mean number of stops, the share stopped
    at least 2, 3, 5 and 10 times, and the share of all stops that were of people stopped 5 times
    or more.
    Method: Wilson and Newcombe intervals over persons; normal intervals of means.
    Refuses: fewer than `min_n` persons of the reference or of every other group.
    Reference: the analysis of repeated stops in DOJ (2016), Investigation of the Baltimore City
    Police Department, section II.A.
    """
    groups = _persons(cells, min_n)
    if reference not in groups or len(groups) < 2:
        return too_few(
            "too-few-known-again", min_n, reference, {str(g): p.total for g, p in groups.items()}
        )
    unlinked = int(cells.total("stops_unlinked")) if "stops_unlinked" in cells.measures else 0
    linked = int(sum(p.v @ p.m for p in groups.values()))
    return Result(
        estimates=compare_groups(
            groups, reference, partial(_own, level), partial(_compared, level)
        ),
        diagnostics={"stops_linked": linked, "stops_unlinked": unlinked},
        notes=(*_unlinked_note(linked, unlinked), *_several_note(cells)),
    )


def _persons(cells: Cells, min_n: int) -> dict[str, Persons]:
    number, values = codes(cells, GROUP)
    v = np.asarray(cells.table["contacts"].to_numpy(), dtype=np.float64)
    m = cells.counts("persons")
    found = {}
    for i, value in enumerate(values):
        here = (number == i) & (v > 0) & (m > 0)
        if value != UNKNOWN and m[here].sum() >= min_n:
            found[str(value)] = Persons(v[here], m[here])
    return found


def _own(level: float, people: Persons, whom: Whom) -> Iterator[Estimate]:
    se = float(np.sqrt(people.mean_variance))
    yield wald(people.mean, se, level=level).estimate(MEAN, n=people.total, **whom)
    for times in OFTEN:
        yield wilson(people.at_least(times), people.total, level=level).estimate(
            AGAIN, n=people.total, keys=whom["keys"] | {"at_least": times}
        )


def _compared(level: float, one: Persons, base: Persons, whom: Whom) -> Iterator[Estimate]:
    n = one.total + base.total
    gap, se = one.mean - base.mean, float(np.sqrt(one.mean_variance + base.mean_variance))
    p = two_sided_p(gap / se) if se > 0 else 1.0
    yield wald(gap, se, level=level).estimate(MEAN_DIFFERENCE, n=n, p_value=p, **whom)
    share = risk_difference(one.at_least(2), one.total, base.at_least(2), base.total, level=level)
    se = max(float(share.high - share.low), 1e-12) / (2 * normal_quantile(level))
    p = two_sided_p(float(share.value) / se)
    yield share.estimate(AGAIN_DIFFERENCE, n=n, p_value=p, **whom)


def _unlinked_note(linked: int, unlinked: int) -> Iterator[Note]:
    share = unlinked / max(linked + unlinked, 1)
    if share > MANY_UNLINKED:
        yield Note(code="unlinked", facts={"share": share})


def _several_note(cells: Cells) -> Iterator[Note]:
    """A note where the race of more than one person in a hundred was recorded in several ways."""
    if "persons_of_several_races" not in cells.measures:
        return
    several, persons = cells.total("persons_of_several_races"), cells.total("persons")
    if several > MANY_SEVERAL * persons:
        facts = {"persons": int(several), "share": several / persons}
        yield Note(code="several-races", facts=facts)


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="contacts",
        by=(GROUP, "contacts"),
        measures=("persons",),
        optional_measures=("stops_unlinked", "persons_of_several_races"),
    ),
    run=repeat_contact,
    refuses_when="the agency knows fewer than 30 persons of two groups again",
    assumptions=("the agency's pseudonym is one person, and one person has one pseudonym",),
    overturned_by=("people counted under several pseudonyms more often in one group",),
    cannot_say=("why a person was stopped again", "how many people were never stopped"),
    reference="U.S. Department of Justice (2016), Investigation of the Baltimore City Police "
    "Department",
    quantities=(MEAN, AGAIN, MEAN_DIFFERENCE, AGAIN_DIFFERENCE),
    basis=INDEPENDENT,
)
