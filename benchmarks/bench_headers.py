"""How much of a labelled corpus of public headers `daylight draft` reads as a person does.

python benchmarks/bench_headers.py FOLDER                # both halves, figures only
python benchmarks/bench_headers.py FOLDER --half a -v    # one half, and what is confused

FOLDER holds lines of JSON, one file each: `publisher`, `path`, `columns` with `name`, `values`,
`means` (`table.column`, or `-…` where nothing fits, or `?`), `format`, `codes`. Nothing is learnt
from it. Publishers are halved by a hash: half a was read while the lexicons were written, half b
only after figures had been taken on it.
"""

import argparse
import hashlib
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from daylight.ingest.drafting.proposal import ColumnProposal, FileProposal
from daylight.ingest.drafting.propose import proposal
from daylight.ingest.drafting.reading import File
from daylight.ingest.drafting.seen import Seen
from daylight.schema.tables import TABLES

SETTLED: dict[tuple[str, str], str] = {
    ("usatoday_pursuits", "County"): "deaths.county",
    ("usatoday_pursuits", "Latitude"): "deaths.latitude",
    ("usatoday_pursuits", "Longitude"): "deaths.longitude",
    ("louisville-stops", "TYPE_OF_STOP"): "stops.stop_type",
    ("austin-arrests-2016", "reason_for_stop_desc"): "stops.stop_reason",
    ("austin-arrests-2016", "search_based_on_desc"): "stops.search_basis",
    ("austin-arrests-2016", "person_searched_desc"): "stops.search_person",
}
"""(file, column) → what it is taken to mean, where the label was found wrong; see draft.md."""
TABLES_SETTLED = {"burlington_vt_force": "force", "austin-arrests-2016": "stops"}
"""File → its table, where the label was found inconsistent; see draft.md."""
EVENTS = frozenset(
    {"stops", "force", "force_actions", "force_incidents", "arrests", "deaths", "complaints",
     "allegations", "officers"}
)  # fmt: skip


@dataclass(slots=True)
class Score:
    """Counts over files; each pair is found and of."""

    files: int = 0
    fits: int = 0
    table: int = 0
    negatives: int = 0
    nothing: int = 0
    slots: int = 0
    first: int = 0
    first_given: int = 0
    three: int = 0
    unmarked: int = 0
    wrong: int = 0
    wrong_required: int = 0
    files_wrong: int = 0
    formats: int = 0
    formats_right: int = 0
    codes: int = 0
    codes_right: int = 0
    codes_wrong: int = 0
    missed: list[str] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        """Add the counts of another."""
        for part in fields(self):
            setattr(self, part.name, getattr(self, part.name) + getattr(other, part.name))


def corpus(folder: Path) -> Iterator[dict[str, Any]]:
    """Every labelled file."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def half(entry: Mapping[str, Any]) -> str:
    """`a` or `b` by the publisher's name."""
    name = re.sub(r"\W+", " ", entry["publisher"]).lower().strip()
    return "ab"[int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2]


def table_of(entry: Mapping[str, Any]) -> str:
    """The table a person would propose; empty where nothing fits."""
    if entry["file"] in TABLES_SETTLED:
        return TABLES_SETTLED[entry["file"]]
    if "table" in entry:
        return "" if entry["table"] in {None, "none", ""} else str(entry["table"])
    means = Counter(
        column["means"].split(".")[0]
        for column in entry["columns"]
        if not column["means"].startswith(("-", "?"))
    )
    return means.most_common(1)[0][0] if means else ""


def seen_file(entry: Mapping[str, Any]) -> File:
    """The file as far as the corpus shows it: names, and values once each."""
    columns = []
    for place, column in enumerate(entry["columns"]):
        values = {value.strip(): 1 for value in column["values"] if value.strip()}
        columns.append(Seen(" ".join(column["name"].split()), place, values, max(1, len(values))))
    return File((entry["path"],), tuple(columns), max((c.rows for c in columns), default=1))


