"""A first recipe for a file nobody has read yet: proposals with their evidence, never silent.

What the names and values do not settle is marked `decide`; a recipe with such a mark does not
load.
"""

import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from daylight import engine
from daylight.errors import SourceError
from daylight.ingest import hints
from daylight.ingest.snapshot import Dialect
from daylight.ingest.stage import SAMPLE, snapshot
from daylight.schema.tables import TABLES, Column

MOST_CODES = 60
"""A column with more distinct values holds names or text, not codes."""
LOOKED_AT = 200_000
FITS = 0.98
"""A format is proposed when this share of the values has it."""
DELIMITERS = ",;\t|"
LISTS: dict[str, Mapping[str, str | bool]] = {
    "subject_race": hints.RACE,
    "officer_race": hints.RACE,
    "subject_sex": hints.SEX,
    "officer_sex": hints.SEX,
    "outcome": hints.OUTCOME,
    "disposition": hints.DISPOSITION,
    "recommended_disposition": hints.DISPOSITION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A column of the file: its name and its values with their counts."""

    name: str
    values: Mapping[str, int]
    rows: int

    @property
    def written(self) -> int:
        """Rows in which something is written."""
        return sum(self.values.values())

    def share(self, known: Sequence[str] | set[str]) -> float:
        """The share of written rows whose value is in a list."""
        found = sum(count for value, count in self.values.items() if value.lower() in known)
        return found / self.written if self.written else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftChoice:
    """A canonical column, the file's column proposed for it, and how sure that is.

    Parameters
    ----------
    doubt
        What a person must settle before the choice may stand; empty where nothing is in doubt.
    """

    column: Column
    seen: Seen
    sure: str
    why: str
    doubt: str = ""


def draft(files: Sequence[str | Path]) -> str:
    """A recipe for these files, as TOML with the evidence in comments.

    All files must have the same header: they become one role. Relational files are drafted one
    at a time and put together by hand.
    """
    if not files:
        raise SourceError("no file was given to draft a recipe from")
    with tempfile.TemporaryDirectory() as folder:
        headers = [_look(path, Path(folder) / str(place)) for place, path in enumerate(files)]
    first, delimiter = headers[0]
    if any([seen.name for seen in other] != [seen.name for seen in first] for other, _ in headers):
        raise SourceError(
            "the files have different headers; draft a recipe for each kind and join them"
        )
    merged = [_merged([columns[place] for columns, _ in headers]) for place in range(len(first))]
    table, scores = _table_of(merged)
    return "\n".join(_written(table, scores, merged, delimiter)) + "\n"


def _look(path: str | Path, scratch: Path) -> tuple[list[Seen], str]:
    scratch.mkdir()
    delimiter = _delimiter(path)
    connection = engine.duckdb()
    taken = snapshot(connection, path, scratch, Dialect(delimiter=delimiter))
    connection.disconnect()
    file = pq.ParquetFile(taken.staged)
    batch = next(file.iter_batches(LOOKED_AT))
    columns = []
    for place, name in enumerate(taken.header):
        counts = Counter[str]()
        for pair in pc.value_counts(batch.column(f"c{place}")):
            if value := (pair["values"].as_py() or "").strip():
                counts[value] += pair["counts"].as_py()
        columns.append(Seen(name=name, values=counts, rows=batch.num_rows))
    return columns, delimiter


def _delimiter(path: str | Path) -> str:
    """The character that cuts the first line into most parts."""
    if str(path).startswith(SAMPLE) or not Path(path).is_file():
        return ","
    with Path(path).open("rb") as file:
        start = file.readline(1 << 16)
    if start[:4] == b"PAR1" or start[:2] in {b"PK", b"\x1f\x8b"}:
        return ","
    return max(DELIMITERS, key=lambda mark: start.count(mark.encode()))


def _merged(parts: Sequence[Seen]) -> Seen:
    values = Counter[str]()
    for part in parts:
        values.update(part.values)
    return Seen(name=parts[0].name, values=values, rows=sum(part.rows for part in parts))


def words(name: str) -> str:
    """A column's name in lower case with single blanks: `SubjectRaceCode` → `subject race code`."""
    apart = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", name)
    return " ".join(re.sub(r"[^A-Za-z0-9]+", " ", apart).lower().split())


def _table_of(columns: Sequence[Seen]) -> tuple[str, dict[str, int]]:
    """The table most of whose columns the file seems to have."""
    scores = {table: len(list(_choices(table, columns))) for table in hints.NAMES}
    return max(scores, key=lambda table: scores[table]), scores


def _choices(table: str, columns: Sequence[Seen]) -> Iterator[DraftChoice]:
    """The best column of the file for each canonical column that its name suggests."""
    bare = list(_bare(table, columns))
    taken = {choice.seen.name for choice in bare}
    for choice in bare:
        doubt = choice.doubt or _doubt(choice, columns, taken)
        yield replace(
            choice, doubt=doubt, sure="medium" if doubt and choice.sure == "high" else choice.sure
        )
        if choice.column.name == "subject_race" and "subject_race_raw" in TABLES[table].names:
            yield DraftChoice(
                column=TABLES[table].column("subject_race_raw"),
                seen=choice.seen,
                sure="high",
                why="the same column, as it is written",
            )


def _bare(table: str, columns: Sequence[Seen]) -> Iterator[DraftChoice]:
    """The choices by name and values alone."""
    for name, usual in hints.NAMES[table].items():
        found = [
            (usual.index(words(seen.name)), seen) for seen in columns if words(seen.name) in usual
        ]
        if not found:
            continue
        rank, seen = min(found, key=lambda pair: pair[0])
        column = TABLES[table].column(name)
        supported, evidence = _evidence(column, seen)
        others = [other.name for _, other in found if other is not seen and other.written]
        yield DraftChoice(
            column=column,
            seen=seen,
            sure="high" if supported and rank == 0 else "medium" if supported else "low",
            why=f"named `{words(seen.name)}`; {evidence}",
            doubt=f"or is it {', '.join(others)}?" if others else "",
        )


def _doubt(choice: DraftChoice, columns: Sequence[Seen], taken: set[str]) -> str:
    """Why a person must look at a choice that its name and values support."""
    name, seen = choice.column.name, choice.seen
    if choice.sure == "low":
        return f"is this {name}? {choice.why}"
    parts = hints.SIBLINGS.get(name, ())
    kin = [
        other.name
        for other in columns
        if other is not seen
        and other.written
        and (name == "subject_race" or other.name not in taken)
        and any(part in words(other.name) for part in parts)
        and not (name == "subject_race" and "officer" in words(other.name))
    ]
    if kin:
        return f"{', '.join(kin)} may be a part of the same answer: write the rule"
    if words(seen.name) in hints.GENERIC:
        return f"`{seen.name}` is a name that says little: is this {name}?"
    if choice.column.kind == "bool" and len(seen.values) == 1:
        return (
            f"it says {next(iter(seen.values))} in every row that is filled: is it ever the other?"
        )
    if choice.column.kind == "date" and _turned(seen, _formats(choice.column, seen)[0]):
        return "day and month can be read either way round in every row: which is first?"
    if (
        name.endswith("_race")
        and {"A", "a"} & set(seen.values)
        and not {"B", "b"} & set(seen.values)
    ):
        return "is A Asian or African American? there is no B"
    return ""


def _turned(seen: Seen, formats: Sequence[str]) -> bool:
    """Whether the other order of day and month reads every value as well."""
    if len(formats) != 1 or "%m" not in formats[0] or "%d" not in formats[0]:
        return False
    if formats[0].startswith("%Y"):
        return False
    other = formats[0].replace("%m", "@").replace("%d", "%m").replace("@", "%d")
    return all(_reads(value, other) for value in seen.values)


def _evidence(column: Column, seen: Seen) -> tuple[bool, str]:
    """Whether the values are of the column's kind, and the sentence that says so."""
    if not seen.written:
        return False, "the column is empty"
    if column.name in LISTS or column.kind == "bool":
        known = set(LISTS.get(column.name, hints.YES_NO)) | hints.UNRECORDED
        share = seen.share(known)
        return share >= FITS, f"{share:.0%} of its values are known codes"
    if column.kind == "date" or column.name.endswith("_minute"):
        formats, _ = _formats(column, seen)
        return bool(formats), f"formats {', '.join(formats) or 'unknown'}"
    if column.kind in {"int", "float"}:
        share = sum(n for value, n in seen.values.items() if _is_number(value)) / seen.written
        return share >= FITS, f"{share:.0%} of its values are numbers"
    return True, f"{len(seen.values)} distinct values"


def _is_number(value: str) -> bool:
    return re.fullmatch(r"[+-]?\d+(\.\d*)?", value) is not None


def _formats(column: Column, seen: Seen) -> tuple[list[str], int]:
    """The fewest formats that together read nearly all values, and the width to pad them to."""
    is_time = column.name.endswith("_minute")
    left = {value: n for value, n in seen.values.items() if value.lower() not in hints.UNRECORDED}
    if left and all(value.isdigit() for value in left):
        return _digits(left, is_time=is_time)
    usual = hints.TIMES if is_time else hints.DATES
    total, chosen = sum(left.values()), []
    while total and sum(left.values()) > (1 - FITS) * total:
        best = max(usual, key=lambda form: sum(n for v, n in left.items() if _reads(v, form)))
        rest = {value: n for value, n in left.items() if not _reads(value, best)}
        if len(rest) == len(left):
            return [], 0
        chosen.append(best)
        left = rest
    return chosen, 0


def _digits(values: Mapping[str, int], *, is_time: bool) -> tuple[list[str], int]:
    """Times and dates written as digits without leading zeros: `24` is 00:24."""
    width = 4 if is_time else 8
    usual = ("%H%M",) if is_time else ("%Y%m%d", "%m%d%Y", "excel")
    total = sum(values.values())
    for form in usual:
        pad = 0 if form == "excel" else width
        read = sum(n for value, n in values.items() if _reads(value.rjust(pad, "0"), form))
        if read >= FITS * total:
            return [form], pad
    return [], 0


def _reads(value: str, form: str) -> bool:
    if form == "excel":
        return re.fullmatch(r"[34]\d{4}(\.\d+)?", value) is not None
    try:
        datetime.strptime(value, form)  # noqa: DTZ007 - only whether it can be read
    except ValueError:
        return False
    return True


def _written(
    table: str, scores: Mapping[str, int], columns: Sequence[Seen], delimiter: str
) -> Iterator[str]:
    choices = list(_choices(table, columns))
    yield from _head(table, scores)
    yield "[files.records]"
    if delimiter != ",":
        yield f"delimiter = {json.dumps(delimiter)}"
    yield ""
    for choice in choices:
        yield from _codes(choice)
    yield f"[tables.{table}.columns]"
    for choice in choices:
        yield (
            f"# {choice.seen.name} → {choice.column.name}: {choice.sure} confidence; {choice.why}"
        )
        yield f"{choice.column.name} = {_reading(choice)}"
    yield from _named(table, choices)
    used = {choice.seen.name for choice in choices}
    if left := [seen.name for seen in columns if seen.name and seen.name not in used]:
        yield ""
        yield f"# not read: {', '.join(left)}"


def _head(table: str, scores: Mapping[str, int]) -> Iterator[str]:
    ranked = ", ".join(
        f"{name} {scores[name]}" for name in sorted(scores, key=lambda n: -scores[n])
    )
    yield f"# A draft. Canonical columns recognised by table: {ranked}."
    yield 'title = ""'
    yield 'publisher = ""'
    yield 'licence = ""'
    yield 'agency = ""'
    yield 'timezone = "UTC"'
    yield f"blank = {json.dumps(hints.BLANKS)}"
    second = sorted(scores.values())[-2]
    if scores[table] - second <= 1:
        yield f'decide = "is this table {table}? another fits almost as well"'
    yield "[files.decide_origin]"
    yield (
        'decide = "who published this and under what licence; in which time zone are its times? '
        'Fill in the lines above and delete this section"'
    )
    yield ""


def _codes(choice: DraftChoice) -> Iterator[str]:
    """The list of codes of a column: what is known, and what a person must decide."""
    column, seen = choice.column, choice.seen
    if column.vocabulary is None and column.kind != "bool":
        return
    yield f"[codes.{column.name}]"
    ranked = sorted(seen.values, key=lambda value: (-seen.values[value], value))[:MOST_CODES]
    meant = LISTS.get(column.name, hints.YES_NO if column.kind == "bool" else {})
    known = {value: meant[value.lower()] for value in ranked if value.lower() in meant}
    ignored = [
        value for value in ranked if value.lower() in hints.UNRECORDED and value not in known
    ]
    open_ = [value for value in ranked if value not in known and value not in ignored]
    pairs = ", ".join(f"{json.dumps(value)} = {json.dumps(word)}" for value, word in known.items())
    yield f"known = {{ {pairs} }}"
    yield f"ignored = {json.dumps([v for v in ignored if v not in hints.BLANKS])}"
    if len(seen.values) > MOST_CODES:
        yield f'decide = "{len(seen.values)} distinct values: are these codes at all?"'
    elif open_:
        shown = ", ".join(f"{value} ({seen.values[value]} rows)" for value in open_)
        yield f"decide = {json.dumps(f'known, fixable or ignored: {shown}')}"
    yield ""


def _reading(choice: DraftChoice) -> str:
    column, seen = choice.column, choice.seen
    parts = [f"source = {json.dumps(seen.name)}"]
    if column.vocabulary is not None or column.kind == "bool":
        parts.append(f"codes = {json.dumps(column.name)}")
    if column.kind == "date" or column.name.endswith("_minute"):
        formats, pad = _formats(column, seen)
        if formats:
            parts.append(f"formats = {json.dumps(formats)}")
            parts += [f"pad = {pad}"] if pad else []
        else:
            examples = ", ".join(list(seen.values)[:3])
            parts.append(f"decide = {json.dumps(f'which date or time format: {examples}')}")
    if column.name == "officer_id":
        parts.append('decide = "is this a badge or a name? then add pseudonym = true"')
    if choice.doubt:
        parts.append(f"decide = {json.dumps(choice.doubt)}")
    return "{ " + ", ".join(_once(parts)) + " }"


def _once(parts: Sequence[str]) -> list[str]:
    """The parts with one `decide` at most; a second mark of a key is not TOML."""
    marks = [part for part in parts if part.startswith("decide")]
    return [part for part in parts if part not in marks[1:]]


def _named(table: str, choices: Sequence[DraftChoice]) -> Iterator[str]:
    """Required columns that nothing was found for."""
    found = {choice.column.name for choice in choices}
    for column in TABLES[table].columns:
        if column.required and column.name not in found and column.name != "source_file":
            yield (
                f"{column.name} = {{ row_id = true, "
                f'decide = "no column names the row; is file and row enough?" }}'
            )
