"""Waves of a survey → `Sample`, as a TOML file declares their columns, codes and wording.

Every value of an item is a declared answer or a declared non-answer, every code of a group is
decided; anything else stops the reading with its rows.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from daylight.data.provenance import Provenance
from daylight.data.sample import Sample
from daylight.data.tabular import numbers, read_table, sha256, texts
from daylight.errors import RecipeError, UnknownCode
from daylight.ingest.toml_record import record, toml
from daylight.schema.vocabulary import UNKNOWN

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyItem:
    """One question.

    Parameters
    ----------
    low, high
        Answers as written lie between them; ignored where `codes` decide.
    codes
        Answer as written → number.
    missing
        Codes that are no answer: not asked, refused, do not know.
    wording
        The question as it was put; items are compared over time only where it is the same.
    """

    column: str
    low: float = 0.0
    high: float = 100.0
    codes: Mapping[str, float] = field(default_factory=dict)
    missing: tuple[float | str, ...] = ()
    wording: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerGroup:
    """One grouping: code as written → group, and the codes that name none."""

    column: str
    codes: Mapping[str, str]
    unknown: tuple[float | str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wave:
    """One fielding: its file, its design and what was asked.

    Parameters
    ----------
    keep
        Column → values: other rows are no respondents of this wave.
    """

    name: str
    file: str
    items: Mapping[str, SurveyItem]
    weight: str = ""
    stratum: str = ""
    cluster: str = ""
    respondent: str = ""
    mode: str = ""
    groups: Mapping[str, AnswerGroup] = field(default_factory=dict)
    keep: Mapping[str, tuple[float | str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyRecipe:
    """How the waves of one survey become a sample.

    Parameters
    ----------
    is_probability
        Whether people were drawn with known chances.
    same_design
        Whether the waves share strata and clusters (a panel of people or of places).
    """

    title: str
    is_probability: bool
    waves: tuple[Wave, ...]
    publisher: str = ""
    same_design: bool = False
    notes: tuple[str, ...] = ()


def read_survey(path: Path | str) -> Sample:
    """The sample that a recipe file declares, read from the files it names."""
    path = Path(path)
    recipe = _recipe(toml(path, "survey"), str(path))
    waves = {wave.name: _read(recipe, wave, path.parent) for wave in recipe.waves}
    if len(waves) < len(recipe.waves):
        raise RecipeError(f"{path}: two waves have one name")
    only = next(iter(waves.values()))
    sample = only if len(waves) == 1 else Sample.stack(waves, same_design=recipe.same_design)
    origin = f"{recipe.title} ({path.name})"
    return replace(sample, provenance=replace(sample.provenance, origin=origin))


def _recipe(plain: dict[str, Any], where: str) -> SurveyRecipe:
    waves = []
    for number, one in enumerate(plain.get("waves", []), start=1):
        here = f"{where} wave {number}"
        items = {
            name: record(SurveyItem, part, f"{here} item {name}")
            for name, part in one.get("items", {}).items()
        }
        groups = {
            name: record(AnswerGroup, part, f"{here} group {name}")
            for name, part in one.get("groups", {}).items()
        }
        waves.append(record(Wave, {**one, "items": items, "groups": groups}, here))
    if not waves:
        raise RecipeError(f"{where}: name at least one [[survey.waves]]")
    return record(SurveyRecipe, {**plain, "waves": waves}, where)


def _read(recipe: SurveyRecipe, wave: Wave, folder: Path) -> Sample:
    path = folder / wave.file
    design = [n for n in (wave.weight, wave.stratum, wave.cluster, wave.respondent) if n]
    columns = [item.column for item in wave.items.values()]
    columns += [group.column for group in wave.groups.values()]
    table = read_table(path, needed=(*design, *columns, *wave.keep))
    rows = table.num_rows
    table, dropped = _respondents(wave, table)
    origin = f"{wave.file}, wave {wave.name}"
    return Sample(
        answers={
            name: _answers(texts(table, item.column), item, name, origin)
            for name, item in wave.items.items()
        },
        groups={
            name: _groups(texts(table, group.column), group, name, origin)
            for name, group in wave.groups.items()
        },
        weights=numbers(table, wave.weight, origin) if wave.weight else np.ones(table.num_rows),
        strata=texts(table, wave.stratum) if wave.stratum else None,
        clusters=texts(table, wave.cluster) if wave.cluster else None,
        respondent=texts(table, wave.respondent) if wave.respondent else None,
        is_probability=recipe.is_probability,
        wording={name: item.wording for name, item in wave.items.items() if item.wording},
        mode=wave.mode,
        provenance=Provenance(
            origin=origin,
            sources={wave.file: sha256(path)},
            rows_read=rows,
            rows_kept=table.num_rows,
            rows_dropped=dropped,
        ),
    )


def _respondents(wave: Wave, table: pa.Table) -> tuple[pa.Table, dict[str, int]]:
    """Rows of people who answered this wave; the others counted by reason."""
    dropped: dict[str, int] = {}
    for column, values in wave.keep.items():
        kept = np.isin(texts(table, column), [_label(value) for value in values])
        dropped[f"{column} is another"] = int((~kept).sum())
        table = table.filter(pa.array(kept))
    if wave.weight:
        weighted = np.nan_to_num(numbers(table, wave.weight, wave.file)) > 0
        dropped["no weight in this wave"] = int((~weighted).sum())
        table = table.filter(pa.array(weighted))
    return table, {reason: rows for reason, rows in dropped.items() if rows}


def _answers(written: npt.NDArray[np.str_], item: SurveyItem, name: str, origin: str) -> Array:
    missing = {UNKNOWN, *(_label(code) for code in item.missing)}
    decided: dict[str, float] = dict.fromkeys(missing, np.nan)
    strangers: Counter[str] = Counter()
    for value, count in Counter(written.tolist()).items():
        if value in decided:
            continue
        number = item.codes.get(value) if item.codes else _between(value, item)
        if number is None:
            strangers[value] += count
        else:
            decided[value] = float(number)
    _refuse(strangers, f"{origin}: item {name}", "an answer or a missing code")
    return np.array([decided[value] for value in written.tolist()])


def _between(value: str, item: SurveyItem) -> float | None:
    try:
        number = float(value)
    except ValueError:
        return None
    return number if item.low <= number <= item.high else None


def _groups(
    written: npt.NDArray[np.str_], group: AnswerGroup, name: str, origin: str
) -> npt.NDArray[np.str_]:
    unknown = {UNKNOWN, *(_label(code) for code in group.unknown)}
    counted = Counter(written.tolist())
    strangers = Counter({v: n for v, n in counted.items() if v not in {*unknown, *group.codes}})
    _refuse(strangers, f"{origin}: group {name}", "a code or an unknown one")
    return np.array([group.codes.get(value, UNKNOWN) for value in written.tolist()])


def _refuse(strangers: Counter[str], where: str, what: str) -> None:
    if strangers:
        listed = ", ".join(f"{value} ({count} rows)" for value, count in strangers.most_common(8))
        raise UnknownCode(f"{where}: {listed} is not declared as {what}")


def _label(code: float | str) -> str:
    return str(int(code)) if isinstance(code, float) and code.is_integer() else str(code)
