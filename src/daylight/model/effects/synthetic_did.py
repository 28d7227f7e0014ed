"""Weighted units and weighted periods: the average effect when few places were treated."""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from daylight.data.panel import Panel
from daylight.data.result import Outcome, Refusal
from daylight.model.arrays import Array
from daylight.model.effects.comparisons import MIN_DONORS
from daylight.model.effects.effect import (
    AMONG_PLACEBOS,
    AVERAGE_EFFECT,
    Choice,
    Found,
    Measured,
    design,
    few_treated,
)
from daylight.model.effects.synthetic import Fit, frank_wolfe, simplex_weights, synthetic_did
from daylight.model.method import Method, Needs

Optimiser = Literal["exact", "frank-wolfe"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Units first treated in one period, with donors that are never treated."""

    start: int
    treated: npt.NDArray[np.intp]
    donors: npt.NDArray[np.intp]


def run(
    panel: Panel,
    *,
    level: float = 0.95,
    seed: int = 20170101,
    outcome: str | None = None,
    event: str | None = None,
    log: bool = False,
    per: float = 1.0,
    optimiser: Optimiser = "exact",
    draws: int = 200,
) -> Outcome:
    """Average effect on the treated by synthetic difference-in-differences.

    Estimand: the mean effect over treated unit-periods.
    Method: one weighted double difference for each first treated period, averaged by treated
    unit-periods; its error is the spread of the same average over donors drawn as placebos.
    `frank-wolfe` repeats the optimiser of the published software, which stops short of the
    minimum; `exact` reaches it.
    Refuses: fewer than five never-treated units observed throughout, or not more of them than of
    treated ones.
    Reference: Arkhangelsky, Athey, Hirshberg, Imbens & Wager (2021), AER 111:4088–4118,
    algorithms 1 and 4 and appendix A for staggered starts.
    """
    rng = np.random.default_rng(seed)

    def fit(timed: Panel, measured: Measured, Y: Array) -> Found | Refusal:
        name = measured.outcome
        blocks = _blocks(Y, timed)
        treated = sum(len(block.treated) for block in blocks)
        donors = len(blocks[0].donors) if blocks else 0
        if donors < max(MIN_DONORS, treated + 1):
            return Refusal(
                code="too-few-never-treated",
                facts={"least": MIN_DONORS, "donors": int(donors), "treated": int(treated)},
            )
        fits = [_fit(Y, block, optimiser) for block in blocks]
        weights = _weights(blocks, Y.shape[1])
        value = float(np.dot(weights, [each.effect for each in fits]))
        error = _placebo_error(Y, blocks, weights, draws, rng)
        return Found(
            estimates=[measured.effect(AVERAGE_EFFECT, value, error, n=treated)],
            notes=few_treated(treated),
            diagnostics={
                "optimiser": optimiser,
                f"standard_error_{name}": error,
                f"treated_units_{name}": treated,
                f"donors_{name}": donors,
                f"effective_donors_{name}": float(1 / np.mean([(f.omega**2).sum() for f in fits])),
                f"effective_periods_{name}": float(1 / np.mean([(f.lam**2).sum() for f in fits])),
            },
        )

    choice = Choice(outcome=outcome, event=event, log=log, per=per)
    return design(panel, choice, fit, level=level)


def _blocks(Y: Array, panel: Panel) -> list[Block]:
    whole = np.isfinite(Y).all(axis=1)
    donors = np.flatnonzero(whole & ~np.isfinite(panel.first_treated))
    blocks = []
    for g in np.unique(panel.first_treated[np.isfinite(panel.first_treated)]):
        start = int(np.searchsorted(panel.periods, g))
        treated = np.flatnonzero(whole & (panel.first_treated == g))
        if 2 <= start < len(panel.periods) and len(treated):
            blocks.append(Block(start=start, treated=treated, donors=donors))
    return blocks


def _fit(Y: Array, block: Block, optimiser: Optimiser) -> Fit:
    return synthetic_did(
        Y[block.treated].mean(axis=0),
        Y[block.donors],
        block.start,
        units=len(block.treated),
        solve=simplex_weights if optimiser == "exact" else frank_wolfe,
    )


def _weights(blocks: list[Block], periods: int) -> Array:
    cells = np.array([len(b.treated) * (periods - b.start) for b in blocks], dtype=np.float64)
    return np.asarray(cells / cells.sum())


def _placebo_error(
    Y: Array, blocks: list[Block], weights: Array, draws: int, rng: np.random.Generator
) -> float:
    """Spread of the estimate when as many donors, drawn at random, stand for the treated."""
    donors = blocks[0].donors
    sizes = [len(block.treated) for block in blocks]
    values = np.zeros(draws)
    for draw in range(draws):
        dealt = rng.permutation(donors)
        rest, taken = dealt[sum(sizes) :], 0
        for weight, block, size in zip(weights, blocks, sizes, strict=True):
            placebo = Block(start=block.start, treated=dealt[taken : taken + size], donors=rest)
            values[draw] += weight * _fit(Y, placebo, "exact").effect
            taken += size
    return float(math.sqrt(values.var()))


METHOD = Method(
    name="synthetic-did",
    needs=Needs(noun="panel"),
    run=run,
    quantities=(AVERAGE_EFFECT,),
    basis=AMONG_PLACEBOS,
    refuses_when="fewer than five never-treated units, or no more of them than treated ones",
    assumptions=(
        "weighted comparison units would have moved like the treated ones",
        "treated units are as volatile as the never-treated ones (placebo errors)",
        "recording did not change with the intervention",
    ),
    overturned_by=(
        "placebo places that change as much",
        "one place that carries the average",
    ),
    cannot_say=("which part of several simultaneous changes moved the outcome",),
    reference=(
        "Arkhangelsky, Athey, Hirshberg, Imbens & Wager (2021), "
        "American Economic Review 111:4088–4118"
    ),
)
