"""The regression most studies print, with the share of its comparisons that point the wrong way."""

import math

import numpy as np
import numpy.typing as npt

from daylight.data.panel import Panel
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.arrays import Array
from daylight.model.effects.effect import ask, effect, few_treated, limits
from daylight.model.method import Method, Needs

ROUNDS = 2000
CLOSE = 1e-12


def run(
    panel: Panel,
    *,
    level: float = 0.95,
    outcome: str | None = None,
    event: str | None = None,
    log: bool = False,
    per: float = 1.0,
) -> Outcome:
    """The coefficient of treatment in a regression with unit and period effects.

    Estimand: a weighted sum of effects whose weights can be negative where starts are staggered;
    the average effect only if every effect is the same.
    Method: least squares after taking off unit and period means; errors clustered by unit; the
    weights on treated unit-periods are worked out and the negative ones added up.
    Refuses: fewer than two treated units, or nobody untreated to compare with.
    Reference: de Chaisemartin & D'Haultfœuille (2020), AER 110:2964–2996; Goodman-Bacon (2021).
    """
    asked = ask(METHOD.name, panel, outcome=outcome, event=event, log=log, per=per)
    if isinstance(asked, Refusal):
        return asked
    panel = asked.panel
    D = (np.array(panel.periods)[None, :] >= panel.first_treated[:, None]).astype(np.float64)
    estimates: list[Estimate] = []
    notes: list[Note] = []
    diagnostics: dict[str, float | int | str | bool | None] = {}
    for name, Y in asked.outcomes.items():
        seen = np.isfinite(Y)
        e = residuals(D, seen)
        treated = int((seen & (D == 1)).any(axis=1).sum())
        if treated < 2 or (e**2).sum() < CLOSE:
            return _refuse(panel, treated)
        beta, error = coefficient(Y, e, seen)
        negative = negative_weight(e, D)
        units = int(seen.any(axis=1).sum())
        estimates.append(
            effect(
                "average_effect",
                name,
                beta,
                error,
                n=treated,
                level=level,
                log=log,
                df=units - 1,
                missing_share=float(1 - seen.mean()),
            )
        )
        diagnostics |= {f"standard_error_{name}": error, f"negative_weight_{name}": negative}
        notes += [*_forbidden(panel, negative), *few_treated(treated)]
    return Result(
        method=METHOD.name,
        estimates=tuple(estimates),
        level=level,
        diagnostics=diagnostics,
        notes=(*dict.fromkeys(notes), *limits(panel, panel.periods)),
        provenance=panel.provenance,
    )


def residuals(D: Array, seen: npt.NDArray[np.bool_]) -> Array:
    """(U, T) treatment less unit and period means over the cells observed; zero elsewhere."""
    e = np.where(seen, D, 0.0)
    rows, columns = np.maximum(seen.sum(axis=1), 1), np.maximum(seen.sum(axis=0), 1)
    for _ in range(ROUNDS):
        by_unit = e.sum(axis=1) / rows
        e = np.where(seen, e - by_unit[:, None], 0.0)
        by_period = e.sum(axis=0) / columns
        e = np.where(seen, e - by_period[None, :], 0.0)
        if max(np.abs(by_unit).max(), np.abs(by_period).max()) < CLOSE:
            break
    return e


def coefficient(Y: Array, e: Array, seen: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """β and its error clustered by unit, with the usual small-sample factor."""
    values = np.where(seen, Y, 0.0)
    beta = float((e * values).sum() / (e * e).sum())
    left = residuals(values - beta * e, seen)
    scores = (e * left).sum(axis=1)
    N, T, n = *e.shape, int(seen.sum())
    # Unit effects are nested in the clusters, so only period effects and β use up df.
    factor = N / (N - 1) * (n - 1) / (n - T - 1)
    return beta, math.sqrt(factor * float((scores**2).sum())) / float((e * e).sum())


def negative_weight(e: Array, D: Array) -> float:
    """Total of the negative weights on treated unit-periods, where all weights sum to one."""
    on_treated = e[D == 1]
    weights = on_treated / on_treated.sum()
    return float(np.abs(weights[weights < 0]).sum())


def _forbidden(panel: Panel, negative: float) -> tuple[Note, ...]:
    starts = np.unique(panel.first_treated[np.isfinite(panel.first_treated)])
    if len(starts) < 2:
        return ()
    text = (
        f"Starts are staggered over {len(starts)} periods, so units treated earlier stand in as "
        f"comparison for later ones; negative weights add up to {negative:.2f}. The coefficient "
        "can have the wrong sign even if every effect has the same one. Prefer "
        "callaway-santanna."
    )
    return (Note(code="forbidden-comparisons", text=text),)


def _refuse(panel: Panel, treated: int) -> Refusal:
    return Refusal(
        method=METHOD.name,
        reason="too few treated units, or treatment cannot be told from unit and period",
        needed="2 treated units and units or periods without treatment",
        found=f"{treated} treated of {len(panel.units)} units",
        provenance=panel.provenance,
    )


METHOD = Method(
    name="two-way-fixed-effects",
    needs=Needs(noun="panel"),
    run=run,
    refuses_when="fewer than two treated units, or treatment is not distinguishable",
    assumptions=(
        "units would have moved alike without the intervention",
        "every effect is the same, at every time and in every unit, where starts are staggered",
    ),
    overturned_by=("effects that grow or differ between early and late starters",),
    cannot_say=("an average effect, where negative weights are not near zero",),
    reference=(
        "de Chaisemartin & D'Haultfœuille (2020), American Economic Review 110:2964–2996; "
        "Goodman-Bacon (2021), Journal of Econometrics 225:254–277"
    ),
)
