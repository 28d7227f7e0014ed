"""Weighted means of survey items by group and wave, with the scores their errors are made of."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import stats

from daylight.data.estimate import Key
from daylight.data.result import Note, Refusal
from daylight.data.sample import Sample
from daylight.model.arrays import Array
from daylight.model.trust import design as survey
from daylight.model.trust.design import SurveyDesign
from daylight.model.trust.raking import Margins, UnfitMargins, rake, residual
from daylight.schema.vocabulary import UNKNOWN

ALL = "all"
SMALLEST_EFFECTIVE_N = 30.0
"""Groups whose effective number of respondents is below it are not shown (surveys for
monitors of decrees hide groups below 30 to 50)."""

FEW_EXPECTED = 5.0
"""Effective hits or misses below which the logit interval of a share is not trusted."""

UNEVEN_WEIGHTS = 3.0
"""Kish's design effect above which a few respondents carry the estimate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemMean:
    """The mean of one item in one group and wave.

    `score` is (N,): each respondent's weighted, linearised part of the mean.
    """

    item: str
    group: str
    wave: str
    column: str | None
    value: float
    score: Array
    n: int
    effective_n: float
    missing_share: float
    degrees: int
    simple_variance: float
    is_share: bool

    @property
    def keys(self) -> dict[str, Key]:
        """The item, the group under its column's name, and the wave where there are several."""
        found: dict[str, Key] = {"item": self.item}
        if self.group != ALL and self.column is not None:
            found[self.column] = self.group
        return found if self.wave == ALL else {**found, "wave": self.wave}


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """All levels of a sample, the design that gives their errors, and who was left out."""

    design: SurveyDesign
    shown: tuple[ItemMean, ...]
    hidden: tuple[str, ...]
    raked: bool

    def find(self, item: str, group: str, wave: str) -> ItemMean | None:
        """The level of that item, group and wave, or None where it is hidden or absent."""
        for level in self.shown:
            if (level.item, level.group, level.wave) == (item, group, wave):
                return level
        return None

    @property
    def items(self) -> tuple[str, ...]:
        """The items, in order."""
        return tuple(dict.fromkeys(level.item for level in self.shown))

    @property
    def waves(self) -> tuple[str, ...]:
        """The waves, in order."""
        return tuple(dict.fromkeys(level.wave for level in self.shown))

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups, in order, without `all`."""
        return tuple(g for g in dict.fromkeys(x.group for x in self.shown) if g != ALL)


def levels(
    sample: Sample,
    *,
    item: str | None,
    by: str | None,
    smallest: float,
    margins: Margins | None,
) -> Levels:
    """Every item's weighted mean, over all and by group, in every wave.

    Estimand: the mean answer of the population the sample was drawn from.
    Method: weights times answers over weights, as a domain of the whole sample; linearised.
    Refuses: never here; a group whose effective n is below `smallest` is hidden and named.
    Reference: Lumley (2010), Complex Surveys, chapter 2; Kish (1965) for effective n.
    """
    weights = rake(sample.weights, sample.groups, margins) if margins else sample.weights
    design = SurveyDesign.of(sample, weights)
    shown, hidden = [], []
    for name, wave, group, asked in _domains(sample, item, by):
        y = sample.answers[name]
        domain = asked & np.isfinite(y)
        effective = survey.kish(weights[domain])
        if effective < smallest:
            hidden.append(_called(name, group, wave))
            continue
        value, score = survey.mean(design, y, domain)
        if margins:
            score = residual(score[:, None], weights, sample.groups, margins)[:, 0]
        shown.append(
            ItemMean(
                item=name,
                group=group,
                wave=wave,
                column=_column(sample, by),
                value=value,
                score=score,
                n=int(domain.sum()),
                effective_n=effective,
                missing_share=float(1 - domain.sum() / asked.sum()),
                degrees=design.degrees(domain),
                simple_variance=survey.simple_variance(design, y, domain),
                is_share=bool(np.isin(y[domain], (0.0, 1.0)).all()),
            )
        )
    return Levels(design=design, shown=tuple(shown), hidden=tuple(hidden), raked=bool(margins))


def refuse_sample(
    sample: Sample, item: str | None, by: str | None, margins: Margins | None
) -> Refusal | None:
    """Why no method can answer from this sample, or None where one can."""
    if item is not None and item not in sample.answers:
        return Refusal(code="no-such-item", facts={"asked": item, "there": tuple(sample.answers)})
    if by is not None and by not in sample.groups:
        return Refusal(
            code="no-such-group-column", facts={"asked": by, "there": tuple(sample.groups)}
        )
    if margins:
        absent = [name for name in margins if name not in sample.groups]
        if absent:
            return Refusal(
                code="no-such-margin-column",
                facts={"asked": tuple(absent), "there": tuple(sample.groups)},
            )
        try:
            rake(sample.weights, sample.groups, margins)
        except UnfitMargins as fault:
            return fault.refusal
    return None


def limits(sample: Sample, found: Levels) -> tuple[Note, ...]:
    """The notes that belong beside every number from this sample."""
    notes = []
    if not sample.is_probability:
        notes.append(Note(code="convenience-sample"))
    elif sample.strata is None and sample.clusters is None:
        notes.append(Note(code="design-unknown"))
    if found.hidden:
        notes.append(Note(code="small-groups-hidden", facts={"groups": found.hidden}))
    lonely = found.design.lonely()
    if lonely and sample.clusters is not None:
        notes.append(Note(code="single-cluster-strata", facts={"strata": lonely}))
    n, effective = len(sample.weights), survey.kish(found.design.weights)
    if n / effective > UNEVEN_WEIGHTS:
        facts = {"respondents": n, "effective": float(effective)}
        notes.append(Note(code="uneven-weights", facts=facts))
    return tuple(notes)


class Difference(NamedTuple):
    """A weighted sum of levels, its standard error and degrees of freedom."""

    value: float
    error: float
    df: int


def difference(design: SurveyDesign, parts: list[tuple[float, ItemMean]]) -> Difference:
    """A weighted sum of levels with its standard error and degrees of freedom.

    The scores are added before they are squared, so clusters, and people, that both levels share
    (two groups of one city, one panel in two years) enter with their covariance.
    """
    value = sum(sign * level.value for sign, level in parts)
    score = np.zeros(len(design.weights))
    for sign, level in parts:
        score += sign * level.score
    error = math.sqrt(float(design.covariance(score[:, None])[0, 0]))
    return Difference(value, error, min(level.degrees for _, level in parts))


def share_bounds(found: ItemMean, error: float, level: float) -> tuple[float, float]:
    """Interval of a share that stays within 0 and 1.

    Method: normal on the logit scale with t quantiles; at or near 0 and 1, exact binomial bounds
    with the effective number of respondents.
    Reference: Korn & Graubard (1998), Survey Methodology 24:193–201.
    """
    p, t = found.value, float(stats.t.ppf(0.5 + level / 2, found.degrees))
    n = found.effective_n
    if 0 < p < 1 and error > 0:
        n = min(p * (1 - p) / error**2, float(found.n))
        if n * min(p, 1 - p) >= FEW_EXPECTED:
            margin = t * error / (p * (1 - p))
            logit = math.log(p / (1 - p))
            return _expit(logit - margin), _expit(logit + margin)
    n *= (float(stats.t.ppf(0.5 + level / 2, max(found.n - 1, 1))) / t) ** 2
    tail = (1 - level) / 2
    low = float(stats.beta.ppf(tail, n * p, n * (1 - p) + 1)) if p > 0 else 0.0
    high = float(stats.beta.ppf(1 - tail, n * p + 1, n * (1 - p))) if p < 1 else 1.0
    return low, high


def _domains(
    sample: Sample, item: str | None, by: str | None
) -> Iterator[tuple[str, str, str, npt.NDArray[np.bool_]]]:
    everyone = np.ones(len(sample.weights), dtype=bool)
    waves = [(ALL, everyone)]
    if sample.wave is not None:
        waves = [(str(w), sample.wave == w) for w in dict.fromkeys(sample.wave.tolist())]
    column = _column(sample, by)
    for name in [item] if item is not None else list(sample.answers):
        for wave, inside in waves:
            if not np.isfinite(sample.answers[name][inside]).any():
                continue
            yield name, wave, ALL, inside
            if column is None:
                continue
            for group in np.unique(sample.groups[column][inside]).tolist():
                if group != UNKNOWN:
                    yield name, wave, group, inside & (sample.groups[column] == group)


def _column(sample: Sample, by: str | None) -> str | None:
    return by if by is not None else next(iter(sample.groups), None)


def _called(item: str, group: str, wave: str) -> str:
    return f"{item}, {group}" if wave == ALL else f"{item}, {group}, {wave}"


def _expit(x: float) -> float:
    return 1 / (1 + math.exp(-x))
