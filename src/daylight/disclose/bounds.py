"""How far a count can be narrowed from what is published: two linear programs for each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog
from scipy.sparse import block_diag, csr_matrix

from daylight.disclose.forms import DisclosurePlan, Form, PrintedNumber
from daylight.errors import DaylightError

Numbers = npt.NDArray[np.float64]

AT_ONCE = 40_000
"""Unknowns of one linear program at most; more counts than fit are asked in turns."""

ROOM = 4.0
"""No count is taken to be larger than this many times all counts together."""

LEAST = 1_000_000
"""What all counts together are taken to be where they are fewer."""


@dataclass(frozen=True, slots=True)
class CountReach:
    """Between which values a count can lie, and which published numbers keep it there.

    Parameters
    ----------
    low, high
        The smallest and largest value that agrees with everything published.
    keepers
        Items without one of which it would reach further, at either end.
    """

    low: float
    high: float
    keepers: frozenset[str]


def reaches(plan: DisclosurePlan, names: Iterable[str]) -> dict[str, CountReach]:
    """What a reader can work out of each named count from all that the plan publishes."""
    wanted = tuple(names)
    if not wanted:
        return {}
    asked = _System.of(plan)
    most = max(1, AT_ONCE // (2 * len(plan.counts)))
    found: dict[str, CountReach] = {}
    for start in range(0, len(wanted), most):
        found |= asked.solve(wanted[start : start + most])
    return found


@dataclass(frozen=True, slots=True)
class _System:
    place: Mapping[str, int]
    upper: csr_matrix
    limits: Numbers
    owners: tuple[str, ...]
    equal: csr_matrix
    ceiling: float

    @classmethod
    def of(cls, plan: DisclosurePlan) -> "_System":
        place = {name: i for i, name in enumerate(plan.counts)}
        statements: tuple[PrintedNumber, ...] = (*plan.published, *plan.known)
        fixed = len(plan.published)
        rows = [row for one in statements for row in one.rows()]
        owners = [one.item if i < fixed else "" for i, one in enumerate(statements) for _ in (0, 1)]
        ceiling = ROOM * max(LEAST, sum(abs(count) for count in plan.counts.values()))
        return cls(
            place=place,
            upper=_matrix([form for form, _ in rows], place),
            limits=np.array([limit for _, limit in rows], dtype=float),
            owners=tuple(owners),
            equal=_matrix(list(plan.relations), place),
            ceiling=float(ceiling),
        )

    def solve(self, names: tuple[str, ...]) -> dict[str, CountReach]:
        """Both ends for every name at once: one block of the program for each end."""
        size, blocks = len(self.place), 2 * len(names)
        aim = np.zeros(size * blocks)
        for i, name in enumerate(names):
            aim[2 * i * size + self.place[name]] = 1.0
            aim[(2 * i + 1) * size + self.place[name]] = -1.0
        has_rows, has_sums = self.upper.shape[0] > 0, self.equal.shape[0] > 0
        answer = linprog(
            aim,
            A_ub=block_diag([self.upper] * blocks, format="csr") if has_rows else None,
            b_ub=np.tile(self.limits, blocks) if has_rows else None,
            A_eq=block_diag([self.equal] * blocks, format="csr") if has_sums else None,
            b_eq=np.zeros(self.equal.shape[0] * blocks) if has_sums else None,
            bounds=(0, self.ceiling),
            method="highs",
        )
        if answer.status != 0:
            raise DaylightError(
                f"the disclosure plan has no solution ({answer.message}): a published number "
                "contradicts the counts beneath; this is a fault of Daylight, please report it"
            )
        prices = answer.ineqlin.marginals if has_rows else np.zeros(0)
        height = self.upper.shape[0]
        return {
            name: CountReach(
                low=float(answer.x[2 * i * size + self.place[name]]),
                high=float(answer.x[(2 * i + 1) * size + self.place[name]]),
                keepers=self._owners(prices[2 * i * height : (2 * i + 2) * height]),
            )
            for i, name in enumerate(names)
        }

    def _owners(self, prices: Numbers) -> frozenset[str]:
        used = np.flatnonzero(np.abs(prices) > 1e-9) % max(1, len(self.owners))
        return frozenset(self.owners[i] for i in used) - {""}


def _matrix(forms: list[Form], place: Mapping[str, int]) -> csr_matrix:
    rows = [i for i, form in enumerate(forms) for _ in form]
    columns = [place[name] for form in forms for name in form]
    values = [coefficient for form in forms for coefficient in form.values()]
    return csr_matrix((values, (rows, columns)), shape=(len(forms), len(place)), dtype=float)
