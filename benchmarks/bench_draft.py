"""How much of a recipe written by hand `daylight draft` gets right, on every file of ../shared.

python benchmarks/bench_draft.py            # print the table
python benchmarks/bench_draft.py --write    # and write benchmarks/draft.md
"""

import sys
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from daylight.ingest.draft import draft
from daylight.ingest.recipe import Recipe, load
from daylight.ingest.recipe_parts import Codes, ColumnReading
from daylight.ingest.snapshot import Dialect
from daylight.ingest.stage import header_of

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / ".." / "shared" / "data"
PAGE = ROOT / "benchmarks" / "draft.md"
FILES = (
    ("stops/nashville_traffic_stops_2001_2007.parquet", "nashville_stops", "stops"),
    ("stops/connecticut_groton_2013_2014.csv.gz", "connecticut_stops", "stops"),
    ("stops/connecticut_10towns_2013_2014.csv.gz", "connecticut_stops", "stops"),
    ("stops/mississippi_highway_patrol_2013_2016.parquet", "mississippi_stops", "stops"),
    ("stops/nyc_stop_and_frisk_2014.parquet", "nypd_stops", "stops"),
    ("stops/nyc_stop_and_frisk_2020.xlsx", "nypd_stops", "stops"),
    ("stops/seattle_terry_stops_2015_2017.csv.gz", "seattle_terry_stops", "stops"),
    ("stops/takoma_park_traffic_stops_2015_2020.xlsx", "takoma_park_stops", "stops"),
    ("stops/charlottesville_stop_frisk_2012_2014.csv.gz", "charlottesville_stops", "stops"),
    ("stops/darkness_cities_11.parquet", "darkness_stops", "stops"),
    ("force/dallas_response_to_resistance_2013.parquet", "dallas_force", "force"),
    ("force/dallas_response_to_resistance_2014.parquet", "dallas_force", "force"),
    ("force/dallas_response_to_resistance_2015.parquet", "dallas_force", "force"),
    ("force/dallas_response_to_resistance_2016.parquet", "dallas_force", "force"),
    ("force/seattle_use_of_force_2014_2022.parquet", "seattle_force", "force"),
    ("force/seattle_force_scenes_ridgeway.parquet", "seattle_scenes", "force"),
    ("force/new_orleans_use_of_force_2016_2020.parquet", "new_orleans_force", "force"),
    ("force/new_jersey_incidents_2020_2024.parquet", "new_jersey_force", "force"),
    ("force/new_jersey_subjects_2020_2024.parquet", "new_jersey_force", "force"),
    ("force/chicago_force_officers_2004_2018.parquet", "chicago_force", "force"),
    ("officers/new_orleans_misconduct_2016_2019.parquet", "new_orleans_misconduct", "allegations"),
    ("officers/chicago_complaints_accused.parquet", "chicago_complaints", "allegations"),
    ("officers/chicago_officer_profiles.parquet", "chicago_officers", "officers"),
)
"""File, recipe, and the table that its rows are to become."""


@dataclass(slots=True, kw_only=True)
class Score:
    """What became of the hand's columns, and of the draft's own choices.

    Parameters
    ----------
    silent
        Choices that differ from the hand's and carry no mark; there must be none.
    """

    file: str
    table: str = ""
    right: int = 0
    asked: int = 0
    wrong: int = 0
    left: int = 0
    beyond: int = 0
    codes_right: int = 0
    codes_asked: int = 0
    formats_right: int = 0
    formats_asked: int = 0
    silent: list[str] = field(default_factory=list)


def score(file: str, slug: str, wanted: str) -> Score:
    """Hold the draft of one file against the recipe."""
    found = Score(file=file.split("/")[-1])
    made = tomllib.loads(draft([DATA / file]))
    recipe = load(slug)
    hand = hand_of(recipe, wanted, header(DATA / file))
    if "tables" not in made:
        found.table, found.left = "none", len(hand)
        return found
    ((found.table, proposed),) = made["tables"].items()
    drafted = {name: one for name, one in proposed["columns"].items() if "source" in one}
    if found.table != wanted:
        found.left = len(hand)
        found.silent += [] if "decide" in made else [f"table {found.table}"]
        return found
    for name, reading in drafted.items():
        _judge(found, made, recipe, name, reading, hand)
    found.left = len(set(hand) - set(drafted))
    return found


