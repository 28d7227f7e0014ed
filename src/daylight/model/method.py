"""A way to answer a question: what it needs, when it refuses, what it assumes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from daylight.result import Outcome


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """The record of one statistical method.

    Parameters
    ----------
    run
        `run(cells, **settings)` → `Result` or `Refusal`. Settings are keyword arguments with
        defaults; `level`, `reference` and `seed` come from the study when it accepts them.
    question
        What it answers, as a person would ask it.
    assumptions
        What must hold for the answer to mean what it says.
    overturned_by
        What finding would change the answer.
    cannot_say
        What nobody may conclude from it.
    reference
        Paper and equation.
    """

    name: str
    subject: str
    question: str
    needs: Needs
    run: Callable[..., Outcome]
    refuses_when: str
    assumptions: tuple[str, ...]
    overturned_by: tuple[str, ...]
    cannot_say: tuple[str, ...]
    reference: str
    settings: Mapping[str, Any] = field(default_factory=dict)
