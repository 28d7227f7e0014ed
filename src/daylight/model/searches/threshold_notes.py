"""What must stand beside the threshold test's numbers."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from daylight.data.result import Note, Result
from daylight.model.arrays import Mask
from daylight.model.searches.nested_posterior import MOST_UNEVEN, WORST_K
from daylight.model.searches.threshold_cells import Layout, listed

POOR_FIT = 0.05
"""Hit rates that the model misses by more than five points on average, chance taken off."""

LEVEL = Note(
    code="weakly-identified-level",
    text="The level of a threshold rests on the assumed shape of risk and on the priors; the same "
    "counts give other levels under other assumptions. Compare groups, and only where the gap "
    "holds under both families and every prior scale.",
)


def notes(
    layout: Layout,
    result: Result,
    kept: Mapping[str, bool],
    lost: Sequence[str],
    unsteady: Mask,
) -> tuple[Note, ...]:
    """Every limit of one result.

    Parameters
    ----------
    lost
        The assumptions no posterior was found under.
    unsteady
        The cells whose thresholds the data hardly tell from zero or one.
    """
    return (
        LEVEL,
        *layout.notes,
        *_too_few_equations(layout),
        *_not_trusted(result),
        *_barely_known(layout, unsteady),
        *_poor_fit(result),
        *_lost(lost),
        *_depends(kept if not lost else {}),
    )


def _too_few_equations(layout: Layout) -> Iterator[Note]:
    """Simoiu et al. (2017), section 3: two rates per cell must outnumber the parameters."""
    groups, places = len(layout.groups), len(layout.places)
    if groups < 3 or places <= 2 * groups / (groups - 2):
        yield Note(
            code="rests-on-priors",
            text=f"With {groups} groups in {places} places there are fewer rates than parameters: "
            f"the answer rests on the priors.",
        )


def _not_trusted(result: Result) -> Iterator[Note]:
    if not result.diagnostics["converged"]:
        yield Note(code="not-converged", text="The search for the posterior did not settle.")
    if doubts := _doubts(result, "pareto_k", "uneven"):
        yield Note(
            code="approximation-doubtful",
            text=f"The approximation misses part of the posterior ({doubts}): its intervals cover "
            f"less often than they say. Ask for engine=nuts with the extra mcmc installed.",
        )
    elif doubts := _doubts(result, "worst_pareto_k_of_sweep", "most_uneven_of_sweep"):
        yield Note(
            code="sweep-doubtful",
            text=f"Under one of the other assumptions the approximation misses part of the "
            f"posterior ({doubts}): read the range over assumptions with that in mind.",
        )


def _barely_known(layout: Layout, unsteady: Mask) -> Iterator[Note]:
    """Measured on simulated departments: intervals of 90 % covered 84 % of such thresholds."""
    at = np.argwhere(unsteady & layout.takes_part)
    if at.size:
        pairs = [f"{layout.groups[g]} in {layout.places[d]}" for g, d in at]
        yield Note(
            code="threshold-barely-known",
            text=f"The records hardly tell {len(pairs)} thresholds from zero or one: their "
            f"intervals are somewhat too short, those of averages and gaps are not. They are "
            f"{listed(pairs)}.",
        )


def _doubts(result: Result, shape: str, uneven: str) -> str:
    """What speaks against an approximation, in words; empty where nothing does."""
    k, factor = _number(result, shape), _number(result, uneven)
    words = [f"Pareto k {k:.2f}, above {WORST_K}"] * (k > WORST_K)
    words += [
        f"its spread is off by a factor of {factor:.2f}, above {MOST_UNEVEN}, on one side of the "
        f"mode"
    ] * (factor > MOST_UNEVEN)
    return "; ".join(words)


def _poor_fit(result: Result) -> Iterator[Note]:
    """What is missed beyond the chance of the few searches that each pair has."""
    seen, chance = _number(result, "hit_rate_error"), _number(result, "hit_rate_error_by_chance")
    if seen**2 - chance**2 > POOR_FIT**2:
        yield Note(
            code="poor-fit",
            text=f"The model misses observed hit rates by {100 * seen:.1f} points on average; "
            f"chance alone would make it {100 * chance:.1f}.",
        )


def _number(result: Result, name: str) -> float:
    value = result.diagnostics.get(name)
    return float(value) if isinstance(value, float) else 0.0


def _lost(lost: Sequence[str]) -> Iterator[Note]:
    if lost:
        yield Note(
            code="sweep-incomplete",
            text=f"No posterior could be computed under {'; '.join(lost)}: whether a gap holds "
            f"under every assumption is not known, so no gap may be reported.",
        )


def _depends(kept: Mapping[str, bool]) -> Iterator[Note]:
    if lost := [group for group, holds in kept.items() if not holds]:
        yield Note(
            code="depends-on-the-model",
            text=f"The gap for {', '.join(lost)} changes its sign or loses half its size under "
            f"another family or prior scale: nothing should be concluded from it.",
        )
