"""Who is stopped at the same clock time by daylight and in the dark."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal, NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.estimate import INDEPENDENT
from daylight.data.facts.stops import DarknessFacts
from daylight.data.quantity import Scale
from daylight.data.result import Estimate, Fact, Note, Outcome, Refusal, Result
from daylight.model.clustered_rates import OFFICERS_AND_DAYS
from daylight.model.crosstab import GROUP, Whom, against, group_quantity
from daylight.model.intervals import Interval, normal_quantile, two_sided_p, wald, wilson
from daylight.model.method import Method, Needs
from daylight.model.stops.veil_fit import (
    PLACES,
    Columns,
    DarkEffect,
    LitStops,
    NotCompared,
    Options,
    fit_darkness,
    insufficient,
)

NAME = "veil-of-darkness"
MIN_N = 100
"""Stops of each group in the window; the Open Policing analyses ask the same."""

BIN_MINUTES, FEWEST_IN_BIN = 15, 10
CLOCK_CHANGES = "around clock changes"
SURPRISING = 0.01
"""How rarely chance alone may part the weeks around clock changes from the whole year."""

ODDS_RATIO = group_quantity("daylight_odds_ratio", Scale.ODDS_RATIO)
LOG_ODDS = group_quantity("darkness_log_odds", Scale.LOG_ODDS)
SHARE = replace(
    group_quantity("share_at_clock_time", Scale.PROPORTION), keys=(GROUP, "clock_time", "light")
)


def veil_of_darkness(
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    df: int = 6,
    window: Literal["evening", "morning"] = "evening",
    interaction: bool = False,
    knots: str = "stops",
    min_n: int = MIN_N,
    sensitivity: bool = True,
) -> Outcome:
    """Odds that a stopped person is of a group, by daylight against the dark, at one clock time.

    Estimand: the odds ratio K = odds(group | clock time, daylight) / odds(group | clock time,
    dark), which is exp(−β) of the coefficient of dark.
    Method: logit of group on dark, a natural spline of the clock minute and the place, fitted on
    cells; twilight is left out. Standard errors allow for stops of one officer and of one date to
    go together where these are known (`model.logit_clusters`).
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
        Also run the listed alternatives: they become estimates with a variant.
    """
    options = Options(df=df, window=window, interaction=interaction, knots=knots)
    columns = Columns.of(cells)
    ways = _ways(columns, options) if sensitivity else {}
    found: list[Estimate] = []
    refused: list[LeftOut] = []
    for group in columns.groups(reference):
        whom = against(group, reference)
        chosen = columns.select(group, reference, options)
        problem = insufficient(chosen, min_n)
        fitted = None if problem else fit_darkness(chosen, options)
        if fitted is None:
            why = problem or NotCompared.NOT_SETTLED
            refused.append(LeftOut(group, why, int(chosen.y.sum()), int(chosen.n.sum())))
            continue
        found += _effects(fitted, level, whom)
        for variant, way in ways.items():
            others = columns.select(group, reference, way)
            if not insufficient(others, min_n) and (fitted := fit_darkness(others, way)):
                found += _effects(fitted, level, whom | {"variant": variant})
        found += _shares(chosen, level, whom)
    if not found:
        return Refusal(
            code="no-comparable-hours",
            facts={"least": min_n, "window": window, "reference": reference, **_left_out(refused)},
        )
    return Result(
        estimates=tuple(found),
        facts=DarknessFacts(places=len(np.unique(columns.place))),
        diagnostics=columns.diagnostics(options),
        notes=(*NOTES, *_season_notes(found, level), *_refused_note(refused)),
    )


def _ways(columns: Columns, base: Options) -> dict[str, Options]:
    """The same comparison under every other defensible choice that the keys allow."""
    ways = {f"curve df {df}": replace(base, df=df) for df in range(1, 7) if df != base.df}
    if columns.place.any():
        ways["without places"] = replace(base, with_places=False)
        if not base.interaction:
            ways["a curve for each place"] = replace(base, interaction=True)
    nautical = "window_nautical" if columns.has("window_nautical") else base.window_key
    other = "morning" if base.window == "evening" else "evening"
    keyed: tuple[tuple[str, str, dict[str, Any]], ...] = (
        (
            "darkness_nautical",
            "nautical twilight",
            {"light": "darkness_nautical", "window_key": nautical},
        ),
        ("window_agency", "agency-wide window", {"window_key": "window_agency"}),
        ("window", other, {"window": other}),
        ("stop_reason", "moving violations only", {"stop_reason": "moving"}),
        ("clock_season", CLOCK_CHANGES, {"around_clock_changes": True}),
    )
    return ways | {
        variant: replace(base, **changed) for key, variant, changed in keyed if columns.has(key)
    }


def _effects(fitted: DarkEffect, level: float, about: Whom) -> Iterator[Estimate]:
    known = fitted.known
    dark = wald(fitted.beta, known.se, level=level, df=known.df)
    light = Interval(-dark.value, -dark.high, -dark.low).exp()
    p = known.p(fitted.beta, two_sided_p(fitted.beta / known.model_se))
    shared = about | {"n": fitted.n, "p_value": p, "basis": known.basis}
    yield light.estimate(ODDS_RATIO, **shared)
    yield dark.estimate(LOG_ODDS, **shared)


def _shares(chosen: LitStops, level: float, whom: Whom) -> Iterator[Estimate]:
    """Share of the group by clock time, light and dark apart, for the picture."""
    bins = (chosen.minute // BIN_MINUTES).astype(np.int64) * 2 + chosen.dark.astype(np.int64)
    y, n = np.bincount(bins, weights=chosen.y), np.bincount(bins, weights=chosen.n)
    shares = wilson(y, n, level=level)
    for at in np.flatnonzero(n >= FEWEST_IN_BIN).tolist():
        hour, minute = divmod(at // 2 * BIN_MINUTES, 60)
        when = {"clock_time": f"{hour:02d}:{minute:02d}", "light": ("daylight", "dark")[at % 2]}
        yield Interval(shares.value[at], shares.low[at], shares.high[at]).estimate(
            SHARE, n=n[at], **(whom | {"keys": whom["keys"] | when})
        )


def _season_notes(found: list[Estimate], level: float) -> Iterator[Note]:
    """A note where the weeks around clock changes say something else than the year.

    The weeks are part of the year, so the variance of the difference is the difference of the
    variances (Hausman 1978).
    """
    logs = {(e.keys[GROUP], e.variant): e for e in found if e.quantity == LOG_ODDS}
    for group, year in ((group, e) for (group, variant), e in logs.items() if variant is None):
        weeks = logs.get((group, CLOCK_CHANGES))
        if weeks is None:
            continue
        z = normal_quantile(level)
        extra = ((weeks.high - weeks.low) ** 2 - (year.high - year.low) ** 2) / (2 * z) ** 2
        gap = weeks.value - year.value
        if extra > 0 and two_sided_p(gap / float(np.sqrt(extra))) < SURPRISING:
            ratios = {"weeks": float(np.exp(-weeks.value)), "year": float(np.exp(-year.value))}
            yield Note(code="season", facts={"group": group, **ratios})


class LeftOut(NamedTuple):
    """A group that was not compared, why, and its stops among those of the window."""

    group: str
    why: NotCompared
    stops: int
    among: int


def _left_out(refused: list[LeftOut]) -> dict[str, Fact]:
    """The groups that were not compared, as facts."""
    return {
        "groups": tuple(one.group for one in refused),
        "reasons": tuple(str(one.why) for one in refused),
        "stops": tuple(one.stops for one in refused),
        "among": tuple(one.among for one in refused),
    }


def _refused_note(refused: list[LeftOut]) -> Iterator[Note]:
    if refused:
        yield Note(code="not-compared", facts=_left_out(refused))


NOTES = (Note(code="partial-darkness"), Note(code="drivers-adapt"))

METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="darkness",
        by=(GROUP, "darkness", "window", "clock_minute"),
        measures=("stops",),
        optional_by=(
            *PLACES,
            "stop_reason",
            "clock_season",
            "darkness_nautical",
            "window_nautical",
            "window_agency",
        ),
        clusters=OFFICERS_AND_DAYS,
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
    quantities=(ODDS_RATIO, LOG_ODDS, SHARE),
    basis=INDEPENDENT,
)
