"""How many sentences stand exactly at a mandatory minimum beyond those that would stand there."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from daylight.data.cells import Cells
from daylight.data.estimate import INDEPENDENT, Estimate, Key
from daylight.data.facts.courts import WITHHELD, BunchingFacts
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Note, Outcome, Refusal, Result
from daylight.model.arrays import Mask
from daylight.model.clusters import settled
from daylight.model.courts.bunched import BinCurve, Binned, Bins, BunchedParts, expected
from daylight.model.courts.decisions import DECIDES, JUDGES
from daylight.model.courts.stage import AT_REVOCATION, stage_notes
from daylight.model.crosstab import GROUP, codes
from daylight.model.intervals import two_sided_p, wald
from daylight.model.method import Method, Needs
from daylight.schema.vocabulary import UNKNOWN

MONTHS = "month_hundredths"
YEAR = "fiscal_year"
HUNDREDTHS = 100
REACH = 36
"""How far around the minimum terms are looked at."""
DEGREE = 3
"""Of the polynomial that they follow without it."""
HEAPS = (12, 6)
"""Numbers of months that are round: years and half-years."""
SMALL = 10
"""Terms of a month below which their number is not shown."""
FEWEST = 100
"""Terms in reach of the minimum below which nothing is said."""

AT = Quantity(
    name="share_at_minimum",
    scale=Scale.PROPORTION,
    about=About.GROUP,
    unit="terms in reach",
    keys=("minimum",),
)
EXPECTED = replace(AT, name="share_expected_at_minimum")
EXCESS = replace(AT, name="excess_share_at_minimum", scale=Scale.DIFFERENCE)
APART = replace(EXCESS, name="excess_share_at_minimum_difference")

SMOOTH, HEAPED = "smooth", "knowing round numbers"
"""Counterfactuals: a smooth curve, and one on which round numbers stand out as elsewhere."""
BEFORE, SINCE = "before", "since"


class PartOfTerms(NamedTuple):
    """Some of the cells: what they are called, and whose they are."""

    name: str
    keys: dict[str, Key]
    member: Mask


class AskedBunching(NamedTuple):
    """The cells in bins, the minimum, and the level of intervals."""

    binned: Binned
    minimum: float
    level: float

    def parts(self, heaps: Sequence[int], *which: PartOfTerms) -> BunchedParts:
        """One part, or two that are compared."""
        members = [part.member for part in which]
        curve = BinCurve(self.binned.bins, self.binned.bins.design(DEGREE, heaps))
        counts = np.stack([self.binned.counts(member) for member in members])
        return BunchedParts(counts, dict(self.binned.by_cluster(members)), curve)


def run(
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    minimum: int = 60,
    since: int = 0,
) -> Outcome:
    """Excess mass at a minimum: the share that stands there less the share expected there.

    Estimand: among terms within 36 months of the minimum, the share at it, less the share that a
    counterfactual fitted to all other terms puts there; between groups, or since a year and before
    it, the difference of the two.
    Method: Poisson regression of counts on a polynomial of the months, the minimum left out; once
    smooth, and once with a factor for round numbers (years, half-years) as large at the minimum as
    elsewhere. Errors with the overdispersion of the fit, or by judge, district and person,
    whichever are larger.
    Refuses: fewer than 100 terms in reach; a minimum with no term on one of its sides.
    Reference: Chetty, Friedman, Olsen & Pistaferri (2011), Quarterly Journal of Economics
    126:749-804; Kleven & Waseem (2013), 128:669-723, for round numbers.
    """
    known = cells.without_unknown(MONTHS)
    if not pa.types.is_integer(known.table[MONTHS].type):
        return Refusal(code="months-not-numbers", facts={"column": MONTHS})
    asked = AskedBunching(
        Binned.of(known, MONTHS, HUNDREDTHS, Bins.around(minimum, REACH)),
        float(minimum),
        level,
    )
    if refusal := _refusal(asked):
        return refusal
    parts = list(_parts(known, since))
    kept = [p for p in parts if not p.keys or asked.binned.counts(p.member).sum() >= FEWEST]
    base = next((p for p in kept if p.name == (BEFORE if since else reference)), None)
    others = [p for p in kept if p.keys and base is not None and p is not base]
    found: list[Estimate] = []
    for variant, own_heaps in ((HEAPED, HEAPS), (SMOOTH, ())):
        for part in kept:
            found += _own(asked, part, variant, own_heaps)
        if base is not None:
            found += [_apart(asked, (part, base), variant, own_heaps) for part in others]
    return Result(
        estimates=tuple(found),
        facts=_facts(asked, parts[0].member),
        diagnostics={"terms_in_reach": int(asked.binned.counts(parts[0].member).sum())},
        notes=(*_notes(asked, HEAPS), *stage_notes(cells)),
    )


def _parts(cells: Cells, since: int) -> Iterator[PartOfTerms]:
    """Everybody; then the years before and since, or each recorded group."""
    yield PartOfTerms("", {}, np.ones(len(cells), dtype=bool))
    if since and YEAR in cells.by:
        year = np.array([-1 if v == UNKNOWN else int(v) for v in cells.keys(YEAR)])
        yield PartOfTerms(BEFORE, {"years": BEFORE}, (year >= 0) & (year < since))
        yield PartOfTerms(SINCE, {"years": SINCE}, year >= since)
    elif GROUP in cells.by:
        number, values = codes(cells, GROUP)
        for i, value in enumerate(values):
            if value != UNKNOWN:
                yield PartOfTerms(str(value), {GROUP: str(value)}, number == i)


def _refusal(asked: AskedBunching) -> Refusal | None:
    counts = asked.binned.counts(np.ones(len(asked.binned.cells), dtype=bool))
    at = asked.binned.bins.at
    sides = counts[:at].sum(), counts[at + 1 :].sum()
    if counts.sum() >= FEWEST and min(sides) > 0:
        return None
    return Refusal(
        code="too-few-terms-around-minimum",
        facts={
            "minimum": asked.minimum,
            "least": int(FEWEST),
            "terms": int(counts.sum()),
            "shorter": int(sides[0]),
            "longer": int(sides[1]),
        },
    )


def _own(
    asked: AskedBunching, part: PartOfTerms, variant: str, heaps: tuple[int, ...]
) -> Iterator[Estimate]:
    parts = asked.parts(heaps, part)
    (found,), scatters = parts.found, parts.scatters()
    for quantity, name, value, se in (
        (AT, "at", found.at, found.at_se),
        (EXPECTED, "expected", found.expected, found.expected_se),
        (EXCESS, "excess", found.excess, found.excess_se),
    ):
        if quantity is AT and variant == SMOOTH:
            continue  # the counts themselves know no curve
        known = settled(scatters[name], se, DECIDES)
        ends = wald(value, known.se, level=asked.level, df=known.df)
        if quantity is not EXCESS:
            ends = ends._replace(low=np.maximum(ends.low, 0.0), high=np.minimum(ends.high, 1.0))
        yield ends.estimate(
            quantity,
            n=float(parts.counts.sum()),
            keys=part.keys | {"minimum": asked.minimum},
            variant=None if quantity is AT else variant,
            basis=known.basis,
        )


def _apart(
    asked: AskedBunching,
    pair: tuple[PartOfTerms, PartOfTerms],
    variant: str,
    heaps: tuple[int, ...],
) -> Estimate:
    """How far one excess is from another: what is common to both, as round numbers are, is gone."""
    part, base = pair
    parts = asked.parts(heaps, part, base)
    own, other = parts.found
    value, se = own.excess - other.excess, float(np.hypot(own.excess_se, other.excess_se))
    known = settled(parts.scatters()["apart"], se, DECIDES)
    return wald(value, known.se, level=asked.level, df=known.df).estimate(
        APART,
        n=float(parts.counts.sum()),
        keys=part.keys | {"minimum": asked.minimum},
        compared_with=base.name,
        variant=variant,
        p_value=known.p(value, two_sided_p(value / se)) if se else None,
        basis=known.basis,
    )


def _facts(asked: AskedBunching, member: Mask) -> BunchingFacts:
    """All terms month by month, beside both curves."""
    counts, bins = asked.binned.counts(member), asked.binned.bins
    round_, smooth = (
        expected(counts, BinCurve(bins, bins.design(DEGREE, heaps))) for heaps in (HEAPS, ())
    )
    return BunchingFacts(
        minimum=asked.minimum,
        months=tuple(int(month) for month in bins.values),
        counts=tuple(WITHHELD if 0 < n < SMALL else int(n) for n in counts),
        expected=tuple(round(float(n), 1) for n in round_),
        smooth=tuple(round(float(n), 1) for n in smooth),
    )


def _notes(asked: AskedBunching, heaps: Sequence[int]) -> Iterator[Note]:
    own = [step for step in heaps if int(asked.minimum) % step == 0]
    alike = [step for step in own if asked.binned.bins.is_like(step)]
    if alike:
        yield Note(code="round-minimum", facts={"minimum": asked.minimum, "step": max(alike)})
    elif own:
        yield Note(code="roundest-minimum", facts={"minimum": asked.minimum})


METHOD = Method(
    name="bunching",
    needs=Needs(
        reduction="sentences",
        by=(MONTHS,),
        measures=("cases",),
        optional_by=(GROUP, YEAR),
        optional_measures=(AT_REVOCATION,),
        clusters=JUDGES,
    ),
    run=run,
    quantities=(AT, EXPECTED, EXCESS, APART),
    basis=INDEPENDENT,
    refuses_when="fewer than 100 terms lie in reach of the minimum, or none on one of its sides",
    assumptions=(
        "without the minimum, terms around it would follow a smooth curve",
        "a round number draws as many terms at the minimum as other round numbers of its kind do",
    ),
    overturned_by=(
        "a minimum that is a rounder number than any other in reach",
        "terms that others write down in years and not in months",
        "another reach or another degree of the curve",
    ),
    cannot_say=(
        "which cases stand there for the minimum's sake",
        "why they do: the statute, a plea or a habit of round numbers",
    ),
    reference="Chetty et al. (2011); Kleven & Waseem (2013)",
)
