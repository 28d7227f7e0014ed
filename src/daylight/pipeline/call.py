"""Put one method to one input, from memory or from a file made by anybody."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from daylight.data.cells import Cells, columns_of, given_table, is_number
from daylight.data.clustering import OFFICER
from daylight.data.result import Note, Outcome
from daylight.errors import CellsError, StudyError
from daylight.model.method import SHARED, Method
from daylight.model.methods import named
from daylight.plan.inputs import read_noun

WEIGHTS = frozenset({"weight", "weights"})
"""Numbers that are no counts: a file that has them may not be what it is taken for."""


def ask(method: str, given: Any, **settings: Any) -> Outcome:
    """Answer with a method from cells, a panel or a sample.

    Parameters
    ----------
    given
        `Cells`, `Panel` or `Sample`, as the method needs, or earlier results for a method that
        weighs them. For a method that needs cells also a data frame of pandas or polars, or
        anything with the Arrow interface, whose columns have the names that the method knows.
    settings
        `level`, `reference`, `seed` and the method's own.
    """
    record = named(method)
    is_frame = record.needs.noun == "cells" and not isinstance(given, Cells)
    return answered(record, _framed(record, given) if is_frame else given, {}, settings)


def _framed(record: Method, given: Any) -> Cells:
    """The counts of a data frame; keys that the method does not use are added up."""
    table, needs = given_table(given), record.needs
    if lacking := [n for n in (*needs.by, *needs.measures) if n not in table.column_names]:
        raise CellsError(
            f"{record.name} needs the column {', '.join(lacking)}; the table has "
            f"{', '.join(table.column_names)}; rename its columns so "
            f"(`daylight methods {record.name}` says what each is)"
        )
    measures = [n for n in (*needs.measures, *needs.optional_measures) if n in table.column_names]
    keys = [n for n in (*needs.by, *needs.optional_by) if n in table.column_names]
    others = [n for n in table.column_names if n not in {*measures, *keys} and _is_key(table, n)]
    every = [*keys, *others]
    return Cells.from_arrow(table.select([*every, *measures]), by=every).collapse(*keys)


def _is_key(table: Any, name: str) -> bool:
    """Whether a column that the method does not know tells rows apart: text, never a number."""
    return not is_number(table[name].type)


def answer_file(
    method: str,
    path: str | Path,
    *,
    by: Sequence[str] = (),
    clusters: Mapping[str, str] | None = None,
    shared: Mapping[str, Any] | None = None,
    settings: Mapping[str, Any] | None = None,
) -> Outcome:
    """Answer with a method from a Parquet or CSV file made by anybody.

    Parameters
    ----------
    by
        Key columns of counts, where the method's own are not enough to tell rows apart.
    clusters
        What says which rows go together → the column that holds it, besides the columns a method
        knows by name: `{"officer_id": "badge"}`.
    shared
        `level`, `reference` and `seed`, given to the method when it takes them.
    settings
        The method's own settings; for a panel or a survey also which columns are which.
    """
    record = named(method)
    keys = FileKeys(by=tuple(by), clusters=clusters or {})
    given, own = read_input(record, Path(path), keys, dict(settings or {}))
    outcome = answered(record, given, shared or {}, own)
    if not isinstance(given, Cells):
        return outcome
    return replace(outcome, notes=(*outcome.notes, *_unused(Path(path), given, keys)))


def _unused(path: Path, cells: Cells, keys: "FileKeys") -> Iterator[Note]:
    """A note on columns of a file, other than counts, that no part of the answer rests on."""
    used = {*cells.by, *keys.clusters.values(), *(one.key for one in cells.clusterings)}
    unused = tuple(
        name
        for name, kind in columns_of(path).items()
        if name not in used and (kind == "text" or name in WEIGHTS)
    )
    if unused:
        yield Note(code="columns-not-used", facts={"columns": unused})


def answered(
    method: Method, given: Any, shared: Mapping[str, Any], settings: Mapping[str, Any]
) -> Outcome:
    """Run a method with the shared settings it takes and its own."""
    accepted = method.own_settings
    listed = ", ".join(accepted) or "none"
    if unknown := [name for name in settings if name not in (*accepted, *SHARED)]:
        raise StudyError(f"{method.name}: no setting {', '.join(unknown)}; it has {listed}")
    parameters = {parameter.name for parameter in method.parameters}
    asked = {**shared, **settings}
    if problems := [*method.wrong_kinds(asked)]:
        raise StudyError(f"{method.name}: {'; '.join(problems)}")
    return method(given, **{name: value for name, value in asked.items() if name in parameters})


class FileKeys(NamedTuple):
    """Which columns of a file of counts are keys, and which only say what goes together."""

    by: tuple[str, ...] = ()
    clusters: Mapping[str, str] = MappingProxyType({})


def read_input(
    record: Method, path: Path, keys: FileKeys, settings: dict[str, Any]
) -> tuple[Any, dict[str, Any]]:
    """What a method needs, read from a file, and the settings that remain for the method."""
    if record.needs.noun == "results":
        raise StudyError(f"{record.name} weighs earlier answers: name it in a study, with `after`")
    if record.needs.noun == "cells":
        return _cells(record, path, keys, settings), settings
    return read_noun(record, path, settings)


def _cells(record: Method, path: Path, keys: FileKeys, settings: Mapping[str, Any]) -> Cells:
    """The counts a method needs; keys it does not use are added up, or say what goes together."""
    needs, by = record.needs, keys.by
    present = columns_of(path)
    anew = {p.default: settings[p.name] for p in record.parameters if p.name in settings}
    needed = tuple(str(anew.get(name, name)) for name in needs.by)
    if lacking := [name for name in (*needed, *needs.measures, *by) if name not in present]:
        records = not {*needs.measures, *needs.optional_measures} & set(present)
        remedy = (
            f"if its rows are single records and no counts, `daylight draft {path.name}` starts "
            "a recipe that reads them"
            if records
            else f"rename its columns so (`daylight methods {record.name}` says what each is)"
        )
        raise CellsError(
            f"{path}: {record.name} needs the column {', '.join(lacking)}; "
            f"the file has {', '.join(present)}; {remedy}"
        )
    if unkeyed := [name for name in needed if by and name not in by]:
        raise CellsError(
            f"{path}: {record.name} needs the key {', '.join(unkeyed)}; name all keys, as in "
            f"--by {','.join((*unkeyed, *by))}"
        )
    measures = tuple(n for n in (*needs.measures, *needs.optional_measures) if n in present)
    used = by or tuple(n for n in (*needed, *needs.optional_by) if n in present)
    together = _together(path, present, record, FileKeys(used, keys.clusters))
    further = [name for name, kind in present.items() if kind == "text" and name not in measures]
    every = tuple(dict.fromkeys((*used, *together.values(), *further)))
    cells = Cells.read(path, by=every, measures=measures)
    return cells.collapse(*dict.fromkeys((*used, *together.values()))).clustered_by(together)


def _together(
    path: Path, present: Mapping[str, str], record: Method, keys: FileKeys
) -> dict[str, str]:
    """What says which rows go together → the column that holds it; no key of the counts."""
    if absent := [column for column in keys.clusters.values() if column not in present]:
        raise CellsError(
            f"{path}: no column {', '.join(absent)} to tell what goes together; "
            f"the file has {', '.join(present)}"
        )
    taken = {*keys.by, *record.needs.by, *record.needs.measures, *record.needs.optional_measures}
    if both := sorted(set(keys.clusters.values()) & taken):
        raise CellsError(
            f"{path}: {', '.join(both)} is a key or a count of {record.name} and cannot also say "
            "which rows go together; name another column with --cluster"
        )
    if OFFICER not in keys.clusters and {OFFICER, "officer"} <= set(present):
        raise CellsError(
            f"{path}: both officer and {OFFICER} name officers; say which with "
            f"--cluster {OFFICER}=officer or --cluster {OFFICER}={OFFICER}"
        )
    known = {name: name for name in record.needs.clusters if name in present}
    return {k: column for k, column in {**known, **keys.clusters}.items() if column not in keys.by}
