"""When who came first was left to chance: the most precise estimator, and an exact test."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from daylight.data.estimate import Basis, BasisKind
from daylight.data.facts.effects import FisherTest
from daylight.data.panel import Panel
from daylight.data.quantity import Quantity
from daylight.data.result import Note, Outcome, Refusal
from daylight.model.arrays import Array
from daylight.model.effects import roll_out
from daylight.model.effects.callaway_santanna import BY_COHORT, BY_PERIOD
from daylight.model.effects.effect import (
    AVERAGE_EFFECT,
    EFFECT_AT_EVENT_TIME,
    Choice,
    Found,
    Measured,
    design,
    few_treated,
)
from daylight.model.effects.roll_out import Adjusted, Estimand, RollOut
from daylight.model.intervals import two_sided_p
from daylight.model.method import Method, Needs

MIN_UNITS = 10

BY_ORDER = Basis(kind=BasisKind.RESAMPLED, key="unit")
"""Chance is the order of starting, dealt anew."""


def run(
    panel: Panel,
    *,
    level: float = 0.95,
    seed: int = 20170101,
    outcome: str | None = None,
    event: str | None = None,
    log: bool = False,
    per: float = 1.0,
    event_times: int = 6,
    permutations: int = 4999,
) -> Outcome:
    """Average effect of a roll-out whose order was random, with Fisher's exact test.

    Estimand: the mean effect over all treated unit-periods that still have a comparison.
    Method: θ̂₀ − β* X̂, the pre-treatment contrast X̂ taken off with the most precise weight;
    refined Neyman error; the test deals the start dates anew.
    Refuses: fewer than two cohorts of two or more units observed throughout.
    Reference: Roth & Sant'Anna (2023), Journal of Political Economy Microeconomics 1:669–709.
    """
    rng = np.random.default_rng(seed)

    def fit(timed: Panel, measured: Measured, Y: Array) -> Found | Refusal:
        name = measured.outcome
        rolled = RollOut.of(Y, timed.first_treated, np.array(timed.periods))
        if len(rolled.g) < 2 or len(rolled.Y) < MIN_UNITS:
            return Refusal(
                code="too-few-start-together",
                facts={
                    "least": MIN_UNITS,
                    "cohorts": len(rolled.g),
                    "reporting": len(rolled.Y),
                    "units": len(timed.units),
                },
            )
        estimates = []
        for quantity, keys, estimand in _estimands(rolled, event_times):
            found = roll_out.adjusted(rolled, estimand)
            estimates.append(
                measured.effect(
                    quantity,
                    found.theta,
                    found.refined,
                    n=len(rolled.Y),
                    keys=keys,
                    missing_share=1 - len(rolled.Y) / len(timed.units),
                )
            )
        headline = roll_out.simple(rolled)
        main = roll_out.adjusted(rolled, headline)
        p, error = roll_out.permuted(rolled, headline, draws=permutations, rng=rng)
        fisher[name] = p
        return Found(
            estimates=estimates,
            notes=[*_balance(name, main), *few_treated(int(np.isfinite(rolled.g).dot(rolled.N_g)))],
            diagnostics={
                "permutations": permutations,
                **_judged(name, rolled, main),
                f"fisher_p_{name}": p,
                f"fisher_p_error_{name}": error,
            },
        )

    fisher: dict[str, float] = {}
    choice = Choice(outcome=outcome, event=event, log=log, per=per)
    answer = design(panel, choice, fit, level=level, closing=(Note(code="random-order"),))
    return answer if isinstance(answer, Refusal) else replace(answer, facts=FisherTest(p=fisher))


def _estimands(
    rolled: RollOut, event_times: int
) -> Iterator[tuple[Quantity, dict[str, int], Estimand]]:
    yield AVERAGE_EFFECT, {}, roll_out.simple(rolled)
    yield BY_COHORT, {}, roll_out.by_cohort(rolled)
    yield BY_PERIOD, {}, roll_out.by_period(rolled)
    for event in range(event_times):
        asked = roll_out.at_event(rolled, event)
        if asked is not None:
            yield EFFECT_AT_EVENT_TIME, {"event_time": event}, asked


def _judged(name: str, rolled: RollOut, main: Adjusted) -> dict[str, float | int]:
    unadjusted = roll_out.adjusted(rolled, roll_out.simple(rolled), beta=1.0)
    sun_abraham = roll_out.adjusted(rolled, roll_out.simple(rolled, last_only=True), beta=1.0)
    return {
        f"standard_error_{name}": main.refined,
        f"neyman_error_{name}": main.neyman,
        f"beta_{name}": main.beta,
        f"callaway_santanna_{name}": unadjusted.theta,
        f"callaway_santanna_error_{name}": unadjusted.refined,
        f"sun_abraham_{name}": sun_abraham.theta,
        f"sun_abraham_error_{name}": sun_abraham.refined,
        f"balance_p_{name}": two_sided_p(main.X / main.X_error) if main.X_error > 0 else 1.0,
        f"cohorts_{name}": len(rolled.g),
    }


def _balance(name: str, main: Adjusted) -> tuple[Note, ...]:
    if main.X_error == 0 or two_sided_p(main.X / main.X_error) >= 0.05:
        return ()
    return (Note(code="order-not-random", facts={"outcome": name}),)


METHOD = Method(
    name="roth-santanna",
    needs=Needs(noun="panel"),
    run=run,
    quantities=(AVERAGE_EFFECT, BY_COHORT, BY_PERIOD, EFFECT_AT_EVENT_TIME),
    basis=BY_ORDER,
    refuses_when="fewer than two cohorts of two or more units that report in every period",
    assumptions=(
        "the order of starting was as good as random",
        "nobody changed conduct before starting",
        "one unit's start does not change another unit's outcome",
    ),
    overturned_by=(
        "differences before the start larger than a random order explains",
        "an order that followed need, rank or willingness",
    ),
    cannot_say=(
        "what happens after everyone has started",
        "what the same programme would do elsewhere",
    ),
    reference=(
        "Roth & Sant'Anna (2023), Efficient estimation for staggered rollout designs, "
        "Journal of Political Economy Microeconomics 1:669–709"
    ),
)
