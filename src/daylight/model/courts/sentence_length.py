"""How much longer the prison terms of one group are, crude and among like cases."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa

from daylight.data.cells import Cells, arrow
from daylight.data.estimate import INDEPENDENT
from daylight.data.facts.courts import LengthFacts
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.courts.decisions import FEWEST, JUDGES
from daylight.model.courts.given import charge_notes, charged, uncharged
from daylight.model.courts.length_bounds import bounds
from daylight.model.courts.length_design import (
    HUNDREDTHS,
    MONTHS,
    PLACES,
    AskedLengths,
    Terms,
    complete,
    gaps,
    with_length,
    with_none,
    without_prison,
)
from daylight.model.courts.quantities import (
    BOUNDS,
    BOUNDS_WITH_CHANCE,
    IN_PRISON,
    ONE_PART,
    RATIO,
)
from daylight.model.courts.stage import AT_REVOCATION, stage_notes
from daylight.model.crosstab import GROUP, codes, crosstab, one_group_only
from daylight.model.intervals import log_wald, two_sided_p, wald, wilson
from daylight.model.method import Method, Needs
from daylight.model.too_few import too_few
from daylight.schema.vocabulary import UNKNOWN

CAP = 470.0
"""The most months that federal files hold: a term at it may be any longer one, or life."""
EDGES = (0.0, 3.0, 6.0, 9.0, 12.0, 18.0, 24.0, 36.0, 48.0, 60.0, 84.0, 120.0, 180.0, 240.0, 360.0)
"""Months after which a band of terms begins: what ends at one still lies before it."""
TINY = 1e-6
MOST_VALUES = 400
"""Values of one control, beyond which too few terms are left of each."""
FEWEST_FREE = 5
"""Cases known to have had no prison, below which the first part is not told beside the second."""


def run(
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    cap: float = CAP,
    blank_is_none: bool = False,
) -> Outcome:
    """Ratio of prison terms between groups: crude, within the controls, and within courts as well.

    Estimand: exp of the mean difference of log months between people of a group and of the
    reference who were sent to prison, at equal controls; beside it the difference of months where
    no prison counts as none, and what the ratio can be if the groups are not sent there alike.
    Method: least squares on groups and a column for every value of every other key, terms of one
    judge, district or person going together (delete-one jackknife); the second part of a two-part
    model, so it conditions on having been sent to prison. Models without any control, without
    those that the charge decides, without courts, and with all. Terms at the cap stand at it.
    Bounds by trimming (Lee).
    Refuses: no reference group, or fewer than 30 terms of it.
    Reference: United States Sentencing Commission (2023), Demographic Differences in Federal
    Sentencing, for the two parts; Bell & McCaffrey (2002) for the errors; Lee (2009).
    """
    if not pa.types.is_integer(cells.table[MONTHS].type):
        return Refusal(code="months-not-numbers", facts={"column": MONTHS})
    if refusal := one_group_only(crosstab(cells, within=()), reference):
        return refusal
    given = _blanks_as_none(cells) if blank_is_none else cells
    controls = [name for name in cells.by if name not in (GROUP, MONTHS)]
    terms = complete(given, with_length(given, cap), controls)
    sizes = _sizes(given, terms)
    compared = [n for n, size in sizes.items() if n not in (reference, UNKNOWN) and size >= FEWEST]
    if sizes.get(reference, 0) < FEWEST or not compared:
        return too_few("too-few-prison-terms", FEWEST, reference, sizes)
    values = {name: len(np.unique(codes(given, name)[0][terms.rows])) for name in controls}
    if too_many := [name for name in controls if values[name] > MOST_VALUES]:
        return Refusal(
            code="control-with-too-many-values",
            facts={
                "most": MOST_VALUES,
                "controls": tuple(too_many),
                "values": tuple(values[name] for name in too_many),
            },
        )
    asked = AskedLengths(given, terms, reference, tuple(compared), level)
    models = _models(controls)
    found = [one for of in models for one in _ratios(asked, of)]
    found += _beside(asked, models, cap)
    return Result(
        estimates=tuple(found),
        facts=_facts(asked, controls, models, cap),
        diagnostics={"terms": int(terms.cases), "controls": ", ".join(controls)},
        notes=(
            *_notes(given, terms, controls, cap),
            *(_taken_as_none(cells) if blank_is_none else ()),
            *stage_notes(cells),
        ),
    )


def _facts(
    asked: AskedLengths, controls: list[str], models: list[tuple[str, ...]], cap: float
) -> LengthFacts:
    """The terms of each group in bands, with what the comparisons hold equal."""
    terms, edges = asked.terms, (*[edge for edge in EDGES if edge < cap], cap)
    months = np.exp(terms.y)
    band = np.searchsorted(np.array(edges), months - TINY, side="right") - 1
    band = np.where(months > cap - TINY, len(edges) - 1, band)
    number, names = codes(asked.cells, GROUP)
    sizes = _sizes(asked.cells, terms)
    groups = (asked.reference, *asked.compared)
    shares = []
    for group in groups:
        own = number[terms.rows] == [str(name) for name in names].index(group)
        counts = np.bincount(band[own], weights=terms.w[own], minlength=len(edges))
        shares.append(tuple(round(float(n), 4) for n in counts / sizes[group]))
    return LengthFacts(
        factors=tuple(controls),
        charged=charged(controls),
        models=tuple(models),
        edges=edges,
        groups=groups,
        terms=tuple(int(sizes[group]) for group in groups),
        shares=tuple(shares),
    )


def _sizes(cells: Cells, terms: Terms) -> dict[str, float]:
    number, names = codes(cells, GROUP)
    group = number[terms.rows]
    return {str(name): float(terms.w[group == i].sum()) for i, name in enumerate(names)}


def _models(controls: Sequence[str]) -> list[tuple[str, ...]]:
    """No control; all but courts and those that the charge decides; all but courts; all."""
    like = tuple(name for name in controls if name not in PLACES)
    return list(dict.fromkeys([(), uncharged(like), like, tuple(controls)]))


def _variant(controls: tuple[str, ...]) -> str:
    return "crude" if not controls else f"within {', '.join(controls)}"


def _ratios(asked: AskedLengths, controls: tuple[str, ...]) -> Iterator[Estimate]:
    for gap in gaps(asked, controls):
        ratio = log_wald(float(np.exp(gap.beta)), gap.known.se, level=asked.level, df=gap.known.df)
        yield ratio.estimate(
            RATIO,
            n=asked.terms.cases,
            keys={GROUP: gap.group},
            compared_with=asked.reference,
            variant=_variant(controls),
            p_value=gap.known.p(gap.beta, two_sided_p(gap.beta / gap.model_se)),
            basis=gap.known.basis,
        )


def _beside(asked: AskedLengths, models: list[tuple[str, ...]], cap: float) -> Iterator[Estimate]:
    """The first part, both parts in one, and bounds, where it is known who had no prison."""
    controls = models[-1]
    every = complete(asked.cells, with_none(asked.cells, cap), controls)
    free = _sizes(asked.cells, every._replace(w=every.w * (every.y == 0)))
    if min(free.get(name, 0.0) for name in (asked.reference, *asked.compared)) < FEWEST_FREE:
        return
    for name, cases in _sizes(asked.cells, every).items():
        if name in (asked.reference, *asked.compared):
            share = wilson(cases - free[name], cases, level=asked.level)
            yield share.estimate(IN_PRISON, n=cases, keys={GROUP: name})
    whole = asked._replace(terms=every)
    for of in models:
        for gap in gaps(whole, of):
            months = wald(gap.beta, gap.known.se, level=asked.level, df=gap.known.df)
            yield months.estimate(
                ONE_PART,
                n=every.cases,
                keys={GROUP: gap.group},
                compared_with=asked.reference,
                variant=_variant(of),
                p_value=gap.known.p(gap.beta, two_sided_p(gap.beta / gap.model_se)),
                basis=gap.known.basis,
            )
    yield from bounds(asked, every)


def _blanks_as_none(cells: Cells) -> Cells:
    """The cells, every case without months taken to have had no prison."""
    told = _as_none(cells)
    return replace(
        told,
        clusterings=tuple(replace(one, cells=_as_none(one.cells)) for one in cells.clusterings),
    )


def _as_none(cells: Cells) -> Cells:
    cases = cells.counts("cases")
    rest = [name for name in cells.measures if name not in ("imprisoned", "imprisoned_unknown")]
    columns = {name: cells.table[name] for name in (*cells.by, *rest)}
    columns["imprisoned"] = arrow((cases * (cells.counts(MONTHS) > 0)).astype(np.int64))
    columns["imprisoned_unknown"] = arrow(np.zeros(len(cells), dtype=np.int64))
    return Cells(
        by=cells.by,
        measures=(*rest, "imprisoned", "imprisoned_unknown"),
        table=pa.table(columns),
        provenance=cells.provenance,
    )


def _taken_as_none(cells: Cells) -> Iterator[Note]:
    blank = cells.counts("cases") * (cells.counts(MONTHS) < 0)
    known = without_prison(cells)
    yield Note(code="blank-taken-as-none", facts={"cases": int((blank - known).clip(min=0).sum())})


def _notes(cells: Cells, terms: Terms, controls: Sequence[str], cap: float) -> Iterator[Note]:
    yield Note(code="given-prison")
    like = [name for name in controls if name not in PLACES]
    yield from charge_notes(controls, "rest" if uncharged(like) else "crude")
    at_cap = float(terms.w[np.isclose(terms.y, np.log(cap))].sum())
    if at_cap:
        yield Note(code="at-the-cap", facts={"terms": int(at_cap), "cap": cap})
    months, cases = cells.counts(MONTHS) / HUNDREDTHS, cells.counts("cases")
    if beyond := float(cases[months > cap].sum()):
        yield Note(code="beyond-the-cap", facts={"terms": int(beyond), "cap": cap})
    free = float(without_prison(cells).sum())
    lost = float(cells.total("cases")) - terms.cases - free
    if lost > 0:
        yield Note(code="no-length", facts={"cases": int(lost)})
    if free < FEWEST_FREE:
        yield Note(code="selection-not-told")


METHOD = Method(
    name="sentence-length",
    needs=Needs(
        reduction="sentences",
        by=(GROUP, MONTHS),
        measures=("cases",),
        optional_measures=("imprisoned", "imprisoned_unknown", AT_REVOCATION),
        clusters=JUDGES,
    ),
    run=run,
    quantities=(RATIO, ONE_PART, IN_PRISON, BOUNDS, BOUNDS_WITH_CHANCE),
    basis=INDEPENDENT,
    leaves_blanks_out=True,
    refuses_when="fewer than 30 prison terms of the reference group are given",
    assumptions=(
        "a row is a case and not a charge",
        "the controls multiply terms alike for every group",
        "those who were sent to prison are alike in what the file does not hold",
        "for the bounds: nobody goes to prison only as of the group that is sent there less often",
    ),
    overturned_by=(
        "whom a court sends to prison at all: the terms of borderline cases are short",
        "charging that differs between groups, where the charge is held equal",
        "terms cut off at the most that the file holds",
    ),
    cannot_say=("why terms differ", "anything about people who were not sent to prison"),
    reference="United States Sentencing Commission (2023); Bell & McCaffrey (2002); Lee (2009)",
)
