"""A gap between two groups split into like cases treated unlike and cases that are not alike."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.estimate import INDEPENDENT
from daylight.data.facts.courts import GivenFacts
from daylight.data.quantity import Scale
from daylight.data.result import Estimate, Fact, Note, Outcome, Refusal, Result
from daylight.model.arrays import Array
from daylight.model.clustered_rates import DIFFERENCE, Bounded, Trials, bounded, trials_of
from daylight.model.clusters import Statistic
from daylight.model.courts.decisions import (
    DECIDES,
    DECISIONS,
    JUDGES,
    CaseDecision,
    kept_groups,
    too_few_ended,
)
from daylight.model.courts.given import charge_notes, charged
from daylight.model.crosstab import (
    GROUP,
    Crosstab,
    against,
    blank_group_note,
    crosstab,
    group_quantity,
    one_group_only,
    unknown_share,
)
from daylight.model.intervals import two_sided_p
from daylight.model.kitagawa import (
    MIX,
    RATES,
    RATES_AT_OWN_MIX,
    RATES_AT_REFERENCE_MIX,
    at_own_mix,
    kitagawa,
)
from daylight.model.method import Method, Needs

GAP = group_quantity("gap", Scale.DIFFERENCE, unit="cases")
WITHIN = replace(GAP, name="gap_within_cells")
MIXED = replace(GAP, name="gap_of_the_mix")
ALONE = replace(GAP, name="gap_of_cells_of_one_group")

OWN_MIX, REFERENCE_MIX = "at the mix of the group", "at the mix of the reference"
ENOUGH_SHARED = 0.9
"""Below this share of a group's cases in cells that both have, a reader is told."""

OF = {"imprisonment": "sentence-in-out", "revocation": "revocation", "below": "guideline-departure"}
"""What is split → the method whose decision it is."""


class AskedSplit(NamedTuple):
    """A gap to split: the counts, what is decided, and whom it compares."""

    table: Crosstab
    decision: CaseDecision
    reference: str
    level: float


def run(
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    of: Literal["imprisonment", "revocation", "below"] = "imprisonment",
) -> Outcome:
    """A difference of shares as a part within cells and a part of how cases fill them.

    Estimand: with w the share of a group's cases in a cell and p the share of them that end so,
    p₁ − p₀ over all cases = Σ w̄ (p₁ − p₀) + Σ (w₁ − w₀) p̄ over cells of both groups, and what is
    left for cells of one group alone; the first part also at either group's own mix.
    Method: Kitagawa's split (that of Oaxaca and Blinder with one column for each cell), errors by
    the delta method or by judge, district and person, whichever are larger.
    Refuses: no key besides the group, no reference group, fewer than 30 cases of it.
    Reference: Kitagawa (1955), Journal of the American Statistical Association 50:1168-1194.
    """
    decision = DECISIONS[OF[of]]
    table = crosstab(cells)
    if not table.within:
        return Refusal(code="nothing-to-split-by")
    if refusal := one_group_only(table, reference) or too_few_ended(table, decision, reference):
        return refusal
    asked = AskedSplit(table, decision, reference, level)
    others = [group for group in kept_groups(table, decision) if group != reference]
    found = [one for group in others for one in _split(asked, group)]
    if not found:
        return Refusal(code="no-cell-of-both-groups", facts={"keys": table.within})
    return Result(
        estimates=tuple(found),
        facts=GivenFacts(factors=table.within, charged=charged(table.within)),
        diagnostics={"cells": len(table.strata), "of": of},
        notes=(
            *blank_group_note(unknown_share(table, "cases"), "cases"),
            *charge_notes(table.within, "gap"),
            *_shared_notes(asked, others),
        ),
    )


