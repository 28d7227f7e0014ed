"""Published counts → cells by group, with an account of every row, and nothing guessed."""

import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow.parquet as pq

from daylight import engine
from daylight.data.cells import Cells
from daylight.data.provenance import Provenance
from daylight.errors import BadValue, MissingColumn, SourceError, UnknownCode
from daylight.ingest.audit import IngestAudit, SetAside, SourceFile
from daylight.ingest.counts_recipe import KEYS, CountsRecipe, LongCount, load_counts
from daylight.ingest.snapshot import Dialect, Snapshot
from daylight.ingest.stage import snapshot
from daylight.schema.tables import TABLES
from daylight.schema.vocabulary import UNKNOWN

TOTAL = re.compile(r"(grand |sub-?)?totals?|all( groups| races)?|sum", re.IGNORECASE)
"""What publishers call a row that adds up the rows beside it."""
NUMBER = re.compile(r"\d+(\.0*)?|\d{1,3}(,\d{3})+")
SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class CountsRead:
    """Published counts as read: the cells, and what became of every row."""

    cells: Cells
    audit: IngestAudit

    def write(self, folder: Path) -> None:
        """Keep both in a folder, as `counts.parquet` and `audit.json`."""
        folder.mkdir(parents=True, exist_ok=True)
        self.cells.write(folder / "counts.parquet")
        (folder / "audit.json").write_text(self.audit.to_json(), encoding="utf-8")


def read_counts(path: Path) -> CountsRead:
    """Counts from a table with the names that methods use, or as a TOML file declares them."""
    path = Path(path)
    if path.suffix == ".toml":
        recipe = load_counts(path)
        return _read(recipe, _Table.of(path.parent / recipe.file, recipe))
    table = _Table.of(path, CountsRecipe(file=path.name))
    keys = {name: name for name in table.snapshot.header if name in KEYS}
    measures = {
        name: LongCount(count=name) for name in table.snapshot.header if name and name not in keys
    }
    if not keys or not measures:
        raise MissingColumn(
            f"{path.name}: no column is named as counts are told apart by (such as subject_race, "
            f"year); it has {', '.join(table.snapshot.header)}. Rename them in the file, or write "
            'a TOML file with [counts] beside it and give that: counts = "counts.toml"'
        )
    return _read(CountsRecipe(file=path.name, keys=keys, measures=measures), table)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """The file's text: a column of the header → its cells, blanks as empty text."""

    snapshot: Snapshot
    columns: Mapping[str, Sequence[str]]
    problems: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, path: Path, recipe: CountsRecipe) -> "_Table":
        dialect = Dialect(
            delimiter=recipe.delimiter,
            encoding=recipe.encoding,
            sheet=recipe.sheet,
            skip_lines=recipe.skip_lines,
        )
        with tempfile.TemporaryDirectory() as scratch:
            connection = engine.duckdb()
            taken = snapshot(connection, path, Path(scratch), dialect)
            staged = pq.read_table(taken.staged).to_pydict()
            connection.disconnect()
        if missing := [name for name in recipe.read if name not in taken.header]:
            raise MissingColumn(
                f"{path.name}: column {', '.join(missing)} is missing; the file has "
                f"{', '.join(taken.header)}"
            )
        texts = {
            name: [(cell or "").strip() for cell in staged[f"c{place}"]]
            for place, name in enumerate(taken.header)
        }
        return cls(snapshot=taken, columns=texts)


def _read(recipe: CountsRecipe, table: _Table) -> CountsRead:
    aside = _set_aside(recipe, table)
    kept = [row for row in range(table.snapshot.rows) if row not in aside]
    problems = [*_undecided(recipe, table, kept), *_unread(recipe, table, kept)]
    if problems:
        kinds = {kind for kind, _ in problems}
        raise (kinds.pop() if len(kinds) == 1 else SourceError)(
            f"{recipe.file}: the table holds what is not decided.\n"
            + "\n".join(f"  - {said}" for _, said in problems)
        )
    reasons = Counter(aside.values()) + Counter(reason for _, reason, _ in table.snapshot.broken)
    return CountsRead(
        cells=_cells(recipe, table, kept, reasons), audit=_audit(recipe, table, aside)
    )


