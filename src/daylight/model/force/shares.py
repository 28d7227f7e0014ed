"""A share held against stated benchmarks, exactly: canine bites, belts, transports."""

import math

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result, Scale
from daylight.model.force.tell import share_p, told
from daylight.model.intervals import clopper_pearson, wilson
from daylight.model.method import Method, Needs
from daylight.schema.vocabulary import UNKNOWN

NAME = "benchmark-share"


def one_sided_p(hits: float, n: float, share: float) -> float:
    """Exact chance of at least so many of n when each has the benchmark's chance."""
    if hits <= 0:
        return 1.0
    return math.fsum(
        math.comb(int(n), k) * share**k * (1 - share) ** (int(n) - k)
        for k in range(int(hits), int(n) + 1)
    )


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

    Estimand: the chance that an event falls on the group, events independent.
    Method: Wilson and exact (Clopper–Pearson) intervals; for each benchmark the exact binomial
    chance of at least as many, and the two-sided p (twice the smaller tail).
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
            method=NAME,
            reason="there is nothing to compare, or nothing to compare with",
            needed="at least one event with a recorded group, and benchmarks between 0 and 1",
            found=f"{n:.0f} events, benchmarks {list(benchmarks)}",
            provenance=cells.provenance,
        )
    total = counted.total(measure)
    missing = counted.pick(**{group: UNKNOWN}).total(measure) / total
    titles = (*names, *(f"{share:g}" for share in benchmarks[len(names) :]))
    estimates: list[Estimate] = [
        told(
            name,
            member,
            interval(hits, n, level=level),
            Scale.PROPORTION,
            n,
            level=level,
            missing_share=missing,
        )
        for name, interval in (("share", clopper_pearson), ("share_wilson", wilson))
    ]
    for share, title in zip(benchmarks, titles, strict=True):
        exact = clopper_pearson(hits, n, level=level)
        estimates.append(
            told(
                "share_minus_benchmark",
                member,
                type(exact)(exact.value - share, exact.low - share, exact.high - share),
                Scale.DIFFERENCE,
                n,
                level=level,
                reference=title,
                p_value=share_p(hits, n, share),
            )
        )
    return Result(
        method=NAME,
        estimates=tuple(estimates),
        level=level,
        diagnostics={
            f"one_sided_p {title}": one_sided_p(hits, n, share)
            for share, title in zip(benchmarks, titles, strict=True)
        },
        notes=_notes(n),
        provenance=cells.provenance,
    )


def _notes(n: float) -> tuple[Note, ...]:
    notes = [
        Note(
            code="benchmark-is-the-finding",
            text="The same events are ordinary against one benchmark and rare against another: "
            "which benchmark fits is an argument about facts, not about arithmetic.",
        )
    ]
    if n < 30:
        notes.append(
            Note(code="small-cells", text=f"There are only {n:.0f} events; the interval is wide.")
        )
    return tuple(notes)


METHOD = Method(
    name=NAME,
    needs=Needs(reduction="force", by=("subject_race",), measures=("people",)),
    run=benchmark_share,
    refuses_when="no event has a recorded group, or no benchmark share was stated",
    assumptions=(
        "events are independent of one another",
        "the benchmark is the group's share of those who could have met the event",
    ),
    overturned_by=("a benchmark closer to the people at risk of the event",),
    cannot_say=("which benchmark is right",),
    reference="Clopper & Pearson (1934) Biometrika 26:404",
)
