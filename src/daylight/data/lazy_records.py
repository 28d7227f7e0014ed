"""Names → records that are loaded when they are first asked for."""

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

E = TypeVar("E")
R = TypeVar("R")


class LazyRecords(Mapping[str, R], Generic[E, R]):
    """A list of entries that reads as a mapping of records.

    Parameters
    ----------
    entries
        Name → its line, which costs nothing to look at.
    load
        An entry and its name → the whole record.
    """

    def __init__(self, entries: Mapping[str, E], load: Callable[[E, str], R]) -> None:
        self.entries = entries
        self._load = load
        self._loaded: dict[str, R] = {}

    def __getitem__(self, name: str) -> R:
        if name not in self._loaded:
            self._loaded[name] = self._load(self.entries[name], name)
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __contains__(self, name: object) -> bool:
        return name in self.entries
