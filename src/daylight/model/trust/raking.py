"""Weights adjusted until the sample's shares are those of the population."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from daylight.model.arrays import Array

Margins = Mapping[str, Mapping[str, float]]

ROUNDS = 500
CLOSE = 1e-10


def rake(weights: Array, groups: Mapping[str, npt.NDArray[np.str_]], margins: Margins) -> Array:
    """Weights whose shares of every margin are the population's, keeping their sum.

    Estimand: none; it removes differences between sample and population that the margins record.
    Method: iterative proportional fitting.
    Refuses: raises ValueError where a margin has nobody in the sample, somebody in the sample is
    in no margin, or the rounds do not converge.
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
    raise ValueError(f"raking did not settle in {ROUNDS} rounds")


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
        raise ValueError(
            f"margin {name}: in the sample only {sorted(strangers)}, in the margin only "
            f"{sorted(absent)}"
        )
    share = np.array([margin[category] for category in categories], dtype=np.float64)
    return np.searchsorted(categories, labels), share / share.sum()
