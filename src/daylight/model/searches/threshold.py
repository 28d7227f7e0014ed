"""The threshold test: the chance of a find above which people of each group are searched."""

import logging
import math
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Literal

from daylight.data.cells import Cells
from daylight.data.estimate import POSTERIOR
from daylight.data.facts.searches import ThresholdFacts
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.model.crosstab import GROUP
from daylight.model.method import Method, Needs
from daylight.model.searches import nested_posterior, threshold_cells, threshold_nuts
from daylight.model.searches.nested_mode import Start, widened
from daylight.model.searches.nested_posterior import WORST_K, ThresholdPosterior
from daylight.model.searches.robust import holds
from daylight.model.searches.threshold_cells import PLACES, Filters, ThresholdLayout
from daylight.model.searches.threshold_estimates import (
    AVERAGE,
    GAP,
    THRESHOLD,
    ThresholdPlan,
    averages,
    by_place,
    fit_of,
)
from daylight.model.searches.threshold_notes import notes
from daylight.model.searches.threshold_priors import MODELS, SCALES

log = logging.getLogger("daylight.progress")
ASKED = "as asked"
"""What the assumption that was asked for is called among others."""


def gaps(result: Result) -> dict[str, dict[str, Estimate]]:
    """Group → assumption → gap to the reference, the assumption asked for under `as asked`.

    The reporting rule: a gap is reported where it keeps its sign and more than half its size
    under every assumption; `is_kept` applies it.
    """
    return _by_group(result.named(GAP.name))


def _by_group(estimates: Iterable[Estimate]) -> dict[str, dict[str, Estimate]]:
    found: dict[str, dict[str, Estimate]] = {}
    for gap in estimates:
        found.setdefault(str(gap.keys[GROUP]), {})[gap.variant or ASKED] = gap
    return found


def is_kept(by_assumption: Mapping[str, Estimate]) -> bool:
    """Whether a gap keeps its sign and more than half its size under every assumption."""
    return holds(by_assumption[ASKED].value, (gap.value for gap in by_assumption.values()))


def _answer(cells: Cells, plan: ThresholdPlan, filters: Filters, *, sweep: bool) -> Outcome:
    layout = threshold_cells.read(cells, reference=plan.reference, filters=filters)
    if isinstance(layout, Refusal):
        return layout
    if plan.engine == "nuts" and not threshold_nuts.is_installed():
        return Refusal(code="sampler-not-installed")
    posterior, how = _fit(layout, plan)
    if not posterior.is_finite:
        return Refusal(code="no-posterior", notes=layout.notes)
    others = _others(layout, posterior, plan) if sweep else {}
    lost = [assumption for assumption, other in others.items() if not other.is_finite]
    answered: dict[str | None, ThresholdPosterior] = {None: posterior}
    answered |= {assumption: o for assumption, o in others.items() if o.is_finite}
    estimates = [
        estimate
        for assumption, one in answered.items()
        for estimate in averages(layout, one, plan, assumption)
    ]
    kept = {
        group: not lost and is_kept(by_assumption)
        for group, by_assumption in _by_group(e for e in estimates if e.quantity == GAP).items()
        if sweep
    }
    fit = fit_of(layout, posterior, plan.family)
    fitted = tuple(answered.values())
    worst = {
        "worst_pareto_k_of_sweep": max(one.pareto_k for one in fitted),
        "most_uneven_of_sweep": max(one.uneven for one in fitted),
    }
    return Result(
        estimates=(*estimates, *by_place(layout, posterior, plan)),
        facts=ThresholdFacts(family=plan.family, prior_scale=plan.prior_scale, kept=kept),
        diagnostics=how | worst | fit,
        notes=(*notes(layout, fitted, fit, kept, lost), *_out_of_time(how)),
    )


def _out_of_time(how: dict[str, Any]) -> tuple[Note, ...]:
    """That the sampling asked for by a doubtful approximation was stopped."""
    minutes = how.get("sampling_stopped_after_minutes")
    return (Note(code="sampling-stopped", facts={"minutes": minutes}),) if minutes else ()