def _set_aside(recipe: CountsRecipe, table: _Table) -> dict[int, str]:
    """Row → why it is no group of its own."""
    why = ((row, _why_aside(recipe, table, row)) for row in range(table.snapshot.rows))
    return {row: reason for row, reason in why if reason}


def _why_aside(recipe: CountsRecipe, table: _Table, row: int) -> str:
    for column, values in recipe.leave.items():
        if (value := table.columns[column][row]) in values:
            return f"left out: {column} is {value}, which adds up others"
    if any(table.columns[column][row] in recipe.withheld for column in _numbers(recipe)):
        return "a count withheld by the publisher"
    return "" if any(column[row] for column in table.columns.values()) else "empty"


def _numbers(recipe: CountsRecipe) -> tuple[str, ...]:
    named = [one.count for one in recipe.measures.values()]
    return tuple(dict.fromkeys([*named, *(one.column for one in recipe.columns)]))


def _undecided(
    recipe: CountsRecipe, table: _Table, kept: Sequence[int]
) -> Iterator[tuple[type[SourceError], str]]:
    """Values of keys that no code decides, and totals that nobody left out."""
    for key, column in recipe.keys.items():
        seen = Counter(table.columns[column][row] for row in kept)
        words = vocabulary(key)
        if key in recipe.codes:
            open_ones = [value for value in seen if value and value not in recipe.codes[key]]
        elif words:
            open_ones = [value for value in seen if value and value not in words]
        else:
            open_ones = [value for value in seen if TOTAL.fullmatch(value)]
        if open_ones:
            shown = ", ".join(f"{value!r} ({seen[value]} rows)" for value in open_ones[:SHOWN])
            yield (
                UnknownCode,
                f"column {column}: {shown}; say what each is under [counts.codes.{key}] of a "
                "TOML file beside the table, or leave rows that add up others under "
                "[counts.leave]",
            )
        wrong = sorted(set(recipe.codes.get(key, {}).values()) - words - {UNKNOWN})
        if words and wrong:
            yield (
                UnknownCode,
                f"codes of {key}: {', '.join(wrong)} is not a word of it; there are "
                f"{', '.join(sorted(words))}",
            )
    spread = [pair for one in recipe.columns for pair in one.keys.items()]
    for key, word in spread:
        if (words := vocabulary(key)) and word not in words | {UNKNOWN}:
            yield UnknownCode, f"columns: {word} is not a word of {key}"
    yield from _unasked(recipe, table, kept)


def _unasked(
    recipe: CountsRecipe, table: _Table, kept: Sequence[int]
) -> Iterator[tuple[type[SourceError], str]]:
    """Values of a column that tells counts apart, which no count asks for and nobody named."""
    asked: dict[str, set[str]] = {}
    for one in recipe.measures.values():
        for column, values in one.where.items():
            asked.setdefault(column, set(recipe.others.get(column, ()))).update(values)
    for column, known in asked.items():
        seen = Counter(table.columns[column][row] for row in kept)
        if left := [value for value in seen if value not in known]:
            shown = ", ".join(f"{value!r} ({seen[value]} rows)" for value in left[:SHOWN])
            yield (
                UnknownCode,
                f"column {column}: {shown} is asked for by no count; name it in the `where` of "
                "one, such as searches_unknown, or under [counts.others] if it is a no",
            )


def vocabulary(key: str) -> frozenset[str]:
    """The words that a key may hold; empty where it holds any text."""
    for one in TABLES.values():
        if key in one.names and (held := one.column(key).vocabulary) is not None:
            return frozenset(word.value for word in held)
    return frozenset()


