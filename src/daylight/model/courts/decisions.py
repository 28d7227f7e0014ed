"""Who is imprisoned, revoked, or sentenced outside the range: by group, and among like cases."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np

from daylight.data.cells import Cells
from daylight.data.estimate import INDEPENDENT
from daylight.data.facts.courts import GivenFacts
from daylight.data.quantity import Quantity, Scale
from daylight.data.result import Estimate, Outcome, Refusal, Result
from daylight.model.clustered_rates import difference, share, stratified_difference, trials_of
from daylight.model.courts.given import charge_notes, charged, uncharged
from daylight.model.courts.of_all import OF_ALL, of_all
from daylight.model.courts.stage import AT_REVOCATION, about_originals, stage_notes
from daylight.model.crosstab import (
    GROUP,
    Crosstab,
    Whom,
    against,
    blank_group_note,
    crosstab,
    group_quantity,
    one_group_only,
    unknown_share,
)
from daylight.model.events import Events
from daylight.model.intervals import pooled_z, two_sided_p
from daylight.model.mantel_haenszel import mantel_haenszel
from daylight.model.method import Method, Needs
from daylight.model.too_few import too_few

JUDGES = ("judge_id", "district", "person_id")
"""What sentences go together by: the judge, the court, the person."""
DECIDES = ("judge_id", "district")

FEWEST = 30
"""Cases of a group below which nothing is said of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDecision:
    """One end of a case: how its quantities are called, and its counts.

    Parameters
    ----------
    others
        Counts of the ends that it is one of, where there are more than it and its absence.
    """

    name: str
    event: str
    blank: str
    others: tuple[str, ...] = ()

    @property
    def events(self) -> Events:
        """The decision among the cases that say."""
        return Events(self.event, "cases", self.blank)

    @property
    def rate(self) -> Quantity:
        """The share of cases."""
        return group_quantity(f"{self.name}_rate", Scale.PROPORTION, unit="cases")

    @property
    def apart(self) -> Quantity:
        """How far a group's share is from the reference group's."""
        return group_quantity(f"{self.name}_rate_difference", Scale.DIFFERENCE, unit="cases")

    @property
    def within(self) -> Quantity:
        """The same among like cases."""
        return group_quantity(
            f"{self.name}_rate_difference_adjusted", Scale.DIFFERENCE, unit="cases"
        )

    @property
    def without_charge(self) -> Quantity:
        """The same among cases alike in all but what those who charge decide."""
        return group_quantity(
            f"{self.name}_rate_difference_adjusted_without_charge", Scale.DIFFERENCE, unit="cases"
        )

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """All of them."""
        return (self.rate, self.apart, self.within, self.without_charge, OF_ALL)

    @property
    def ends(self) -> dict[str, str]:
        """What each end is called → its count."""
        return {name.removeprefix("supervision_").removesuffix("_range"): name for name in self.all}

    @property
    def all(self) -> tuple[str, ...]:
        """The counts of all its ends."""
        return (self.event, *self.others)


DECISIONS = {
    "sentence-in-out": CaseDecision(
        name="imprisonment", event="imprisoned", blank="imprisoned_unknown"
    ),
    "revocation": CaseDecision(
        name="revocation",
        event="supervision_revoked",
        blank="supervision_unknown",
        others=("supervision_modified", "supervision_continued", "supervision_other"),
    ),
    "guideline-departure": CaseDecision(
        name="below_range",
        event="below_range",
        blank="range_unknown",
        others=("within_range", "above_range"),
    ),
}


def decided(
    decision: CaseDecision,
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    everybody: bool = False,
) -> Outcome:
    """Share of cases that end so, by group, crude and within strata of every other key.

    Estimand: P(decision | group) among the cases in the file, its difference from the reference
    group's, and that difference within strata.
    Method: Wilson and Newcombe intervals and the Mantel–Haenszel risk difference, cases of one
    judge, district or person going together (`model.clusters`). Keys that those who charge
    decide are allowed and named: the difference then holds given what was charged.
    With `everybody` the share of all cases alone, whoever they are of: a file may name no group.
    Refuses: no reference group, or fewer than 30 cases of it that say how they ended.
    Reference: Newcombe (1998); Greenland & Robins (1985).
    """
    if everybody:
        return of_all(cells, decision.ends, decision.blank, decides=DECIDES, level=level)
    table = crosstab(cells)
    if refusal := one_group_only(table, reference) or too_few_ended(table, decision, reference):
        return refusal
    kept = kept_groups(table, decision)
    found = [_share(table, decision, group, level) for group in kept]
    rest = uncharged(table.within)
    bare = crosstab(cells, within=rest) if rest and rest != table.within else None
    for group in kept:
        if group != reference:
            found += _compared(table, decision, group, reference, level)
            found += _like(table, decision, decision.within, against(group, reference), level)
            if bare is not None:
                whom = against(group, reference)
                found += _like(bare, decision, decision.without_charge, whom, level)
    return Result(
        estimates=tuple(found),
        facts=GivenFacts(factors=table.within, charged=charged(table.within)),
        diagnostics={"strata": len(table.strata)},
        notes=(
            *blank_group_note(unknown_share(table, "cases"), "cases"),
            *charge_notes(table.within, "rest" if rest else "crude"),
            *stage_notes(cells),
        ),
    )


