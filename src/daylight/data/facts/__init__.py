"""What a report needs of a method beyond its estimates: one small frozen dataclass per method.

They stand here, between the verbs, because `model/` makes them and `report/` reads them. There is
a module for each subject; `Result.facts` holds one, and RESULT.json names its class.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib import import_module
from typing import Any

from daylight.data.estimate import plain
from daylight.errors import DaylightError

SUBJECTS = (
    "stops",
    "searches",
    "force",
    "officers",
    "effects",
    "trust",
    "monitoring",
    "courts",
)


@dataclass(frozen=True, slots=True)
class Facts:
    """The base of all of them: plain values and tuples of plain values, nothing else.

    `kind` is the name under which RESULT.json holds the class, so no field can be called so.
    """

    def __init_subclass__(cls) -> None:
        """Refuse a field whose value would be lost on the way through RESULT.json."""
        if "kind" in cls.__annotations__:
            raise TypeError(f"{cls.__name__}: a field of facts cannot be called kind")

    def for_anybody(self) -> "Facts":
        """What of them a public report may hold: all, where they count nothing by themselves."""
        return self


def to_dict(facts: Facts) -> dict[str, Any]:
    """Plain values for JSON, with the class that reads them back."""
    subject = type(facts).__module__.rpartition(".")[2]
    return {"kind": f"{subject}.{type(facts).__name__}", **_plainly(asdict(facts))}


def from_dict(found: Mapping[str, Any]) -> Facts:
    """Read back what `to_dict` wrote; DaylightError where no such class is known."""
    subject, _, name = str(found["kind"]).partition(".")
    made = (
        getattr(import_module(f"daylight.data.facts.{subject}"), name, None)
        if subject in SUBJECTS
        else None
    )
    if not (isinstance(made, type) and issubclass(made, Facts)):
        raise DaylightError(f"a result holds facts of an unknown kind, {found['kind']!r}")
    return made(**{key: _tuples(value) for key, value in found.items() if key != "kind"})


def _plainly(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plainly(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plainly(one) for one in value]
    return plain(value)


def _tuples(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_tuples(one) for one in value)
    if isinstance(value, dict):
        return {key: _tuples(one) for key, one in value.items()}
    return value
