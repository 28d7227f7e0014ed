"""Whether a measure has moved, when somebody looks at it every quarter."""

from collections.abc import Iterator, Mapping

import numpy as np

from daylight.data.cells import Cells
from daylight.data.facts.monitoring import SequentialFacts
from daylight.data.result import Note, Outcome, Refusal, Result
from daylight.model.arrays import Array
from daylight.model.columns import lacking
from daylight.model.crosstab import GROUP
from daylight.model.method import Method, Needs
from daylight.model.monitoring.looks import Watched, sums, watched
from daylight.model.monitoring.spending import Spending
from daylight.model.monitoring.strands import (
    RATE,
    SHARE,
    Strand,
    Watch,
    WatchPlan,
    changes,
    levels,
    to_target,
)

NAME = "sequential-monitoring"
MIN_EVENTS = 10
"""Events, and trials without one, in the baseline and at a look, before a change is judged."""

MIN_CLUSTERS = 20

MEASURE = {"period": "quarter", "events": "searches", "trials": "stops"}
AGAINST: dict[str, float] = {"baseline": 4}
PLAN: dict[str, int | str] = {"looks": 20, "spending": "none"}


def sequential_monitoring(
    cells: Cells,
    *,
    level: float = 0.95,
    measure: Mapping[str, str] = MEASURE,
    against: Mapping[str, float] = AGAINST,
    plan: Mapping[str, int | str] = PLAN,
) -> Outcome:
    """A measure looked at period after period, with intervals that hold at every look.

    Estimand: the share of trials with the event (or the rate of events per exposure) over all
    periods since the baseline, its change from the baseline, and its distance from a target.
    Method: confidence sequences: the chance that any interval ever misses is 1 − level, however
    often one looks and whenever one stops. The level of independent counts by the exact mixture of
    binomial or Poisson likelihoods; everything else by the normal mixture, tuned before the second
    look to the number of looks planned, with the largest of the variances by cluster. With
    `spending` the looks are planned and the chance is shared out among them instead. The p-value
    is the smallest α whose interval excludes no change, or the target.
    Refuses: no period after the baseline, periods without trials, fewer than 10 events (or trials
    without one) at the last look, more looks than were planned with `spending`.
    Reference: Howard, Ramdas, McAuliffe & Sekhon (2021), Annals of Statistics 49:1055-1080;
    Lan & DeMets (1983), Biometrika 70:659-663; Jennison & Turnbull (2000), chapter 9.

    Parameters
    ----------
    measure
        The columns `events`, `trials` (a denominator named `exposure…` makes it a rate) and
        `period`; `group` where only people of one group count (`subject_race`).
    against
        `baseline`: how many first periods are the baseline, 0 for none; `target`: a number.
    plan
        `looks`: how many are planned; `spending`: `none` (there may be more looks),
        `obrien-fleming` or `pocock`.
    """
    what, held_to, planned = {**MEASURE, **measure}, {**AGAINST, **against}, {**PLAN, **plan}
    columns = (what[name] for name in MEASURE)
    if refusal := _unknown(what, held_to, planned) or lacking(cells, *columns):
        return refusal
    group, target = what.get("group"), held_to.get("target")
    if group is not None and GROUP in cells.by:
        cells = cells.pick(**{GROUP: group})
    period, baseline = what["period"], int(held_to["baseline"])
    held = watched(cells.without_unknown(period), period, what["events"], what["trials"])
    watch_plan = WatchPlan(
        baseline=baseline,
        looks=int(planned["looks"]),
        spending=Spending(str(planned["spending"])),
        target=target,
        level=level,
        keys={} if group is None else {GROUP: group},
    )
    if refusal := _unusable(held, watch_plan):
        return refusal
    base = sums(held, 0, baseline) if baseline else None
    series = [sums(held, baseline, last) for last in range(baseline + 1, len(held.periods) + 1)]
    watch = Watch(held, watch_plan)
    strands = [levels(watch, series)]
    if base is not None:
        strands.append(changes(watch, series, base))
    if target is not None:
        strands.append(to_target(watch, series, strands[0], target))
    judged = strands[-1]
    return Result(
        estimates=tuple(e for strand in strands for e in strand.estimates(watch)),
        facts=SequentialFacts(
            baseline=held.periods[:baseline],
            looks=held.periods[baseline:],
            planned=watch_plan.looks,
            spending=watch_plan.spending.value,
            events=what["events"],
            trials=what["trials"],
            target=target,
            first_beyond=_first(watch, judged, judged.beyond),
            first_if_looked_once=_first(watch, judged, judged.beyond_once(level)),
        ),
        notes=tuple(_notes(held, watch_plan)),
    )


