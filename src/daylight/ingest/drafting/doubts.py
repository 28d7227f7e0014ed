"""What a person must settle: an unmarked choice needs two kinds of evidence and no rival."""

import re
from collections.abc import Sequence

from daylight.ingest.drafting import moments
from daylight.ingest.drafting.decode import Decoded
from daylight.ingest.drafting.score import OFFICER_TABLES, STRONG, Scored, is_weak
from daylight.ingest.drafting.seen import Seen
from daylight.ingest.drafting.values import NEARLY, facts
from daylight.schema.tables import TABLES

NEAR = 0.75
"""A second candidate with this share of the first one's score is a rival."""
NEAR_KEY = 0.5
NEAR_SLOT = 0.93
FEW_PLACES = 200
MOST_AT_ONCE = 30
"""Officers at one event; whole numbers up to it may count them."""
OPEN_LISTS = frozenset({"stop_reason", "resistance", "search_basis"})
"""Columns whose words each form makes up; most of the values must be known."""
WHOSE = frozenset(
    {"subject_race", "subject_sex", "subject_age_years", "subject_injured", "subject_injury"}
)
OFFICERS_OWN = frozenset({"rank", "badge", "service", "duty", "assignment"})
SIBLINGS: dict[str, tuple[str, ...]] = {
    "subject_race": ("ethnicity", "hispanic"),
    "officer_race": ("ethnicity", "hispanic"),
    "contraband_found": ("contraband", "weapon", "pistol", "rifle", "knife", "gun", "drug",
                         "seized", "firearm"),
    "contraband_weapons": ("weapon", "pistol", "rifle", "knife", "gun", "firearm"),
    "stop_reason": ("reason",),
    "period": ("month", "quarter", "week"),
    "search_conducted": ("search",),
    "search_person": ("search",),
    "citation_issued": ("citation",),
    "warning_issued": ("warning",),
    "arrest_made": ("arrest",),
    "frisk_performed": ("frisk",),
}  # fmt: skip
"""Column → words in the names of others that may be a part of the same answer."""


def question(one: Scored, decoded: Decoded, columns: Sequence[Seen]) -> str:
    """Why a person must look at a choice; empty where nothing speaks against it."""
    name, seen = one.column, one.seen
    near = [
        rival.seen.name
        for rival in decoded.rivals.get(name, ())
        if rival.score >= _near(name) * one.score and rival.seen.written
    ]
    if near:
        return f"or is it {', '.join(near)}?"
    if is_weak(one):
        return f"`{seen.name}` is a name that says little: is this {name}?"
    if asked := _of_kind(one, decoded):
        return asked
    if one.named < STRONG or not one.fit.agrees:
        return f"is this {name}? {one.fit.text}"
    if other := _other_slot(one, decoded):
        return f"is this {name} or {other}?"
    if kin := _kin(one, decoded, columns):
        return f"{', '.join(kin)} may be a part of the same answer: write the rule"
    if _whose(one, columns):
        return (
            f"is {seen.name} the person's or the officer's? the file has an officer's columns too"
        )
    return _of_values(one)


def _whose(one: Scored, columns: Sequence[Seen]) -> bool:
    return one.column in WHOSE and not one.seen.said.roles and _is_of_officers(columns)


def _other_slot(one: Scored, decoded: Decoded) -> str:
    """A canonical column that the same column fits as well and that nothing else fills."""
    for two in decoded.every[one.seen.place]:
        rival = two.column != one.column and not two.column.endswith("_raw")
        if rival and two.score >= NEAR_SLOT * one.score and two.column not in _filled(decoded):
            return two.column
    return ""


def _of_kind(one: Scored, decoded: Decoded) -> str:
    """Questions that belong to a canonical column rather than to this file."""
    name, seen = one.column, one.seen
    if name == "district" and set(seen.said.words) <= {"division", "description", "code"}:
        return f"is {seen.name} the place, or the division the officer belongs to?"
    if name in OPEN_LISTS and one.fit.score < 1:
        return f"is this {name} in words of its own? {one.fit.text}"
    if name == "unit" and not seen.said.roles and decoded.table not in OFFICER_TABLES:
        return f"is {seen.name} the officer's unit on that day, or the place?"
    return ""


def _is_of_officers(columns: Sequence[Seen]) -> bool:
    """Whether columns of an officer stand in the file without saying that they are an officer's."""
    return any(OFFICERS_OWN & set(other.said.words) and not other.said.roles for other in columns)


def _near(name: str) -> float:
    """How near a rival must come; what names and dates a row is asked about sooner."""
    return NEAR_KEY if name.endswith(("_id", "_date", "_minute")) else NEAR


def _filled(decoded: Decoded) -> set[str]:
    return {one.column for one in decoded.chosen.values()}


def _kin(one: Scored, decoded: Decoded, columns: Sequence[Seen]) -> list[str]:
    """Columns whose names say that they are a part of the same answer."""
    parts = set(SIBLINGS.get(one.column, ()))
    roles = one.seen.said.roles - {"subject", "victim"}
    return [
        other.name
        for other in columns
        if other.place != one.seen.place
        and other.written
        and parts & set(other.said.words)
        and other.said.roles - {"subject", "victim"} == roles
        and not _told_apart(one, other, decoded)
    ]


def _told_apart(one: Scored, other: Seen, decoded: Decoded) -> bool:
    """Whether the other column is plainly something else."""
    if one.column in {"subject_race", "officer_race", "period"}:
        return False
    if one.column == "stop_reason":
        return "search" in other.said.words
    chosen = decoded.chosen.get(other.place)
    if chosen is not None and chosen.column != one.column:
        return chosen.column.split("_")[0] != "contraband" or one.column != "contraband_found"
    found = facts(other)
    return found.yes_no < NEARLY and not found.boxes


def _of_values(one: Scored) -> str:
    """What the values alone leave open."""
    name, seen = one.column, one.seen
    if name.endswith("_id") and seen.values.get("0"):
        return f"{seen.values['0']} rows hold 0: does that say that there is none?"
    if name == "officer_id" and _is_small(seen):
        return f"{seen.name} holds small whole numbers: how many officers, or which one?"
    if name in {"latitude", "longitude"} and seen.repeats > FEW_PLACES:
        return f"{len(seen.values)} places for {seen.written} rows: are they the places of events?"
    column = TABLES_COLUMNS[name]
    if column.kind == "bool" and len(seen.telling) == 1:
        only = next(iter(seen.telling))
        return f"it says {only} in every row that is filled: is it ever the other?"
    if column.kind in {"float", "date"} and len(seen.telling) == 1 and seen.written > 1:
        return f"it is {next(iter(seen.telling))} in every row: is it of each row at all?"
    if column.kind == "date" and moments.turned(seen.telling, facts(seen).dates):
        return "day and month can be read either way round in every row: which is first?"
    letters = {value.upper() for value in seen.values}
    if name.endswith("_race") and "A" in letters and "B" not in letters:
        return "is A Asian or African American? there is no B"
    return ""


def _is_small(seen: Seen) -> bool:
    """Whether a column holds a few small whole numbers, as a count does."""
    return bool(seen.telling) and all(
        re.fullmatch(r"\d{1,2}(\.0+)?", value) and float(value) <= MOST_AT_ONCE
        for value in seen.telling
    )


TABLES_COLUMNS = {column.name: column for table in TABLES.values() for column in table.columns}
