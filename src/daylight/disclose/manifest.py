"""What a public release leaves behind for the next one: what was printed, and nothing withheld."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from daylight.errors import DaylightError

NAME = "release.json"

LAYOUT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCount:
    """A count as a release showed it: between which values it lies.

    Parameters
    ----------
    unit
        What was counted, in the plural.
    keys
        Of whom, where and when, as pairs in order.
    quantity
        The share whose numerator it is; empty for the count of the unit itself.
    low, high
        The smallest and largest count that would have been printed alike.
    """

    unit: str
    keys: tuple[tuple[str, str], ...]
    low: int
    high: int
    quantity: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "unit": self.unit,
            "keys": dict(self.keys),
            "quantity": self.quantity,
            "low": self.low,
            "high": self.high,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """All counts that a release showed, and the smallest that it would have shown.

    Parameters
    ----------
    withheld
        Whether anything was withheld.
    """

    minimum_cell: int
    shown: tuple[ShownCount, ...]
    withheld: bool

    def to_json(self) -> str:
        """Text that `read` reads back."""
        plain = {
            "release": LAYOUT,
            "minimum_cell": self.minimum_cell,
            "withheld": self.withheld,
            "shown": [one.to_dict() for one in self.shown],
        }
        return json.dumps(plain, indent=1, ensure_ascii=False) + "\n"


def read(path: Path) -> Released:
    """An earlier release from its folder or its `release.json`."""
    file = path / NAME if path.is_dir() else path
    try:
        found = json.loads(file.read_text("utf-8"))
        shown = tuple(
            ShownCount(
                unit=one["unit"],
                keys=tuple(sorted(one["keys"].items())),
                quantity=one["quantity"],
                low=one["low"],
                high=one["high"],
            )
            for one in found["shown"]
        )
        return Released(minimum_cell=found["minimum_cell"], shown=shown, withheld=found["withheld"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise DaylightError(
            f"{file}: not what an earlier public release left ({fault!r}); give the folder of that "
            f"release, in which {NAME} lies, or leave it out if none was published"
        ) from fault


def unique(shown: Iterable[ShownCount]) -> tuple[ShownCount, ...]:
    """Each once, in order."""
    return tuple(dict.fromkeys(shown))
