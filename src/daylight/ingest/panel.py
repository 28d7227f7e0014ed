"""Units over time and a registry of interventions → `Panel`, as a TOML file declares them.

A value that is neither a number, a declared blank nor a declared correction stops the reading
with its rows; so does a place of the registry that is neither matched to a unit nor declared
absent from the panel.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from daylight.data.panel import NEVER, Panel
from daylight.data.provenance import Provenance
from daylight.data.tabular import read_table, sha256
from daylight.errors import BadValue, MissingColumn, RecipeError, UnknownCode
from daylight.ingest.toml_record import record, toml

Texts = npt.NDArray[np.object_]

DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-\d{2})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelOutcome:
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
        `year` or `month` of a date, months counted as year × 12 + month − 1; `number` for periods
        that are numbered already.
    blank
        Spellings of "not reported".
    event
        Which kind of event starts treatment unless a method asks for another.
    first_treated
        Column with each unit's first treated period, where the file itself has it.
    """

    title: str
    file: str
    unit: str
    period: str
    outcomes: Mapping[str, PanelOutcome]
    event: str = ""
    first_treated: str = ""
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
    columns, dropped = _kept(recipe, source)
    kept = len(columns[recipe.unit])
    provenance = Provenance(
        origin=f"{recipe.title} ({path.name})",
        sources={recipe.file: sha256(source)},
        rows_read=kept + sum(dropped.values()),
        rows_kept=kept,
        rows_dropped=dropped,
    )
    panel = replace(_broken(recipe, _grid(recipe, columns)), provenance=provenance)
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
        name: record(PanelOutcome, one, f"{where} [panel.outcomes.{name}]")
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
    if recipe.frequency not in {"year", "month", "number"}:
        raise RecipeError(f"{where}: frequency is year, month or number, not {recipe.frequency!r}")
    for one in recipe.breaks:
        if unknown := set(one.outcomes) - set(outcomes):
            raise RecipeError(f"{where}: break {one.period} names no outcome {sorted(unknown)}")
    return recipe


def _kept(recipe: PanelRecipe, source: Path) -> tuple[dict[str, Texts], dict[str, int]]:
    """Columns as text with blanks emptied, less the rows set aside, counted by reason."""
    names = {recipe.unit, recipe.period, recipe.first_treated}
    names |= {one.column for one in recipe.aside}
    for measure in recipe.outcomes.values():
        names |= {*measure.columns, measure.exposure}
    columns = _texts(source, sorted(names - {""}), recipe.blank)
    dropped: dict[str, int] = {}
    for one in recipe.aside:
        out = np.isin(columns[one.column], one.values)
        dropped[one.reason] = dropped.get(one.reason, 0) + int(out.sum())
        columns = {name: values[~out] for name, values in columns.items()}
    return columns, {reason: rows for reason, rows in dropped.items() if rows}


def _texts(source: Path, names: Sequence[str], blank: tuple[str, ...]) -> dict[str, Texts]:
    table = read_table(source, needed=names)
    columns = {}
    for name in names:
        column = pc.fill_null(table[name].cast(pa.string()), "")
        written = np.asarray(column.to_numpy(zero_copy_only=False), dtype=object)
        columns[name] = np.where(np.isin(written, blank), "", written) if blank else written
    return columns


def _grid(recipe: PanelRecipe, columns: dict[str, Texts]) -> Panel:
    faults: list[str] = []
    values = {
        name: np.sum([_numbers(columns[c], c, faults) for c in measure.columns], axis=0)
        for name, measure in recipe.outcomes.items()
    }
    exposure = {
        name: _numbers(columns[measure.exposure], measure.exposure, faults)
        for name, measure in recipe.outcomes.items()
        if measure.exposure
    }
    if faults:
        raise BadValue(f"{recipe.file}: {'; '.join(faults)}: declare them as blank or correct them")
    units = columns[recipe.unit].tolist()
    periods = _each(columns[recipe.period], lambda text: _period(recipe, text))
    first = np.zeros(len(units), dtype=np.int64)
    if recipe.first_treated:
        first = _each(columns[recipe.first_treated], lambda t: _period(recipe, t) if t else 0)
    at = periods.tolist()
    panel = Panel.from_long(
        units,
        at,
        {n: v.tolist() for n, v in values.items()},
        first.tolist(),
        periods_per_year=12 if recipe.frequency == "month" else 1,
    )
    if not exposure:
        return panel
    against = {name: one.tolist() for name, one in exposure.items()}
    return replace(panel, exposure=Panel.from_long(units, at, against, first.tolist()).outcomes)


def _each(written: Texts, read: Callable[[str], float]) -> npt.NDArray[np.int64]:
    """Read every distinct value once."""
    distinct, where = np.unique(written.astype(str), return_inverse=True)
    return np.array([read(text) for text in distinct.tolist()], dtype=np.int64)[where]


def _numbers(written: Texts, column: str, faults: list[str]) -> npt.NDArray[np.float64]:
    """A column as numbers, NaN where blank; what is neither is noted with its first row."""
    distinct, first, where = np.unique(written.astype(str), return_index=True, return_inverse=True)
    read = np.full(len(distinct), np.nan)
    for index, text in enumerate(distinct.tolist()):
        try:
            read[index] = float(text) if text else np.nan
        except ValueError:
            faults.append(f"column {column}, row {first[index] + 1}: {text!r} is no number")
    return read[where]


def _period(recipe: PanelRecipe, text: str) -> int:
    try:
        if recipe.frequency == "number":
            return int(float(text))
        return period_of(text, recipe.frequency)
    except ValueError as fault:
        raise BadValue(f"{recipe.file}: {text!r} is no {recipe.frequency} to count by") from fault


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
    written = _texts(source, [name for name in columns if name], recipe.blank)
    rows = [dict(zip(written, row, strict=True)) for row in zip(*written.values(), strict=True)]
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
