"""Contradictions inside a recipe."""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from daylight.errors import RecipeError
from daylight.ingest import date_format
from daylight.ingest.partial_date import is_main, main_date
from daylight.ingest.recipe_parts import ColumnReading, Output, Unpivot, Word
from daylight.schema.tables import Column

if TYPE_CHECKING:
    from daylight.ingest.recipe import Recipe


def check(recipe: "Recipe", origin: str) -> None:
    """Contradictions inside a recipe, all at once."""
    faults = [*_zone_faults(recipe), *_code_faults(recipe)]
    for output in recipe.tables:
        for column in output.table.columns:
            reading = output.columns.get(column.name)
            where = f"{output.table.name}.{column.name}"
            if reading is not None:
                for part in (reading, *reading.first_of):
                    found = [
                        *_faults(recipe, output, column, part),
                        *_moment_faults(output, column, part),
                    ]
                    faults += [f"{where}: {fault}" for fault in found]
            elif column.required and column.name != "source_file":
                faults.append(f"{where} is required and not declared")
    faults += [fault for output in recipe.tables for fault in _shape_faults(recipe, output)]
    faults += [
        f"files.{role}: sheet and sheets say two things; give one"
        for role, spec in recipe.files.items()
        if spec.sheet and spec.sheets
    ]
    if not recipe.tables:
        faults.append("no [tables.…] is declared")
    if faults:
        raise RecipeError(f"{origin}: " + "; ".join(faults))


def _zone_faults(recipe: "Recipe") -> Iterator[str]:
    zones = {recipe.timezone, *(output.timezone for output in recipe.tables if output.timezone)} | {
        reading.zone
        for output in recipe.tables
        for whole in output.columns.values()
        for reading in (whole, *whole.first_of)
        if reading.zone
    }
    for zone in sorted(zones):
        try:
            ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError):
            yield f"no time zone {zone}"


def _code_faults(recipe: "Recipe") -> Iterator[str]:
    for name, codes in recipe.codes.items():
        for bad, good in codes.fixable.items():
            if good not in codes.known:
                yield f"codes.{name}: {bad} is fixed to {good}, which is not a known code"
        twice = (set(codes.known) | set(codes.fixable)) & set(codes.ignored)
        twice |= set(codes.known) & set(codes.fixable)
        if twice:
            yield f"codes.{name}: {', '.join(sorted(twice))} is decided twice"
        if codes.blank_is != "" and not codes.because.strip():
            yield (
                f"codes.{name}: blank_is needs `because`: the evidence that an empty box of this "
                "form says so"
            )
        if codes.because and codes.blank_is == "":
            yield f"codes.{name}: because says why a blank box speaks; blank_is says what it says"


def _shape_faults(recipe: "Recipe", output: Output) -> Iterator[str]:
    """What cannot become rows as it is declared."""
    name = output.table.name
    if output.unpivot is None:
        return
    if output.explode:
        yield f"{name}: a table is made by explode or by unpivot, not by both"
    if output.unpivot.codes not in recipe.codes:
        yield f"{name}: unpivot: no [codes.{output.unpivot.codes}]"
    else:
        words = recipe.codes[output.unpivot.codes].known.values()
        if any(word not in (True, False, "true", "false") for word in words):
            yield f"{name}: unpivot: codes.{output.unpivot.codes} must say true or false"
    yield from _undecided_boxes(recipe, output, output.unpivot)
    if output.unpivot.name in output.unpivot.columns:
        yield f"{name}: unpivot: {output.unpivot.name} is the name of a box, too; take another"


def _undecided_boxes(recipe: "Recipe", output: Output, boxes: Unpivot) -> Iterator[str]:
    """Boxes whose name a column reads as a code that nobody decided on."""
    for column, reading in output.columns.items():
        codes = recipe.codes.get(reading.codes)
        if codes is None or reading.source != (boxes.name,):
            continue
        decided = {*codes.decided, *codes.ignored}
        if missing := [box for box in boxes.columns if box not in decided]:
            yield (
                f"{output.table.name}.{column}: codes.{reading.codes} lacks the box "
                + ", ".join(missing)
            )