def imprisoned(
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    everybody: bool = False,
    stage: Literal["original", "revocation"] = "original",
) -> Outcome:
    """`decided`, refused where original sentences are asked of a file that holds none."""
    if stage == "original" and (refusal := about_originals(cells)):
        return refusal
    decision = DECISIONS["sentence-in-out"]
    return decided(decision, cells, level=level, reference=reference, everybody=everybody)


def _recorded(table: Crosstab, decision: CaseDecision, group: str) -> float:
    return float(table.recorded("cases", decision.blank, group).sum())


def kept_groups(table: Crosstab, decision: CaseDecision) -> list[str]:
    """The recorded groups with cases enough that say how they ended."""
    known = [group for group in table.groups if group in (*table.compared(""),)]
    return [group for group in known if _recorded(table, decision, group) >= FEWEST]


def too_few_ended(table: Crosstab, decision: CaseDecision, reference: str) -> Refusal | None:
    """Why nothing can be said, where too few cases say how they ended."""
    n = _recorded(table, decision, reference)
    blank = float(table.counts[decision.blank].sum()) if decision.blank in table.counts else 0.0
    said = sum(_recorded(table, decision, group) for group in table.groups)
    if blank and said == float(table.counts[decision.event].sum()):
        return Refusal(
            code="only-one-end-recorded",
            facts={"end": decision.event, "recorded": int(said), "blanks": int(blank)},
        )
    if n >= FEWEST and len(kept_groups(table, decision)) > 1:
        return None
    return too_few(
        f"too-few-cases-{decision.name}",
        FEWEST,
        reference,
        {group: _recorded(table, decision, group) for group in table.groups},
    )


def _missing(table: Crosstab, decision: CaseDecision, *groups: str) -> float:
    cases = sum(float(table.of("cases", group).sum()) for group in groups)
    return 1 - sum(_recorded(table, decision, group) for group in groups) / max(cases, 1)


def _share(table: Crosstab, decision: CaseDecision, group: str, level: float) -> Estimate:
    trials = trials_of(table, decision.events, group, decides=DECIDES)
    return share(trials, level).estimate(
        decision.rate,
        n=_recorded(table, decision, group),
        keys={GROUP: group},
        missing_share=_missing(table, decision, group),
    )


def _compared(
    table: Crosstab, decision: CaseDecision, group: str, reference: str, level: float
) -> Iterator[Estimate]:
    trials = trials_of(table, decision.events, group, reference, decides=DECIDES)
    x, n, x0, n0 = trials.pooled.counts[0]
    whom = against(group, reference) | {
        "missing_share": _missing(table, decision, group, reference)
    }
    some = 0 < x + x0 < n + n0
    p = two_sided_p(pooled_z(x, n, x0, n0)) if some else 1.0
    yield difference(trials, level, p).estimate(decision.apart, n=n + n0, **whom)


def _like(
    table: Crosstab, decision: CaseDecision, quantity: Quantity, whom: Whom, level: float
) -> Iterator[Estimate]:
    """The difference among cases alike in the strata of a table."""
    group, reference = whom["keys"][GROUP], whom["compared_with"]
    trials = trials_of(table, decision.events, group, reference, decides=DECIDES)
    a, n1, c, n0 = trials.counts.T
    pooled = mantel_haenszel(a, n1, c, n0)
    if table.within and np.isfinite(pooled.difference_variance):
        shared = (n1 > 0) & (n0 > 0)
        missing = {"missing_share": _missing(table, decision, group, reference)}
        yield stratified_difference(trials, pooled, level).estimate(
            quantity, n=float((n1 + n0)[shared].sum()), **whom | missing
        )


def _method(name: str, decision: CaseDecision) -> Method:
    run = imprisoned if name == "sentence-in-out" else partial(decided, decision)
    return Method(
        name=name,
        needs=Needs(
            reduction="sentences",
            by=(GROUP,),
            measures=("cases", decision.event, decision.blank),
            optional_measures=(*decision.others, AT_REVOCATION),
            clusters=JUDGES,
        ),
        run=run,
        quantities=decision.quantities,
        basis=INDEPENDENT,
        refuses_when="fewer than 30 cases of the reference group say how they ended",
        assumptions=(
            "a row is a case and not a charge",
            "cases that do not say how they ended are like those that do",
        ),
        overturned_by=(
            "charging that differs between groups, where the charge is held equal",
            "cases that never came into the file",
        ),
        cannot_say=(
            "why the shares differ",
            "anything about people who were not sentenced or did not break supervision",
        ),
        reference="Newcombe (1998); Greenland & Robins (1985)",
    )


METHODS = tuple(_method(name, decision) for name, decision in DECISIONS.items())
