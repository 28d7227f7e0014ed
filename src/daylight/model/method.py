"""A way to answer a question: what it needs, when it refuses, what it assumes."""

import inspect
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args, get_origin

from daylight import __version__
from daylight.data.clustering import MOST_BLANK, Clustering
from daylight.data.estimate import UNSTATED, Basis, Estimate
from daylight.data.facts.stops import AdjustedFor
from daylight.data.provenance import Provenance
from daylight.data.quantity import Quantity
from daylight.data.result import Note, Outcome, Refusal, Result
from daylight.errors import CellsError
from daylight.schema.vocabulary import UNKNOWN

NOWHERE = Provenance()

TOLD = 0.01
"""Rows blank in a key of strata are told of from this share on."""

UNSET = {"level": 0.95, "reference": None, "seed": None}
"""What a result holds of a shared setting before it is stamped."""

KINDS: tuple[tuple[type, tuple[type, ...], str], ...] = (
    (bool, (bool,), "true or false"),
    (str, (str,), "a text"),
    (tuple, (list, tuple), "a list"),
)
"""Kind of a setting's default → the kinds its value may be, and what that is called."""

SHARED = ("level", "reference", "seed")
"""Settings that a study decides once for all its methods."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a method must be given.

    Parameters
    ----------
    noun
        `cells` (counts by group), `panel` (units over time), `sample` (survey answers) or
        `figures` (numbers that somebody published).
    reduction
        The reduction whose cells it reads when a study makes them.
    by
        Key columns the cells must have.
    measures
        Count columns the cells must have.
    optional_by, optional_measures
        Columns it uses when they are there.
    clusters
        Columns by which rows may go together, most telling first: used for uncertainty where they
        are there and are no key, never as groups.
    """

    noun: str = "cells"
    reduction: str = ""
    by: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    optional_by: tuple[str, ...] = ()
    optional_measures: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()

    @property
    def is_from_file(self) -> bool:
        """Whether a study names a file for it: it is neither counted nor answered before."""
        return self.noun in {"panel", "sample", "figures"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """The record of one statistical method.

    Parameters
    ----------
    run
        `run(cells, **settings)` → `Result` or `Refusal`, which the call of the method stamps.
        Settings are keyword arguments with defaults; `level`, `reference` and `seed` come from the
        study when it accepts them.
    leaves_blanks_out
        Whether rows that are blank in what is held equal are left out, and not a stratum of their
        own.
    assumptions
        What must hold for the answer to mean what it says.
    overturned_by
        What finding would change the answer.
    cannot_say
        What nobody may conclude from it.
    reference
        Paper and equation.
    quantities
        Every quantity it may estimate.
    basis
        How its intervals are made, where an estimate does not say otherwise.
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
    quantities: tuple[Quantity, ...] = ()
    basis: Basis = UNSTATED
    leaves_blanks_out: bool = False
    subject: str = ""
    question: str = ""

    def __call__(self, given: Any, **settings: Any) -> Outcome:
        """Answer, stamped with the method's name, version, level, reference, seed and provenance.

        Whatever the method itself set stands: only what it left open is filled.
        """
        outcome = self._refused(given) or self._run(given, settings)
        stamp: dict[str, Any] = {"method": outcome.method or self.name, "version": __version__}
        if outcome.provenance == NOWHERE:
            stamp["provenance"] = getattr(given, "provenance", NOWHERE)
        if isinstance(outcome, Refusal):
            return replace(outcome, **stamp)
        decided = {p.name: settings.get(p.name, p.default) for p in self.parameters}
        level = float(decided.get("level", outcome.level))
        for name in SHARED:
            if name in decided and getattr(outcome, name) == UNSET[name]:
                stamp[name] = decided[name]
        stamp["estimates"] = tuple(self._finished(e, level) for e in outcome.estimates)
        stamp["notes"] = (
            *outcome.notes,
            *(() if self.leaves_blanks_out else _of_strata(given, outcome)),
            *_of_clusters(getattr(given, "clusterings", ())),
        )
        return replace(outcome, **stamp)

    def _refused(self, given: Any) -> Refusal | None:
        """Why counts are no counts of groups, where they are not."""
        if self.needs.noun != "cells":
            return None
        from daylight.model.sound import unsound  # listings load records, and no arrays

        return unsound(given, self.needs.measures)

    def _run(self, given: Any, settings: Mapping[str, Any]) -> Outcome:
        """What it finds; a column it cannot do without is named, where that is what is wrong."""
        try:
            return self.run(given, **settings)
        except KeyError as problem:
            present = {*getattr(given, "by", ()), *getattr(given, "measures", ())}
            renamed = {p.default for p in self.parameters if p.name in settings}
            lacking = {*self.needs.by, *self.needs.measures} - renamed - present
            if self.needs.noun != "cells" or not lacking:
                raise
            raise CellsError(
                f"{given.provenance.origin}: {self.name} needs the column "
                f"{', '.join(sorted(lacking))}; the cells have {', '.join(sorted(present))}"
            ) from problem

    def _finished(self, estimate: Estimate, level: float) -> Estimate:
        """An estimate with the level and basis it left open."""
        open_ones: dict[str, Any] = {}
        if math.isnan(estimate.level):
            open_ones["level"] = level
        if estimate.basis == UNSTATED:
            open_ones["basis"] = self.basis
        return replace(estimate, **open_ones) if open_ones else estimate

    @property
    def parameters(self) -> tuple[inspect.Parameter, ...]:
        """The settings `run` takes, those that a study decides among them."""
        return tuple(inspect.signature(self.run).parameters.values())[1:]

    @property
    def own_settings(self) -> tuple[str, ...]:
        """The names of its settings, less those a study decides for all."""
        return tuple(p.name for p in self.parameters if p.name not in SHARED)

    def wrong_kinds(self, asked: Mapping[str, Any]) -> Iterator[str]:
        """A level that is no share, a word that is none of a setting's, a value of another kind."""
        level = asked.get("level", 0.95)
        if not _is_number(level) or not 0 < level < 1:
            yield f"level must lie between 0 and 1, not {level!r}"
        for parameter in self.parameters:
            if parameter.name in asked and parameter.name != "level":
                yield from wrong_kind(parameter, asked[parameter.name])


def wrong_kind(parameter: inspect.Parameter, value: Any) -> Iterator[str]:
    """What is wrong with the value of one setting, as its declaration and its default tell."""
    wanted = _wanted(parameter, value)
    if wanted:
        yield f"{parameter.name} must be {wanted}, not {value!r}"


def _wanted(parameter: inspect.Parameter, value: Any) -> str:
    """What the setting must be, where the value is not that; else nothing."""
    default = parameter.default
    if get_origin(parameter.annotation) is Literal:
        allowed = get_args(parameter.annotation)
        return "" if value in allowed else f"one of {', '.join(map(str, allowed))}"
    if _is_number(default):
        if not _is_number(value):
            return "a number"
        is_whole = isinstance(default, float) or value == int(value)
        return "" if is_whole else "a whole number"
    for kind, fits, words in KINDS:
        if isinstance(default, kind):
            return "" if isinstance(value, fits) else words
    return ""


def _is_number(value: Any) -> bool:
    """Whether a setting is a finite number; yes and no are none."""
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return is_number and math.isfinite(value)


def _of_strata(given: Any, result: Result) -> Iterator[Note]:
    """A note on rows that are blank in a key within whose values groups are compared."""
    if not isinstance(result.facts, AdjustedFor):
        return
    rows = given.counts(given.measures[0])
    factors = [name for name in result.facts.factors if name in given.by]
    shares = [float(rows[given.keys(name) == UNKNOWN].sum() / rows.sum()) for name in factors]
    told = [(name, share) for name, share in zip(factors, shares, strict=True) if share >= TOLD]
    if told:
        keys, blank = zip(*told, strict=True)
        yield Note(code="blank-strata", facts={"keys": keys, "shares": blank})


def _of_clusters(clusterings: Sequence[Clustering]) -> Iterator[Note]:
    """Notes on keys that were given and yet do not say which rows go together."""
    for one in clusterings:
        if one.blank_share > MOST_BLANK:
            yield Note(
                code="cluster-mostly-blank", facts={"key": one.key, "share": one.blank_share}
            )
        elif not one.is_telling:
            yield Note(code="cluster-tells-nothing", facts={"key": one.key})
