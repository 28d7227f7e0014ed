"""The threshold test: the chance of a find above which people of each group are searched."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Outcome, Refusal, Result
from daylight.model.crosstab import GROUP
from daylight.model.method import Method, Needs
from daylight.model.searches import nested_posterior, threshold_cells, threshold_nuts
from daylight.model.searches.nested_mode import Start, widened
from daylight.model.searches.nested_posterior import WORST_K, Posterior
from daylight.model.searches.threshold_cells import PLACES, Filters, Layout
from daylight.model.searches.threshold_estimates import Plan, averages, by_place, fit_of
from daylight.model.searches.threshold_notes import notes
from daylight.model.searches.threshold_priors import MODELS, SCALES

BETA, DISCRIMINANT = "threshold", "threshold-discriminant"


def threshold(
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    seed: int = 20170101,
    prior_scale: float = 1.0,
    sweep: bool = True,
    weights: str = "common",
    engine: str = "auto",
    draws: int = 256,
    keep_unsearched: bool = False,
    least_stops: int = 0,
    most_places: int | None = None,
    fewest_places: int = threshold_cells.FEWEST_PLACES,
) -> Outcome:
    """Search thresholds by group and place, risk beta distributed.

    Estimand: t, the chance of finding contraband above which a person of the group is searched in
    the place; its average over places with the same weights for every group; the difference of
    two groups over the places where both were searched. Values are posterior means.
    Method: hierarchical Bayes with the priors of the 2017 Open Policing analysis, by nested
    Laplace with quadrature and importance sampling (`engine="auto"`), or NUTS (`engine="nuts"`).
    Refuses: counts that contradict one another, fewer than 30 searches of the reference or of any
    other group, fewer than three places, fewer than 10 hits.
    Reference: Simoiu, Corbett-Davies & Goel (2017), Annals of Applied Statistics 11:1193–1216;
    priors of Pierson et al. (2017), A large-scale analysis of racial disparities in police stops.

    Parameters
    ----------
    prior_scale
        Multiplies the spread of every prior.
    sweep
        Whether to add the other prior scales and the other family, without which no level should
        be read.
    weights
        `common`: every place counts by all its stops; `own`: by the group's own.
    engine
        `auto`, `laplace` (never falls back) or `nuts` (needs the extra mcmc).
    draws
        Sets of hyper-parameters drawn, a power of two.
    keep_unsearched
        Keep pairs of group and place without a search, which the published analyses drop.
    least_stops, most_places
        Keep places with at least so many stops, and the so many largest of those; the 2017
        analysis took 1,000 and 100. Whatever is left out is named in a note.
    """
    plan = Plan(
        method=BETA,
        family="beta",
        level=level,
        reference=reference,
        seed=seed,
        prior_scale=prior_scale,
        weights=weights,
        engine=engine,
        draws=draws,
    )
    filters = Filters(
        keep_unsearched=keep_unsearched,
        least_stops=least_stops,
        most_places=most_places,
        fewest_places=fewest_places,
    )
    return _answer(cells, plan, filters, sweep=sweep)


def threshold_discriminant(
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    seed: int = 20170101,
    prior_scale: float = 1.0,
    sweep: bool = True,
    weights: str = "common",
    engine: str = "auto",
    draws: int = 256,
    keep_unsearched: bool = False,
    least_stops: int = 0,
    most_places: int | None = None,
    fewest_places: int = threshold_cells.FEWEST_PLACES,
) -> Outcome:
    """Search thresholds by group and place, risk discriminant distributed.

    Estimand: as `threshold`, whose settings this takes too.
    Method: as `threshold`, with signals N(0, 1) and N(δ, 1) and the priors of the 2020 Open
    Policing analysis.
    Refuses: as `threshold`.
    Reference: Pierson, Corbett-Davies & Goel (2018), AISTATS, arXiv 1702.08536; priors of Pierson
    et al. (2020), Nature Human Behaviour 4:736–745.
    """
    plan = Plan(
        method=DISCRIMINANT,
        family="discriminant",
        level=level,
        reference=reference,
        seed=seed,
        prior_scale=prior_scale,
        weights=weights,
        engine=engine,
        draws=draws,
    )
    filters = Filters(
        keep_unsearched=keep_unsearched,
        least_stops=least_stops,
        most_places=most_places,
        fewest_places=fewest_places,
    )
    return _answer(cells, plan, filters, sweep=sweep)


def gaps(result: Result) -> dict[str, dict[str, Estimate]]:
    """Group → assumption → gap to the reference, the published assumption under `all`.

    The reporting rule: a gap is reported where it keeps its sign and more than half its size
    under every assumption; `is_kept` applies it.
    """
    found: dict[str, dict[str, Estimate]] = {}
    for gap in result.named("threshold_gap"):
        found.setdefault(gap.group, {})[gap.stratum] = gap
    return found


def is_kept(by_assumption: Mapping[str, Estimate]) -> bool:
    """Whether a gap keeps its sign and more than half its size under every assumption."""
    headline = by_assumption["all"].value
    return all(gap.value * headline > headline**2 / 2 for gap in by_assumption.values())


def _answer(cells: Cells, plan: Plan, filters: Filters, *, sweep: bool) -> Outcome:
    layout = threshold_cells.read(cells, plan.method, reference=plan.reference, filters=filters)
    if isinstance(layout, Refusal):
        return layout
    if plan.engine == "nuts" and not threshold_nuts.is_installed():
        return Refusal(
            method=plan.method,
            reason=threshold_nuts.MISSING,
            needed="NumPyro, which engine=nuts runs on; engine=auto answers without it",
            found="no NumPyro",
            provenance=cells.provenance,
        )
    posterior, how = _fit(layout, plan)
    if not np.isfinite(posterior.threshold).all():
        return Refusal(
            method=plan.method,
            reason="no posterior could be computed for these counts",
            needed="counts that the model can produce",
            found="search and hit rates far outside the model's reach",
            notes=layout.notes,
            provenance=cells.provenance,
        )
    estimates = [*averages(layout, posterior, plan, "all")]
    worst, bent, lost = posterior.pareto_k, posterior.uneven, []
    for assumption, other in _others(layout, posterior, plan) if sweep else ():
        if not np.isfinite(other.threshold).all():
            lost.append(assumption)
            continue
        estimates += averages(layout, other, plan, assumption)
        worst, bent = max(worst, other.pareto_k), max(bent, other.uneven)
    estimates += by_place(layout, posterior, plan)
    result = Result(
        method=plan.method,
        estimates=tuple(estimates),
        level=plan.level,
        reference=plan.reference,
        seed=plan.seed,
        diagnostics=how
        | {"worst_pareto_k_of_sweep": worst, "most_uneven_of_sweep": bent}
        | fit_of(layout, posterior, plan),
        provenance=cells.provenance,
    )
    kept = {
        group: not lost and is_kept(by_assumption) for group, by_assumption in gaps(result).items()
    }
    return Result(
        method=plan.method,
        estimates=result.estimates,
        level=plan.level,
        reference=plan.reference,
        seed=plan.seed,
        diagnostics={
            **result.diagnostics,
            **({f"gap kept {group}": value for group, value in kept.items()} if sweep else {}),
        },
        notes=notes(layout, result, kept if sweep else {}, lost, posterior.unsteady),
        provenance=cells.provenance,
    )


def _others(layout: Layout, found: Posterior, plan: Plan) -> list[tuple[str, Posterior]]:
    """The posterior under every other family and prior scale, and the stratum that names it.

    Only averages are read off, so fewer draws do; each search for a mode begins where the nearest
    one ended.
    """
    fitted: dict[tuple[str, float], Posterior] = {(plan.family, plan.prior_scale): found}
    for family in MODELS:
        for scale in sorted(SCALES, key=lambda scale: abs(scale - 1)):
            if (family, scale) not in fitted:
                near = _nearest(fitted, family, scale)
                fitted[family, scale] = _by_laplace(
                    layout, family, scale, draws=plan.draws // 2, seed=plan.seed, start=near
                )
    return [
        (f"{family}, prior scale {scale:g}", fitted[family, scale])
        for family in MODELS
        for scale in SCALES
        if (family, scale) != (plan.family, plan.prior_scale)
    ]


def _nearest(fitted: dict[tuple[str, float], Posterior], family: str, scale: float) -> Start | None:
    known = [at for at, posterior in fitted.items() if at[0] == family and posterior.mode]
    if not known:
        return None
    nearest = min(known, key=lambda at: abs(at[1] - scale))
    mode = fitted[nearest].mode
    return widened(mode, scale / nearest[1]) if mode else None


def _by_laplace(
    layout: Layout, family: str, scale: float, *, draws: int, seed: int, start: Start | None = None
) -> Posterior:
    model = MODELS[family]
    prior = model.prior(len(layout.groups), scale)
    return nested_posterior.fit(
        model.family, layout.counts, prior, draws=draws, seed=seed, start=start
    )


def _fit(layout: Layout, plan: Plan) -> tuple[Posterior, dict[str, Any]]:
    """The posterior, and how it was reached."""
    if plan.engine == "nuts":
        return _by_nuts(layout, plan)
    found = _by_laplace(layout, plan.family, plan.prior_scale, draws=plan.draws, seed=plan.seed)
    trusted = found.pareto_k <= WORST_K and found.converged
    if not trusted and plan.engine == "auto" and threshold_nuts.is_installed():
        return _by_nuts(layout, plan)
    how: dict[str, Any] = {
        "engine": "nested Laplace",
        "effective_share": found.effective_share,
        "pareto_k": found.pareto_k,
        "uneven": found.uneven,
        "converged": found.converged,
        "evaluations": found.evaluations,
    }
    return found, how


def _by_nuts(layout: Layout, plan: Plan) -> tuple[Posterior, dict[str, Any]]:
    model = MODELS[plan.family]
    prior = model.prior(len(layout.groups), plan.prior_scale)
    chain = threshold_nuts.sample(plan.family, layout.counts, prior, seed=plan.seed)
    count = chain.theta.shape[0]
    posterior = Posterior(
        eta=chain.eta,
        threshold=model.family.threshold(chain.eta),
        effective_share=chain.effective / count,
        pareto_k=float("-inf"),
        uneven=1.0,
        evaluations=0,
        converged=chain.r_hat < 1.05,
        theta=chain.theta.mean(axis=0),
    )
    how: dict[str, Any] = {
        "engine": "NUTS",
        "effective_share": posterior.effective_share,
        "r_hat": chain.r_hat,
        "divergences": chain.divergences,
        "converged": posterior.converged,
    }
    return posterior, how


_NEEDS = Needs(
    reduction="searches",
    by=(GROUP,),
    measures=("stops", "searches", "hits"),
    optional_by=PLACES,
    optional_measures=("searches_unknown", "hits_unknown"),
)
_REFUSES = (
    "hits exceed searches or searches stops; fewer than 30 searches of the reference or of any "
    "other group, fewer than three places with searches, fewer than 10 hits"
)
_OVERTURNED = (
    "the other family or another prior scale giving a gap of the other sign or half the size",
    "search or hit rates that the model cannot reproduce",
    "contraband that is looked for or recorded differently by group",
)
_CANNOT_SAY = (
    "what the threshold is in absolute terms: its level rests on the assumed shape of risk",
    "what an officer thought, or whether a single search was lawful",
    "whether the stop itself was justified: only people who were stopped are compared",
)

METHOD = Method(
    name=BETA,
    needs=_NEEDS,
    run=threshold,
    refuses_when=_REFUSES,
    assumptions=(
        "officers search whoever seems likelier than the threshold to carry contraband",
        "risk in each group and place is beta distributed, the place shifting all groups alike",
        "contraband is recorded alike for all groups",
    ),
    overturned_by=_OVERTURNED,
    cannot_say=_CANNOT_SAY,
    reference="Simoiu, Corbett-Davies & Goel (2017), Annals of Applied Statistics 11:1193–1216; "
    "priors: Pierson et al. (2017)",
)
METHOD_DISCRIMINANT = Method(
    name=DISCRIMINANT,
    needs=_NEEDS,
    run=threshold_discriminant,
    refuses_when=_REFUSES,
    assumptions=(
        "officers search whoever's signal exceeds a threshold",
        "signals are normal with equal spread for people with and without contraband, the place "
        "shifting all groups alike",
        "contraband is recorded alike for all groups",
    ),
    overturned_by=_OVERTURNED,
    cannot_say=_CANNOT_SAY,
    reference="Pierson, Corbett-Davies & Goel (2018), AISTATS; priors: Pierson et al. (2020), "
    "Nature Human Behaviour 4:736–745",
)
METHODS = (METHOD, METHOD_DISCRIMINANT)