def _unread(
    recipe: CountsRecipe, table: _Table, kept: Sequence[int]
) -> Iterator[tuple[type[SourceError], str]]:
    """Cells of counts that hold no whole number: a blank is not a zero."""
    for column in _numbers(recipe):
        cells = table.columns[column]
        wrong = [row for row in kept if not NUMBER.fullmatch(cells[row])]
        if wrong:
            values = ", ".join(dict.fromkeys(repr(cells[row]) for row in wrong[:SHOWN]))
            yield (
                BadValue,
                f"column {column}: {values} is no whole number, in {len(wrong)} rows (row "
                f"{', '.join(str(row + 1) for row in wrong[:SHOWN])}); mend the file, or list "
                "the mark under `withheld`",
            )


def _cells(
    recipe: CountsRecipe, table: _Table, kept: Sequence[int], reasons: Mapping[str, int]
) -> Cells:
    """Counts by key, what the file tells apart beyond the keys added up."""
    sums: dict[tuple[str, ...], Counter[str]] = {}
    spread = tuple(dict.fromkeys(key for one in recipe.columns for key in one.keys))
    names = (*recipe.keys, *spread)
    measured = dict.fromkeys([*recipe.measures, *(one.count for one in recipe.columns)])
    for row in kept:
        own = {key: _word(recipe, key, table.columns[c][row]) for key, c in recipe.keys.items()}
        for name, one in recipe.measures.items():
            sums.setdefault(_key(own, names), Counter())[name] += (
                _number(table.columns[one.count][row])
                if all(table.columns[c][row] in values for c, values in one.where.items())
                else 0
            )
        for wide in recipe.columns:
            at = _key({**own, **wide.keys}, names)
            sums.setdefault(at, Counter())[wide.count] += _number(table.columns[wide.column][row])
    keys = {key: [at[place] for at in sums] for place, key in enumerate(names)}
    counts = {name: [found[name] for found in sums.values()] for name in measured}
    read = table.snapshot.rows + len(table.snapshot.broken)
    provenance = Provenance(
        origin=f"published counts, {recipe.file}",
        sources={table.snapshot.name: table.snapshot.sha256},
        rows_read=read,
        rows_kept=read - sum(reasons.values()),
        rows_dropped=dict(reasons),
    )
    return Cells.from_columns({**keys, **counts}, by=names, provenance=provenance)


def _key(own: Mapping[str, str], names: Sequence[str]) -> tuple[str, ...]:
    return tuple(own[name] for name in names)


def _word(recipe: CountsRecipe, key: str, value: str) -> str:
    return recipe.codes.get(key, {}).get(value, value) or UNKNOWN


def _number(text: str) -> int:
    return int(text.replace(",", "").partition(".")[0])


def _audit(recipe: CountsRecipe, table: _Table, aside: Mapping[int, str]) -> IngestAudit:
    taken = table.snapshot
    rows: dict[str, list[int]] = {}
    for row, reason in sorted(aside.items()):
        rows.setdefault(reason, []).append(row + 1)
    for row, reason, _ in taken.broken:
        rows.setdefault(reason, []).append(row)
    read = taken.rows + len(taken.broken)
    unread = [name for name in taken.header if name and name not in recipe.read]
    return IngestAudit(
        recipe=recipe.file,
        publisher=recipe.publisher,
        files=(
            SourceFile(
                name=taken.name,
                role="counts",
                sha256=taken.sha256,
                rows=read,
                encoding=taken.encoding,
                unread=tuple(unread),
            ),
        ),
        rows_read=read,
        rows_kept=read - sum(map(len, rows.values())),
        set_aside=tuple(
            SetAside(
                role="counts",
                reason=reason,
                count=len(numbers),
                rows=tuple(f"{taken.name}:{number}" for number in numbers[:20]),
            )
            for reason, numbers in rows.items()
        ),
        notes=recipe.notes,
    )
