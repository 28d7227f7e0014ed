"""Blocks of a wide file: columns that say one thing of many years, groups or kinds.

A block is decided as a whole: twelve columns named after months are one count, not twelve.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from daylight.ingest.drafting.coding import exact
from daylight.ingest.drafting.lexicon import read
from daylight.ingest.drafting.names import bare
from daylight.ingest.drafting.seen import Seen
from daylight.ingest.drafting.values import NEARLY, SOME, facts

FEWEST = 3
FEWEST_BOXES = 2
CENSUS = re.compile(
    r"^([BCP]|DP|H)0*(\d+)([A-Z]?)_?(\d{3,4})([EM]?)((?:,\s*| |_)(?:error|moe|margin.*))?$",
    re.IGNORECASE,
)
OLDER = re.compile(r"^HC(\d\d)_VC\d+$")
MONTHS = {
    word: number
    for number, words in enumerate(
        ("jan january janeiro enero januar", "feb february fev fevereiro febrero februar",
         "mar march marco março marzo marz märz", "apr april abr abril", "may mai maio mayo",
         "jun june junho junio juni", "jul july julho julio juli", "aug august ago agosto",
         "sep sept september set setembro septiembre", "oct october out outubro octubre okt",
         "nov november novembro noviembre", "dec december dez dezembro dic diciembre dezember"), 1,
    )
    for word in words.split()
}  # fmt: skip
YEAR = re.compile(r"^(.*?)\W*((?:19|20)\d\d(?:\s*[-/]\s*\d{2,4})?|\d\d/\d\d)$")


@dataclass(frozen=True, slots=True)
class ColumnBlock:
    """Columns of one stem, what each stands for, and the canonical column they fill together."""

    stem: str
    column: str
    tables: frozenset[str]
    members: Mapping[int, str]
    what: str


def blocks(columns: Sequence[Seen]) -> tuple[ColumnBlock, ...]:
    """The blocks of a file; a column is in one at most."""
    taken: set[int] = set()
    found = []
    for block in (
        *_census(columns),
        *_periods(columns),
        *_groups(columns),
        *_boxes(columns),
        *_questions(columns),
    ):
        if not taken & set(block.members):
            taken |= set(block.members)
            found.append(block)
    return tuple(found)


def _census(columns: Sequence[Seen]) -> Iterator[ColumnBlock]:
    members: dict[str, dict[int, str]] = {"population": {}, "margin": {}}
    for seen in columns:
        if older := OLDER.match(seen.name.strip()):
            kind = "population" if int(older[1]) % 2 else "margin"
            members[kind][seen.place] = older[0]
            continue
        code = CENSUS.match(seen.name.strip())
        if not code:
            continue
        kind = "margin" if code[6] or code[5].upper() == "M" else "population"
        group = census_line(code[1], code[2], code[3], int(code[4]))
        members[kind][seen.place] = group or "a part of another group"
    for kind, places in members.items():
        if len(places) >= FEWEST:
            yield ColumnBlock(
                "census", kind, frozenset({"population"}), places, "lines of census tables"
            )


def census_line(letter: str, number: str, race: str, line: int) -> str:
    """The group that a line of a census table counts; empty where it is part of another."""
    width = 5 if letter.upper() in {"B", "C"} else 3
    table = f"{letter.upper()}{int(number):0{width}d}{race.upper()}"
    return str(read("census").get(table, {}).get(str(line), ""))


def is_count(seen: Seen) -> bool:
    """Whether a column holds whole numbers from 0 on."""
    found = facts(seen)
    return bool(found.told) and found.whole >= NEARLY and found.low >= 0 and not found.is_moment


def _periods(columns: Sequence[Seen]) -> Iterator[ColumnBlock]:
    stems: dict[str, dict[int, str]] = defaultdict(dict)
    for seen in columns:
        if not is_count(seen) and facts(seen).told:
            continue
        name = seen.name.strip().lower()
        if name.strip(". ") in MONTHS:
            stems["month"][seen.place] = name
        elif year := YEAR.match(name):
            stems[year[1].strip(" _-.")][seen.place] = year[2]
    for stem, places in stems.items():
        if len(places) >= FEWEST:
            yield ColumnBlock(
                stem, "outcome_value", frozenset({"panel"}), places, "one column per month or year"
            )


def _groups(columns: Sequence[Seen]) -> Iterator[ColumnBlock]:
    stems: dict[str, dict[int, str]] = defaultdict(dict)
    for seen in columns:
        found = facts(seen)
        if not is_count(seen) or (found.yes_no >= NEARLY and len(seen.telling) <= 2):
            continue
        for stem, group in _split(seen.name):
            stems[stem][seen.place] = group
            break
    for stem, places in stems.items():
        if len(set(places.values())) >= FEWEST or (stem and len(places) >= FEWEST_BOXES):
            people = re.search(r"\b(pop|population|residents|census)\b", stem)
            column = "population" if people else "outcome_value"
            tables = frozenset({"population"} if people else {"panel"})
            yield ColumnBlock(stem, column, tables, places, "one column per group")


GROUP_WORDS = {
    "white": "white", "black": "black", "asian": "asian", "hispanic": "hispanic",
    "latino": "hispanic", "hipanic": "hispanic", "indian": "native_american",
    "native": "native_american",
    "native american": "native_american", "african american": "black", "caucasian": "white",
    "pacific islander": "pacific_islander", "multiracial": "multiracial", "mixed": "multiracial",
    "two or more": "multiracial", "american indian": "native_american", "other race": "other",
}  # fmt: skip


def _split(name: str) -> Iterator[tuple[str, str]]:
    """The stem and the group of a column named after a group: `Black_stopped` → stopped, black."""
    said = bare(name)
    for words, group in sorted(GROUP_WORDS.items(), key=lambda pair: -len(pair[0])):
        match = re.search(rf"\b{words}\b", said)
        if match:
            stem = " ".join((said[: match.start()] + " " + said[match.end() :]).split())
            yield stem, group
            return


def _boxes(columns: Sequence[Seen]) -> Iterator[ColumnBlock]:
    lists = {"race": "subject_race", "force_kind": "force_kind"}
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for seen in columns:
        if not _is_box(seen):
            continue
        for name, column in lists.items():
            if word := _box_word(name, seen.name):
                found[column][seen.place] = str(word)
                break
    tables = {
        "subject_race": frozenset({"force", "stops", "arrests"}),
        "force_kind": frozenset({"force", "force_actions"}),
    }
    for column, places in found.items():
        if len(places) >= FEWEST:
            yield ColumnBlock(
                column, column, tables[column], places, "one yes-or-no column per answer"
            )


def _questions(columns: Sequence[Seen]) -> Iterator[ColumnBlock]:
    """Columns that each ask one thing of a policy and are answered by yes or no and words."""
    places = {}
    for seen in columns:
        said = bare(seen.name)
        asked = len(said.split()) > 2 and POLICY.search(said)
        answered = sum(
            re.match(r"(yes|no|partial|[01]$)", v.lower()) is not None for v in seen.telling
        )
        if asked and seen.telling and answered >= SOME * len(seen.telling):
            places[seen.place] = seen.name.split(":")[0].strip()
    if len(places) >= FEWEST:
        yield ColumnBlock(
            "verdict", "verdict", frozenset({"policy_checks"}), places, "one column per item"
        )


POLICY = re.compile(
    r"\b(polic(y|ies)|requir|ban|restrict|prohibit|duty|warn|exhaust|continuum|report)"
)


def _is_box(seen: Seen) -> bool:
    found = facts(seen)
    if not found.told:
        return not seen.written
    one = {value.strip() for value in seen.telling} <= {"1", "0", "1.0", "0.0"}
    return found.boxes or one or found.yes_no >= NEARLY


def _box_word(name: str, header: str) -> str | bool | None:
    said = bare(header)
    stripped = re.sub(
        r"^(suspect|subject|driver|person|perceived)? ?(race|ethnicity|re)\b"
        r"|^(force|uof|used|physical force) (used|type)?",
        "", said,
    ).strip()  # fmt: skip
    if name == "race" and (stripped == said or not re.search(r"\b(race|ethnic|re)\b", said)):
        return None
    return exact(name, stripped) or (exact(name, said) if name == "force_kind" else None)


def share_in(blocks_found: Sequence[ColumnBlock], table: str, columns: int) -> float:
    """The share of a file's columns that stand in blocks which fill a table."""
    inside = sum(len(block.members) for block in blocks_found if table in block.tables)
    return inside / columns if columns else SOME
