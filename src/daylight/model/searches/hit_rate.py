"""How often searches find something: the outcome test, pooled, within place and by ground."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy import stats

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result, Scale
from daylight.data.untyped import untyped
from daylight.model.arrays import Array
from daylight.model.crosstab import (
    GROUP,
    Crosstab,
    blank_group_note,
    crosstab,
    no_reference,
    unknown_share,
)
from daylight.model.intervals import (
    normal_quantile,
    pooled_z,
    risk_difference,
    risk_ratio,
    two_sided_p,
    wilson,
)
from daylight.model.method import Method, Needs
from daylight.model.searches.kitagawa import kitagawa
from daylight.model.stops.outcome_rate import Group, blank_bounds
from daylight.model.stops.outcome_rate_adjusted import mantel_haenszel
from daylight.schema.vocabulary import UNKNOWN

NAME = "outcome"
MIN_N = 10
EXACT_UP_TO = 10_000
"""Searches up to which the p-value is Fisher's exact one."""

GROUNDS = ("search_basis", "discretionary")


def hit_rates(
    cells: Cells, *, level: float = 0.95, reference: str = "white", min_n: int = MIN_N
) -> Outcome:
    """Share of searches that found contraband, by group, and how the groups compare.

    Estimand: P(contraband | searched, group), its difference from and ratio to the reference
    group's; the same difference within strata of the other keys; and, where the ground of the
    search is a key, within each ground.
    Method: Wilson and Newcombe intervals, Fisher's exact p (the pooled z beyond 10,000 searches);
    Mantel–Haenszel within strata; Kitagawa's split of the pooled difference into a part
    due to hit rates on the same ground and a part due to the mix of grounds.
    Refuses: no reference group, or fewer than `min_n` searches of known outcome in two groups.
    Reference: Becker (1957); Knowles, Persico & Todd (2001); infra-marginality: Ayres (2002),
    Simoiu, Corbett-Davies & Goel (2017); Kitagawa (1955).
    """
    table = crosstab(cells, within=())
    if refusal := no_reference(NAME, table, reference, cells):
        return refusal
    counts = {group: _group(table, group) for group in table.groups}
    blank = counts.pop(UNKNOWN, Group(0, 0, 0))
    kept = {g: c for g, c in counts.items() if c.recorded >= min_n}
    if reference not in kept or len(kept) < 2:
        return Refusal(
            method=NAME,
            reason="too few searches whose outcome is known",
            needed=f"{min_n} of {reference} and of another group",
            found=", ".join(f"{g} {c.recorded:.0f}" for g, c in counts.items()),
            provenance=cells.provenance,
        )
    estimates = [_share(g, c, level) for g, c in kept.items()]
    others = [group for group in kept if group != reference]
    for group in others:
        estimates += _compare(group, kept[group], reference, kept[reference], blank, level)
        estimates += _within(cells, group, reference, level, min_n)
        estimates += _by_ground(cells, group, reference, level, min_n)
    diagnostics: dict[str, Any] = {
        "searches": int(table.counts["searches"].sum()),
        "searches_unknown_outcome": int(_measure(table, "hits_unknown").sum()),
    }
    without = _leave_one_out(cells, others, reference)
    return Result(
        method=NAME,
        estimates=tuple(estimates),
        level=level,
        reference=reference,
        diagnostics=diagnostics | without,
        notes=_notes(table, counts, kept, estimates, without),
        provenance=cells.provenance,
    )


def _measure(table: Crosstab, name: str) -> Array:
    """(G, S) counts, zeros for a measure the cells do not have."""
    return table.counts.get(name, np.zeros_like(table.counts["searches"]))


def _group(table: Crosstab, group: str) -> Group:
    row = table.groups.index(group)
    hits, blanks = table.counts["hits"][row].sum(), _measure(table, "hits_unknown")[row].sum()
    return Group(float(hits), float(blanks), float(table.counts["searches"][row].sum()))