def _first(watch: Watch, strand: Strand, beyond: Array) -> str | None:
    if strand.p is None:
        return None
    crossed = np.flatnonzero(beyond > 0)
    return watch.looks[int(crossed[0])] if crossed.size else None


def _unknown(
    what: Mapping[str, str], held_to: Mapping[str, float], planned: Mapping[str, int | str]
) -> Refusal | None:
    """A refusal where a setting has a name or a value that is not known."""
    known = ({*MEASURE, "group"}, {*AGAINST, "target"}, {*PLAN})
    strange = [
        name
        for given, names in zip((what, held_to, planned), known, strict=True)
        for name in given
        if name not in names
    ]
    if planned["spending"] not in set(Spending):
        strange.append(f"spending = {planned['spending']}")
    if not strange:
        return None
    return Refusal(
        code="setting-not-known",
        facts={"names": tuple(strange), "spending": tuple(str(way) for way in Spending)},
    )


def _unusable(held: Watched, plan: WatchPlan) -> Refusal | None:
    after = len(held.periods) - plan.baseline
    if plan.baseline < 0 or after < 1 or (plan.baseline == 0 and plan.target is None):
        return Refusal(
            code="nothing-to-watch",
            facts={"periods": len(held.periods), "baseline": plan.baseline, "target": plan.target},
        )
    if plan.spending is not Spending.NONE and after > plan.looks:
        return Refusal(
            code="more-looks-than-planned", facts={"planned": plan.looks, "looks": after}
        )
    if empty := [p for p, n in zip(held.periods, held.n, strict=True) if n <= 0]:
        return Refusal(
            code="periods-without-trials", facts={"periods": tuple(str(period) for period in empty)}
        )
    if not held.is_rate and (held.x > held.n).any():
        return Refusal(
            code="watched-more-events-than-trials",
            facts={"events": int(held.x.sum()), "trials": int(held.n.sum())},
        )
    if not plan.baseline and plan.spending is Spending.NONE and not held.by_cluster:
        return None  # exact, whatever the counts
    parts = [sums(held, plan.baseline, len(held.periods))]
    parts += [sums(held, 0, plan.baseline)] if plan.baseline else []
    few = min(min(p.x, np.inf if held.is_rate else p.n - p.x) for p in parts)
    if few < MIN_EVENTS:
        return Refusal(
            code="too-few-events-to-watch", facts={"least": MIN_EVENTS, "fewest": int(few)}
        )
    return None


def _notes(held: Watched, plan: WatchPlan) -> Iterator[Note]:
    if not held.by_cluster:
        yield Note(code="looks-take-trials-as-independent")
    elif "officer_id" not in held.by_cluster:
        yield Note(code="looks-leave-officers-out")
    clusters = {key: int((n.sum(axis=0) > 0).sum()) for key, (_, n) in held.by_cluster.items()}
    for key, number in clusters.items():
        if number < MIN_CLUSTERS:
            yield Note(code="looks-rest-on-few-clusters", facts={"key": key, "clusters": number})
    if plan.spending is Spending.NONE:
        yield Note(code="any-number-of-looks", facts={"level": plan.level})
    else:
        yield Note(code="planned-looks", facts={"looks": plan.looks})


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="searches",
        by=("quarter",),
        measures=("stops", "searches"),
        optional_measures=("searches_unknown",),
    ),
    run=sequential_monitoring,
    quantities=(*SHARE, *RATE),
    refuses_when="there is no period after the baseline, a period has no trials, there are fewer "
    "than 10 events, or more looks than were planned",
    assumptions=(
        "periods are independent of one another, apart from officers they have in common",
        "what is counted as an event and as a trial stayed the same",
        "the number of looks that was planned did not depend on what was seen",
    ),
    overturned_by=(
        "a change of recording or of definition during the time",
        "a change that came late and is diluted by the periods before it",
        "months that carry over to the next ones, which clusters by officer or day do not hold",
    ),
    cannot_say=("why it moved", "when between two looks it moved"),
    reference="Howard, Ramdas, McAuliffe & Sekhon (2021), Annals of Statistics 49:1055-1080; Lan & "
    "DeMets (1983), Biometrika 70:659-663",
)
