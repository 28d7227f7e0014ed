"""The priors of both families as published, and how a prior-scale sweep widens them."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from daylight.model.searches import threshold_beta, threshold_discriminant
from daylight.model.searches.nested_laplace import Prior, ThresholdFamily, ThresholdModel
from daylight.model.searches.threshold_counts import SearchCounts

SCALES = (0.5, 1.0, 1.5)
"""The prior scales of the Stanford Open Policing Project's own sweep (2020)."""


def open_policing_2017(groups: int, scale: float = 1.0) -> Prior:
    """Beta family, the 2017 Open Policing analysis.

    logit t ~ N(tᵣ, σᵣ), tᵣ ~ N(−2, 1), σᵣ ~ N⁺(0, ¼); logit φ = φᵣ + φ_d with φᵣ ~ N(−3.5, ¼) and
    φ_d ~ N(0, ¼); log λ = λᵣ + λ_d with λᵣ ~ N(2, ½) and λ_d ~ N(0, ½). The place with the most
    stops has φ_d = λ_d = 0. `scale` multiplies every spread.
    """
    R = groups
    design = np.zeros((3, R, 4 * R))
    row = np.arange(R)
    design[0, row, row] = 0.25 * scale
    design[1, row, R + row] = 0.5 * scale
    design[2, row, 2 * R + row] = scale
    return Prior(
        centre=np.repeat([[-3.5], [2.0], [-2.0]], R, axis=1),
        design=design,
        place_sd=(0.25 * scale, 0.5 * scale),
        sigma_sd=0.25 * scale,
        sigma_at=3 * R + row,
    )


def open_policing_2020(groups: int, scale: float = 1.0) -> Prior:
    """Discriminant family, the 2020 Open Policing analysis.

    t ~ N(tᵣ, σ), tᵣ ~ N(0, 1), σ ~ N⁺(0, 1); logit φ = μ + φᵣ + φ_d with μ ~ N(0, 1),
    φᵣ ~ N(0, ¼), φ_d ~ N(0, 0.1); log δ = μ + δᵣ + δ_d with μ ~ N(0, 1), δᵣ and δ_d ~ N(0, 0.1).
    The reference group and the place with the most stops have zeros. `scale` multiplies every
    spread, as the published prior_scaling_factor does.
    """
    R = groups
    design = np.zeros((3, R, 3 * R + 1))
    row, later = np.arange(R), np.arange(1, R)
    design[0, :, 0] = scale
    design[1, :, 1] = scale
    design[2, row, 2 + row] = scale
    design[0, later, R + 1 + later] = 0.25 * scale
    design[1, later, 2 * R + later] = 0.1 * scale
    return Prior(
        centre=np.zeros((3, R)),
        design=design,
        place_sd=(0.1 * scale, 0.1 * scale),
        sigma_sd=scale,
        sigma_at=np.full(R, 3 * R),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedModel:
    """A family with its published priors."""

    family: ThresholdFamily
    prior: Callable[[int, float], Prior]

    def of(self, counts: SearchCounts, scale: float = 1.0) -> ThresholdModel:
        """The model of some counts, every spread of its priors multiplied by `scale`."""
        return ThresholdModel(self.family, counts, self.prior(len(counts.hits), scale))


MODELS: dict[str, PublishedModel] = {
    "beta": PublishedModel(family=threshold_beta, prior=open_policing_2017),
    "discriminant": PublishedModel(family=threshold_discriminant, prior=open_policing_2020),
}
