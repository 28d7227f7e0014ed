"""How a printed share changed from one publication to the next."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise

from daylight.data.estimate import SURVEY
from daylight.data.figures import Figures, PublishedFigure
from daylight.data.result import Estimate, Outcome, Refusal, Result
from daylight.data.when import read_when
from daylight.model.method import Method, Needs
from daylight.model.published.shares import DIFFERENCE, limits, of_difference, printed, variants
from daylight.model.published.shares import shares as shares_of

CHANGE = replace(
    DIFFERENCE,
    name="published_share_change",
    keys=("measure", "population", "place", "from_period", "to_period"),
)


def run(figures: Figures, *, level: float = 0.95) -> Outcome:
    """Later share less earlier share of the same people, asked the same in the same place.

    Estimand: the change in the population's share between two samples drawn apart.
    Method: difference of two shares at their effective sizes, rounding of both added; each with the
    one before it, and the last with the first.
    Refuses: no share printed twice with a size. The same people asked twice would need their
    covariance, which no publication prints.
    Reference: Kish (1965), sections 8.2 and 12.4; Sheppard (1898).
    """
    rows = shares_of(figures)
    pairs = [pair for series in _series(rows) for pair in _pairs(series)]
    found = [one for pair in pairs for one in _changes(*pair, level)]
    if not found:
        return Refusal(
            code="no-share-twice",
            facts={"shares": len(rows), "with_n": sum(row.n is not None for row in rows)},
            notes=tuple(limits(rows)),
        )
    return Result(estimates=tuple(found), notes=tuple(limits(rows)))


def _series(rows: tuple[PublishedFigure, ...]) -> Iterator[list[PublishedFigure]]:
    """The same share over time, earlier first."""
    ordered = sorted(rows, key=lambda row: (*row.keys.values(), read_when(row.period).first))
    for _, together in groupby(ordered, key=lambda row: tuple(row.keys.values())):
        yield list(together)


def _pairs(series: list[PublishedFigure]) -> list[tuple[PublishedFigure, PublishedFigure]]:
    ends = [(series[0], series[-1])] if len(series) > 2 else []
    return [*pairwise(series), *ends]


def _changes(earlier: PublishedFigure, later: PublishedFigure, level: float) -> Iterator[Estimate]:
    for quartered, variant in variants(earlier, later):
        one, other = (printed(row, quartered=quartered) for row in (later, earlier))
        if one is None or other is None:
            return
        interval, p = of_difference(one, other, level)
        yield interval.estimate(
            CHANGE,
            n=one.n + other.n,
            keys={**later.keys, "from_period": earlier.period, "to_period": later.period},
            variant=variant,
            p_value=p,
        )


METHOD = Method(
    name="published-share-change",
    needs=Needs(noun="figures"),
    run=run,
    quantities=(CHANGE,),
    basis=SURVEY,
    refuses_when="no share was printed for two periods with the number of people asked",
    assumptions=(
        "the question was asked in the same words and the same way",
        "the two samples were drawn apart",
    ),
    overturned_by=(
        "another wording, mode or order of questions",
        "a size or design effect other than the one stated or assumed",
    ),
    cannot_say=("why the share moved", "what happened between the two periods"),
    reference="Kish (1965), sections 8.2 and 12.4",
)