def _settled(means: str, table: str) -> str:
    """A label of the table next to the settled one, said of the settled one."""
    name = (
        means.split(".")[-1].replace("arrest_", "stop_")
        if table == "stops"
        else means.split(".")[-1]
    )
    return f"{table}.{name}" if "." in means and name in TABLES[table].names else means


def wanted(entry: Mapping[str, Any], table: str) -> dict[str, set[int]]:
    """Slot → the columns that a person reads it from."""
    found: dict[str, set[int]] = defaultdict(set)
    for place, column in enumerate(entry["columns"]):
        means = SETTLED.get((entry["file"], column["name"]), column["means"])
        also = column.get("also", [])
        for one in (means, *([also] if isinstance(also, str) else also)):
            if entry["file"] in TABLES_SETTLED:
                one = _settled(one, table)
            if one.startswith(f"{table}."):
                found[one.split(".")[1]].add(place)
    return found


def judge(entry: Mapping[str, Any], score: Score) -> None:
    """Add one file to the counts."""
    table = table_of(entry)
    made = proposal(seen_file(entry))
    score.files += 1
    if not table:
        score.negatives += 1
        score.nothing += not made.table
        _unmarked(entry, made, "", score)
        if made.table:
            score.missed.append(f"{entry['file']}: drafted {made.table}, fits none")
        return
    score.fits += 1
    score.table += made.table == table
    if made.table != table:
        near = ", ".join(f"{one.table or one.kind} {one.score}" for one in made.tables)
        score.missed.append(
            f"{entry['file']}: table {table} read as {made.table or 'none'}: {near}"
        )
    given = made if made.table == table else proposal(seen_file(entry), table=table)
    for slot, places in wanted(entry, table).items():
        score.slots += 1
        right = _filled(given, slot, places)
        score.first_given += right
        score.first += right and made.table == table
        three = right or any(
            slot == candidate.column
            for place in places
            for candidate in given.columns[place].candidates
        )
        offered = table in {one.table for one in made.tables}
        score.three += three and offered
        if not right:
            names = [entry["columns"][place]["name"][:40] for place in sorted(places)[:2]]
            got = given.proposed(slot)
            score.missed.append(
                f"{entry['file']}: {table}.{slot} {names} "
                f"{'among three' if three else 'not offered'}; got {got.name[:30] if got else None}"
            )
    _unmarked(entry, made, table, score)
    _readings(entry, given, table, score)


def _filled(made: FileProposal, slot: str, places: set[int]) -> bool:
    return any(
        made.columns[place].column == slot or slot in made.columns[place].also for place in places
    )


def _unmarked(entry: Mapping[str, Any], made: FileProposal, table: str, score: Score) -> None:
    """Choices without a mark; everything is marked while the table is in doubt."""
    before = score.wrong
    slots = wanted(entry, made.table) if made.table == table else {}
    for one in made.columns:
        if not one.unmarked:
            continue
        means = SETTLED.get(
            (entry["file"], entry["columns"][one.place]["name"]),
            entry["columns"][one.place]["means"],
        )
        if means.startswith("?"):
            continue
        score.unmarked += 1
        right = one.place in slots.get(one.column, ()) or _same(
            means, made.table, one.column, table
        )
        if not right:
            score.wrong += 1
            score.wrong_required += made.canonical(one.column).required
            score.missed.append(
                f"{entry['file']}: UNMARKED {one.name} → {made.table}.{one.column}, is {means}"
            )
    score.files_wrong += score.wrong > before


def _same(means: str, made: str, column: str, table: str) -> bool:
    """Whether a label of a file without slots of this table says the same of the column."""
    return means == f"{made}.{column}" or (made == table and means.split(".")[-1] == column)


