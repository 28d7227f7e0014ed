"""How often stops of each group end in a search, a citation or an arrest."""

from dataclasses import dataclass, replace
from typing import Any, NamedTuple, Self

import numpy as np

from daylight.data.cells import Cells
from daylight.data.estimate import FIXED, INDEPENDENT
from daylight.data.quantity import About, Quantity
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result, Scale
from daylight.model.crosstab import (
    GROUP,
    Crosstab,
    blank_group_note,
    crosstab,
    no_reference,
    unknown_share,
)
from daylight.model.intervals import (
    Interval,
    pooled_z,
    risk_difference,
    risk_ratio,
    two_sided_p,
    wilson,
)
from daylight.model.method import Method, Needs
from daylight.schema.vocabulary import UNKNOWN

MIN_N = 30
"""A share of fewer stops than this is not reported (DOJ reports and decrees use 30 alike)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What a stop may end in: its count, the count of blanks, and its words."""

    method: str
    measure: str
    name: str
    verb: str
    reduction: str = "outcomes"


EVENTS = (
    Event(
        method="search-rate",
        measure="searches",
        name="search_rate",
        verb="were searched",
        reduction="searches",
    ),
    Event(method="frisk-rate", measure="frisks", name="frisk_rate", verb="were patted down"),
    Event(method="citation-rate", measure="citations", name="citation_rate", verb="were cited"),
    Event(method="arrest-rate", measure="arrests", name="arrest_rate", verb="were arrested"),
)


class Rates(NamedTuple):
    """The quantities of one event: its share, and how two groups' shares compare."""

    share: Quantity
    difference: Quantity
    ratio: Quantity
    bounds: Quantity

    @classmethod
    def of(cls, event: Event) -> Self:
        """Those of an event, named after it."""
        share = Quantity(
            name=event.name,
            scale=Scale.PROPORTION,
            about=About.GROUP,
            unit="stops",
            keys=(GROUP,),
        )
        difference = replace(share, name=f"{event.name}_difference", scale=Scale.DIFFERENCE)
        return cls(
            share=share,
            difference=difference,
            ratio=replace(share, name=f"{event.name}_ratio", scale=Scale.RATIO),
            bounds=replace(difference, name=f"{event.name}_difference_bounds", is_bound=True),
        )


@dataclass(frozen=True, slots=True)
class Group:
    """One group's stops: with the event, with the field left blank, all."""

    x: float
    m: float
    n: float

    @property
    def recorded(self) -> float:
        """Stops whose field was filled in."""
        return self.n - self.m


def outcome_rates(
    cells: Cells,
    event: Event,
    *,
    level: float = 0.95,
    reference: str = "white",
    min_n: int = MIN_N,
) -> Outcome:
    """Share of stops that ended in an event, by group, and how the groups compare.

    Estimand: P(event | stopped, group), its difference from and ratio to the reference group's.
    Method: Wilson intervals of shares, Newcombe's of differences, Katz's of ratios; the p-value is
    that of the pooled two-sample z. Blanks are left out of the shares, and worst-case bounds say
    what they could change.
    Refuses: no reference group, fewer than `min_n` recorded stops of it, or an event that
    every recorded stop has.
    Reference: Wilson (1927); Newcombe (1998); Katz et al. (1978); Manski (1990) for the bounds.
    """
    table = crosstab(cells, within=())
    refusal = no_reference(event.method, table, reference, cells) or _unusable(
        event, table, reference, min_n
    )
    if refusal:
        return refusal
    counts = {group: _group(table, event, group) for group in table.groups}
    blank = counts.pop(UNKNOWN, Group(0, 0, 0))
    kept = {g: c for g, c in counts.items() if c.recorded >= min_n}
    told = Rates.of(event)
    estimates = [
        wilson(count.x, count.recorded, level=level).estimate(
            told.share, n=count.recorded, keys={GROUP: group}, missing_share=count.m / count.n
        )
        for group, count in kept.items()
    ]
    base = kept[reference]
    for group, count in kept.items():
        if group != reference:
            about = {"keys": {GROUP: group}, "compared_with": reference}
            estimates += _compare(told, count, base, blank, level, about)
    return Result(
        estimates=tuple(estimates),
        diagnostics=_diagnostics(event, counts, blank),
        notes=_notes(table, counts, kept, min_n),
    )


def _group(table: Crosstab, event: Event, group: str) -> Group:
    blanks = table.counts.get(f"{event.measure}_unknown")
    m = 0.0 if blanks is None else float(table.of(f"{event.measure}_unknown", group).sum())
    x = float(table.of(event.measure, group).sum())
    return Group(x, m, float(table.of("stops", group).sum()))


