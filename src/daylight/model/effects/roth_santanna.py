"""When who came first was left to chance: the most precise estimator, and an exact test."""

from collections.abc import Iterator

import numpy as np

from daylight.data.panel import Panel
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.effects import roll_out
from daylight.model.effects.effect import (
    ask,
    effect,
    few_treated,
    limits,
)
from daylight.model.effects.roll_out import Adjusted, Estimand, RollOut
from daylight.model.intervals import two_sided_p
from daylight.model.method import Method, Needs

FEWEST_UNITS = 10


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
    permutations: int = 500,
) -> Outcome:
    """Average effect of a roll-out whose order was random, with Fisher's exact test.

    Estimand: the mean effect over all treated unit-periods that still have a comparison.
    Method: θ̂₀ − β* X̂, the pre-treatment contrast X̂ taken off with the most precise weight;
    refined Neyman error; the test deals the start dates anew.
    Refuses: fewer than two cohorts of two or more units observed throughout.
    Reference: Roth & Sant'Anna (2023), Journal of Political Economy Microeconomics 1:669–709.
    """
    asked = ask(METHOD.name, panel, outcome=outcome, event=event, log=log, per=per)
    if isinstance(asked, Refusal):
        return asked
    panel = asked.panel
    estimates: list[Estimate] = []
    notes: list[Note] = []
    diagnostics: dict[str, float | int | str | bool | None] = {"permutations": permutations}
    rng = np.random.default_rng(seed)
    for name, Y in asked.outcomes.items():
        rolled = RollOut.of(Y, panel.first_treated, np.array(panel.periods))
        if len(rolled.g) < 2 or len(rolled.Y) < FEWEST_UNITS:
            return _refuse(panel, rolled)
        for quantity, stratum, estimand in _estimands(rolled, event_times):
            found = roll_out.adjusted(rolled, estimand)
            estimates.append(
                effect(
                    quantity,
                    name,
                    found.theta,
                    found.refined,
                    n=len(rolled.Y),
                    level=level,
                    log=log,
                    stratum=stratum,
                    missing_share=1 - len(rolled.Y) / len(panel.units),
                )
            )
        headline = roll_out.simple(rolled)
        main = roll_out.adjusted(rolled, headline)
        p, spread = roll_out.permuted(rolled, headline, draws=permutations, rng=rng)
        diagnostics |= _judged(name, rolled, main) | {
            f"fisher_p_{name}": p,
            f"fisher_p_error_{name}": spread,
        }
        notes += [*_balance(name, main), *few_treated(int(np.isfinite(rolled.g).dot(rolled.N_g)))]
    notes += [*limits(panel, panel.periods), _RANDOM]
    return Result(
        method=METHOD.name,
        estimates=tuple(estimates),
        level=level,
        seed=seed,
        diagnostics=diagnostics,
        notes=tuple(dict.fromkeys(notes)),
        provenance=panel.provenance,
    )


def _estimands(rolled: RollOut, event_times: int) -> Iterator[tuple[str, str, Estimand]]:
    yield "average_effect", "all", roll_out.simple(rolled)
    yield "average_effect_by_cohort", "all", roll_out.by_cohort(rolled)
    yield "average_effect_by_period", "all", roll_out.by_period(rolled)
    for event in range(event_times):
        asked = roll_out.at_event(rolled, event)
        if asked is not None:
            yield "effect_at_event_time", f"{event:+d}", asked


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
    return (
        Note(
            code="order-not-random",
            text=(
                f"Before it began, {name} already differed between early and late starters more "
                "than a random order explains. This method assumes a random order."
            ),
        ),
    )


def _refuse(panel: Panel, rolled: RollOut) -> Refusal:
    return Refusal(
        method=METHOD.name,
        reason="too few units start at the same time to measure chance between them",
        needed=f"two cohorts of at least two units, {FEWEST_UNITS} units in all, all reporting",
        found=f"{len(rolled.g)} such cohorts, {len(rolled.Y)} of {len(panel.units)} units",
        provenance=panel.provenance,
    )


_RANDOM = Note(
    code="random-order",
    text=(
        "The number rests on the order of starting having been as good as random. Where it was "
        "chosen, use callaway-santanna."
    ),
)

METHOD = Method(
    name="roth-santanna",
    needs=Needs(noun="panel"),
    run=run,
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
