"""Who is stopped at the same clock time by daylight and in the dark."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result, Scale
from daylight.data.untyped import untyped
from daylight.model.crosstab import GROUP
from daylight.model.intervals import normal_quantile, two_sided_p, wilson
from daylight.model.method import Method, Needs
from daylight.model.stops.veil_fit import (
    CLUSTERS,
    PLACES,
    Columns,
    Darkness,
    Options,
    Selected,
    fit_darkness,
    insufficient,
)

NAME = "veil-of-darkness"
MIN_N = 100
"""Stops of each group in the window; the Open Policing analyses ask the same."""

BIN_MINUTES = 15
CLOCK_CHANGES = "around clock changes"
SURPRISING = 0.01
"""How rarely chance alone may part the weeks around clock changes from the whole year."""


def veil_of_darkness(
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    df: int = 6,
    window: str = "evening",
    interaction: bool = False,
    knots: str = "stops",
    min_n: int = MIN_N,
    sensitivity: bool = True,
) -> Outcome:
    """Odds that a stopped person is of a group, by daylight against the dark, at one clock time.

    Estimand: the odds ratio K = odds(group | clock time, daylight) / odds(group | clock time,
    dark), which is exp(−β) of the coefficient of dark.
    Method: logit of group on dark, a natural spline of the clock minute and the place, fitted on
    cells; twilight is left out. With keys stop_date or officer_id standard errors allow for
    stops of one date or officer to go together.
    Refuses: fewer than `min_n` stops of a group in the window, light and dark never at the same
    clock times, or a fit that does not converge.
    Reference: Grogger & Ridgeway (2006), JASA 101:878-887, eqs. 4-6; Pierson et al. (2020).

    Parameters
    ----------
    df
        Degrees of freedom of the clock-time curve.
    window
        `evening`, or `morning` for the hours around dawn.
    interaction
        A curve of its own for each place (Open Policing's fuller model).
    knots
        Quantiles of `stops`, or of `cells` as the Open Policing code has them.
    sensitivity
        Also run the listed alternatives: they become estimates with a stratum.
    """
    options = Options(df=df, window=window, interaction=interaction, knots=knots)
    columns = Columns.of(cells)
    found: list[Estimate] = []
    refused: list[str] = []
    for group in columns.groups(reference):
        chosen = columns.select(group, reference, options)
        problem = insufficient(chosen, min_n)
        fitted = None if problem else fit_darkness(chosen, options)
        if fitted is None:
            refused.append(f"{group}: {problem or 'the fit did not converge'}")
            continue
        found += _estimates(fitted, group, reference, level, "all")
        if sensitivity:
            found += _alternatives(columns, group, reference, options, level, min_n)
        found += _shares(chosen, group, reference, level)
    if not found:
        return Refusal(
            method=NAME,
            reason="no two groups were stopped often enough, light and dark, at the same hours",
            needed=f"{min_n} stops of each group in the {window} window, light and dark",
            found="; ".join(refused) or f"no {reference} or no other group",
            provenance=cells.provenance,
        )
    return Result(
        method=NAME,
        estimates=tuple(found),
        level=level,
        reference=reference,
        diagnostics=columns.diagnostics(options),
        notes=(*NOTES, *_season_notes(columns, found), *_refused_note(refused)),
        provenance=cells.provenance,
    )


def _estimates(
    fitted: Darkness, group: str, reference: str, level: float, stratum: str
) -> Iterator[Estimate]:
    spread = float(np.sqrt(fitted.variance))
    half = normal_quantile(level) * spread
    p = two_sided_p(fitted.beta / spread)
    low, high = fitted.beta - half, fitted.beta + half
    for name, scale, numbers in (
        (
            "daylight_odds_ratio",
            Scale.ODDS_RATIO,
            tuple(float(np.exp(-v)) for v in (fitted.beta, high, low)),
        ),
        ("darkness_log_odds", Scale.LOG_ODDS, (fitted.beta, low, high)),
    ):
        yield untyped(
            name=name,
            group=group,
            reference=reference,
            stratum=stratum,
            value=numbers[0],
            low=numbers[1],
            high=numbers[2],
            level=level,
            scale=scale,
            n=fitted.n,
            p_value=p,
        )


def _alternatives(
    columns: Columns,
    group: str,
    reference: str,
    base: Options,
    level: float,
    min_n: int,
) -> Iterator[Estimate]:
    """The same comparison under every other defensible choice that the keys allow."""
    for stratum, options, only in _choices(columns, base):
        chosen = columns.select(group, reference, options, **only)
        if insufficient(chosen, min_n):
            continue
        fitted = fit_darkness(chosen, options)
        if fitted is not None:
            yield from _estimates(fitted, group, reference, level, stratum)


def _choices(columns: Columns, base: Options) -> Iterator[tuple[str, Options, dict[str, str]]]:
    for df in range(1, 7):
        if df != base.df:
            yield f"curve df {df}", replace(base, df=df), {}
    if columns.place.any():
        yield "without places", replace(base, with_places=False), {}
        if not base.interaction:
            yield "a curve for each place", replace(base, interaction=True), {}
    other = "morning" if base.window == "evening" else "evening"
    keyed: dict[str, tuple[str, Options, dict[str, str]]] = {
        "darkness_nautical": ("nautical twilight", _nautical(columns, base), {}),
        "window_agency": ("agency-wide window", replace(base, window_key="window_agency"), {}),
        "window": (other, replace(base, window=other), {}),
        "stop_reason": ("moving violations only", base, {"stop_reason": "moving"}),
        "clock_season": (CLOCK_CHANGES, replace(base, around_clock_changes=True), {}),
    }
    yield from (choice for key, choice in keyed.items() if columns.has(key))


def _nautical(columns: Columns, base: Options) -> Options:
    key = "window_nautical" if columns.has("window_nautical") else base.window_key
    return replace(base, light="darkness_nautical", window_key=key)


def _shares(chosen: Selected, group: str, reference: str, level: float) -> Iterator[Estimate]:
    """Share of the group by clock time, light and dark apart, for the picture."""
    bins = (chosen.minute // BIN_MINUTES).astype(np.int64) * 2 + chosen.dark.astype(np.int64)
    y, n = np.bincount(bins, weights=chosen.y), np.bincount(bins, weights=chosen.n)
    shares = wilson(y, n, level=level)
    for at in np.flatnonzero(n >= 10).tolist():
        start, light = at // 2 * BIN_MINUTES, ("daylight", "dark")[at % 2]
        yield untyped(
            name="share_at_clock_time",
            group=group,
            reference=reference,
            stratum=f"{start // 60:02d}:{start % 60:02d} {light}",
            value=float(shares.value[at]),
            low=float(shares.low[at]),
            high=float(shares.high[at]),
            level=level,
            scale=Scale.PROPORTION,
            n=int(n[at]),
        )


def _season_notes(columns: Columns, found: list[Estimate]) -> Iterator[Note]:
    """A note where the weeks around clock changes say something else than the year.

    The weeks are part of the year, so the variance of the difference is the difference of the
    variances (Hausman 1978).
    """
    if not columns.has("clock_season"):
        return
    logs = {(e.group, e.stratum): e for e in found if e.name == "darkness_log_odds"}
    for (group, stratum), weeks in logs.items():
        if stratum != CLOCK_CHANGES:
            continue
        year = logs[group, "all"]
        z = normal_quantile(year.level)
        extra = ((weeks.high - weeks.low) ** 2 - (year.high - year.low) ** 2) / (2 * z) ** 2
        gap = weeks.value - year.value
        if extra <= 0 or two_sided_p(gap / float(np.sqrt(extra))) >= SURPRISING:
            continue
        text = (
            f"In the weeks around clock changes, when the clock moves but the season hardly does, "
            f"the odds ratio of {group} is {np.exp(-weeks.value):.2f} instead of "
            f"{np.exp(-year.value):.2f}, more of a difference than chance explains. Who is on the "
            f"road at one clock time may change with the season; the whole year's number then "
            f"mixes season with light."
        )
        yield Note(code="season", text=text)


def _refused_note(refused: list[str]) -> tuple[Note, ...]:
    if not refused:
        return ()
    return (Note(code="small-cells", text=f"Not compared: {'; '.join(refused)}."),)


NOTES = (
    Note(
        code="partial-darkness",
        text="Street lights let race be seen at night, and vehicles give other hints; both pull "
        "the comparison towards no difference.",
    ),
    Note(
        code="drivers-adapt",
        text="If drivers of a group drive more slowly, or stay away, when they can be seen, the "
        "comparison can miss a difference or reverse it.",
    ),
)

METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="darkness",
        by=(GROUP, "darkness", "window", "clock_minute"),
        measures=("stops",),
        optional_by=(
            *PLACES,
            *CLUSTERS,
            "stop_reason",
            "clock_season",
            "darkness_nautical",
            "window_nautical",
            "window_agency",
        ),
    ),
    run=veil_of_darkness,
    refuses_when="fewer than 100 stops of a group fall in the window, or the window is never both "
    "light and dark at the same clock time",
    assumptions=(
        "at one clock time, who is on the road and how they drive does not change with the light",
        "race is harder to see in the dark",
        "the time of the stop was recorded, not the time of the report",
    ),
    overturned_by=(
        "drivers who change with the season (compare the weeks around a clock change)",
        "a different answer with another curve, twilight or set of stops (see the alternatives)",
    ),
    cannot_say=(
        "anything about stops at hours that are always light or always dark",
        "anything about what happened after the stop",
        "that no difference in treatment exists when none is found",
    ),
    reference="Grogger & Ridgeway (2006), Journal of the American Statistical Association "
    "101:878-887; Pierson et al. (2020), Nature Human Behaviour 4:736-745",
)
