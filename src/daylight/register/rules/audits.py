"""Audit arithmetic: how many files, which files, do reviewers agree, what may be said."""

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from daylight.errors import DaylightError
from daylight.model.intervals import clopper_pearson, normal_quantile, wilson
from daylight.register.choices import VerdictRule

KAPPA_FLOOR = 0.6  # below it, reviewers are said to disagree: Landis & Koch (1977), "substantial"
LEVEL = 0.95  # of every interval and bound of a verdict


class BadAudit(DaylightError):
    """An audit plan or a set of reviews that cannot give an answer."""


def sample_size(
    population: int | None, *, margin: float, expected: float = 0.5, level: float = 0.95
) -> int:
    """Files to draw so that the interval is about ± the margin wide.

    Method: normal approximation with finite population correction; None is a population without
    end.
    Reference: Cochran, Sampling Techniques (1977), §4.4.
    """
    if not (0 < margin < 1 and 0 < expected < 1):
        raise BadAudit("margin and expected share must lie between 0 and 1")
    endless = normal_quantile(level) ** 2 * expected * (1 - expected) / margin**2
    if population is None:
        return math.ceil(endless)
    return min(population, math.ceil(endless / (1 + (endless - 1) / population)))


def files_needed(threshold: float, failures: int = 0, *, confidence: float = 0.95) -> int:
    """Smallest sample that, with this many failures, still shows the threshold.

    Method: exact one-sided binomial bound.
    """
    if not 0 < threshold < 1:
        raise BadAudit("the threshold must lie between 0 and 1")
    sizes = np.arange(failures + 1, math.ceil((failures + 10) * 12 / (1 - threshold)))
    bounds = clopper_pearson(sizes - failures, sizes, level=2 * confidence - 1).low
    return int(sizes[np.argmax(bounds >= threshold)])


def draw(frame: Mapping[str, str], n: int, seed: str) -> tuple[str, ...]:
    """Draw n files from a frame of file id → stratum, each stratum in proportion.

    Files are taken in order of the SHA-256 of seed, stratum and id, so that anyone with the frame
    and the seed draws the same sample on any machine. Every stratum gives at least one file.
    """
    if not 0 < n <= len(frame):
        raise BadAudit(f"cannot draw {n} files from a frame of {len(frame)}")
    strata: dict[str, list[str]] = {}
    for file, stratum in frame.items():
        strata.setdefault(stratum, []).append(file)
    sizes = allocate({stratum: len(files) for stratum, files in strata.items()}, n)
    drawn: list[str] = []
    for stratum in sorted(strata):
        ordered = sorted(strata[stratum], key=lambda file: _rank(seed, stratum, file))
        drawn.extend(ordered[: sizes[stratum]])
    return tuple(drawn)


def allocate(strata: Mapping[str, int], n: int) -> dict[str, int]:
    """Divide a sample over strata in proportion, largest remainders first, none left out."""
    if n < len(strata):
        raise BadAudit(f"{n} files cannot cover {len(strata)} strata")
    total = sum(strata.values())
    exact = {name: n * size / total for name, size in strata.items()}
    sizes = {name: min(strata[name], max(1, math.floor(share))) for name, share in exact.items()}
    order = sorted(strata, key=lambda name: (sizes[name] - exact[name], name))
    while sum(sizes.values()) != n:
        short = sum(sizes.values()) < n
        for name in order if short else reversed(order):
            room = strata[name] - sizes[name] if short else sizes[name] - 1
            if room > 0:
                sizes[name] += 1 if short else -1
                if sum(sizes.values()) == n:
                    break
    return sizes


def _rank(seed: str, stratum: str, file: str) -> str:
    return hashlib.sha256(f"{seed}\x1f{stratum}\x1f{file}".encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two reviewers agree, beyond what chance would give."""

    n: int
    agreed: int
    kappa: float | None

    def sufficient(self, floor: float = KAPPA_FLOOR) -> bool:
        """Whether the reviews may be used; kappa without a value counts only if all agree."""
        return self.agreed == self.n if self.kappa is None else self.kappa >= floor


def agreement(first: Sequence[str], second: Sequence[str]) -> Agreement:
    """Cohen's kappa of two reviewers over the same files; None where both always say one thing.

    Reference: Cohen (1960).
    """
    if len(first) != len(second) or not first:
        raise BadAudit("both reviewers must have reviewed the same files, at least one")
    n = len(first)
    agreed = sum(a == b for a, b in zip(first, second, strict=True))
    answers = {*first, *second}
    chance = sum(first.count(answer) * second.count(answer) for answer in answers) / n**2
    kappa = None if chance == 1 else (agreed / n - chance) / (1 - chance)
    return Agreement(n=n, agreed=agreed, kappa=kappa)


MET_POINT = "met (point estimate ≥ threshold)"
MET_CONFIDENT = "met with confidence (lower bound ≥ threshold)"
INCONCLUSIVE = "inconclusive"
NOT_MET_CONFIDENT = "not met with confidence (upper bound < threshold)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a sample allows one to say, and whether the rule chosen beforehand is satisfied."""

    rule: VerdictRule
    threshold: float
    passed: int
    n: int
    word: str
    satisfied: bool
    point: float
    wilson: tuple[float, float]
    exact: tuple[float, float]
    lower_bound: float
    upper_bound: float
    census: bool

    @property
    def reading(self) -> str:
        """Both readings of the same files in one line."""
        point = "met" if self.point >= self.threshold else "not met"
        confident = "met" if self.lower_bound >= self.threshold else "not met"
        return f"point {point}, confidence {confident}"


def verdict(
    rule: VerdictRule,
    *,
    passed: int,
    n: int,
    threshold: float,
    population: int | None = None,
) -> Verdict:
    """The verdict word for a reviewed sample under the rule its plan adopted.

    Bounds are exact and one-sided at 95 %; both two-sided 95 % intervals are kept beside
    them. When every file of the population was reviewed there is nothing left to estimate, and
    the share itself is the bound.
    """
    if not 0 <= passed <= n or n == 0:
        raise BadAudit(f"{passed} passed of {n} reviewed is not a sample")
    census = population is not None and n >= population
    point = passed / n
    one_sided = clopper_pearson(passed, n, level=2 * LEVEL - 1)
    lower = point if census else float(one_sided.low)
    upper = point if census else float(one_sided.high)
    w, e = wilson(passed, n, level=LEVEL), clopper_pearson(passed, n, level=LEVEL)
    return Verdict(
        rule=rule,
        threshold=threshold,
        passed=passed,
        n=n,
        word=_word(rule, point, lower, upper, threshold),
        satisfied=_satisfied(rule, point, lower, passed == n, threshold),
        point=point,
        wilson=(float(w.low), float(w.high)),
        exact=(float(e.low), float(e.high)),
        lower_bound=lower,
        upper_bound=upper,
        census=census,
    )


def _word(rule: VerdictRule, point: float, lower: float, upper: float, threshold: float) -> str:
    if lower >= threshold:
        return MET_CONFIDENT
    if upper < threshold:
        return NOT_MET_CONFIDENT
    if rule == VerdictRule.POINT and point >= threshold:
        return MET_POINT
    return INCONCLUSIVE


def _satisfied(
    rule: VerdictRule, point: float, lower: float, no_failure: bool, threshold: float
) -> bool:
    if rule == VerdictRule.POINT:
        return point >= threshold
    if rule == VerdictRule.LOWER_BOUND:
        return lower >= threshold
    return no_failure and lower >= threshold
