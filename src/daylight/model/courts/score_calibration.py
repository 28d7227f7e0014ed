"""Whether the same score means the same risk in every group."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from daylight.data.cells import Cells
from daylight.data.estimate import INDEPENDENT
from daylight.data.quantity import About, Quantity, Scale
from daylight.data.result import Estimate, Outcome, Result
from daylight.model.arrays import Array
from daylight.model.courts.scored import GROUP, MEASURES, notes, refusal, scored
from daylight.model.intervals import Interval, two_sided_p, wald, wilson
from daylight.model.method import Method, Needs

OBSERVED = Quantity(
    name="observed_at_score",
    scale=Scale.PROPORTION,
    about=About.GROUP,
    unit="people",
    keys=(GROUP, "score"),
)
APART = replace(
    OBSERVED, name="observed_at_equal_score_difference", scale=Scale.DIFFERENCE, keys=(GROUP,)
)
AUC = replace(OBSERVED, name="auc", scale=Scale.PROBABILITY, keys=(GROUP,))
FEWEST_AT_SCORE = 10
"""People at one score below which its share is not shown."""


def run(
    cells: Cells,
    *,
    level: float = 0.95,
    reference: str = "white",
    despite_follow_up: bool = False,
) -> Outcome:
    """What came of people with the same score, group by group, and how well the score ranks.

    Estimand: the share with the outcome at each score; the mean difference between groups at equal
    scores; the chance that of two people, one with the outcome, that one has the higher score.
    Method: Wilson intervals; Mantel–Haenszel's risk difference over scores with Sato's variance;
    the area under the curve with DeLong's variance, ties counting half.
    Refuses: people who could not be followed in full, unless asked to answer despite it; a group
    with fewer than 30 people with, or without, the outcome.
    Reference: Greenland & Robins (1985) and Sato (1989) for the difference; DeLong, DeLong &
    Clarke-Pearson (1988), Biometrics 44:837-845.
    """
    if refused := refusal(cells, reference, despite_follow_up=despite_follow_up):
        return refused
    people = scored(cells)
    found: list[Estimate] = []
    for name, (came, stayed) in people.groups.items():
        found += _observed(name, people.scores, came, stayed, level)
        found.append(_auc(name, came, stayed, level))
    base = people.groups[reference]
    for name, own in people.groups.items():
        if name != reference:
            found.append(_apart(name, own, base, reference, level))
    return Result(estimates=tuple(found), notes=notes(cells))


def _observed(
    name: str, scores: Array, came: Array, stayed: Array, level: float
) -> Iterator[Estimate]:
    for score, x, n in zip(scores, came, came + stayed, strict=True):
        if n >= FEWEST_AT_SCORE:
            keys = {GROUP: name, "score": float(score)}
            yield wilson(x, n, level=level).estimate(OBSERVED, n=n, keys=keys)


def _auc(name: str, came: Array, stayed: Array, level: float) -> Estimate:
    m, n = came.sum(), stayed.sum()
    below = np.cumsum(stayed) - stayed
    above = m - np.cumsum(came)
    # Placement values of DeLong: of each score, the share of the other kind ranked below or above.
    of_came, of_stayed = (below + stayed / 2) / n, (above + came / 2) / m
    area = float((came * of_came).sum() / m)
    v10 = float((came * (of_came - area) ** 2).sum() / max(m - 1, 1))
    v01 = float((stayed * (of_stayed - area) ** 2).sum() / max(n - 1, 1))
    found = wald(area, float(np.sqrt(v10 / m + v01 / n)), level=level)
    ends = Interval.of(area, max(float(found.low), 0.0), min(float(found.high), 1.0))
    return ends.estimate(AUC, n=float(m + n), keys={GROUP: name})


def _apart(
    name: str,
    own: tuple[Array, Array],
    base: tuple[Array, Array],
    reference: str,
    level: float,
) -> Estimate:
    """Mantel–Haenszel's difference over scores."""
    a, n1 = own[0], own[0] + own[1]
    c, n0 = base[0], base[0] + base[1]
    both = (n1 > 0) & (n0 > 0)
    a, n1, c, n0 = (one[both] for one in (a, n1, c, n0))
    total = n1 + n0
    weight = (n1 * n0 / total).sum()
    difference = float(((a * n0 - c * n1) / total).sum() / weight)
    P = (n1**2 * c - n0**2 * a + n1 * n0 * (n0 - n1) / 2) / total**2
    Q = (a * (n0 - c) + c * (n1 - a)) / (2 * total)
    se = float(np.sqrt(max((difference * P.sum() + Q.sum()) / weight**2, 0.0)))
    found = wald(difference, se, level=level)
    return found.estimate(
        APART,
        n=float(total.sum()),
        keys={GROUP: name},
        compared_with=reference,
        p_value=two_sided_p(difference / se) if se else None,
    )


METHOD = Method(
    name="score-calibration",
    needs=Needs(reduction="scores", by=(GROUP, "score"), measures=MEASURES),
    run=run,
    quantities=(OBSERVED, APART, AUC),
    basis=INDEPENDENT,
    refuses_when="people could not be followed for as long as the outcome takes",
    assumptions=(
        "the outcome in the records is the one that the score is of: an arrest is not an offence",
        "people are independent of one another",
    ),
    overturned_by=(
        "groups that are arrested unlike for the same conduct",
        "people who were detained on their score and so could not have the outcome",
    ),
    cannot_say=("whether errors fall alike on groups", "what would have come without the score"),
    reference="DeLong, DeLong & Clarke-Pearson (1988); Greenland & Robins (1985); Sato (1989)",
)
