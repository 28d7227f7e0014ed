"""Survey answers with the design that drew them."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from daylight.errors import CellsError
from daylight.provenance import Provenance


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Respondents of a survey: answers, groups, weights, strata and clusters.

    Parameters
    ----------
    answers
        Item → (N,) numbers; NaN where not asked, refused or not known.
    groups
        Group column → (N,) text, `unknown` where not recorded.
    weights
        (N,) positive; all ones for an unweighted sample.
    strata, clusters
        (N,) labels of the design, or None where the design is not known.
    is_probability
        Whether every respondent had a known chance to be drawn. A convenience sample gets no
        sampling error and is never pooled with a probability sample.
    wave
        (N,) label of the wave each respondent answered in, or None.
    respondent
        (N,) identifier that links the same person across waves, or None.
    wording
        Item → the question as asked; items are compared over time only when it is the same.
    mode
        How people were asked (telephone, web, face to face).
    """

    answers: dict[str, npt.NDArray[np.float64]]
    groups: dict[str, npt.NDArray[np.str_]]
    weights: npt.NDArray[np.float64]
    strata: npt.NDArray[np.str_] | None = None
    clusters: npt.NDArray[np.str_] | None = None
    is_probability: bool = True
    wave: npt.NDArray[np.str_] | None = None
    respondent: npt.NDArray[np.str_] | None = None
    wording: dict[str, str] = field(default_factory=dict)
    mode: str = ""
    provenance: Provenance = field(default_factory=Provenance)

    def __post_init__(self) -> None:
        """Refuse columns of different length and weights that are not positive."""
        n = len(self.weights)
        columns = [*self.answers.values(), *self.groups.values()]
        columns += [
            c for c in (self.strata, self.clusters, self.wave, self.respondent) if c is not None
        ]
        if any(len(column) != n for column in columns):
            raise CellsError("sample: every column needs one value per respondent")
        if not np.isfinite(self.weights).all() or (self.weights <= 0).any():
            raise CellsError(
                "sample: weights must be positive; drop respondents of weight zero first"
            )
