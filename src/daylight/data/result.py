"""An answer, or the reason there is none: Note, Result, Refusal."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from daylight.data import facts as known_facts
from daylight.data import notebook
from daylight.data.estimate import Basis, BasisKind, Estimate, Key, plain
from daylight.data.facts import Facts
from daylight.data.provenance import Provenance
from daylight.data.quantity import About, Quantity, Scale
from daylight.errors import DaylightError

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "About",
    "Basis",
    "BasisKind",
    "Estimate",
    "Fact",
    "Facts",
    "Note",
    "Outcome",
    "Quantity",
    "Refusal",
    "Result",
    "Scale",
    "from_json",
]

F = TypeVar("F", bound=Facts)

SCHEMA = 2
"""The layout of RESULT.json and of estimates.parquet; 1 was that of Daylight 0.1."""

Diagnostic = float | int | str | bool | None

Fact = Key | None | tuple[Key, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something the reader must know beside a number: a limit, a break, a warning.

    Parameters
    ----------
    code
        A short stable name (`infra-marginality`, `small-cells`); the report has its sentence.
    facts
        The numbers, dates and names that the sentence states.
    """

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict, hash=False)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        facts = {
            key: list(v) if isinstance(v, tuple) else plain(v) for key, v in self.facts.items()
        }
        return {"code": self.code, "facts": facts}

    @classmethod
    def from_dict(cls, found: Mapping[str, Any]) -> "Note":
        """Read back what `to_dict` wrote."""
        facts = {k: tuple(v) if isinstance(v, list) else v for k, v in found["facts"].items()}
        return cls(code=found["code"], facts=facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a method found: estimates, and everything needed to judge them.

    It is plain data. It does not draw, print or change, and it has no "significant" flag. What a
    method's `run` returns has estimates, notes, facts and diagnostics; the call of the method adds
    its name, version, level, reference, seed and provenance.

    Parameters
    ----------
    facts
        What a report needs beyond the estimates, one small dataclass for each method.
    diagnostics
        How the numbers were reached, printed as it is; nothing reads it by name.
    """

    estimates: tuple[Estimate, ...]
    method: str = ""
    version: str = ""
    level: float = 0.95
    reference: str | None = None
    seed: int | None = None
    facts: Facts | None = None
    diagnostics: Mapping[str, Diagnostic] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)

    def named(self, name: str) -> tuple[Estimate, ...]:
        """The estimates of one quantity, in order."""
        return tuple(estimate for estimate in self.estimates if estimate.name == name)

    def one(self, name: str, /, *, variant: str | None = None, **keys: Key) -> Estimate:
        """The single estimate of a quantity with just these keys; KeyError where there is none.

        >>> result.one("hit_rate", subject_race="black")  # doctest: +SKIP
        """
        for estimate in self.named(name):
            if (estimate.keys, estimate.variant) == (keys, variant):
                return estimate
        raise KeyError((name, keys, variant))

    def beside(self, estimate: Estimate, name: str) -> Estimate:
        """The estimate of another quantity with the same keys and variant; else KeyError."""
        for other in self.named(name):
            if (other.keys, other.variant) == (estimate.keys, estimate.variant):
                return other
        raise KeyError((name, estimate.where))

    def noted(self, code: str) -> Note | None:
        """The note of that code, or None."""
        return next((note for note in self.notes if note.code == code), None)

    def facts_as(self, kind: type[F]) -> F:
        """The method's facts, of the class it declares; DaylightError where they are others."""
        if not isinstance(self.facts, kind):
            raise DaylightError(f"a result of {self.method} holds no {kind.__name__}")
        return self.facts

    def tidy(self) -> "pa.Table":
        """One row per estimate, with one column for every key: see `daylight.data.tidy`."""
        from daylight.data.tidy import Answered, tidy

        return tidy((Answered(self),))

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """The estimates for any library that reads Arrow: `polars.DataFrame(result)`."""
        return self.tidy().__arrow_c_stream__(requested_schema)

    def _repr_html_(self) -> str:
        """The first estimates, as a notebook shows them."""
        rows = (
            (e.name, e.where, e.compared_with, e.value, e.low, e.high, e.n, e.missing_share)
            for e in self.estimates
        )
        title = f"{self.method}, {100 * self.level:g} % intervals"
        return notebook.table(title, notebook.ESTIMATE, rows, len(self.estimates))

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "schema": SCHEMA,
            "method": self.method,
            "version": self.version,
            "level": self.level,
            "reference": self.reference,
            "seed": self.seed,
            "estimates": [estimate.to_dict() for estimate in self.estimates],
            "facts": None if self.facts is None else known_facts.to_dict(self.facts),
            "diagnostics": {key: plain(value) for key, value in self.diagnostics.items()},
            "notes": [note.to_dict() for note in self.notes],
            "provenance": self.provenance.to_dict(),
        }

    def to_json(self) -> str:
        """Text that `from_json` reads back to an equal result."""
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a method gave no answer.

    A refusal is an outcome, not an error: the study goes on and the report prints it.

    Parameters
    ----------
    code
        A short stable name (`too-few-searches`); the report says why there is no answer, what is
        lacking and what would supply it.
    facts
        The numbers and names that those sentences state: what was needed, and what was found.
    """

    code: str
    facts: Mapping[str, Fact] = field(default_factory=dict, hash=False)
    method: str = ""
    version: str = ""
    notes: tuple[Note, ...] = ()
    provenance: Provenance = field(default_factory=Provenance)

    @property
    def as_facts(self) -> dict[str, Fact]:
        """What a note about it states: its code as `refusal`, and its facts."""
        return {"refusal": self.code, **self.facts}

    def _repr_html_(self) -> str:
        """The code and its facts, as a notebook shows them; a report has the words."""
        said = (("code", self.code), *((name, str(fact)) for name, fact in self.facts.items()))
        return notebook.lines(f"{self.method}: no answer", said)

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "schema": SCHEMA,
            "method": self.method,
            "version": self.version,
            "refusal": Note(code=self.code, facts=self.facts).to_dict(),
            "notes": [note.to_dict() for note in self.notes],
            "provenance": self.provenance.to_dict(),
        }

    def to_json(self) -> str:
        """Text that `from_json` reads back to an equal refusal."""
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


Outcome = Result | Refusal


REMADE = (
    "make it again with `daylight model`, or the whole run with `daylight run STUDY.toml --out RUN`"
)


def from_json(text: str) -> Outcome:
    """Read a result or a refusal from what `to_json` wrote.

    DaylightError where an earlier Daylight wrote it, with what remakes it.
    """
    try:
        found = json.loads(text)
        if found.get("schema") == SCHEMA and "reason" not in found.get("refusal", ()):
            return _read(found)
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        raise DaylightError(f"not a result that Daylight wrote: {fault!r}") from fault
    layout = found.get("schema", 1)
    raise DaylightError(
        f"this result has layout {layout} and this Daylight reads {SCHEMA}: {REMADE}"
        if layout != SCHEMA
        else f"an earlier Daylight wrote this refusal, with sentences in place of a code: {REMADE}"
    )


def _read(found: Mapping[str, Any]) -> Outcome:
    shared = {
        "method": found["method"],
        "version": found["version"],
        "notes": tuple(Note.from_dict(note) for note in found["notes"]),
        "provenance": Provenance.from_dict(found["provenance"]),
    }
    if "refusal" in found:
        told = Note.from_dict(found["refusal"])
        return Refusal(**shared, code=told.code, facts=told.facts)
    held = found["facts"]
    return Result(
        **shared,
        level=found["level"],
        reference=found["reference"],
        seed=found["seed"],
        estimates=tuple(Estimate.from_dict(row) for row in found["estimates"]),
        facts=None if held is None else known_facts.from_dict(held),
        diagnostics=found["diagnostics"],
    )
