"""What the list of methods is made of: entries whose records are loaded when asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import import_module

from daylight.data.comparison import Family
from daylight.model.method import Method


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list: what a method answers, as a person would ask it, and its module.

    Parameters
    ----------
    family
        What its comparisons are corrected with, where `model/families.py` does not say.
    """

    subject: str
    home: str
    question: str
    family: Family | None = None

    def load(self, name: str) -> Method:
        """The whole record, with its estimator."""
        module = import_module(f"daylight.model.{self.home}")
        records = getattr(module, "METHODS", None) or (module.METHOD,)
        record: Method = next(one for one in records if one.name == name)
        return replace(record, subject=self.subject, question=self.question)


class Methods(Mapping[str, Method]):
    """Name → record; a record is loaded when it is first asked for."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self.entries = entries
        self._loaded: dict[str, Method] = {}

    def __getitem__(self, name: str) -> Method:
        if name not in self._loaded:
            self._loaded[name] = self.entries[name].load(name)
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, name: object) -> bool:
        return name in self.entries
