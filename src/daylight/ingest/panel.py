"""Units over time and a registry of interventions → `Panel`, as a TOML file declares them.

A value that is neither a number, a declared blank nor a declared correction stops the reading
with its rows; so does a place of the registry that is neither matched to a unit nor declared
absent from the panel.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from daylight.errors import BadValue, MissingColumn, RecipeError, UnknownCode
from daylight.ingest.declared import record, toml
from daylight.panel import NEVER, Panel
from daylight.provenance import Provenance
from daylight.tabular import read_table, sha256

DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-\d{2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """An outcome: the columns whose values are added up, and what it is counted against."""

    columns: tuple[str, ...]
    exposure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """Rows left out: those with one of these values in the column."""

    column: str
    values: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """From that period on these outcomes mean something else and are left blank."""

    period: int
    reason: str
    outcomes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """Interventions by place.

    Parameters
    ----------
    events
        Kind of event → column of dates, `YYYY` or `YYYY-MM`.
    units
        Place as the registry names it → unit of the panel.
    absent
        Places of the registry that the panel does not follow.
    corrections
        Date as written → date as read, or "" for none within the panel.
    verified
        Column that says `True` where somebody checked the dates against the documents.
    """

    file: str
    place: str
    events: Mapping[str, str]
    units: Mapping[str, str]
    absent: tuple[str, ...] = ()
    corrections: Mapping[str, str] = field(default_factory=dict)
    verified: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelRecipe:
    """How a file of units by period becomes a panel.

    Parameters
    ----------
    file
        Relative to the recipe.
    frequency
        `year` or `month`; months are counted as year × 12 + month − 1.
    blank
        Spellings of "not reported".
    event
        Which kind of event starts treatment unless a method asks for another.
    """

    title: str
    file: str
    unit: str
    period: str
    outcomes: Mapping[str, Measure]
    event: str = ""
    frequency: str = "year"
    publisher: str = ""
    blank: tuple[str, ...] = ()
    aside: tuple[Aside, ...] = ()
    breaks: tuple[Break, ...] = ()
    interventions: Registry | None = None
    notes: tuple[str, ...] = ()


def read_panel(path: Path | str) -> Panel:
    """The panel that a recipe file declares, read from the files it names."""
    path = Path(path)
    recipe = _recipe(toml(path, "panel"), str(path))
    source = path.parent / recipe.file
    rows, dropped = _kept(recipe, source)
    panel = _grid(recipe, rows)
    panel = _broken(recipe, panel)
    provenance = Provenance(
        origin=f"{recipe.title} ({path.name})",
        sources={recipe.file: sha256(source)},
        rows_read=len(rows) + sum(dropped.values()),
        rows_kept=len(rows),
        rows_dropped=dropped,
    )
    panel = replace(panel, provenance=provenance)
    return _treated(recipe, panel, path.parent) if recipe.interventions else panel


def period_of(date: str, frequency: str) -> int:
    """The period a date falls in; a year alone is its first month where periods are months."""
    found = DATE.fullmatch(date)
    if found is None:
        raise ValueError(date)
    year, month = int(found[1]), int(found[2] or 1)
    return year if frequency == "year" else year * 12 + month - 1


def _recipe(plain: dict[str, Any], where: str) -> PanelRecipe:
    parts = dict(plain)
    registry = parts.pop("interventions", None)
    outcomes = {
        name: record(Measure, one, f"{where} [panel.outcomes.{name}]")
        for name, one in parts.pop("outcomes", {}).items()
    }
    recipe: PanelRecipe = record(
        PanelRecipe,
        {
            **parts,
            "outcomes": outcomes,
            "aside": [record(Aside, one, f"{where} aside") for one in parts.get("aside", [])],
            "breaks": [record(Break, one, f"{where} breaks") for one in parts.get("breaks", [])],
            "interventions": registry
            and record(Registry, registry, f"{where} [panel.interventions]"),
        },
        where,
    )
    if recipe.frequency not in {"year", "month"}:
        raise RecipeError(f"{where}: frequency is year or month, not {recipe.frequency!r}")
    for one in recipe.breaks:
        if unknown := set(one.outcomes) - set(outcomes):
            raise RecipeError(f"{where}: break {one.period} names no outcome {sorted(unknown)}")
    return recipe


def _kept(recipe: PanelRecipe, source: Path) -> tuple[list[dict[str, str]], dict[str, int]]:
    """Rows as text with blanks emptied, less those set aside, counted by reason."""
    columns = {recipe.unit, recipe.period, *(one.column for one in recipe.aside)}
    for measure in recipe.outcomes.values():
        columns |= {*measure.columns, measure.exposure} - {""}
    rows = _text_rows(source, sorted(columns), recipe.blank)
    dropped: dict[str, int] = {}
    kept = []
    for row in rows:
        reason = next((a.reason for a in recipe.aside if row[a.column] in a.values), "")
        if reason:
            dropped[reason] = dropped.get(reason, 0) + 1
        else:
            kept.append(row)
    return kept, dropped


def _text_rows(
    source: Path, columns: Sequence[str], blank: tuple[str, ...]
) -> list[dict[str, str]]:
    table = read_table(source, needed=columns).select(list(columns))
    texts = [column.cast(pa.string()) for column in table.columns]
    empty = {None, "", *blank}
    return [
        {
            name: "" if value in empty else str(value)
            for name, value in zip(columns, values, strict=True)
        }
        for values in zip(*(column.to_pylist() for column in texts), strict=True)
    ]


def _grid(recipe: PanelRecipe, rows: list[dict[str, str]]) -> Panel:
    values: dict[str, list[float]] = {name: [] for name in recipe.outcomes}
    exposure: dict[str, list[float]] = {n: [] for n, m in recipe.outcomes.items() if m.exposure}
    faults: list[str] = []
    for number, row in enumerate(rows, start=1):
        for name, measure in recipe.outcomes.items():
            parts = [_number(row[column], number, column, faults) for column in measure.columns]
            values[name].append(float(np.sum(parts)))
            if measure.exposure:
                exposure[name].append(_number(row[measure.exposure], number, name, faults))
    if faults:
        raise BadValue(f"{recipe.file}: {'; '.join(faults[:5])}: declare them as blank or correct")
    units = [row[recipe.unit] for row in rows]
    periods = [_period(recipe, row[recipe.period]) for row in rows]
    never = [0.0] * len(rows)
    panel = Panel.from_long(units, periods, {**values}, never)
    against = Panel.from_long(units, periods, {**exposure}, never) if exposure else panel
    return replace(panel, exposure=against.outcomes if exposure else {})


def _number(text: str, row: int, column: str, faults: list[str]) -> float:
    if not text:
        return np.nan
    try:
        return float(text)
    except ValueError:
        faults.append(f"row {row}, column {column}: {text!r} is no number")
        return np.nan


def _period(recipe: PanelRecipe, text: str) -> int:
    try:
        return period_of(text, recipe.frequency)
    except ValueError as fault:
        raise BadValue(f"{recipe.file}: {text!r} in column {recipe.period} is no date") from fault


def _broken(recipe: PanelRecipe, panel: Panel) -> Panel:
    periods = np.array(panel.periods)
    outcomes = dict(panel.outcomes)
    for one in recipe.breaks:
        for name in one.outcomes:
            outcomes[name] = np.where(periods >= one.period, np.nan, outcomes[name])
    return replace(panel, outcomes=outcomes, breaks={b.period: b.reason for b in recipe.breaks})


def _treated(recipe: PanelRecipe, panel: Panel, folder: Path) -> Panel:
    registry = recipe.interventions
    if registry is None:
        return panel
    source = folder / registry.file
    columns = [registry.place, *registry.events.values(), registry.verified]
    rows = _text_rows(source, [name for name in columns if name], recipe.blank)
    _decided(registry, [row[registry.place] for row in rows], panel)
    events = {name: np.full(len(panel.units), NEVER) for name in registry.events}
    unverified = []
    for row in rows:
        if row[registry.place] in registry.absent:
            continue
        unit = registry.units[row[registry.place]]
        at = panel.units.index(unit)
        for name, column in registry.events.items():
            when = _event(recipe, registry, row[column])
            events[name][at] = min(events[name][at], when)
        if registry.verified and row[registry.verified].casefold() != "true":
            unverified.append(unit)
    if recipe.event and recipe.event not in events:
        raise RecipeError(f"{recipe.title}: event {recipe.event!r} is not among {sorted(events)}")
    provenance = replace(
        panel.provenance, sources={**panel.provenance.sources, registry.file: sha256(source)}
    )
    timed = replace(panel, events=events, unverified=tuple(unverified), provenance=provenance)
    return timed.at(recipe.event or next(iter(events)))


def _decided(registry: Registry, places: Iterable[str], panel: Panel) -> None:
    """Refuse a place that nobody decided on, and a unit that the panel does not have."""
    open_ = [p for p in places if p not in registry.units and p not in registry.absent]
    if open_:
        raise UnknownCode(
            f"{registry.file}: no decision for {'; '.join(open_)}: name their unit in "
            "[panel.interventions.units] or list them in absent"
        )
    if lost := sorted(set(registry.units.values()) - set(panel.units)):
        raise MissingColumn(f"{registry.file}: the panel has no unit {'; '.join(lost)}")


def _event(recipe: PanelRecipe, registry: Registry, written: str) -> float:
    text = registry.corrections.get(written, written)
    if not text:
        return NEVER
    try:
        return float(period_of(text, recipe.frequency))
    except ValueError as fault:
        raise BadValue(
            f"{registry.file}: {written!r} is no date; say in [panel.interventions.corrections] "
            "how it is read"
        ) from fault
