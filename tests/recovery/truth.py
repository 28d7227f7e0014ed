"""What recovery tests share: repetitions, computed bounds, and which method each test recovers.

Of R repetitions, a share whose true value is p lies within three binomial standard errors of p with
probability 0.997. Every bound here follows from R.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from daylight.data.cells import Cells
from daylight.data.estimate import Key
from daylight.data.result import Estimate, Outcome, Result

Rng = np.random.Generator
Draw = Callable[[Rng], Outcome]

NOMINAL = 0.95
LEVEL = 0.05


def three_errors(share: float, repetitions: int) -> float:
    return 3 * float(np.sqrt(share * (1 - share) / repetitions))


@dataclass(frozen=True, kw_only=True)
class Quantity:
    """One estimate to look for, and the truth its interval must cover.

    `exact` intervals are built never to cover less than they say, and may cover more. Where `keys`
    are given they and `variant` say which estimate, and `group` is not looked at.
    """

    name: str
    truth: float
    group: str = "black"
    exact: bool = False
    keys: Mapping[str, Key] | None = None
    variant: str | None = None

    def found(self, result: Result) -> Estimate:
        keys = {"subject_race": self.group} if self.keys is None else self.keys
        return result.one(self.name, variant=self.variant, **keys)


def answered(outcome: Outcome) -> Result:
    assert isinstance(outcome, Result), outcome
    return outcome


def results(draw: Draw, *, repetitions: int, seed: int) -> list[Result]:
    rng = np.random.default_rng(seed)
    return [answered(draw(rng)) for _ in range(repetitions)]


def coverage(found: Sequence[Result], quantity: Quantity) -> float:
    estimates = [quantity.found(result) for result in found]
    return float(np.mean([e.low <= quantity.truth <= e.high for e in estimates]))


def rejections(found: Sequence[Result], quantity: Quantity) -> float:
    p_values = [quantity.found(result).p_value for result in found]
    return float(np.mean([p is not None and p < LEVEL for p in p_values]))


def assert_covers(found: Sequence[Result], *quantities: Quantity) -> None:
    slack = three_errors(NOMINAL, len(found))
    for quantity in quantities:
        share = coverage(found, quantity)
        assert share >= NOMINAL - slack, (quantity, share)
        assert quantity.exact or share <= NOMINAL + slack, (quantity, share)


def assert_size(found: Sequence[Result], *quantities: Quantity) -> None:
    slack = three_errors(LEVEL, len(found))
    for quantity in quantities:
        share = rejections(found, quantity)
        assert share <= LEVEL + slack, (quantity, share)
        assert quantity.exact or share >= LEVEL - slack, (quantity, share)


def assert_noted(found: Sequence[Result], code: str) -> None:
    assert all(any(note.code == code for note in result.notes) for result in found), code


def cells(**columns: Any) -> Cells:
    """Cells whose keys are the text columns and whose measures are the others."""
    lists = {name: np.asarray(column).tolist() for name, column in columns.items()}
    keys = [name for name, values in lists.items() if isinstance(values[0], str)]
    return Cells.from_columns(lists, by=keys)


def recovers(*methods: str, shows: str) -> Callable[[Any], Any]:
    """Mark a test as the one that shows a method's `coverage`, `size` or known `failure`."""

    def marked(test: Any) -> Any:
        test.recovers = [*getattr(test, "recovers", []), *((name, shows) for name in methods)]
        return test

    return marked
