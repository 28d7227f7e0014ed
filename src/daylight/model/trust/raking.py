"""Weights adjusted until the sample's shares are those of the population."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from daylight.data.result import Refusal
from daylight.model.arrays import Array

Margins = Mapping[str, Mapping[str, float]]

ROUNDS = 500
CLOSE = 1e-10


class UnfitMargins(Exception):
    """The margins cannot be those of the people who answered.

    Parameters
    ----------
    refusal
        Why, as a method that rakes refuses.
    """

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def rake(weights: Array, groups: Mapping[str, npt.NDArray[np.str_]], margins: Margins) -> Array:
    """Weights whose shares of every margin are the population's, keeping their sum.

    Estimand: none; it removes differences between sample and population that the margins record.
    Method: iterative proportional fitting.
    Refuses: raises UnfitMargins where a margin has nobody in the sample, somebody in the sample
    is in no margin, or the rounds do not converge.
    Reference: Deming & Stephan (1940); Deville, Särndal & Sautory (1993).
    """
    total = weights.sum()
    targets = [_target(groups[name], margin, name) for name, margin in margins.items()]
    raked = weights.astype(np.float64)
    for _ in range(ROUNDS):
        furthest = 0.0
        for member, share in targets:
            ratio = share * total / np.bincount(member, raked, minlength=len(share))
            raked = raked * ratio[member]
            furthest = max(furthest, float(np.abs(ratio - 1).max()))
        if furthest < CLOSE:
            return raked
    raise UnfitMargins(Refusal(code="raking-not-settled", facts={"rounds": ROUNDS}))


def residual(
    scores: Array,
    weights: Array,
    groups: Mapping[str, npt.NDArray[np.str_]],
    margins: Margins,
) -> Array:
    """Scores less what the margins predict: known totals add no sampling error.

    Method: weighted regression of score / weight on the margins' indicators.
    Reference: Deville & Särndal (1992), section 3.
    """
    indicators = [
        (groups[name] == category).astype(np.float64)
        for name, margin in margins.items()
        for category in margin
    ]
    root = np.sqrt(weights)[:, None]
    X, y = np.stack(indicators, axis=1) * root, scores / root
    return np.asarray((y - X @ np.linalg.lstsq(X, y, rcond=None)[0]) * root)


def _target(
    labels: npt.NDArray[np.str_], margin: Mapping[str, float], name: str
) -> tuple[npt.NDArray[np.intp], Array]:
    categories = sorted(margin)
    strangers = set(labels.tolist()) - set(categories)
    absent = set(categories) - set(labels.tolist())
    if strangers or absent:
        raise UnfitMargins(
            Refusal(
                code="margin-does-not-fit",
                facts={
                    "margin": name,
                    "only_in_sample": tuple(sorted(strangers)),
                    "only_in_margin": tuple(sorted(absent)),
                },
            )
        )
    share = np.array([margin[category] for category in categories], dtype=np.float64)
    return np.searchsorted(categories, labels), share / share.sum()
