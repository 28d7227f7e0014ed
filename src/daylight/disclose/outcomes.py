"""Outcomes of a study → the plan of everything that would be published of them."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeGuard

from daylight.data.estimate import BasisKind, Estimate
from daylight.data.quantity import Scale
from daylight.data.result import Outcome, Result
from daylight.disclose.forms import DisclosurePlan, Form, PrintedNumber
from daylight.disclose.manifest import Released, ShownCount
from daylight.disclose.rounding import (
    CHANCE_DIGITS,
    CountRange,
    alike,
    is_small,
    numerator,
    rounded,
    share_decimals,
)

SHARES = frozenset({Scale.PROPORTION, Scale.PROBABILITY})

Where = tuple[tuple[str, str], ...]
"""Keys and their values, sorted: which group, place and time a count is of."""


def where_of(estimate: Estimate) -> Where:
    """The group, place and time of an estimate, whatever order its keys stand in."""
    return tuple(sorted((key, str(value)) for key, value in estimate.keys.items()))


def item_of(question: str, estimate: Estimate) -> str:
    """What is withheld together: all that a question shows of one group, place and time."""
    told = ", ".join(f"{key} {value}" for key, value in where_of(estimate))
    return f"question {question}, {told or 'everything'}"


@dataclass(slots=True)
class PlanDraft:
    """A plan being put together: counts by what they are of, so that one count has one name."""

    minimum: int
    counts: dict[str, int] = field(default_factory=dict)
    relations: list[Form] = field(default_factory=list)
    published: list[PrintedNumber] = field(default_factory=list)
    known: list[PrintedNumber] = field(default_factory=list)
    cost: dict[str, float] = field(default_factory=dict)
    groups: dict[tuple[str, Where], set[str]] = field(default_factory=dict)
    tops: dict[tuple[str, Where, str], str] = field(default_factory=dict)

    def named(self, shown: ShownCount) -> tuple[str, ...]:
        """The counts of now that an earlier release showed."""
        where: Where = tuple(sorted((key, str(at)) for key, at in shown.keys))
        if shown.quantity:
            top = self.tops.get((shown.unit, where, shown.quantity))
            return (top,) if top else ()
        return tuple(sorted(self.groups.get((shown.unit, where), ())))

    def count(self, of: str, value: int) -> str:
        """The name of a count; the same count of the same thing has the same name."""
        name = f"{of} ({value:,})"
        self.counts[name] = value
        return name

    def whole(self, unit: str, where: Where, value: int) -> str:
        """The count of a unit in a group, known by its keys to every question."""
        told = ", ".join(f"{key} {at}" for key, at in where)
        name = self.count(f"{unit} of {told}" if told else unit, value)
        self.groups.setdefault((unit, where), set()).add(name)
        return name

    def print_count(self, name: str, place: str, item: str) -> None:
        """A count is printed, rounded."""
        value = self.counts[name]
        if is_small(value, self.minimum):
            window = CountRange(value, value)
        else:
            window = alike(rounded(value, self.minimum), self.minimum)
        self.published.append(
            PrintedNumber(where=place, item=item, top={name: 1.0}, low=window.low, high=window.high)
        )

    def print_share(self, top: str, bottom: str, window: tuple[float, float], item: str) -> None:
        """A share is printed, rounded to a window."""
        low, high = window
        self.published.append(
            PrintedNumber(
                where=item, item=item, top={top: 1.0}, bottom={bottom: 1.0}, low=low, high=high
            )
        )

    def rest(self, parts: Sequence[str], total: str) -> str | None:
        """Parts add up to a total with a rest, which is a count too; None where they do not fit."""
        left = self.counts[total] - sum(self.counts[part] for part in parts)
        if left < 0:
            return None
        form = {**dict.fromkeys(parts, 1.0), total: -1.0}
        name = None
        if left:
            name = self.count(f"{total} without {', '.join(parts)}", left)
            form[name] = 1.0
        if form not in self.relations:
            self.relations.append(form)
        return name

    def plan(self) -> DisclosurePlan:
        """The finished plan; every count of 1 to one below the minimum is small."""
        small = (name for name, value in self.counts.items() if is_small(value, self.minimum))
        return DisclosurePlan(
            counts=self.counts,
            relations=tuple(self.relations),
            published=tuple(self.published),
            small=frozenset(small),
            cost=self.cost,
            known=tuple(self.known),
        )


def plan_of(
    outcomes: Mapping[str, Outcome], minimum: int, earlier: Sequence[Released] = ()
) -> DisclosurePlan:
    """The plan of everything that outcomes would show, as it would be printed.

    Parameters
    ----------
    outcomes
        Question id → its outcome, without single officers.
    minimum
        The smallest count other than zero that may be published.
    earlier
        What was published before, which readers still have.
    """
    draft = PlanDraft(minimum=minimum)
    results = {name: one for name, one in outcomes.items() if isinstance(one, Result)}
    for question, result in results.items():
        for estimate in result.estimates:
            _estimate(draft, question, estimate)
    for question, result in results.items():
        for estimate in result.estimates:
            _compared(draft, question, estimate)
        _sums(draft, question, result)
    for question, outcome in outcomes.items():
        _rows(draft, question, outcome)
    for release in earlier:
        for shown in release.shown:
            _since(draft, shown)
    return draft.plan()


def share_window(estimate: Estimate, minimum: int) -> tuple[float, float] | None:
    """The shares printed as this one; None where it is a share of no whole number of its n."""
    if estimate.scale not in SHARES or numerator(estimate.value, estimate.n) is None:
        return None
    places = share_places(estimate, minimum)
    if places is None:
        return None
    half, printed = 0.5 * 10.0**-places, round(estimate.value, places)
    return max(0.0, printed - half), min(1.0, printed + half)


def share_places(estimate: Estimate, minimum: int) -> int | None:
    """Decimals of a share; its interval tells as much as itself where rows are independent."""
    is_clustered = estimate.basis.kind is BasisKind.CLUSTERED
    ends = () if is_clustered else (estimate.low, estimate.high)
    return share_decimals((estimate.value, *ends), estimate.n, minimum)


def _estimate(draft: PlanDraft, question: str, one: Estimate) -> None:
    item, where, unit = item_of(question, one), where_of(one), one.quantity.unit
    draft.cost[item] = draft.cost.get(item, 1.0 / (1 + len(where))) + 0.1 * math.log10(1 + one.n)
    if one.compared_with is None:
        whole = draft.whole(unit, where, one.n)
        draft.print_count(whole, f"{item}: n of {one.name}", item)
        _blanks(draft, one, whole, item)
    else:
        whole = both_of(draft, one)
    if one.scale is Scale.COUNT and one.value == int(one.value) and int(one.value) != one.n:
        own = draft.count(f"{one.name} {where}", int(one.value))
        draft.print_count(own, f"{item}: {one.name}", item)
    _share(draft, one, whole, item)


def both_of(draft: PlanDraft, one: Estimate) -> str:
    """What a comparison counts: a group and the one it is compared with, or a part of both."""
    told = ", ".join(f"{key} {at}" for key, at in where_of(one))
    return draft.count(f"{one.quantity.unit} of {told} and {one.compared_with}", one.n)


def _share(draft: PlanDraft, one: Estimate, whole: str, item: str) -> None:
    """The numerator and its complement."""
    top = numerator(one.value, one.n) if one.scale in SHARES else None
    if top is None:
        return
    part = draft.count(f"part of {whole}", top)
    if one.compared_with is None:
        draft.tops.setdefault((one.quantity.unit, where_of(one), one.name), part)
    draft.rest([part], whole)
    window = share_window(one, draft.minimum)
    if window is None:
        window = (one.value, one.value)
    draft.print_share(part, whole, window, item)


def _blanks(draft: PlanDraft, one: Estimate, whole: str, item: str) -> None:
    """Those whose answer is blank, where the missing share says how many there are."""
    if not one.missing_share or not 0 < one.missing_share < 1:
        return
    blank = one.missing_share / (1 - one.missing_share) * one.n
    if abs(blank - round(blank)) > 1e-6 * max(1.0, blank):
        return
    name = draft.count(f"blank beside {whole}", round(blank))
    asked = draft.count(f"{whole} and blank", one.n + round(blank))
    draft.relations.append({name: 1.0, whole: 1.0, asked: -1.0})
    if not is_small(round(blank), draft.minimum):
        draft.print_share(name, asked, missing_window(one.missing_share), item)


def missing_window(share: float) -> tuple[float, float]:
    """The missing shares that are printed as this one."""
    places = CHANCE_DIGITS - 1 - math.floor(math.log10(share))
    half, printed = 0.5 * 10.0**-places, round(share, places)
    return max(0.0, printed - half), printed + half


def _compared(draft: PlanDraft, question: str, one: Estimate) -> None:
    """What a comparison rests on: its own group and the other, where it counts both."""
    if one.compared_with is None:
        return
    item, unit, where = item_of(question, one), one.quantity.unit, where_of(one)
    own = draft.groups.get((unit, where), set())
    pairs = (
        (first, second)
        for key, _ in where
        for second in draft.groups.get((unit, _moved(where, key, one.compared_with)), ())
        for first in own
    )
    match = next((p for p in pairs if sum(draft.counts[n] for n in p) == one.n), None)
    both = both_of(draft, one)
    if match is not None:
        draft.relations.append({match[0]: 1.0, match[1]: 1.0, both: -1.0})
    draft.print_count(both, f"{item}: n of {one.name}", item)


def _moved(where: Where, key: str, value: str) -> Where:
    return tuple(sorted((k, value if k == key else v) for k, v in where))


def _sums(draft: PlanDraft, question: str, result: Result) -> None:
    """Groups of one key add up to the total beside them, in this question or in another."""
    for above, family in _families(result):
        unit = family[0].quantity.unit
        parts = list(dict.fromkeys(draft.whole(unit, where_of(e), e.n) for e in family))
        for total in sorted(draft.groups.get((unit, above), ())):
            draft.rest(parts, total)
        _numerators(draft, above, family)
        if not above:
            for rows in dict.fromkeys(n for n in _totals(result) if n >= draft.minimum):
                total = draft.count(f"rows counted in question {question}", rows)
                blank = _blank_of(draft, question, family, total)
                draft.rest([*parts, *blank], total)


def _numerators(draft: PlanDraft, above: Where, family: Sequence[Estimate]) -> None:
    """The numerators of shares add up too, where the share of all is printed beside them."""
    one = family[0]
    tops = [draft.tops.get((e.quantity.unit, where_of(e), one.name)) for e in family]
    total = draft.tops.get((one.quantity.unit, above, one.name))
    if total is not None and all(tops):
        draft.rest(list(dict.fromkeys(top for top in tops if top)), total)


def _blank_of(
    draft: PlanDraft, question: str, family: Sequence[Estimate], total: str
) -> tuple[str, ...]:
    """The rows without a group, where the missing share of all groups is one of all rows."""
    shares = {e.missing_share for e in family}
    share, rows = family[0].missing_share, draft.counts[total]
    if len(shares) > 1 or not share or not 0 < share < 1:
        return ()
    blank = numerator(share, rows)
    if blank is None:
        return ()
    name = draft.count(f"blank among {total}", blank)
    if not is_small(blank, draft.minimum):
        draft.print_share(name, total, missing_window(share), f"question {question}: missing share")
    return (name,)


def _totals(result: Result) -> Iterator[int]:
    """Totals of a question that a reader sees or works out."""
    yield result.provenance.rows_kept
    yield result.provenance.rows_read
    yield from filter(_is_count, result.diagnostics.values())


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _families(result: Result) -> Iterator[tuple[Where, list[Estimate]]]:
    """Estimates of one quantity and variant that differ in one key alone, and their other keys."""
    found: dict[tuple[str, str | None, Where, str], dict[Where, Estimate]] = {}
    for one in result.estimates:
        if one.compared_with is not None:
            continue
        where = where_of(one)
        for key, _ in where:
            above = tuple(pair for pair in where if pair[0] != key)
            found.setdefault((one.name, one.variant, above, key), {})[where] = one
    for (_, _, above, _), members in found.items():
        yield above, list(members.values())


def _rows(draft: PlanDraft, question: str, outcome: Outcome) -> None:
    """Rows read are rows counted and rows left out by reason; small reasons are left unsaid."""
    account = outcome.provenance
    if not account.rows_read:
        return
    kept = draft.count(f"rows counted in question {question}", account.rows_kept)
    item = f"question {question}: rows counted"
    parts = [kept]
    for reason, rows in account.rows_dropped.items():
        parts.append(draft.count(f"{item}, left out: {reason}", rows))
    read = draft.count(f"rows read for question {question}", account.rows_read)
    draft.rest(parts, read)
    shown = (
        [v for v in outcome.diagnostics.values() if _is_count(v) and v >= draft.minimum]
        if isinstance(outcome, Result)
        else []
    )
    parts += [draft.count(f"rows counted in question {question}", value) for value in shown]
    for name in parts:
        if draft.counts[name] and not is_small(draft.counts[name], draft.minimum):
            draft.print_count(name, item, item)


def _since(draft: PlanDraft, shown: ShownCount) -> None:
    """What was published of a count before, and by how much it has changed since."""
    for name in draft.named(shown):
        now = draft.counts[name]
        before = min(max(now, shown.low), shown.high)
        told = f"{shown.low} to {shown.high}"
        old = draft.count(f"{name} in an earlier release, {told}", before)
        change = draft.count(f"change of {name} since it was {told}", abs(now - before))
        sign = -1.0 if now < shown.low else 1.0
        draft.relations.append({name: 1.0, old: -1.0, change: -sign})
        draft.known.append(
            PrintedNumber(
                where="an earlier release", item="", top={old: 1.0}, low=shown.low, high=shown.high
            )
        )
