"""How many cases, and whose, a bill's rule would reach, with bounds for what is left open."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.clustering import CLUSTER
from daylight.data.estimate import INDEPENDENT, Estimate, Key
from daylight.data.facts.courts import RulesFacts
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Note, Outcome, Refusal, Result
from daylight.model.arrays import Array, IntArray, Mask
from daylight.model.cell_parts import cell_of
from daylight.model.clustered_rates import Trials, share
from daylight.model.clusters import Rows
from daylight.model.courts.decisions import DECIDES, JUDGES
from daylight.model.courts.stage import AT_REVOCATION, stage_notes
from daylight.model.crosstab import GROUP, codes
from daylight.model.intervals import Interval
from daylight.model.method import Method, Needs
from daylight.schema.rules import BillRule, Condition, read_rules
from daylight.schema.vocabulary import UNKNOWN

FEWEST = 30

SHARE = Quantity(
    name="reached_share",
    scale=Scale.PROPORTION,
    about=About.GROUP,
    unit="cases",
    keys=("rule",),
    is_bound=True,
)
"""From those who certainly meet the rule to those who may; chance has its own place beside it."""
LEAST = replace(SHARE, name="reached_share_at_least", is_bound=False)
MOST = replace(LEAST, name="reached_share_at_most")
CASES = replace(SHARE, name="reached_cases", scale=Scale.COUNT)
APART = replace(SHARE, name="reached_share_difference", scale=Scale.DIFFERENCE)


class Reached(NamedTuple):
    """(N,) rows that meet a rule for certain, and rows that may."""

    surely: Mask
    maybe: Mask


def reached(cells: Cells, rule: BillRule) -> Reached:
    """Three-valued: a row is reached where every condition holds, open where none fails and one is.

    A condition on a column that is no key of the cells is open for every row, a blank for its own.
    """
    surely, maybe = np.ones(len(cells), dtype=bool), np.ones(len(cells), dtype=bool)
    for condition in rule.where:
        holds, is_open = _holds(cells, condition)
        surely &= holds & ~is_open
        maybe &= holds | is_open
    return Reached(surely, maybe)


def _holds(cells: Cells, condition: Condition) -> tuple[Mask, Mask]:
    if condition.column not in cells.by:
        none = np.zeros(len(cells), dtype=bool)
        return none, ~none
    number, values = codes(cells, condition.column)
    found = [None if value == UNKNOWN else condition.holds(value) for value in values]
    holds = np.array([one is True for one in found])[number]
    is_open = np.array([one is None for one in found])[number]
    return holds, is_open


def run(
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    rules: str = "safe_justice_act",
) -> Outcome:
    """The share and the number of cases that each rule reaches, at least and at most.

    Estimand: of the cases in the file, those that meet every condition of the rule; by group, and
    how far groups' shares can differ.
    Method: three-valued logic over the keys; what is blank, or no column of the file, is open. The
    two ends are counts and not chance; what chance could do to each is Wilson's interval, cases of
    one judge, district or person going together.
    Refuses: fewer than 30 cases; a rule file none of whose conditions the cases hold.
    Reference: Manski (2003), Partial Identification of Probability Distributions, chapter 1.
    """
    bill = read_rules(rules)
    total = cells.total("cases")
    columns = {one.column for rule in bill.rules for one in rule.where}
    if total < FEWEST or not columns & set(cells.by):
        return Refusal(
            code="no-condition-of-the-rules",
            facts={
                "least": FEWEST,
                "columns": tuple(sorted(columns)),
                "cases": int(total),
                "keys": tuple(cells.by),
            },
        )
    found = [one for rule in bill.rules for one in _of_rule(cells, rule, reference, level)]
    return Result(
        estimates=tuple(found),
        facts=RulesFacts(
            title=bill.title.en,
            title_es=bill.title.es,
            source=bill.source,
            ids=tuple(rule.id for rule in bill.rules),
            sections=tuple(rule.section for rule in bill.rules),
            says=tuple(rule.says.en for rule in bill.rules),
            says_es=tuple(rule.says.es for rule in bill.rules),
            unseen=tuple(_unseen(cells, rule) for rule in bill.rules),
        ),
        notes=(
            Note(code="reach-is-not-effect"),
            *_left_out(bill.left_out.en, bill.left_out.es),
            *stage_notes(cells),
        ),
    )


def _left_out(en: str, es: str) -> Iterator[Note]:
    if en:
        yield Note(code="rules-left-out", facts={"en": en, "es": es})


def _unseen(cells: Cells, rule: BillRule) -> tuple[str, ...]:
    return tuple(dict.fromkeys(c.column for c in rule.where if c.column not in cells.by))


def _of_rule(cells: Cells, rule: BillRule, reference: str, level: float) -> Iterator[Estimate]:
    found, shares = reached(cells, rule), {}
    for keys, member in _groups(cells):
        cases = float(cells.counts("cases")[member].sum())
        if cases < FEWEST:
            continue
        at = keys | {"rule": rule.id}
        least = _trials(cells, found.surely, member)
        most = _trials(cells, found.maybe, member)
        low, high = (one.counts[0, 0] for one in (least, most))
        shares[str(keys.get(GROUP, ""))] = low / cases, high / cases
        yield Interval.of(low / cases, low / cases, high / cases).estimate(SHARE, n=cases, keys=at)
        yield Interval.of(low, low, high).estimate(CASES, n=cases, keys=at)
        for quantity, trials in ((LEAST, least), (MOST, most)):
            yield share(trials, level).estimate(quantity, n=cases, keys=at)
    if reference in shares:
        low0, high0 = shares[reference]
        for group, (low, high) in shares.items():
            if group not in ("", reference):
                ends = Interval.of(low - low0, low - high0, high - low0)
                yield ends.estimate(
                    APART,
                    n=cells.total("cases"),
                    keys={GROUP: group, "rule": rule.id},
                    compared_with=reference,
                )


def _groups(cells: Cells) -> Iterator[tuple[dict[str, Key], Mask]]:
    """All cases, then those of each recorded group."""
    yield {}, np.ones(len(cells), dtype=bool)
    if GROUP in cells.by:
        number, values = codes(cells, GROUP)
        for i, value in enumerate(values):
            if value != UNKNOWN:
                yield {GROUP: str(value)}, number == i


def _trials(cells: Cells, meets: Mask, member: Mask) -> Trials:
    """Cases of some rows that meet a rule, among all of those rows."""

    def columns(cases: Array, rows: IntArray) -> Array:
        return np.column_stack([cases * (meets & member)[rows], cases * member[rows]])

    rows_of_clusters = []
    for one in (one for one in cells.clusterings if one.is_telling):
        counts = columns(one.cells.counts("cases"), cell_of(cells, one.cells))
        kept = counts[:, 1] > 0
        cluster = one.cells.counts(CLUSTER).astype(np.int64)[kept]
        rows_of_clusters.append(Rows(one.key, cluster, np.zeros_like(cluster), counts[kept]))
    whole = columns(cells.counts("cases"), np.arange(len(cells), dtype=np.int64))
    return Trials(whole.sum(axis=0)[None], tuple(rows_of_clusters), DECIDES)


METHOD = Method(
    name="reach-of-a-rule",
    needs=Needs(
        reduction="sentences",
        measures=("cases",),
        optional_by=(
            *("offense", "criminal_history", "fiscal_year", "mandatory_minimum_months"),
            *("charged_grade", "supervision_kind", GROUP),
        ),
        optional_measures=(AT_REVOCATION,),
        clusters=JUDGES,
    ),
    run=run,
    quantities=(SHARE, CASES, LEAST, MOST, APART),
    basis=INDEPENDENT,
    refuses_when="there are fewer than 30 cases, or none of the rules' conditions is a key of them",
    assumptions=(
        "a row is a case and not a charge",
        "the columns say what the conditions of the bill mean",
    ),
    overturned_by=(
        "conditions of the bill that are not among the rules",
        "charges and pleas that would have been others under the bill",
    ),
    cannot_say=(
        "what sentences would have been: who is reached is not what becomes of them",
        "how many would be reached in other years",
    ),
    reference="Manski (2003), Partial Identification of Probability Distributions, chapter 1",
)