def _moment_faults(output: Output, column: Column, reading: ColumnReading) -> Iterator[str]:
    if reading.frequency not in {"", "year", "quarter", "month"}:
        yield "frequency is year, quarter or month"
    if reading.frequency and (column.kind != "int" or not reading.formats):
        yield "frequency makes a whole number of a date, which needs formats"
    if column.kind == "float":
        return
    if wrong := date_format.fault(reading.formats, reading.zone):
        yield wrong
    partial = column.kind == "date" and date_format.is_partial(reading.formats)
    if partial and not is_main(output.table, column.name):
        exact = main_date(output.table)
        yield (
            "a format without a day would be stored as a first of the month"
            + (f"; only {exact} says in date_precision how exact it is" if exact else "")
        )


def _faults(
    recipe: "Recipe", output: Output, column: Column, reading: ColumnReading
) -> Iterator[str]:
    origins = [
        bool(reading.source),
        reading.constant is not None,
        bool(reading.any_of),
        bool(reading.all_of),
        bool(reading.combine),
        bool(reading.product),
        bool(reading.years_between),
        bool(reading.first_of),
        reading.row_id,
        reading.position,
    ]
    if sum(origins) != 1:
        yield (
            "give exactly one of source, constant, any_of, all_of, combine, product, "
            "years_between, first_of, row_id, position"
        )
    if reading.role and reading.role not in output.join:
        yield f"role {reading.role} is not joined to this table"
    for name in (reading.codes, *reading.combine.values()):
        if name and name not in recipe.codes:
            yield f"no [codes.{name}]"
    if reading.outside not in {"stop", "ignore"}:
        yield "outside is `stop` or `ignore`"
    if reading.pick not in {"most", "any", "only", "min", "max", "count"}:
        yield "pick is most, any, only, min, max or count"
    if reading.pick == "most" and not reading.order:
        yield "pick = most needs an order"
    yield from _box_faults(recipe, reading)
    yield from _word_faults(recipe, column, reading)


def _box_faults(recipe: "Recipe", reading: ColumnReading) -> Iterator[str]:
    """An empty box speaks only where it is read as it stands; lists of people have no least."""
    if reading.combine and reading.separator and reading.pick in {"min", "max"}:
        yield "pick of lists that are combined is only, most, any or count"
    listed = recipe.codes.get(reading.codes)
    if listed is None or listed.blank_is == "":
        return
    if reading.pad or reading.ignored or reading.separator or len(reading.source) > 1:
        yield f"codes.{reading.codes} says what a blank box is, so the box is read as it stands"


def _word_faults(recipe: "Recipe", column: Column, reading: ColumnReading) -> Iterator[str]:
    """Words that the canonical column does not hold."""
    listed = recipe.codes.get(reading.codes)
    made: list[Word] = list(listed.known.values()) if listed else []
    made += [listed.blank_is] if listed is not None and listed.blank_is != "" else []
    made += [rule[-1] for rule in reading.rules if rule[-1] != ""]
    made += [reading.constant] if reading.constant is not None else []
    made += list(reading.order)
    if column.vocabulary is not None:
        words = {word.value for word in column.vocabulary}
        wrong = sorted({str(word) for word in made if word not in words})
        if wrong:
            yield f"{', '.join(wrong)} is not a word of {column.vocabulary.__name__}"
        if reading.source and not listed and not reading.precision:
            yield "the column holds words of a vocabulary and needs codes"
    if column.kind == "bool":
        if any(word not in (True, False, "true", "false") for word in made):
            yield "the column holds yes or no; codes must map to true or false"
        if (reading.source or reading.any_of or reading.all_of) and not listed:
            yield "the column holds yes or no and needs codes"
    wide = len(reading.combine) + 1
    if any(len(rule) != wide for rule in reading.rules):
        yield f"every rule needs {wide} entries"
