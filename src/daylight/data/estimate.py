"""One number with its interval: what it is, whom it describes, how the interval was made."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

from daylight.data.clustering import DOMINATES, FEWEST_CLUSTERS
from daylight.data.quantity import About, Quantity, Scale
from daylight.errors import DaylightError

Key = str | int | float


class BasisKind(StrEnum):
    """What an interval takes to vary by chance."""

    UNSTATED = "unstated"
    INDEPENDENT = "independent rows"
    CLUSTERED = "clustered"
    SURVEY = "survey design"
    POSTERIOR = "posterior"
    RESAMPLED = "resampled"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """How an interval was made.

    Parameters
    ----------
    key, second_key
        What the rows are clustered by: `officer_id`, `stop_date`, `unit`; None where nothing. Two
        where rows of one officer and rows of one day both go together.
    clusters, effective
        How many clusters there are, and to how many of equal weight they amount.
    factor
        How many times as large the standard error is as if rows were independent.
    largest
        The largest share that one cluster has of a group's trials or events.
    lacks
        The key without which rows that go together cannot be told, where it was not recorded.
    each
        How many rows each of those who are not told apart has on average, where a study says how
        many there are.
    df
        Degrees of freedom of the interval; None where it is normal or has none.
    draws
        How many random draws stand behind its p-value; None where none do.
    """

    kind: BasisKind = BasisKind.UNSTATED
    key: str | None = None
    second_key: str | None = None
    clusters: int | None = None
    effective: float | None = None
    factor: float | None = None
    largest: float | None = None
    lacks: str | None = None
    each: float | None = None
    df: float | None = None
    draws: int | None = None

    @property
    def is_testable(self) -> bool:
        """Whether there are clusters enough, none of them nearly everything, for a p-value."""
        if self.kind is not BasisKind.CLUSTERED or self.clusters is None:
            return True
        return self.clusters >= FEWEST_CLUSTERS and (self.largest or 0.0) <= DOMINATES

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "kind": self.kind.value,
            "key": self.key,
            "second_key": self.second_key,
            "clusters": self.clusters,
            "effective": plain(self.effective),
            "factor": plain(self.factor),
            "largest": plain(self.largest),
            "lacks": self.lacks,
            "each": plain(self.each),
            "df": plain(self.df),
            "draws": self.draws,
        }

    @classmethod
    def from_dict(cls, found: Mapping[str, Any]) -> Self:
        """Read back what `to_dict` wrote."""
        return cls(**{**found, "kind": BasisKind(found["kind"])})


UNSTATED = Basis()
INDEPENDENT = Basis(kind=BasisKind.INDEPENDENT)
POSTERIOR = Basis(kind=BasisKind.POSTERIOR)
SURVEY = Basis(kind=BasisKind.SURVEY)
RESAMPLED = Basis(kind=BasisKind.RESAMPLED)
FIXED = Basis(kind=BasisKind.FIXED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One number with its interval.

    Parameters
    ----------
    quantity
        What the number is.
    keys
        Whom, where and when it describes: `{"subject_race": "black", "district": "3"}`; empty for
        everything the method was given.
    compared_with
        What it is compared with, or None where nothing is compared.
    variant
        Which model, option or assumption it holds for; None where there is only one.
    value, low, high
        The estimate and its interval; NaN bounds where the method gives none (a fixed curve).
    level
        The interval's coverage; NaN until the method's call stamps it.
    n
        How many of the quantity's unit stand behind the number.
    missing_share
        Share of the rows asked about whose answer was not recorded; None where it has no meaning.
    p_value
        Two-sided, before any correction for the number of questions; None where there is none.
    basis
        How the interval was made.
    """

    quantity: Quantity
    value: float
    low: float
    high: float
    n: int
    keys: Mapping[str, Key] = field(default_factory=dict, hash=False)
    compared_with: str | None = None
    variant: str | None = None
    level: float = math.nan
    missing_share: float | None = None
    p_value: float | None = None
    basis: Basis = UNSTATED

    def __post_init__(self) -> None:
        """Hold plain numbers, and refuse an interval that does not hold its value."""
        for name in ("value", "low", "high", "level", "missing_share", "p_value"):
            number = getattr(self, name)
            if number is not None:
                object.__setattr__(self, name, math.nan if number != number else float(number))
        object.__setattr__(self, "n", int(self.n))
        object.__setattr__(self, "keys", dict(self.keys))
        if self.low > self.value or self.high < self.value:
            raise DaylightError(
                f"estimate {self.name} of {self.where or 'all'}: value {self.value} lies outside "
                f"its interval {self.low} to {self.high}"
            )

    @property
    def name(self) -> str:
        """The quantity's name."""
        return self.quantity.name

    @property
    def scale(self) -> Scale:
        """The quantity's scale."""
        return self.quantity.scale

    @property
    def where(self) -> str:
        """Its keys and variant in one line, for an error message or a log."""
        parts = [f"{key} {value}" for key, value in self.keys.items()]
        return ", ".join([*parts, *([self.variant] if self.variant else [])])

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON; a bound that does not exist is None."""
        return {
            "quantity": self.quantity.name,
            "scale": self.quantity.scale.value,
            "about": self.quantity.about.value,
            "unit": self.quantity.unit,
            "is_bound": self.quantity.is_bound,
            "keys": dict(self.keys),
            "compared_with": self.compared_with,
            "variant": self.variant,
            "value": plain(self.value),
            "low": plain(self.low),
            "high": plain(self.high),
            "level": plain(self.level),
            "n": self.n,
            "missing_share": plain(self.missing_share),
            "p_value": plain(self.p_value),
            "basis": self.basis.to_dict(),
        }

    @classmethod
    def from_dict(cls, found: Mapping[str, Any]) -> Self:
        """Read back what `to_dict` wrote."""
        quantity = Quantity(
            name=found["quantity"],
            scale=Scale(found["scale"]),
            about=About(found["about"]),
            unit=found["unit"],
            is_bound=found["is_bound"],
        )
        return cls(
            quantity=quantity,
            keys=found["keys"],
            compared_with=found["compared_with"],
            variant=found["variant"],
            value=number(found["value"]),
            low=number(found["low"]),
            high=number(found["high"]),
            level=number(found["level"]),
            n=found["n"],
            missing_share=found["missing_share"],
            p_value=found["p_value"],
            basis=Basis.from_dict(found["basis"]),
        )


def key_names(estimates: Iterator[Estimate] | tuple[Estimate, ...]) -> tuple[str, ...]:
    """Every key that any of the estimates has, in the order of first appearance."""
    return tuple(dict.fromkeys(key for estimate in estimates for key in estimate.keys))


def plain(value: Any) -> Any:
    """JSON has neither NaN nor infinity: NaN becomes null, infinities become words."""
    if isinstance(value, float) and not math.isfinite(value):
        return None if math.isnan(value) else ("inf" if value > 0 else "-inf")
    return value


def number(value: Any) -> float:
    """A number read back from `plain`."""
    return math.nan if value is None else float(value)
