"""Errors of survey estimates from how the sample was drawn: Taylor linearisation."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from daylight.data.sample import Sample
from daylight.model.arrays import Array, Mask


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyDesign:
    """Weights, and which clusters of which strata the respondents belong to.

    Parameters
    ----------
    weights
        (N,) positive.
    cluster
        (N,) cluster number, clusters numbered across all strata.
    stratum_of
        (C,) stratum number of each cluster.
    sampled_share
        (H,) share of each stratum's clusters that was drawn, zero where it is small.
    """

    weights: Array
    cluster: npt.NDArray[np.intp]
    stratum_of: npt.NDArray[np.intp]
    sampled_share: Array

    @classmethod
    def of(cls, sample: Sample, weights: Array | None = None) -> Self:
        """The design of a sample; without clusters every person is their own."""
        n = len(sample.weights)
        strata = _codes(sample.strata) if sample.strata is not None else np.zeros(n, dtype=np.intp)
        people = sample.clusters if sample.clusters is not None else sample.respondent
        clusters = _codes(people) if people is not None else np.arange(n)
        pairs, cluster = np.unique(np.stack([strata, clusters]), axis=1, return_inverse=True)
        share = np.zeros(strata.max() + 1 if n else 0)
        if sample.sampled_share is not None:
            share[strata] = sample.sampled_share
        return cls(
            weights=sample.weights if weights is None else weights,
            cluster=cluster.reshape(-1),
            stratum_of=pairs[0],
            sampled_share=share,
        )

    def covariance(self, scores: Array) -> Array:
        """Covariance of K totals from (N, K) weighted linearised scores.

        Estimand: the sampling covariance of Σ scores over repeated draws of clusters.
        Method: between-cluster spread within strata, clusters drawn with replacement (or with
        the finite-population factor); a stratum with a single cluster is centred on the mean of
        all clusters ("adjust").
        Refuses: never.
        Reference: Binder (1983); Lumley (2010), Complex Surveys, section 2.2 and appendix.
        """
        totals = np.zeros((len(self.stratum_of), scores.shape[1]))
        np.add.at(totals, self.cluster, scores)
        H = len(self.sampled_share)
        count = np.bincount(self.stratum_of, minlength=H)
        mean = np.zeros((H, scores.shape[1]))
        np.add.at(mean, self.stratum_of, totals)
        mean /= np.maximum(count, 1)[:, None]
        mean[count == 1] = totals.mean(axis=0)
        factor = np.where(count > 1, count / np.maximum(count - 1, 1), 1.0)
        factor *= 1 - self.sampled_share
        away = (totals - mean[self.stratum_of]) * np.sqrt(factor[self.stratum_of])[:, None]
        return np.asarray(away.T @ away)

    def lonely(self) -> int:
        """Strata with a single cluster."""
        return int((np.bincount(self.stratum_of, minlength=len(self.sampled_share)) == 1).sum())

    def degrees(self, domain: Mask) -> int:
        """Clusters minus strata, counting those with respondents in the domain."""
        clusters = np.unique(self.cluster[domain])
        return max(1, len(clusters) - len(np.unique(self.stratum_of[clusters])))


def mean(design: SurveyDesign, y: Array, domain: Mask) -> tuple[float, Array]:
    """Weighted mean in a domain with everyone's linearised score (zero outside the domain).

    The sample is never subset: people outside the domain still say how many clusters there were.
    """
    w = np.where(domain, design.weights, 0.0)
    total = w.sum()
    value = float((w * np.where(domain, y, 0.0)).sum() / total)
    return value, w * np.where(domain, y - value, 0.0) / total


def kish(weights: Array) -> float:
    """Effective number of respondents when only the weights are known.

    Reference: Kish (1965), Survey Sampling, section 11.7: (Σw)² / Σw².
    """
    return float(weights.sum() ** 2 / (weights**2).sum()) if len(weights) else 0.0


def simple_variance(design: SurveyDesign, y: Array, domain: Mask) -> float:
    """Variance the mean would have if as many people had been drawn one by one at random."""
    w, values = design.weights[domain], y[domain]
    n = len(values)
    centre = np.average(values, weights=w)
    return float(np.average((values - centre) ** 2, weights=w) / max(n - 1, 1))


def _codes(labels: npt.NDArray[np.str_]) -> npt.NDArray[np.intp]:
    return np.unique(labels, return_inverse=True)[1].reshape(-1)
