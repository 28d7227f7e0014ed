"""What must stand beside the threshold test's numbers."""

from collections.abc import Iterator, Mapping, Sequence

from daylight.model.searches.threshold_cells import Layout
from daylight.result import Note, Result

POOR_FIT = 0.05
"""Hit rates that the model misses by more than five points on average, chance taken off."""

LEVEL = Note(
    code="weakly-identified-level",
    text="The level of a threshold rests on the assumed shape of risk and on the priors; the same "
    "counts give other levels under other assumptions. Compare groups, and only where the gap "
    "holds under both families and every prior scale.",
)


def notes(
    layout: Layout, result: Result, kept: Mapping[str, bool], lost: Sequence[str]
) -> tuple[Note, ...]:
    """Every limit of one result; `lost` are the assumptions no posterior was found under."""
    return (
        LEVEL,
        *layout.notes,
        *_too_few_equations(layout),
        *_not_trusted(result),
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
    k = result.diagnostics.get("pareto_k")
    if not result.diagnostics["converged"]:
        yield Note(code="not-converged", text="The search for the posterior did not settle.")
    if isinstance(k, float) and k > 0.7:
        yield Note(
            code="approximation-doubtful",
            text=f"The approximation misses part of the posterior (Pareto k {k:.2f}, above 0.7). "
            f"Ask for engine=nuts with the extra mcmc installed.",
        )
    elif (worst := _number(result, "worst_pareto_k_of_sweep")) > 0.7:
        yield Note(
            code="sweep-doubtful",
            text=f"Under one of the other assumptions the approximation misses part of the "
            f"posterior (Pareto k {worst:.2f}, above 0.7): read the range over assumptions with "
            f"that in mind.",
        )


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
    value = result.diagnostics[name]
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
