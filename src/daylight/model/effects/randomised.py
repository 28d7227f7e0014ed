"""The regression's coefficient if the starts had fallen on other units: a test for few treated."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from daylight.model.arrays import Array
from daylight.model.draws import MOST, is_sure

AT_ONCE = 4_000_000
"""Numbers held at once while start dates are dealt anew."""

HALVINGS = 60
FAR = 1e4
CLOSE_TO = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealt:
    """The coefficient, and for (R,) deals what they give of the outcome and of the treatment.

    Were the effect θ everywhere, a deal would give `of_outcome` − θ `of_treatment`.
    """

    beta: float
    of_outcome: Array
    of_treatment: Array

    @property
    def deals(self) -> int:
        """How often the starts were dealt anew."""
        return len(self.of_outcome)

    @property
    def sure(self) -> bool:
        """Whether enough deals give as large a coefficient to leave it at these."""
        return is_sure(np.abs(self.of_outcome), abs(self.beta) * (1 - CLOSE_TO))

    def with_more(self, more: "Dealt") -> "Dealt":
        """These deals and others of the same panel."""
        return Dealt(
            beta=self.beta,
            of_outcome=np.concatenate([self.of_outcome, more.of_outcome]),
            of_treatment=np.concatenate([self.of_treatment, more.of_treatment]),
        )

    def p(self, effect: float = 0.0) -> float:
        """Share of deals, the real one counted, that give as large a coefficient beyond `effect`.

        Estimand: the chance of so large a coefficient were the effect the same `effect` in every
        treated unit-period and the starts dealt by lot.
        Reference: Fisher (1935); MacKinnon & Webb (2020), Journal of Econometrics 218:435–450.
        """
        dealt = np.abs(self.of_outcome - effect * self.of_treatment)
        as_large = dealt >= abs(self.beta - effect) * (1 - CLOSE_TO)
        return float((1 + as_large.sum()) / (1 + len(dealt)))

    def interval(self, level: float) -> tuple[float, float]:
        """Effects that the test does not reject; endless where it can reject none."""
        width = float(np.abs(self.of_outcome).max()) + abs(self.beta) + 1e-12
        return self._end(-width, level), self._end(width, level)

    def _end(self, width: float, level: float) -> float:
        inside, outside = self.beta, self.beta + width
        while self.p(outside) > 1 - level:
            inside, outside = outside, self.beta + 2 * (outside - self.beta)
            if abs(outside - self.beta) > FAR * abs(width):
                return float(np.copysign(np.inf, width))
        for _ in range(HALVINGS):
            middle = (inside + outside) / 2
            if self.p(middle) > 1 - level:
                inside = middle
            else:
                outside = middle
        return outside


def dealt(
    Y: Array, D: Array, seen: npt.NDArray[np.bool_], deals: int, rng: np.random.Generator
) -> Dealt:
    """Deal the units' histories of treatment anew among them and fit each time.

    Estimand: the distribution of the regression's coefficient were the starts dealt by lot.
    Method: rows of `D` are permuted; unit and period means are taken off over the cells observed.
    The coefficient is linear in the outcome, so that one pass serves for every effect supposed.
    Refuses: never; the caller sees to it that treatment can be told from unit and period.
    Reference: MacKinnon & Webb (2020), RI-β.
    """
    values = np.where(seen, Y, 0.0)
    whole = bool(seen.all())
    own = residuals(D, seen)
    at_once = max(1, AT_ONCE // D.size)
    orders = np.stack([rng.permutation(len(D)) for _ in range(deals)])
    of_outcome, of_treatment = [], []
    for first in range(0, deals, at_once):
        order = orders[first : first + at_once]
        e = own[order] if whole else residuals(D[order], seen)
        squared = np.maximum((e * e).sum(axis=(1, 2)), 1e-12)
        of_outcome.append(np.einsum("rut,ut->r", e, values) / squared)
        of_treatment.append(np.einsum("rut,ut->r", e, np.where(seen, D, 0.0)) / squared)
    beta = float((own * values).sum() / (own * own).sum())
    return Dealt(
        beta=beta,
        of_outcome=np.concatenate(of_outcome),
        of_treatment=np.concatenate(of_treatment),
    )


def dealt_until_sure(Y: Array, D: Array, first: int, rng: np.random.Generator) -> Dealt:
    """The same, with more deals where hardly any gives as large a coefficient (`model.draws`)."""
    seen = np.isfinite(Y)
    found = dealt(Y, D, seen, first, rng)
    if found.sure or first >= MOST:
        return found
    return found.with_more(dealt(Y, D, seen, MOST - first, rng))


ROUNDS = 2000
CLOSE = 1e-12


def residuals(D: Array, seen: npt.NDArray[np.bool_]) -> Array:
    """(…, U, T) values less unit and period means over the cells observed; zero elsewhere."""
    e = np.where(seen, D, 0.0)
    rows, columns = np.maximum(seen.sum(axis=1), 1), np.maximum(seen.sum(axis=0), 1)
    for _ in range(ROUNDS):
        by_unit = e.sum(axis=-1) / rows
        e = np.where(seen, e - by_unit[..., :, None], 0.0)
        by_period = e.sum(axis=-2) / columns
        e = np.where(seen, e - by_period[..., None, :], 0.0)
        if max(np.abs(by_unit).max(), np.abs(by_period).max()) < CLOSE:
            break
    return e