def _readings(entry: Mapping[str, Any], made: FileProposal, table: str, score: Score) -> None:
    for slot, places in wanted(entry, table).items():
        for place in places:
            one, label = made.columns[place], entry["columns"][place]
            if slot != one.column:
                continue
            if "format" in label and one.column == slot and _usable(label["format"]):
                score.formats += 1
                right = _formats_fit(label["format"], one.formats)
                score.formats_right += right
                if not right:
                    score.missed.append(
                        f"{entry['file']}: format of {one.name}: "
                        f"{label['format']} read {one.formats}"
                    )
            if "codes" in label and one.codes:
                _codes(entry, label["codes"], one, score)


def _usable(form: str) -> bool:
    return "%" in form


def _formats_fit(label: str, made: Sequence[str]) -> bool:
    def bare(form: str) -> str:
        form = re.sub(r"\.(000|%f)(Z?)$", r"\2", form).replace("+00", "%z").replace(" 00:00:00", "")
        return re.sub(r"\s*\(.*|\s+when.*", "", form).replace("%-", "%").strip()

    parts = {bare(part) for part in re.split(r" ; | or ", label)}
    return (bool(made) and parts <= {bare(form) for form in made}) or bare(label) in {
        bare(f) for f in made
    }


def _codes(
    entry: Mapping[str, Any], labels: Mapping[str, Any], one: ColumnProposal, score: Score
) -> None:
    made = {code.value: code for code in one.codes}
    for value, word in labels.items():
        if value.strip() not in made or value == "*" or word == "?":
            continue
        code = made[value.strip()]
        wanted_word = (
            {"true": True, "false": False}.get(word, word) if isinstance(word, str) else word
        )
        said = None if code.ignored else code.word
        score.codes += 1
        if code.decided and said == wanted_word:
            score.codes_right += 1
        elif code.decided:
            score.codes_wrong += 1
            score.missed.append(f"{entry['file']}: code {one.name} {value!r} = {said}, is {word}")
        else:
            score.missed.append(f"{entry['file']}: code {one.name} {value!r} open, is {word}")


def upper(wrong: int, of: int) -> float:
    """The upper 95 % bound (Wilson) of a share."""
    if not of:
        return 1.0
    z, p = 1.96, wrong / of
    middle = p + z * z / (2 * of)
    half_width = z * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    return (middle + half_width) / (1 + z * z / of)


def report(name: str, score: Score) -> str:
    """One line of figures."""

    def share(a: int, b: int) -> str:
        return f"{a}/{b} ({a / b:.0%})" if b else "–"

    bound = upper(score.wrong, score.unmarked)
    return (
        f"| {name} | {score.files} | {share(score.table, score.fits)} "
        f"| {share(score.nothing, score.negatives)} | {share(score.first, score.slots)} "
        f"| {share(score.first_given, score.slots)} | {share(score.three, score.slots)} "
        f"| {share(score.wrong, score.unmarked)} ≤ {bound:.1%} | {score.wrong_required} "
        f"| {score.files_wrong} | {share(score.formats_right, score.formats)} "
        f"| {share(score.codes_right, score.codes)}, wrong {score.codes_wrong} |"
    )


HEAD = (
    "| files | n | table | nothing on negatives | slots first | table given | among three "
    "| wrong unmarked | in required | files with one | formats | codes |\n"
    "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=["a", "b"])
    parser.add_argument("-v", action="store_true")
    arguments = parser.parse_args()
    scores: dict[str, Score] = defaultdict(Score)
    for entry in corpus(arguments.folder):
        part, table = half(entry), table_of(entry)
        if arguments.half and part != arguments.half:
            continue
        kind = "events" if table in EVENTS else "none" if not table else "counts"
        one = Score()
        judge(entry, one)
        for name in (f"half {part}", f"half {part}, {kind}", f"all, {kind}", "all"):
            scores[name].add(one)
    print(HEAD)
    for name in sorted(scores):
        print(report(name, scores[name]))
    if arguments.v and arguments.half:
        print("\n".join(scores[f"half {arguments.half}"].missed))


if __name__ == "__main__":
    main()