def _others(
    layout: ThresholdLayout, found: ThresholdPosterior, plan: ThresholdPlan
) -> dict[str, ThresholdPosterior]:
    """The posterior under every other family and prior scale, by the name of that.

    Only averages are read off, so fewer draws do; each search for a mode begins where the nearest
    one ended.
    """
    fitted = {(plan.family, plan.prior_scale): found}
    for family in MODELS:
        for scale in sorted(SCALES, key=lambda scale: abs(scale - 1)):
            if (family, scale) not in fitted:
                other = replace(plan, family=family, prior_scale=scale, draws=plan.draws // 2)
                fitted[family, scale] = _by_laplace(layout, other, _nearest(fitted, other))
    return {
        f"{family}, prior scale {scale:g}": fitted[family, scale]
        for family in MODELS
        for scale in SCALES
        if (family, scale) != (plan.family, plan.prior_scale)
    }


def _nearest(
    fitted: Mapping[tuple[str, float], ThresholdPosterior], plan: ThresholdPlan
) -> Start | None:
    """Where the nearest posterior of the same family peaked."""
    modes = {
        scale: posterior.mode
        for (family, scale), posterior in fitted.items()
        if family == plan.family and posterior.mode
    }
    if not modes:
        return None
    nearest = min(modes, key=lambda scale: abs(scale - plan.prior_scale))
    return widened(modes[nearest], plan.prior_scale / nearest)


def _by_laplace(
    layout: ThresholdLayout, plan: ThresholdPlan, start: Start | None = None
) -> ThresholdPosterior:
    model = MODELS[plan.family].of(layout.counts, plan.prior_scale)
    return nested_posterior.fit(model, draws=plan.draws, seed=plan.seed, start=start)


def _fit(layout: ThresholdLayout, plan: ThresholdPlan) -> tuple[ThresholdPosterior, dict[str, Any]]:
    """The posterior, and how it was reached."""
    if plan.engine == "nuts":
        return _by_nuts(layout, plan)
    found = _by_laplace(layout, plan)
    trusted = found.pareto_k <= WORST_K and found.converged
    stopped = 0.0
    if not trusted and plan.engine == "auto" and plan.minutes and threshold_nuts.is_installed():
        log.info(
            "the approximation is doubtful: sampling instead, for at most %g minutes; the "
            "settings minutes = 0 or engine = laplace decline it",
            plan.minutes,
        )
        try:
            return _by_nuts(layout, plan)
        except threshold_nuts.OutOfTime as short:
            log.info("sampling stopped after %g minutes: %s", plan.minutes, short)
            stopped = plan.minutes
    how: dict[str, Any] = {
        "engine": "nested Laplace",
        "effective_share": found.effective_share,
        "pareto_k": found.pareto_k,
        "uneven": found.uneven,
        "converged": found.converged,
        "evaluations": found.evaluations,
    }
    if stopped:
        how["sampling_stopped_after_minutes"] = stopped
    return found, how


def _by_nuts(
    layout: ThresholdLayout, plan: ThresholdPlan
) -> tuple[ThresholdPosterior, dict[str, Any]]:
    model = MODELS[plan.family].of(layout.counts, plan.prior_scale)
    limit = plan.minutes if plan.engine == "auto" else math.inf
    chain = threshold_nuts.sample(model, seed=plan.seed, minutes=limit)
    count = chain.theta.shape[0]
    posterior = ThresholdPosterior(
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


def _method(name: str, family: str, risk: tuple[str, ...], reference: str) -> Method:
    """The threshold test with risk distributed as a family says."""

    def threshold(
        cells: Cells,
        *,
        level: float = 0.95,
        reference: str = "white",
        seed: int = 20170101,
        prior_scale: float = 1.0,
        sweep: bool = True,
        weights: Literal["common", "own"] = "common",
        engine: Literal["auto", "laplace", "nuts"] = "auto",
        draws: int = 256,
        minutes: float = 10.0,
        keep_unsearched: bool = False,
        least_stops: int = 0,
        most_places: int | None = None,
        fewest_places: int = threshold_cells.FEWEST_PLACES,
    ) -> Outcome:
        """Search thresholds by group and place.

        Estimand: t, the chance of finding contraband above which a person of the group is searched
        in the place; its average over places with the same weights for every group; the difference
        of two groups over the places where both were searched. Values are posterior means.
        Method: hierarchical Bayes with the priors of the 2017 Open Policing analysis where risk is
        beta distributed; with signals N(0, 1) and N(δ, 1) and those of the 2020 analysis where it
        is discriminant distributed. By nested Laplace with quadrature and importance sampling
        (`engine="auto"`), or NUTS (`engine="nuts"`).
        Refuses: counts that contradict one another, fewer than 30 searches of the reference or of
        any other group, fewer than three places, fewer than 10 hits.
        Reference: Simoiu, Corbett-Davies & Goel (2017), Annals of Applied Statistics 11:1193–1216;
        Pierson, Corbett-Davies & Goel (2018), AISTATS, arXiv 1702.08536; priors of Pierson et al.
        (2017), A large-scale analysis of racial disparities in police stops, and of Pierson et al.
        (2020), Nature Human Behaviour 4:736–745.

        Parameters
        ----------
        prior_scale
            Multiplies the spread of every prior.
        sweep
            Whether to add the other prior scales and the other family, without which no level
            should be read.
        weights
            `common`: every place counts by all its stops; `own`: by the group's own.
        engine
            `auto`, `laplace` (never falls back) or `nuts` (needs the extra mcmc).
        minutes
            How long to sample at most where the approximation is doubtful (`engine="auto"`); after
            that, or with 0, the approximation stands with a note. `engine="nuts"` has no limit.
        draws
            Sets of hyper-parameters drawn, a power of two.
        keep_unsearched
            Keep pairs of group and place without a search, which the published analyses drop.
        least_stops, most_places
            Keep places with at least so many stops, and the so many largest of those; the 2017
            analysis took 1,000 and 100. Whatever is left out is named in a note.
        """
        plan = ThresholdPlan(
            family=family,
            level=level,
            reference=reference,
            seed=seed,
            prior_scale=prior_scale,
            weights=weights,
            engine=engine,
            draws=draws,
            minutes=minutes,
        )
        filters = Filters(
            keep_unsearched=keep_unsearched,
            least_stops=least_stops,
            most_places=most_places,
            fewest_places=fewest_places,
        )
        return _answer(cells, plan, filters, sweep=sweep)

    return Method(
        name=name,
        needs=Needs(
            reduction="searches",
            by=(GROUP,),
            measures=("stops", "searches", "hits"),
            optional_by=PLACES,
            optional_measures=("searches_unknown", "hits_unknown"),
        ),
        run=threshold,
        quantities=(AVERAGE, GAP, THRESHOLD),
        basis=POSTERIOR,
        refuses_when="hits exceed searches or searches stops; fewer than 30 searches of the "
        "reference or of any other group, fewer than three places with searches, fewer than 10 "
        "hits",
        assumptions=(*risk, "contraband is recorded alike for all groups"),
        overturned_by=(
            "the other family or another prior scale giving a gap of the other sign or half the "
            "size",
            "search or hit rates that the model cannot reproduce",
            "contraband that is looked for or recorded differently by group",
        ),
        cannot_say=(
            "what the threshold is in absolute terms: its level rests on the assumed shape of risk",
            "what an officer thought, or whether a single search was lawful",
            "whether the stop itself was justified: only people who were stopped are compared",
        ),
        reference=reference,
    )


METHOD = _method(
    "threshold",
    "beta",
    (
        "officers search whoever seems likelier than the threshold to carry contraband",
        "risk in each group and place is beta distributed, the place shifting all groups alike",
    ),
    "Simoiu, Corbett-Davies & Goel (2017), Annals of Applied Statistics 11:1193–1216; priors: "
    "Pierson et al. (2017)",
)
METHOD_DISCRIMINANT = _method(
    "threshold-discriminant",
    "discriminant",
    (
        "officers search whoever's signal exceeds a threshold",
        "signals are normal with equal spread for people with and without contraband, the place "
        "shifting all groups alike",
    ),
    "Pierson, Corbett-Davies & Goel (2018), AISTATS; priors: Pierson et al. (2020), Nature Human "
    "Behaviour 4:736–745",
)
BY_FAMILY = {"beta": METHOD, "discriminant": METHOD_DISCRIMINANT}
METHODS = tuple(BY_FAMILY.values())
