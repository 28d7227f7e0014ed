"""How often the same people are stopped again."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from scipy import stats

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result, Scale
from daylight.data.untyped import untyped
from daylight.model.arrays import Array
from daylight.model.crosstab import GROUP, codes
from daylight.model.intervals import normal_quantile, risk_difference, two_sided_p, wilson
from daylight.model.method import Method, Needs
from daylight.schema.vocabulary import UNKNOWN

NAME = "repeat-contact"
MIN_N = 30
OFTEN = (2, 3, 5, 10)


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
        spread = float(self.m @ (self.v - self.mean) ** 2) / max(self.total - 1, 1)
        return spread / self.total


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
    others = [name for name in groups if name != reference]
    if reference not in groups or not others:
        return Refusal(
            method=NAME,
            reason="too few persons whom the agency knows again",
            needed=f"{min_n} persons of {reference} and of another group",
            found=", ".join(f"{g} {p.total:.0f}" for g, p in groups.items()) or "none",
            provenance=cells.provenance,
        )
    found = [e for name, people in groups.items() for e in _own(name, people, level)]
    for name in others:
        found += _compared(name, groups[name], reference, groups[reference], level)
    unlinked = int(cells.total("stops_unlinked")) if "stops_unlinked" in cells.measures else 0
    linked = int(sum(p.v @ p.m for p in groups.values()))
    return Result(
        method=NAME,
        estimates=tuple(found),
        level=level,
        reference=reference,
        diagnostics={"stops_linked": linked, "stops_unlinked": unlinked},
        notes=(*_notes(linked, unlinked), *_several_note(cells)),
        provenance=cells.provenance,
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


def _own(group: str, people: Persons, level: float) -> Iterator[Estimate]:
    half = normal_quantile(level) * float(np.sqrt(people.mean_variance))
    yield untyped(
        name="stops_per_person",
        group=group,
        value=people.mean,
        low=people.mean - half,
        high=people.mean + half,
        level=level,
        scale=Scale.MEAN,
        n=int(people.total),
    )
    for times in OFTEN:
        again = float(people.m[people.v >= times].sum())
        share = wilson(again, people.total, level=level)
        yield untyped(
            name="share_stopped_again",
            group=group,
            stratum=f"{times} times or more",
            value=float(share.value),
            low=float(share.low),
            high=float(share.high),
            level=level,
            scale=Scale.PROPORTION,
            n=int(people.total),
        )


def _compared(
    group: str, one: Persons, reference: str, base: Persons, level: float
) -> Iterator[Estimate]:
    gap = one.mean - base.mean
    spread = float(np.sqrt(one.mean_variance + base.mean_variance))
    t = float(stats.norm.ppf(0.5 + level / 2)) * spread
    yield untyped(
        name="stops_per_person_difference",
        group=group,
        reference=reference,
        value=gap,
        low=gap - t,
        high=gap + t,
        level=level,
        scale=Scale.MEAN,
        n=int(one.total + base.total),
        p_value=two_sided_p(gap / spread) if spread > 0 else 1.0,
    )
    again = [float(p.m[p.v >= 2].sum()) for p in (one, base)]
    share = risk_difference(again[0], one.total, again[1], base.total, level=level)
    value = float(share.value)
    width = max(float(share.high) - float(share.low), 1e-12)
    yield untyped(
        name="share_stopped_again_difference",
        group=group,
        reference=reference,
        value=value,
        low=float(share.low),
        high=float(share.high),
        level=level,
        scale=Scale.DIFFERENCE,
        n=int(one.total + base.total),
        p_value=two_sided_p(value / (width / (2 * normal_quantile(level)))),
    )


def _notes(linked: int, unlinked: int) -> tuple[Note, ...]:
    if unlinked <= 0.02 * (linked + unlinked):
        return ()
    share = 100 * unlinked / (linked + unlinked)
    text = (
        f"{share:.1f} % of stops cannot be tied to a person; repeated stops among them are unseen."
    )
    return (Note(code="unlinked", text=text),)


def _several_note(cells: Cells) -> tuple[Note, ...]:
    """A note where the race of more than one person in a hundred was recorded in several ways."""
    if "persons_of_several_races" not in cells.measures:
        return ()
    several, persons = cells.total("persons_of_several_races"), cells.total("persons")
    if several <= 0.01 * persons:
        return ()
    text = (
        f"The race of {several:,.0f} persons ({100 * several / persons:.1f} %) was recorded in "
        f"several ways; each is counted under the one recorded most often. They are people stopped "
        f"again, so another choice would change these shares."
    )
    return (Note(code="several-races", text=text),)


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
)