def _share(group: str, count: Group, level: float) -> Estimate:
    share = wilson(count.x, count.recorded, level=level)
    return untyped(
        name="hit_rate",
        group=group,
        value=float(share.value),
        low=float(share.low),
        high=float(share.high),
        level=level,
        scale=Scale.PROPORTION,
        n=int(count.recorded),
        missing_share=count.m / count.n,
    )


def equality_p(x: float, n: float, x0: float, n0: float) -> float:
    """Two-sided p that two shares are equal: exact for small numbers, pooled z for large."""
    if x + x0 == 0 or x + x0 == n + n0:
        return 1.0
    if n + n0 <= EXACT_UP_TO:
        table = [[x, n - x], [x0, n0 - x0]]
        return float(min(1.0, stats.fisher_exact(np.array(table, dtype=np.int64)).pvalue))
    return two_sided_p(pooled_z(x, n, x0, n0))


def _compare(
    group: str, one: Group, reference: str, base: Group, blank: Group, level: float
) -> Iterator[Estimate]:
    counts = (one.x, one.recorded, base.x, base.recorded)
    shared: dict[str, Any] = {
        "group": group,
        "reference": reference,
        "level": level,
        "n": int(one.recorded + base.recorded),
        "missing_share": (one.m + base.m) / (one.n + base.n),
    }
    p = equality_p(*counts)
    difference = risk_difference(*counts, level=level)
    value = float(difference.value)
    yield untyped(
        name="hit_rate_difference",
        scale=Scale.DIFFERENCE,
        value=value,
        low=float(difference.low),
        high=float(difference.high),
        p_value=p,
        **shared,
    )
    if base.x > 0:
        ratio = risk_ratio(*counts, level=level)
        yield untyped(
            name="hit_rate_ratio",
            scale=Scale.RATIO,
            value=float(ratio.value),
            low=float(ratio.low),
            high=float(ratio.high),
            p_value=p,
            **shared,
        )
    if one.m + base.m + blank.n > 0:
        low, high = blank_bounds(one, base, blank)
        yield untyped(
            name="hit_rate_difference_bounds",
            scale=Scale.DIFFERENCE,
            value=value,
            low=min(low, value),
            high=max(high, value),
            **shared,
        )


def _within(
    cells: Cells, group: str, reference: str, level: float, min_n: int
) -> Iterator[Estimate]:
    """The difference within strata of every other key."""
    table = crosstab(cells)
    if len(table.strata) < 2:
        return
    (a, n1), (c, n0) = (_recorded(table, g) for g in (group, reference))
    shared = (n1 > 0) & (n0 > 0)
    pooled = mantel_haenszel(a, n1, c, n0)
    if n1[shared].sum() < min_n or not np.isfinite(pooled.difference_variance):
        return
    half = normal_quantile(level) * float(np.sqrt(pooled.difference_variance))
    yield untyped(
        name="hit_rate_difference_within",
        group=group,
        reference=reference,
        stratum=f"within {', '.join(table.within)}",
        value=pooled.difference,
        low=pooled.difference - half,
        high=pooled.difference + half,
        level=level,
        scale=Scale.DIFFERENCE,
        n=int((n1 + n0)[shared].sum()),
        p_value=pooled.p if np.isfinite(pooled.p) else 1.0,
    )


def _recorded(table: Crosstab, group: str) -> tuple[Array, Array]:
    """Hits and searches of known outcome, by stratum."""
    if "hits_unknown" not in table.counts:
        return table.of("hits", group), table.of("searches", group)
    return table.of("hits", group), table.of("searches", group) - table.of("hits_unknown", group)