def _judge(
    found: Score,
    made: Mapping[str, Any],
    recipe: Recipe,
    name: str,
    reading: Mapping[str, Any],
    hand: Mapping[str, tuple[ColumnReading, set[str]]],
) -> None:
    marked = "decide" in reading
    if name not in hand:
        found.beyond += 1
        return
    part, spelled = hand[name]
    if reading["source"] not in spelled:
        found.wrong += 1
        found.silent += [] if marked else [f"{name} = {reading['source']}"]
        return
    found.asked += marked
    found.right += not marked
    if len(part.columns) > 1 and len(part.columns) > len(part.source) and not marked:
        found.silent.append(f"{name}: the person combined {len(part.columns)} columns")
    if part.codes and "codes" in reading:
        _judge_codes(found, recipe.codes[part.codes], made["codes"][reading["codes"]], name)
    if part.formats and not set(part.formats) <= {"dms"}:
        fits = set(reading.get("formats", ())) <= set(part.formats) and "formats" in reading
        found.formats_right += fits
        found.formats_asked += not fits
        if not fits and not marked:
            found.silent.append(f"{name} formats {reading.get('formats')}")


def _judge_codes(found: Score, hand: Codes, made: Mapping[str, Any], name: str) -> None:
    for code, word in made["known"].items():
        if hand.word(code) == word or (hand.fold_case and _folded(hand, code) == word):
            found.codes_right += 1
        elif "decide" in made:
            found.codes_asked += 1
        else:
            found.silent.append(f"{name} {code} = {word}")
    found.codes_right += sum(code in hand.ignored for code in made["ignored"])
    found.codes_asked += made.get("decide", "").count(" rows)")


def _folded(codes: Codes, code: str) -> object:
    return {key.lower(): word for key, word in codes.decided.items()}.get(code.lower())


def header(path: Path) -> tuple[str, ...]:
    """The column names of a file."""
    with tempfile.TemporaryDirectory() as folder:
        return header_of(path, Path(folder), Dialect())


def hand_of(
    recipe: Recipe, table: str, names: Sequence[str]
) -> dict[str, tuple[ColumnReading, set[str]]]:
    """The hand's columns that are read from one column of this file, and what it is called."""
    found: dict[str, tuple[ColumnReading, set[str]]] = {}
    for output in recipe.tables:
        for name, whole in output.columns.items() if output.table.name == table else ():
            for part in whole.first_of or (whole,):
                spelled = _spelled(recipe, part.role or output.role, part) & set(names)
                if spelled and name not in found:
                    found[name] = part, spelled
    return found


def _spelled(recipe: Recipe, role: str, part: ColumnReading) -> set[str]:
    names = set(part.columns)
    for layout in recipe.files[role].layouts:
        names |= {name for column in part.columns for name in layout.spellings(column)}
    return names


HEAD = """## On files with a recipe written by hand

`daylight draft` on every file at hand, held against the recipe that a person wrote for it. Written
by `python benchmarks/bench_draft.py --write`.

- **right**: the column that the person took, proposed without a mark. **asked**: the same column,
  with a mark that a person must settle. **wrong**: another column, with a mark. **left**: the
  person reads it and the draft does not. **beyond**: proposed, and not read by the person.
- **codes**: values of right columns whose meaning is the person's, and values that are asked about.
- **formats**: dates and times read by formats that the person wrote, and those asked about.
- **silent**: choices that differ from the person's and carry no mark, among them one column where
  the person combined several. A draft must have none: `daylight check` refuses a recipe only while
  a mark is left.

| file | table | right | asked | wrong | left | beyond | codes | asked | formats | asked | silent |
|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
"""
COUNTS = ("right", "asked", "wrong", "left", "beyond", "codes_right", "codes_asked",
          "formats_right", "formats_asked")  # fmt: skip


def page(scores: Sequence[Score]) -> str:
    """The table as Markdown."""
    text = HEAD
    for one in scores:
        numbers = [*(getattr(one, name) for name in COUNTS), len(one.silent)]
        text += f"| {one.file} | {one.table} | " + " | ".join(map(str, numbers)) + " |\n"
    return text


def main() -> None:
    """Print the table, and write the page where asked."""
    scores = [score(*one) for one in FILES]
    print(page(scores))
    for one in scores:
        for what in one.silent:
            print(f"silent: {one.file}: {what}")
    if "--write" in sys.argv:
        above = PAGE.read_text(encoding="utf-8").split(HEAD.splitlines()[0])[0]
        PAGE.write_text(above + page(scores), encoding="utf-8")


if __name__ == "__main__":
    main()