def _unusable(event: Event, table: Crosstab, reference: str, min_n: int) -> Refusal | None:
    """A refusal where the field says nothing."""
    counts = {group: _group(table, event, group) for group in table.groups}
    recorded = sum(count.recorded for count in counts.values())
    events = sum(count.x for count in counts.values())
    base = counts[reference]
    others = [c for g, c in counts.items() if g not in (reference, UNKNOWN)]
    if base.recorded < min_n or not any(c.recorded >= min_n for c in others):
        reason, found = "too few recorded stops", f"{base.recorded:,.0f} of {reference}"
        needed = f"{min_n} stops of {reference} and of another group with the field filled in"
    elif events == recorded:
        reason = "every recorded stop has this end: the file holds no other stops"
        needed, found = "stops that ended otherwise", f"{events:,.0f} of {recorded:,.0f}"
    elif events == 0:
        reason, needed = "no recorded stop has this end", "at least one"
        found = f"none in {recorded:,.0f}"
    else:
        return None
    return Refusal(reason=reason, needed=needed, found=found)


def _compare(
    told: Rates, one: Group, base: Group, blank: Group, level: float, about: dict[str, Any]
) -> list[Estimate]:
    counts = (one.x, one.recorded, base.x, base.recorded)
    p = two_sided_p(pooled_z(*counts))
    difference = risk_difference(*counts, level=level)
    shared: dict[str, Any] = {
        **about,
        "n": one.recorded + base.recorded,
        "missing_share": (one.m + base.m) / (one.n + base.n),
    }
    found = [difference.estimate(told.difference, p_value=p, **shared)]
    if base.x > 0:
        ratio = risk_ratio(*counts, level=level)
        found.append(ratio.estimate(told.ratio, p_value=p, **shared))
    if one.m + base.m + blank.n > 0:
        low, high = (np.asarray(bound) for bound in blank_bounds(one, base, blank))
        possible = Interval(difference.value, low, high)
        found.append(possible.estimate(told.bounds, basis=FIXED, **shared))
    return found


def blank_bounds(one: Group, base: Group, blank: Group) -> tuple[float, float]:
    """The least and the greatest difference that the blanks allow.

    A blank event may be either; a stop of unrecorded race may belong to either group. The
    greatest difference gives every possible event to the group and every possible non-event to
    the reference; the least does the reverse.
    """

    def extreme(up: Group, down: Group) -> float:
        as_hit = np.arange(blank.m + 1)  # of those with neither race nor event recorded
        hits, misses = blank.x + as_hit, blank.n - blank.x - as_hit
        most = (up.x + up.m + hits) / (up.n + hits)
        return float((most - down.x / (down.n + misses)).max())

    return -extreme(base, one), extreme(one, base)


def _diagnostics(
    event: Event, counts: dict[str, Group], blank: Group
) -> dict[str, float | int | str | bool | None]:
    stops = sum(count.n for count in counts.values()) + blank.n
    blanks = sum(count.m for count in counts.values()) + blank.m
    return {
        "stops": int(stops),
        f"blank_{event.measure}": int(blanks),
        "unknown_race_stops": int(blank.n),
    }


def _notes(
    table: Crosstab,
    counts: dict[str, Group],
    kept: dict[str, Group],
    min_n: int,
) -> tuple[Note, ...]:
    notes = list(blank_group_note(unknown_share(table, "stops")))
    shares = {group: count.m / count.n for group, count in counts.items() if count.n}
    if max(shares.values()) > 0.1:
        worst = max(shares, key=lambda group: shares[group])
        notes.append(Note(code="blank-outcome", facts={"share": shares[worst], "group": worst}))
    if np.ptp(list(shares.values())) > 0.05:
        notes.append(Note(code="uneven-blanks"))
    if small := tuple(sorted(set(counts) - set(kept))):
        notes.append(Note(code="small-cells", facts={"min_n": min_n, "groups": small}))
    return tuple(notes)


def _method(event: Event) -> Method:
    def run(
        cells: Cells, *, level: float = 0.95, reference: str = "white", min_n: int = MIN_N
    ) -> Outcome:
        return outcome_rates(cells, event, level=level, reference=reference, min_n=min_n)

    return Method(
        name=event.method,
        needs=Needs(
            reduction=event.reduction,
            by=(GROUP,),
            measures=("stops", event.measure),
            optional_measures=(f"{event.measure}_unknown",),
        ),
        run=run,
        quantities=Rates.of(event),
        basis=INDEPENDENT,
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
    )


METHODS = tuple(_method(event) for event in EVENTS)
