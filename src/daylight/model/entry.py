"""One line of the list of methods."""

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
