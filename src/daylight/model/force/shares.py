"""A share held against stated benchmarks, exactly: canine bites, belts, transports."""

from dataclasses import replace
from typing import Any

from scipy import special

from daylight.data.cells import Cells
from daylight.data.clustering import FORCE_COUNT_CLUSTERS
from daylight.data.estimate import INDEPENDENT
from daylight.data.facts.force import BenchmarkFacts
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Note, Outcome, Refusal, Result
from daylight.model.clustered_parts import Part, PartCount, trials_of_parts
from daylight.model.clustered_rates import against_standard, exact_share
from daylight.model.clustered_rates import share as share_of
from daylight.model.force.counted import DECIDES_COUNTS
from daylight.model.force.intervals import share_p
from daylight.model.method import Method, Needs
from daylight.schema.vocabulary import UNKNOWN

NAME = "benchmark-share"

SHARE = Quantity(name="share", scale=Scale.PROPORTION, about=About.GROUP, unit="events")
SHARE_WILSON = replace(SHARE, name="share_wilson")
SHARE_MINUS_BENCHMARK = replace(
    SHARE, name="share_minus_benchmark", scale=Scale.DIFFERENCE, keys=("benchmark",)
)


def one_sided_p(hits: float, n: float, share: float) -> float:
    """Exact chance of at least so many of n when each has the benchmark's chance."""
    return float(special.betainc(hits, n - hits + 1, share)) if hits > 0 else 1.0


def benchmark_share(
    cells: Cells,
    *,
    level: float = 0.95,
    group: str = "subject_race",
    member: str = "black",
    measure: str = "people",
    benchmarks: tuple[float, ...] = (),
    names: tuple[str, ...] = (),
) -> Outcome:
    """The share of events that fell on one group, against each benchmark that was stated.

    Estimand: the chance that an event falls on the group.
    Method: Wilson and exact (Clopper–Pearson) intervals; for each benchmark the exact binomial
    chance of at least as many, and the two-sided p (twice the smaller tail). Intervals and the
    two-sided p are those of as many events as those of officers, days and places amount to
    (`model.clusters`); the one-sided chance takes events as independent.
    Refuses: no event with the group recorded, or no benchmark between 0 and 1.
    Reference: Clopper & Pearson (1934); the choice of benchmark decides (Ferguson, 14 of 14).

    Parameters
    ----------
    member
        The group whose share is asked for.
    benchmarks, names
        Shares between 0 and 1, and what each one is the share of.
    """
    counted = cells.collapse(group)
    n = counted.without_unknown(group).total(measure)
    hits = counted.pick(**{group: member}).total(measure)
    usable = [share for share in benchmarks if 0 < share < 1]
    if n < 1 or not usable or len(usable) != len(benchmarks):
        return Refusal(
            code="nothing-to-hold-against",
            facts={"events": int(n), "benchmarks": tuple(benchmarks)},
        )
    total = counted.total(measure)
    missing = counted.pick(**{group: UNKNOWN}).total(measure) / total
    titles = (*names, *(f"{share:g}" for share in benchmarks[len(names) :]))
    about: dict[str, Any] = {"n": n, "keys": {group: member}, "missing_share": missing}
    every = counted.without_unknown(group)
    fell = Part(PartCount(every.pick(**{group: member}), measure), PartCount(every, measure))
    trials = trials_of_parts(fell, decides=DECIDES_COUNTS)
    estimates = [
        exact_share(trials, level).estimate(SHARE, **about),
        share_of(trials, level).estimate(SHARE_WILSON, **about),
    ]
    for share, title in zip(benchmarks, titles, strict=True):
        estimates.append(
            against_standard(trials, share, level, share_p(hits, n, share)).estimate(
                SHARE_MINUS_BENCHMARK,
                n=n,
                keys={group: member, "benchmark": title},
                compared_with="the benchmark",
            )
        )
    chances = {
        title: one_sided_p(hits, n, share) for share, title in zip(benchmarks, titles, strict=True)
    }
    return Result(
        estimates=tuple(estimates),
        facts=BenchmarkFacts(one_sided_p=chances),
        diagnostics={f"one_sided_p {title}": chance for title, chance in chances.items()},
        notes=_notes(n),
    )


def _notes(n: float) -> tuple[Note, ...]:
    notes = [Note(code="benchmark-is-the-finding")]
    if n < 30:
        notes.append(Note(code="few-events", facts={"n": n}))
    return tuple(notes)


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="force",
        by=("subject_race",),
        measures=("people",),
        clusters=FORCE_COUNT_CLUSTERS,
    ),
    run=benchmark_share,
    quantities=(SHARE, SHARE_WILSON, SHARE_MINUS_BENCHMARK),
    basis=INDEPENDENT,
    refuses_when="no event has a recorded group, or no benchmark share was stated",
    assumptions=(
        "events are independent of one another, but for those of one officer, day or place where "
        "these are recorded",
        "the benchmark is the group's share of those who could have met the event",
    ),
    overturned_by=("a benchmark closer to the people at risk of the event",),
    cannot_say=("which benchmark is right",),
    reference="Clopper & Pearson (1934) Biometrika 26:404",
)
