"""A way to answer a question: what it needs, when it refuses, what it assumes."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from daylight.data.result import Outcome

SHARED = ("level", "reference", "seed")
"""Settings that a study decides once for all its methods."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a method must be given.

    Parameters
    ----------
    noun
        `cells` (counts by group), `panel` (units over time) or `sample` (survey answers).
    reduction
        The reduction whose cells it reads when a study makes them.
    by
        Key columns the cells must have.
    measures
        Count columns the cells must have.
    optional_by, optional_measures
        Columns it uses when they are there.
    """

    noun: str = "cells"
    reduction: str = ""
    by: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    optional_by: tuple[str, ...] = ()
    optional_measures: tuple[str, ...] = ()

    @property
    def is_from_file(self) -> bool:
        """Whether a study names a file for it: it is neither counted nor answered before."""
        return self.noun in {"panel", "sample"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """The record of one statistical method.

    Parameters
    ----------
    run
        `run(cells, **settings)` → `Result` or `Refusal`. Settings are keyword arguments with
        defaults; `level`, `reference` and `seed` come from the study when it accepts them.
    assumptions
        What must hold for the answer to mean what it says.
    overturned_by
        What finding would change the answer.
    cannot_say
        What nobody may conclude from it.
    reference
        Paper and equation.
    subject, question
        What it is about, and what it answers as a person would ask it; the list of methods
        (`model/methods.py`) gives them.
    """

    name: str
    needs: Needs
    run: Callable[..., Outcome]
    refuses_when: str
    assumptions: tuple[str, ...]
    overturned_by: tuple[str, ...]
    cannot_say: tuple[str, ...]
    reference: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    subject: str = ""
    question: str = ""

    @property
    def parameters(self) -> tuple[inspect.Parameter, ...]:
        """The settings `run` takes, those that a study decides among them."""
        return tuple(inspect.signature(self.run).parameters.values())[1:]

    @property
    def own_settings(self) -> tuple[str, ...]:
        """The names of its settings, less those a study decides for all."""
        return tuple(p.name for p in self.parameters if p.name not in SHARED)