def _by_ground(
    cells: Cells, group: str, reference: str, level: float, min_n: int
) -> Iterator[Estimate]:
    """The difference on each ground of a search, and the split of the pooled one."""
    ground = next((name for name in GROUNDS if name in cells.by), None)
    if ground is None:
        return
    table = crosstab(cells, within=(ground,))
    (a, n1), (c, n0) = (_recorded(table, g) for g in (group, reference))
    for i, (value,) in enumerate(table.strata):
        if min(n1[i], n0[i]) < min_n:
            continue
        gap = risk_difference(a[i], n1[i], c[i], n0[i], level=level)
        yield untyped(
            name="hit_rate_difference_by_ground",
            group=group,
            reference=reference,
            stratum=f"{ground}: {value}",
            value=float(gap.value),
            low=float(gap.low),
            high=float(gap.high),
            level=level,
            scale=Scale.DIFFERENCE,
            n=int(n1[i] + n0[i]),
            p_value=equality_p(a[i], n1[i], c[i], n0[i]),
        )
    split = kitagawa(a, n1, c, n0)
    names = [f"{ground}: {value}" for (value,) in table.strata]
    rows = [
        ("hit_rate_difference_same_ground", f"by {ground}", split.rates, split.rates_variance),
        ("hit_rate_difference_mix_of_grounds", f"by {ground}", split.mix, split.mix_variance),
        *(
            ("hit_rate_difference_part_of_ground", name, float(part), float(variance))
            for name, part, variance in zip(names, split.parts, split.parts_variance, strict=True)
            if np.isfinite(part)
        ),
    ]
    for name, stratum, part, variance in rows:
        spread = float(np.sqrt(variance))
        half = normal_quantile(level) * spread
        tested = name == "hit_rate_difference_same_ground" and spread > 0
        yield untyped(
            name=name,
            group=group,
            reference=reference,
            stratum=stratum,
            value=part,
            low=part - half,
            high=part + half,
            level=level,
            scale=Scale.DIFFERENCE,
            n=int(n1.sum() + n0.sum()),
            p_value=two_sided_p(part / spread) if tested else None,
        )


def _leave_one_out(cells: Cells, groups: list[str], reference: str) -> dict[str, Any]:
    """The pooled difference without each place in turn: its extremes, and the place."""
    place = next((k for k in ("district", "beat", "neighborhood", "place") if k in cells.by), None)
    found: dict[str, Any] = {}
    if place is None:
        return found
    table = crosstab(cells, within=(place,))
    if len(table.strata) < 3:
        return found
    c, n0 = _recorded(table, reference)
    for group in groups:
        a, n1 = _recorded(table, group)
        with np.errstate(divide="ignore", invalid="ignore"):
            without = (a.sum() - a) / (n1.sum() - n1) - (c.sum() - c) / (n0.sum() - n0)
            whole = a.sum() / n1.sum() - c.sum() / n0.sum()
        if not np.isfinite(without).all():
            continue
        i = int(np.abs(without - whole).argmax())
        found[f"difference {group}"] = float(whole)
        found[f"difference {group} without one place"] = float(without[i])
        found[f"place left out for {group}"] = str(table.strata[i][0])
    return found


def _notes(
    table: Crosstab,
    counts: dict[str, Group],
    kept: dict[str, Group],
    estimates: list[Estimate],
    without: dict[str, Any],
) -> tuple[Note, ...]:
    notes = [INFRA_MARGINALITY, *blank_group_note(unknown_share(table, "searches"), "searches")]
    if small := sorted(set(counts) - set(kept)):
        text = f"Too few searches to compare: {', '.join(small)}."
        notes.append(Note(code="small-cells", text=text))
    missing = [c.m / c.n for c in kept.values()]
    if max(missing) > 0.1:
        text = (
            f"The outcome of up to {100 * max(missing):.0f} % of a group's searches was left "
            f"blank; a blank is not a miss, and the bounds say what the blanks could change."
        )
        notes.append(Note(code="blank-outcome", text=text))
    for group in kept:
        whole = without.get(f"difference {group}")
        left = without.get(f"difference {group} without one place")
        if whole is not None and left is not None and abs(left - whole) > abs(whole) / 2:
            text = (
                f"One place moves the comparison: without "
                f"{without[f'place left out for {group}']} the difference for {group} is "
                f"{100 * left:+.1f} points instead of {100 * whole:+.1f}."
            )
            notes.append(Note(code="one-place", text=text))
    notes += _opposite_ways(estimates)
    notes += _grounds_disagree(estimates)
    return tuple(notes)


