"""How often a score is wrong, in which direction, and for whom; both sides' numbers."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from daylight.data.cells import Cells
from daylight.data.estimate import INDEPENDENT
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.arrays import Array, Mask
from daylight.model.courts.scored import GROUP, MEASURES, ScoredPeople, notes, refusal, scored
from daylight.model.intervals import (
    Interval,
    no_interval,
    pooled_z,
    risk_difference,
    two_sided_p,
    wilson,
)
from daylight.model.method import Method, Needs

FALSE_POSITIVE = Quantity(
    name="false_positive_rate",
    scale=Scale.PROPORTION,
    about=About.GROUP,
    unit="people without the outcome",
    keys=(GROUP, "threshold"),
)
FALSE_NEGATIVE = replace(FALSE_POSITIVE, name="false_negative_rate", unit="people with the outcome")
PREDICTED = replace(FALSE_POSITIVE, name="positive_predictive_value", unit="people scored high")
BASE = replace(FALSE_POSITIVE, name="base_rate", unit="people", keys=(GROUP,))
FLAGGED = replace(FALSE_POSITIVE, name="flagged_rate", unit="people")
WITH_EQUAL = replace(FALSE_POSITIVE, name="false_positive_rate_if_equally_predictive")
"""The false-positive rate that the group's own base rate makes it have, were the predictive value
and the false-negative rate those of the reference group."""

DIFFERENCES = {
    one.name: replace(one, name=f"{one.name}_difference", scale=Scale.DIFFERENCE)
    for one in (FALSE_POSITIVE, FALSE_NEGATIVE, PREDICTED)
}


MOST_THRESHOLDS = 30
"""Other thresholds at which errors are shown."""


class ErrorTable(NamedTuple):
    """One group at one threshold: with the outcome and without, scored high and low."""

    true_high: float
    false_high: float
    true_low: float
    false_low: float

    @classmethod
    def of(cls, came: Array, stayed: Array, is_high: Mask) -> "ErrorTable":
        """From (S,) people with and without the outcome and which scores are high."""
        return cls(
            true_high=float(came[is_high].sum()),
            false_high=float(stayed[is_high].sum()),
            true_low=float(stayed[~is_high].sum()),
            false_low=float(came[~is_high].sum()),
        )

    @property
    def rates(self) -> dict[str, tuple[Quantity, float, float]]:
        """Name → its quantity, how many, of how many."""
        return {
            one.name: (one, x, n)
            for one, x, n in (
                (FALSE_POSITIVE, self.false_high, self.false_high + self.true_low),
                (FALSE_NEGATIVE, self.false_low, self.false_low + self.true_high),
                (PREDICTED, self.true_high, self.true_high + self.false_high),
            )
        }

    @property
    def is_split(self) -> bool:
        """Whether people stand on both sides of the threshold, with the outcome above it."""
        return self.true_high > 0 and self.true_low + self.false_low > 0

    @property
    def people(self) -> float:
        """Everybody."""
        return sum(self)


def run(
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    threshold: float = 5.0,
    despite_follow_up: bool = False,
) -> Outcome:
    """False positives, false negatives and predictive value by group, at a threshold.

    Estimand: among people without the outcome, the share scored at the threshold or above; among
    those with it, the share scored below; among those scored high, the share with it; and each
    group's distance from the reference.
    Method: Wilson and Newcombe intervals. With base rate p, predictive value v and false-negative
    rate u, the false-positive rate is p / (1 − p) · (1 − v) / v · (1 − u): groups with unlike base
    rates cannot have all of them alike.
    Refuses: people who could not be followed in full, unless asked to answer despite it; a group
    with fewer than 30 people with, or without, the outcome.
    Reference: Chouldechova (2017), Big Data 5:153-163, equation 2.6; Newcombe (1998).
    """
    if refused := refusal(cells, reference, despite_follow_up=despite_follow_up):
        return refused
    people = scored(cells)
    is_high = people.scores >= threshold
    every = {name: ErrorTable.of(*pair, is_high) for name, pair in people.groups.items()}
    tables = {name: table for name, table in every.items() if table.is_split}
    if reference not in tables or len(tables) < 2:
        low, high = people.scores.min(), people.scores.max()
        return Refusal(
            code="score-parts-nobody",
            facts={"threshold": threshold, "low": float(low), "high": float(high)},
        )
    asked = AskedErrors(reference, threshold, level)
    found = [one for name, table in tables.items() for one in _own(name, table, asked)]
    found += _at_other_thresholds(people, tuple(tables), asked)
    for name, table in tables.items():
        if name != reference:
            found += _apart(name, table, tables[reference], asked)
    return Result(estimates=tuple(found), notes=(*notes(cells), Note(code="not-all-alike")))


class AskedErrors(NamedTuple):
    """Whom groups are compared with, from which score on, and the level of intervals."""

    reference: str
    threshold: float
    level: float


def _own(name: str, table: ErrorTable, asked: AskedErrors) -> Iterator[Estimate]:
    keys = {GROUP: name, "threshold": asked.threshold}
    for quantity, x, n in table.rates.values():
        if n:
            yield wilson(x, n, level=asked.level).estimate(quantity, n=n, keys=keys)
    came = table.true_high + table.false_low
    high = table.true_high + table.false_high
    everyone = table.people
    yield wilson(came, everyone, level=asked.level).estimate(BASE, n=everyone, keys={GROUP: name})
    yield wilson(high, everyone, level=asked.level).estimate(FLAGGED, n=everyone, keys=keys)


def _at_other_thresholds(
    people: ScoredPeople, groups: tuple[str, ...], asked: AskedErrors
) -> Iterator[Estimate]:
    """The rates of both kinds of error wherever else the threshold could stand."""
    others = [one for one in people.scores[1:] if one != asked.threshold][:MOST_THRESHOLDS]
    for name in groups:
        came, stayed = people.groups[name]
        for threshold in others:
            table = ErrorTable.of(came, stayed, people.scores >= threshold)
            for rate in (FALSE_POSITIVE, FALSE_NEGATIVE):
                quantity, x, n = table.rates[rate.name]
                keys = {GROUP: name, "threshold": float(threshold)}
                yield wilson(x, n, level=asked.level).estimate(quantity, n=n, keys=keys)


def _apart(
    name: str, table: ErrorTable, base: ErrorTable, asked: AskedErrors
) -> Iterator[Estimate]:
    keys = {GROUP: name, "threshold": asked.threshold}
    for rate, (_, x, n) in table.rates.items():
        _, x0, n0 = base.rates[rate]
        if not n or not n0:
            continue
        some = 0 < x + x0 < n + n0
        apart: Interval = risk_difference(x, n, x0, n0, level=asked.level)
        yield apart.estimate(
            DIFFERENCES[rate],
            n=n + n0,
            keys=keys,
            compared_with=asked.reference,
            p_value=two_sided_p(pooled_z(x, n, x0, n0)) if some else 1.0,
        )
    yield no_interval(_implied(table, base)).estimate(
        WITH_EQUAL, n=table.people, keys=keys, compared_with=asked.reference
    )


def _implied(table: ErrorTable, base: ErrorTable) -> float:
    """The false-positive rate that a group's base rate makes it have."""
    came = table.true_high + table.false_low
    odds = came / (table.people - came)
    _, true, high = base.rates[PREDICTED.name]
    _, missed, with_it = base.rates[FALSE_NEGATIVE.name]
    v, u = true / high, missed / with_it
    return min(odds * (1 - v) / v * (1 - u), 1.0)


METHOD = Method(
    name="score-errors",
    needs=Needs(reduction="scores", by=(GROUP, "score"), measures=MEASURES),
    run=run,
    quantities=(
        *(FALSE_POSITIVE, FALSE_NEGATIVE, PREDICTED, BASE, FLAGGED, WITH_EQUAL),
        *DIFFERENCES.values(),
    ),
    basis=INDEPENDENT,
    refuses_when="people could not be followed for as long as the outcome takes",
    assumptions=(
        "the outcome in the records is the one that the score is of: an arrest is not an offence",
        "people are independent of one another",
    ),
    overturned_by=(
        "groups that are arrested unlike for the same conduct",
        "people who were detained on their score and so could not have the outcome",
        "another threshold",
    ),
    cannot_say=(
        "which of the rates ought to be alike: they cannot all be",
        "why base rates differ",
        "what would have come without the score",
    ),
    reference="Chouldechova (2017), Big Data 5:153-163",
)
