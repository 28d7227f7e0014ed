"""What a person must settle: an unmarked choice needs two kinds of evidence and no rival."""

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
    if name == "unit" and not seen.said.roles and decoded.table not in OFFICER_TABLES:
        return f"is {seen.name} the officer's unit on that day, or the place?"
    if one.named < STRONG or not one.fit.agrees:
        return f"is this {name}? {one.fit.text}"
    ranked = decoded.every[seen.place]
    other = [
        two.column for two in ranked if two.column != name and two.score >= NEAR_SLOT * one.score
    ]
    other = [two for two in other if not two.endswith("_raw") and two not in _filled(decoded)]
    if other:
        return f"is this {name} or {other[0]}?"
    if name in WHOSE and not seen.said.roles and _is_of_officers(columns):
        return (
            f"is {seen.name} the person's or the officer's? the file has an officer's columns too"
        )
    if kin := _kin(one, decoded, columns):
        return f"{', '.join(kin)} may be a part of the same answer: write the rule"
    return _of_values(one)


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
    if one.column in {"subject_race", "officer_race"}:
        return False
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


TABLES_COLUMNS = {column.name: column for table in TABLES.values() for column in table.columns}
