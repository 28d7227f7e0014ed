"""How often stops of each group end in a search, a frisk, a citation or an arrest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.estimate import FIXED, INDEPENDENT
from daylight.data.quantity import Quantity, Scale
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.data.variants import DEALT
from daylight.model.blank_groups import (
    DEALT_DIFFERENCE,
    FEWEST,
    BlankShares,
    WithBlanks,
    blank_note,
)
from daylight.model.blanks import GroupCount, blank_bounds
from daylight.model.clustered_rates import (
    CLUSTERS,
    DIFFERENCE,
    bounded,
    difference,
    ratio,
    share,
    trials_of,
)
from daylight.model.crosstab import (
    GROUP,
    Crosstab,
    Whom,
    blank_group_note,
    compare_groups,
    crosstab,
    group_quantity,
    one_group_only,
    unknown_share,
)
from daylight.model.events import EVENTS, Events, StopEvent
from daylight.model.intervals import Interval, no_interval, pooled_z, two_sided_p
from daylight.model.method import Method, Needs
from daylight.model.too_few import too_few
from daylight.schema.vocabulary import UNKNOWN

MIN_N = 30
"""A share of fewer stops than this is not reported (DOJ reports and decrees use 30 alike)."""

MUCH_BLANK, UNEVEN = 0.1, 0.05
"""Blanks of a group, and their range over groups, above which a note says so."""


class RateQuantities(NamedTuple):
    """What is estimated of one event."""

    rate: Quantity
    difference: Quantity
    ratio: Quantity
    bounds: Quantity
    tipping: Quantity

    @classmethod
    def of(cls, event: StopEvent) -> "RateQuantities":
        """The quantities of a search: `search_rate`, `search_rate_difference` and so on."""
        name = f"{event.name}_rate"
        return cls(
            group_quantity(name, Scale.PROPORTION),
            group_quantity(f"{name}_difference", Scale.DIFFERENCE),
            group_quantity(f"{name}_ratio", Scale.RATIO),
            group_quantity(f"{name}_difference_bounds", Scale.DIFFERENCE, is_bound=True),
            group_quantity(f"{name}_tipping_share", Scale.PROPORTION),
        )


def outcome_rates(
    event: StopEvent,
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    min_n: int = MIN_N,
) -> Outcome:
    """Share of stops that ended in an event, by group, and how the groups compare.

    Estimand: P(event | stopped, group), its difference from and ratio to the reference group's.
    Method: Wilson intervals of shares, Newcombe's of differences, Katz's of ratios, each of as many
    independent stops as those of officers and days amount to (`model.clusters`); the p-value is
    that of the pooled two-sample z or of the clustered t, whichever is larger. Blanks are left out
    of the shares, and worst-case bounds say what they could change. Stops of unrecorded group are
    also dealt like recorded ones that ended the same way, and given out in the share that undoes
    the difference.
    Refuses: no reference group, fewer than `min_n` recorded stops of it, or an event that
    every recorded stop has.
    Reference: Wilson (1927); Newcombe (1998); Katz et al. (1978); Manski (1990) for the bounds.
    """
    table = crosstab(cells, within=())
    counts = {group: _count(table, event, group) for group in table.groups}
    if refusal := one_group_only(table, reference) or _unusable(counts, reference, min_n):
        return refusal
    every = counts.values()
    diagnostics = {
        "stops": int(sum(count.n for count in every)),
        f"blank_{event.measure}": int(sum(count.m for count in every)),
        "unknown_race_stops": int(table.of("stops", UNKNOWN).sum()),
    }
    blank = counts.pop(UNKNOWN, GroupCount(0, 0, 0))
    kept = {g: _Group(g, count, table) for g, count in counts.items() if count.recorded >= min_n}
    events = event.among_stops
    compared = _Comparison(RateQuantities.of(event), events, blank, level)
    return Result(
        estimates=compare_groups(kept, reference, compared.own, compared.with_reference),
        diagnostics=diagnostics,
        notes=(
            *blank_group_note(unknown_share(table, "stops")),
            *blank_note(BlankShares.of(table, events), event.name),
            *_blank_notes(counts),
            *_left_out(sorted(set(counts) - set(kept)), min_n),
        ),
    )


def _count(table: Crosstab, event: StopEvent, group: str) -> GroupCount:
    stops = float(table.of("stops", group).sum())
    blank = stops - float(table.recorded("stops", event.blanks, group).sum())
    return GroupCount(float(table.of(event.measure, group).sum()), blank, stops)


def _unusable(counts: Mapping[str, GroupCount], reference: str, min_n: int) -> Refusal | None:
    """A refusal where the field says nothing."""
    recorded = sum(count.recorded for count in counts.values())
    events = sum(count.x for count in counts.values())
    others = [c for g, c in counts.items() if g not in (reference, UNKNOWN)]
    base = counts[reference].recorded
    if base < min_n or not any(c.recorded >= min_n for c in others):
        return too_few(
            "too-few-recorded-stops",
            min_n,
            reference,
            {group: count.recorded for group, count in counts.items()},
        )
    if events == recorded:
        return Refusal(
            code="every-stop-ends-so", facts={"events": int(events), "of": int(recorded)}
        )
    if events == 0:
        return Refusal(code="no-stop-ends-so", facts={"of": int(recorded)})
    return None


@dataclass(frozen=True, slots=True)
class _Group:
    """One group's counts, and the crosstab they come from."""

    name: str
    count: GroupCount
    table: Crosstab


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Groups by one event; `blank` are the stops of unrecorded group."""

    of: RateQuantities
    events: Events
    blank: GroupCount
    level: float

    def own(self, group: _Group, whom: Whom) -> Iterator[Estimate]:
        one = group.count
        found = share(trials_of(group.table, self.events, group.name), self.level)
        yield found.estimate(self.of.rate, n=one.recorded, missing_share=one.m / one.n, **whom)

    def with_reference(self, group: _Group, reference: _Group, whom: Whom) -> Iterator[Estimate]:
        """Difference and ratio, and what the blanks could make of the difference."""
        one, base = group.count, reference.count
        trials = trials_of(group.table, self.events, group.name, reference.name)
        shared = whom | {
            "n": one.recorded + base.recorded,
            "missing_share": (one.m + base.m) / (one.n + base.n),
        }
        p = two_sided_p(pooled_z(one.x, one.recorded, base.x, base.recorded))
        apart = difference(trials, self.level, p)
        yield apart.estimate(self.of.difference, **shared)
        if base.x > 0:
            yield ratio(trials, self.level, p).estimate(self.of.ratio, **shared)
        if one.m + base.m + self.blank.n > 0:
            least, most = blank_bounds(one, base, self.blank)
            possible = Interval.of(float(apart.interval.value), least, most)
            yield possible.estimate(self.of.bounds, basis=FIXED, **shared)
        if self.blank.n - self.blank.m >= FEWEST:
            blanks = WithBlanks.of(group.table, self.events, group.name, reference.name)
            yield from self._blanks(blanks, shared)

    def _blanks(self, blanks: WithBlanks, shared: Whom) -> Iterator[Estimate]:
        """The difference with the blanks dealt, and the share of them that would undo it."""
        (a, n1, c, n0) = blanks.trials.counts[0, :4]
        se = float(np.sqrt(a * (n1 - a) / n1**3 + c * (n0 - c) / n0**3))
        given = DEALT_DIFFERENCE.of(blanks.trials.counts), se
        yield bounded(blanks.trials, DEALT_DIFFERENCE, given, self.level).estimate(
            self.of.difference, variant=DEALT, **shared
        )
        if (share := blanks.tipping_share(DIFFERENCE)) is not None:
            yield no_interval(share).estimate(
                self.of.tipping, basis=FIXED, **shared | {"n": blanks.blanks}
            )


def _blank_notes(counts: Mapping[str, GroupCount]) -> Iterator[Note]:
    """Notes where the field is often blank, or more often for some groups than for others."""
    shares = {group: count.m / count.n for group, count in counts.items() if count.n}
    worst = max(shares, key=lambda group: shares[group])
    if shares[worst] > MUCH_BLANK:
        yield Note(code="blank-outcome", facts={"group": worst, "share": shares[worst]})
    if np.ptp(list(shares.values())) > UNEVEN:
        yield Note(code="uneven-blanks")


def _left_out(groups: list[str], min_n: int) -> Iterator[Note]:
    if groups:
        yield Note(code="too-few-stops", facts={"groups": tuple(groups), "min_n": min_n})


def _method(event: StopEvent) -> Method:
    return Method(
        name=f"{event.name}-rate",
        needs=Needs(
            reduction=event.reduction,
            by=(GROUP,),
            measures=("stops", event.measure),
            optional_measures=(event.blanks,),
            clusters=CLUSTERS,
        ),
        run=partial(outcome_rates, event),
        refuses_when="a group or the reference has fewer than 30 recorded stops, or every recorded "
        "stop ended this way",
        assumptions=(
            "stops are recorded for all groups alike",
            "the field is left blank for reasons that have nothing to do with the answer",
        ),
        overturned_by=(
            "groups stopped for different reasons, in different places or at different hours "
            "(see the adjusted comparison)",
            "blanks that hide a different answer by group (see the bounds)",
        ),
        cannot_say=(
            "why the shares differ",
            "anything about people who were not stopped",
        ),
        reference="Newcombe (1998), Statistics in Medicine 17:873-890; Manski (1990), American "
        "Economic Review 80:319-323",
        quantities=RateQuantities.of(event),
        basis=INDEPENDENT,
    )


METHODS = tuple(_method(event) for event in EVENTS)
