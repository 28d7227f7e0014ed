"""Where race was not written down."""

from collections.abc import Iterator

import numpy as np
from scipy import stats

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result, Scale
from daylight.data.untyped import untyped
from daylight.model.arrays import Array
from daylight.model.crosstab import GROUP, crosstab
from daylight.model.intervals import Interval, wilson
from daylight.model.method import Method, Needs
from daylight.schema.vocabulary import UNKNOWN

NAME = "missing-race"
MIN_N = 30
MUCH = 0.1
"""A share of blanks above which group comparisons can turn on who was left out."""


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
        return Refusal(
            method=NAME,
            reason="too few stops",
            needed=f"{min_n}",
            found=f"{stops:.0f}",
            provenance=cells.provenance,
        )
    blank = float(whole.of("stops", UNKNOWN).sum())
    share = wilson(blank, stops, level=level)
    found = [_share("missing_race_share", share, stops, level, "all", None)]
    diagnostics: dict[str, float | int | str | bool | None] = {"stops": int(stops)}
    notes: list[Note] = []
    for key in (name for name in cells.by if name != GROUP):
        table = crosstab(cells, within=(key,))
        x, n = table.of("stops", UNKNOWN), table.counts["stops"].sum(axis=0)
        p, v = unevenness(x, n)
        diagnostics |= {f"p {key}": p, f"spread {key}": v}
        names = [str(value) for (value,) in table.strata]
        found += _by_value(key, names, x, n, level, min_n, p)
        if v > MUCH and p < 0.001:
            text = (
                f"Race is left blank far more often for some values of "
                f"{key.replace('_', ' ')} than for others."
            )
            notes.append(Note(code="uneven-missing-race", text=text))
    return Result(
        method=NAME,
        estimates=tuple(found),
        level=level,
        diagnostics=diagnostics,
        notes=tuple(notes),
        provenance=cells.provenance,
    )


def unevenness(x: Array, n: Array) -> tuple[float, float]:
    """p-value that the share x / n is the same everywhere, and the spread of shares.

    The spread is the stop-weighted standard deviation of the shares.
    """
    x, n = x[n > 0], n[n > 0]
    share = x.sum() / n.sum()
    spread = float(np.sqrt(np.average((x / n - share) ** 2, weights=n)))
    if len(n) < 2 or not 0 < share < 1:
        return 1.0, spread
    chi2 = float((n * (x / n - share) ** 2).sum() / (share * (1 - share)))
    return float(stats.chi2.sf(chi2, len(n) - 1)), spread


def _by_value(
    key: str, names: list[str], x: Array, n: Array, level: float, min_n: int, p: float
) -> Iterator[Estimate]:
    shares = wilson(x, n, level=level)
    for i in np.flatnonzero(n >= min_n).tolist():
        share = Interval(shares.value[i], shares.low[i], shares.high[i])
        yield _share("missing_race_share_by_key", share, n[i], level, f"{key}: {names[i]}", p)


def _share(
    name: str, share: Interval, n: float, level: float, stratum: str, p: float | None
) -> Estimate:
    return untyped(
        name=name,
        group="all",
        stratum=stratum,
        value=float(share.value),
        low=float(share.low),
        high=float(share.high),
        level=level,
        scale=Scale.PROPORTION,
        n=int(n),
        missing_share=float(share.value),
        p_value=p,
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
)
