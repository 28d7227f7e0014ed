"""What must stand beside the threshold test's numbers."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from daylight.data.result import Fact, Note
from daylight.model.searches.nested_posterior import MOST_UNEVEN, WORST_K, ThresholdPosterior
from daylight.model.searches.threshold_cells import ThresholdLayout

POOR_FIT = 0.05
"""Hit rates that the model misses by more than five points on average, chance taken off."""


def notes(
    layout: ThresholdLayout,
    fitted: Sequence[ThresholdPosterior],
    fit: Mapping[str, float | int],
    kept: Mapping[str, bool],
    lost: Sequence[str],
) -> tuple[Note, ...]:
    """Every limit of one result.

    Parameters
    ----------
    fitted
        The posterior that was asked for, then those under other assumptions.
    fit
        How well it fits, as `fit_of` gives it.
    kept
        Group → whether its gap holds under every assumption.
    lost
        The assumptions no posterior was found under.
    """
    return (
        Note(code="weakly-identified-level"),
        *layout.notes,
        *_too_few_equations(layout),
        *_not_trusted(fitted),
        *_barely_known(layout, fitted[0]),
        *_poor_fit(fit["hit_rate_error"], fit["hit_rate_error_by_chance"]),
        *_depends(kept, lost),
    )


def _too_few_equations(layout: ThresholdLayout) -> Iterator[Note]:
    """Simoiu et al. (2017), section 3: two rates per cell must outnumber the parameters."""
    groups, places = len(layout.groups), len(layout.places)
    if groups < 3 or places <= 2 * groups / (groups - 2):
        yield Note(code="rests-on-priors", facts={"groups": groups, "places": places})


def _not_trusted(fitted: Sequence[ThresholdPosterior]) -> Iterator[Note]:
    if not fitted[0].converged:
        yield Note(code="threshold-not-settled")
    if doubts := _doubts(fitted[:1]):
        yield Note(code="approximation-doubtful", facts=doubts)
    elif doubts := _doubts(fitted):
        yield Note(code="sweep-doubtful", facts=doubts)


def _doubts(fitted: Sequence[ThresholdPosterior]) -> dict[str, Fact]:
    """What speaks against the worst of several approximations; empty where nothing does."""
    k, uneven = max(one.pareto_k for one in fitted), max(one.uneven for one in fitted)
    found: dict[str, Fact] = {}
    if k > WORST_K:
        found |= {"pareto_k": k, "worst_k": WORST_K}
    if uneven > MOST_UNEVEN:
        found |= {"uneven": uneven, "most_uneven": MOST_UNEVEN}
    return found


def _barely_known(layout: ThresholdLayout, posterior: ThresholdPosterior) -> Iterator[Note]:
    """Measured on simulated departments: intervals of 90 % covered 84 % of such thresholds."""
    at = np.argwhere(posterior.unsteady & layout.takes_part)
    if at.size:
        facts: dict[str, Fact] = {
            "groups": tuple(layout.groups[g] for g, _ in at),
            "places": tuple(layout.places[d] for _, d in at),
        }
        yield Note(code="threshold-barely-known", facts=facts)


def _poor_fit(error: float, by_chance: float) -> Iterator[Note]:
    """What is missed beyond the chance of the few searches that each pair has."""
    if error**2 - by_chance**2 > POOR_FIT**2:
        yield Note(code="hit-rates-missed", facts={"error": error, "by_chance": by_chance})


def _depends(kept: Mapping[str, bool], lost: Sequence[str]) -> Iterator[Note]:
    if lost:
        yield Note(code="sweep-incomplete", facts={"assumptions": tuple(lost)})
    elif gone := tuple(group for group, holds in kept.items() if not holds):
        yield Note(code="depends-on-the-model", facts={"groups": gone})
