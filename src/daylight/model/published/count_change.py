"""How a published count changed, and whether it ever changed by more."""

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import NamedTuple

from daylight.data.estimate import FIXED
from daylight.data.figures import Figures, PublishedFigure
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.data.when import read_when
from daylight.model.intervals import no_chance
from daylight.model.method import Method, Needs

COUNT = Quantity(
    name="published_count",
    scale=Scale.COUNT,
    about=About.PLACE,
    unit="events",
    keys=("measure", "population", "place", "period"),
)
RATIO = Quantity(
    name="published_count_ratio",
    scale=Scale.RATIO,
    about=About.PLACE,
    unit="events",
    keys=("measure", "population", "place", "from_period", "to_period"),
)
LARGER = Quantity(
    name="larger_changes",
    scale=Scale.COUNT,
    about=About.PLACE,
    unit="changes",
    keys=("measure", "population", "place", "from_period", "to_period"),
)


class CountChange(NamedTuple):
    """Two counts of one series, one after the other."""

    earlier: PublishedFigure
    later: PublishedFigure

    @property
    def ratio(self) -> float:
        """Later over earlier."""
        return self.later.number.value / self.earlier.number.value


def run(figures: Figures) -> Outcome:
    """Each count over the one before it, and how many earlier changes were as large as the last.

    Estimand: the ratio of two counts as published; nothing is drawn from anything, so there is no
    chance in it. Whether events of that number would differ so by chance is another question.
    Method: later / earlier for each pair in time; for the last pair, how many of the changes that
    the series holds before it were as large or larger, in the same direction.
    Refuses: no count published for two periods, or an earlier count of none.
    Reference: FBI (2016), Crime in the United States 2015, table 1, prints such ratios.
    """
    rows = tuple(row for row in figures.rows if not row.number.is_share)
    found: list[Estimate] = []
    for series in _series(rows):
        found += [_count(row) for row in series]
        changes = [CountChange(*pair) for pair in pairwise(series) if pair[0].number.value > 0]
        found += [_ratio(change) for change in changes]
        found += _largest(changes)
    if not any(one.quantity == RATIO for one in found):
        return Refusal(code="no-count-twice", facts={"counts": len(rows)})
    return Result(estimates=tuple(found), notes=(Note(code="counts-as-published"),))


def _series(rows: tuple[PublishedFigure, ...]) -> Iterator[list[PublishedFigure]]:
    ordered = sorted(rows, key=lambda row: (*row.keys.values(), read_when(row.period).first))
    for _, together in groupby(ordered, key=lambda row: tuple(row.keys.values())):
        yield list(together)


def _count(row: PublishedFigure) -> Estimate:
    value = row.number.value
    return no_chance(value).estimate(
        COUNT, n=value, keys={**row.keys, "period": row.period, "printed": row.figure}
    )


def _ratio(change: CountChange) -> Estimate:
    return no_chance(change.ratio).estimate(
        RATIO,
        n=change.earlier.number.value + change.later.number.value,
        keys={
            **change.later.keys,
            "from_period": change.earlier.period,
            "to_period": change.later.period,
        },
    )


def _largest(changes: list[CountChange]) -> Iterator[Estimate]:
    """How many changes before the last one, as far back as the series goes, were as large."""
    if len(changes) < 2:
        return
    last = changes[-1]
    rose = last.ratio > 1
    earlier = changes[:-1]
    as_large = sum(c.ratio >= last.ratio if rose else c.ratio <= last.ratio for c in earlier)
    yield no_chance(float(as_large)).estimate(
        LARGER,
        n=len(earlier),
        keys={
            **last.later.keys,
            "from_period": earlier[0].later.period,
            "to_period": last.later.period,
        },
    )


METHOD = Method(
    name="published-count-change",
    needs=Needs(noun="figures"),
    run=run,
    quantities=(COUNT, RATIO, LARGER),
    basis=FIXED,
    refuses_when="no count was published for two periods",
    assumptions=("the same was counted in the same places in both periods",),
    overturned_by=(
        "a change of definition, or of which agencies report",
        "counts that the publisher later revised",
    ),
    cannot_say=(
        "why the count changed",
        "whether the underlying risk changed: counts vary by chance as well",
        "anything about years before the series begins",
    ),
    reference="FBI (2016), Crime in the United States 2015",
)
