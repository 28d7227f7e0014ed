"""Where race was not written down."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from scipy import stats

from daylight.data.cells import Cells
from daylight.data.estimate import INDEPENDENT
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Diagnostic, Estimate, Note, Outcome, Refusal, Result
from daylight.model.arrays import Array
from daylight.model.crosstab import GROUP, Crosstab, crosstab
from daylight.model.intervals import Interval, wilson
from daylight.model.method import Method, Needs
from daylight.schema.vocabulary import UNKNOWN

NAME = "missing-race"
MIN_N = 30
MUCH = 0.1
"""A share of blanks above which group comparisons can turn on who was left out."""

CERTAIN = 0.001
"""How rarely chance alone may make the shares differ before a note says they do."""

SHARE = Quantity(
    name="missing_race_share", scale=Scale.PROPORTION, about=About.AGENCY, unit="stops"
)
BY_KEY = replace(SHARE, name="missing_race_share_by_key")
BY_OFFICER = replace(SHARE, name="missing_race_share_of_officer", about=About.OFFICER)


def missing_race(cells: Cells, *, level: float = 0.95, min_n: int = MIN_N) -> Outcome:
    """Share of stops whose race field is blank, overall and by every other key of the cells.

    Estimand: P(race not recorded), overall and for each value of a key (month, district, how the
    stop was recorded, officer).
    Method: Wilson intervals; for each key a chi-square test that the share is the same for all
    its values.
    Refuses: fewer than `min_n` stops.
    Reference: Wilson (1927); Pearson (1900).
    """
    whole = crosstab(cells, within=())
    stops = float(whole.counts["stops"].sum())
    if stops < min_n:
        return Refusal(reason="too few stops", needed=f"{min_n}", found=f"{stops:.0f}")
    share = wilson(float(whole.of("stops", UNKNOWN).sum()), stops, level=level)
    found = [share.estimate(SHARE, n=stops, missing_share=float(share.value))]
    diagnostics: dict[str, Diagnostic] = {"stops": int(stops)}
    notes: list[Note] = []
    for key in (name for name in cells.by if name != GROUP):
        table = crosstab(cells, within=(key,))
        x, n = table.of("stops", UNKNOWN), table.counts["stops"].sum(axis=0)
        p, sd = unevenness(x, n)
        diagnostics |= {f"p {key}": p, f"spread {key}": sd}
        found += [e for e in _by_value(key, table, level, p) if e.n >= min_n]
        if sd > MUCH and p < CERTAIN:
            notes.append(Note(code="uneven-missing-race", facts={"key": key}))
    return Result(estimates=tuple(found), diagnostics=diagnostics, notes=tuple(notes))


def unevenness(x: Array, n: Array) -> tuple[float, float]:
    """p-value that the share x / n is the same everywhere, and the standard deviation of shares.

    Each share has the weight of its stops.
    """
    x, n = x[n > 0], n[n > 0]
    share = x.sum() / n.sum()
    sd = float(np.sqrt(np.average((x / n - share) ** 2, weights=n)))
    if len(n) < 2 or not 0 < share < 1:
        return 1.0, sd
    chi2 = float((n * (x / n - share) ** 2).sum() / (share * (1 - share)))
    return float(stats.chi2.sf(chi2, len(n) - 1)), sd


def _by_value(key: str, table: Crosstab, level: float, p: float) -> Iterator[Estimate]:
    """The share for each value of a key; a single officer's is a quantity of its own."""
    quantity = BY_OFFICER if key == "officer_id" else BY_KEY
    x, n = table.of("stops", UNKNOWN), table.counts["stops"].sum(axis=0)
    shares = wilson(x, n, level=level)
    for i in np.flatnonzero(n).tolist():
        (value,) = table.strata[i]
        share = Interval(shares.value[i], shares.low[i], shares.high[i])
        yield share.estimate(
            quantity, n=n[i], keys={key: value}, missing_share=float(share.value), p_value=p
        )


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="searches",
        by=(GROUP,),
        measures=("stops",),
        optional_by=(
            "month",
            "year",
            "district",
            "recorded_by",
            "unit",
            "officer_id",
            "stop_reason",
        ),
    ),
    run=missing_race,
    refuses_when="there are fewer than 30 stops",
    assumptions=("a blank, and nothing else, marks a stop whose race was not recorded",),
    overturned_by=("race recorded elsewhere, for example in reports or on video",),
    cannot_say=(
        "who the people of unrecorded race were",
        "why the field was left blank",
    ),
    reference="Pierson et al. (2020), Nature Human Behaviour 4:736-745, on coverage as a condition "
    "of analysis",
    quantities=(SHARE, BY_KEY, BY_OFFICER),
    basis=INDEPENDENT,
)
