"""An answer, or the reason there is none: Estimate, Note, Result, Refusal."""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Self

import pyarrow as pa

from daylight.data.provenance import Provenance
from daylight.errors import DaylightError

type_of_diagnostic = float | int | str | bool | None


class Scale(StrEnum):
    """What kind of number an estimate is: it decides how it may be printed and compared.

    `DIFFERENCE` is a difference of two proportions, `CHANGE` one in the outcome's own units.
    """

    PROPORTION = "proportion"
    RATE = "rate"
    DIFFERENCE = "difference"
    CHANGE = "change"
    RATIO = "ratio"
    ODDS_RATIO = "odds_ratio"
    LOG_ODDS = "log_odds"
    COUNT = "count"
    MEAN = "mean"
    INDEX = "index"
    PROBABILITY = "probability"

    @property
    def no_difference(self) -> float | None:
        """The value that means "the same as the reference", or None where there is none."""
        return {
            Scale.DIFFERENCE: 0.0,
            Scale.CHANGE: 0.0,
            Scale.LOG_ODDS: 0.0,
            Scale.RATIO: 1.0,
            Scale.ODDS_RATIO: 1.0,
        }.get(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """One number with its interval.

    Parameters
    ----------
    name
        The quantity, for example `search_rate` or `hit_rate_difference`.
    group
        Whom it describes, for example `black`.
    reference
        Whom it is compared with, or None where nothing is compared.
    stratum
        The place, period, option or position it holds for; `all` where there is only one.
    value, low, high
        The estimate and its interval; NaN bounds where the method gives none (a fixed curve).
    level
        The interval's coverage, 0.95 by default.
    n
        Rows, persons or events behind the number.
    missing_share
        Share of the rows asked about whose answer was not recorded; None where it has no meaning.
    p_value
        Two-sided, before any correction for the number of questions; None where there is none.
    """

    name: str
    group: str
    value: float
    low: float
    high: float
    scale: Scale
    n: int
    level: float = 0.95
    reference: str | None = None
    stratum: str = "all"
    missing_share: float | None = None
    p_value: float | None = None

    def __post_init__(self) -> None:
        """Hold plain numbers, and refuse an interval that does not hold its value."""
        for name in ("value", "low", "high", "level", "missing_share", "p_value"):
            number = getattr(self, name)
            if number is not None:
                object.__setattr__(self, name, float(number))
        object.__setattr__(self, "n", int(self.n))
        if self.low > self.value or self.high < self.value:
            raise DaylightError(
                f"estimate {self.name} of {self.group}: value {self.value} lies outside "
                f"its interval {self.low} to {self.high}"
            )

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON; a bound that does not exist is None."""
        return {key: _plain(value) for key, value in asdict(self).items()}

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> Self:
        """Read back what `to_dict` wrote."""
        numbers = {key: _number(plain[key]) for key in ("value", "low", "high")}
        return cls(**{**plain, **numbers, "scale": Scale(plain["scale"])})


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something the reader must know beside a number: a limit, a break, a warning.

    `code` is a short stable name (`infra-marginality`, `small-cells`), `text` the sentence.
    """

    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a method found: estimates, and everything needed to judge them.

    It is plain data. It does not draw, print or change, and it has no "significant" flag.
    """

    method: str
    estimates: tuple[Estimate, ...]
    level: float = 0.95
    reference: str | None = None
    seed: int | None = None
    diagnostics: Mapping[str, type_of_diagnostic] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)

    def named(self, name: str) -> tuple[Estimate, ...]:
        """The estimates of one quantity, in order."""
        return tuple(estimate for estimate in self.estimates if estimate.name == name)

    def one(self, name: str, group: str, stratum: str = "all") -> Estimate:
        """The single estimate of a quantity for a group; KeyError where there is none."""
        for estimate in self.estimates:
            if (estimate.name, estimate.group, estimate.stratum) == (name, group, stratum):
                return estimate
        raise KeyError((name, group, stratum))

    def tidy(self) -> pa.Table:
        """One row per estimate, with the same columns for every method."""
        return tidy((self,))

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "method": self.method,
            "level": self.level,
            "reference": self.reference,
            "seed": self.seed,
            "estimates": [estimate.to_dict() for estimate in self.estimates],
            "diagnostics": {key: _plain(value) for key, value in self.diagnostics.items()},
            "notes": [asdict(note) for note in self.notes],
            "provenance": self.provenance.to_dict(),
        }

    def to_json(self) -> str:
        """Text that `from_json` reads back to an equal result."""
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a method gave no answer: what it needed, and what it found.

    A refusal is an outcome, not an error: the study goes on and the report prints it.
    """

    method: str
    reason: str
    needed: str
    found: str
    notes: tuple[Note, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "method": self.method,
            "refusal": {"reason": self.reason, "needed": self.needed, "found": self.found},
            "notes": [asdict(note) for note in self.notes],
            "provenance": self.provenance.to_dict(),
        }

    def to_json(self) -> str:
        """Text that `from_json` reads back to an equal refusal."""
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


Outcome = Result | Refusal

TIDY = pa.schema(
    [
        ("method", pa.string()),
        ("name", pa.string()),
        ("group", pa.string()),
        ("reference", pa.string()),
        ("stratum", pa.string()),
        ("value", pa.float64()),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("level", pa.float64()),
        ("scale", pa.string()),
        ("n", pa.int64()),
        ("missing_share", pa.float64()),
        ("p_value", pa.float64()),
    ]
)


def tidy(results: tuple[Result, ...]) -> pa.Table:
    """Every estimate of several results, one row each, in one Arrow table."""
    rows = [
        {"method": result.method, **asdict(estimate)}
        for result in results
        for estimate in result.estimates
    ]
    return pa.Table.from_pylist(rows, schema=TIDY)


def from_json(text: str) -> Outcome:
    """Read a result or a refusal from what `to_json` wrote."""
    plain = json.loads(text)
    shared = {
        "method": plain["method"],
        "notes": tuple(Note(**note) for note in plain["notes"]),
        "provenance": Provenance.from_dict(plain["provenance"]),
    }
    if "refusal" in plain:
        return Refusal(**shared, **plain["refusal"])
    return Result(
        **shared,
        level=plain["level"],
        reference=plain["reference"],
        seed=plain["seed"],
        estimates=tuple(Estimate.from_dict(row) for row in plain["estimates"]),
        diagnostics=plain["diagnostics"],
    )


def _plain(value: Any) -> Any:
    """JSON has neither NaN nor infinity: NaN becomes null, infinities become words."""
    if isinstance(value, float) and not math.isfinite(value):
        return None if math.isnan(value) else ("inf" if value > 0 else "-inf")
    return value


def _number(value: Any) -> float:
    return math.nan if value is None else float(value)