def _opposite_ways(estimates: list[Estimate]) -> Iterator[Note]:
    """A note where the pooled difference and that on the same ground point different ways."""
    pooled = {e.group: e.value for e in estimates if e.name == "hit_rate_difference"}
    mix = {e.group: e for e in estimates if e.name == "hit_rate_difference_mix_of_grounds"}
    for same in (e for e in estimates if e.name == "hit_rate_difference_same_ground"):
        if pooled[same.group] * same.value < 0:
            yield Note(
                code="mix-of-grounds",
                text=f"The overall difference for {same.group} ({100 * pooled[same.group]:+.1f} "
                f"points) and the difference between searches on the same ground "
                f"({100 * same.value:+.1f} points) point different ways: the groups are searched "
                f"on different grounds, and that alone makes "
                f"{100 * mix[same.group].value:+.1f} points.",
            )


def _grounds_disagree(estimates: list[Estimate]) -> Iterator[Note]:
    """A note where one ground clearly points the other way than all searches together."""
    by_ground = [e for e in estimates if e.name == "hit_rate_difference_by_ground"]
    for pooled in (e for e in estimates if e.name == "hit_rate_difference"):
        own = [e for e in by_ground if e.group == pooled.group]
        against = [e for e in own if _is_clear(e) and e.value * pooled.value < 0]
        along = [e for e in own if _is_clear(e) and e.value * pooled.value > 0]
        if not against or not _is_clear(pooled):
            continue
        text = (
            f"For {pooled.group} the overall difference ({100 * pooled.value:+.1f} points) hides "
            f"differences that point both ways: {_grounds(against)} against "
            f"{_grounds(along) or 'none that is clear by itself'}. What is found in plain view is "
            f"seen before the search, and searches after an arrest, for an inventory or by warrant "
            f"are hardly the officer's choice; searches by consent are. The overall number mixes "
            f"these."
        )
        yield Note(code="grounds-disagree", text=text)


def _is_clear(estimate: Estimate) -> bool:
    return estimate.low > 0 or estimate.high < 0


def _grounds(estimates: list[Estimate]) -> str:
    """Grounds with their differences and numbers, the largest difference first."""
    ordered = sorted(estimates, key=lambda e: -abs(e.value))
    return ", ".join(
        f"{e.stratum.split(': ', 1)[1].replace('_', ' ')} {100 * e.value:+.1f} points "
        f"({e.n:,} searches)"
        for e in ordered
    )


INFRA_MARGINALITY = Note(
    code="infra-marginality",
    text="A hit rate is an average over all searches, not the standard at which officers decide to "
    "search. With one and the same standard for all, groups whose risks are spread differently "
    "have different hit rates; equal hit rates can hide unequal standards. Read it with the "
    "threshold test.",
)

METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="searches",
        by=(GROUP,),
        measures=("searches", "hits"),
        optional_by=("district", "beat", "neighborhood", "county", "search_basis", "discretionary"),
        optional_measures=("hits_unknown", "stops"),
    ),
    run=hit_rates,
    refuses_when="fewer than 10 searches of known outcome of the reference or of any other group",
    assumptions=(
        "contraband is looked for and recorded alike for all groups",
        "searches with the least suspicion are as likely to find something in every group",
    ),
    overturned_by=(
        "groups searched on different grounds or in different places",
        "a threshold test that shows one standard for all",
    ),
    cannot_say=(
        "at what suspicion officers searched each group",
        "whether a search was lawful",
    ),
    reference="Knowles, Persico & Todd (2001), Journal of Political Economy 109:203-229; on "
    "infra-marginality Simoiu, Corbett-Davies & Goel (2017), Annals of Applied Statistics 11",
)