def _split(asked: AskedSplit, group: str) -> Iterator[Estimate]:
    trials = trials_of(asked.table, asked.decision.events, group, asked.reference, decides=DECIDES)
    a, n1, c, n0 = trials.counts.T
    both = (n1 > 0) & (n0 > 0)
    if min(n1[both].sum(), n0[both].sum()) == 0:
        return
    whom = against(group, asked.reference) | {"n": n1.sum() + n0.sum()}
    split = kitagawa(a, n1, c, n0)
    parts: list[tuple[Trials, Statistic, tuple[float, float], str | None]] = [
        (trials, RATES, (split.rates, split.rates_variance), None),
        (trials, RATES_AT_OWN_MIX, at_own_mix(a, n1, c, n0, of_group=True), OWN_MIX),
        (trials, RATES_AT_REFERENCE_MIX, at_own_mix(a, n1, c, n0, of_group=False), REFERENCE_MIX),
    ]
    x, n, x0, m = (float(one.sum()) for one in (a, n1, c, n0))
    crude = x / n - x0 / m, x * (n - x) / n**3 + x0 * (m - x0) / m**3
    yield _estimate(trials.pooled, DIFFERENCE, crude, asked.level).estimate(GAP, **whom)
    for counts, statistic, made, variant in parts:
        yield _estimate(counts, statistic, made, asked.level).estimate(
            WITHIN, variant=variant, **whom
        )
    mix = split.mix, split.mix_variance
    yield _estimate(trials, MIX, mix, asked.level).estimate(MIXED, **whom)
    if not both.all():
        alone = _alone(trials.counts)
        yield _estimate(trials, OF_ONE_GROUP, alone, asked.level).estimate(ALONE, **whom)


def _estimate(
    trials: Trials, statistic: Statistic, made: tuple[float, float], level: float
) -> Bounded:
    value, variance = made
    se = float(np.sqrt(max(variance, 0.0)))
    p = two_sided_p(value / se) if se > 0 else None
    return bounded(trials, statistic, (value, se), level, p)


def _alone_terms(counts: Array) -> Array:
    both = ((counts[..., 1] > 0) & (counts[..., 3] > 0))[..., None]
    return np.concatenate([counts[..., :4], counts[..., :4] * both], axis=-1)


def _alone_value(sums: Array) -> Array:
    a, n1, c, n0, A, N1, C, N0 = np.moveaxis(sums, -1, 0)
    return np.asarray(a / n1 - c / n0 - (A / N1 - C / N0))


OF_ONE_GROUP = Statistic(_alone_terms, _alone_value)
"""What cells of one group alone add: the crude gap less that over shared cells."""


def _alone(counts: Array) -> tuple[float, float]:
    """Its value, and its variance where cases are independent: by the influence of each case."""
    sums = _alone_terms(counts).sum(axis=0)
    value = float(_alone_value(sums[None])[0])
    both = ((counts[:, 1] > 0) & (counts[:, 3] > 0)).astype(float)
    variance = 0.0
    for first in (0, 2):
        x, n = counts[:, first], counts[:, first + 1]
        p, P, N, M = (
            x.sum() / n.sum(),
            (x * both).sum() / (n * both).sum(),
            n.sum(),
            (n * both).sum(),
        )
        for y, times in ((1.0, x), (0.0, n - x)):
            variance += float((times * ((y - p) / N - both * (y - P) / M) ** 2).sum())
    return value, variance


def _shared_notes(asked: AskedSplit, others: list[str]) -> Iterator[Note]:
    for group in others:
        trials = trials_of(asked.table, asked.decision.events, group, asked.reference)
        _, n1, _, n0 = trials.counts.T
        both = (n1 > 0) & (n0 > 0)
        shares = [float(one[both].sum() / one.sum()) for one in (n1, n0)]
        if min(shares) < ENOUGH_SHARED:
            facts: dict[str, Fact] = {
                "group": group,
                "share": shares[0],
                "reference_share": shares[1],
            }
            yield Note(code="cells-of-one-group", facts=facts)


METHOD = Method(
    name="gap-split",
    needs=Needs(
        reduction="sentences",
        by=(GROUP,),
        measures=("cases", *(n for d in DECISIONS.values() for n in (d.event, d.blank))),
        optional_by=("criminal_history", "charged_grade", "offense"),
        clusters=JUDGES,
    ),
    run=run,
    quantities=(GAP, WITHIN, MIXED, ALONE),
    basis=INDEPENDENT,
    refuses_when="there is no key to split by, or fewer than 30 cases of the reference group",
    assumptions=(
        "a row is a case and not a charge",
        "the cells are what a court may look at, and are recorded alike for every group",
    ),
    overturned_by=(
        "cells that are themselves decided by those who charge",
        "finer or other cells",
        "weights other than the mean of both groups, where the split hangs on them",
    ),
    cannot_say=(
        "which part ought to be there: cases may fill the cells as they do for any reason",
        "why like cases end unlike",
    ),
    reference="Kitagawa (1955); Oaxaca (1973); Blinder (1973)",
)
