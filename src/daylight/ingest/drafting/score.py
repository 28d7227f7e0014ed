"""One column of the file against every column of a table and every kind of none."""

from dataclasses import dataclass, replace
from functools import cache

from daylight.ingest.drafting.lexicon import read
from daylight.ingest.drafting.names import WEAK, Match, match, phrases, spoken_of
from daylight.ingest.drafting.proposal import Candidate, ColumnEvidence, Reason
from daylight.ingest.drafting.seen import Seen
from daylight.ingest.drafting.values import ValueFit, fit, none_fit
from daylight.schema.columns import Column
from daylight.schema.tables import TABLES

FLOOR = 0.4
"""A candidate below is none."""
STRONG = 0.78
OF_VALUES = 0.45
"""What a column scores whose values are plainly race, sex or degrees, whatever its name."""
NOT_READ = frozenset({"source_file", "source_row"})
NEVER_SUBJECT = frozenset({"officer", "witness", "passenger", "owner", "staff"})
ABOUT_SUBJECT = frozenset(
    {"resistance", "was_fleeing", "in_crisis", "under_influence", "was_restrained", "offense",
     "frisk_performed", "search_person", "arrest_made", "cause"}
)  # fmt: skip
ABOUT_OFFICER = frozenset({"unit", "hired_date", "left_date", "force_kind"})
OF_OTHERS = frozenset({"deaths", "allegations", "complaints"})
BY_VALUES_ALONE = frozenset({"link", "narrative", "address"})
OFFICER_TABLES = frozenset({"officers", "assignments"})
NAMED_BY_TABLE = frozenset(key.split(".")[1] for key in read("columns") if "." in key)
BY_VALUES = frozenset({"subject_race", "subject_sex", "latitude", "longitude"})


@dataclass(frozen=True)
class Scored:
    """How well a column of the file fits a canonical one."""

    seen: Seen
    column: str
    score: float
    named: float
    fit: ValueFit
    phrase: str

    @property
    def two_agree(self) -> bool:
        """Whether name and values both speak for it."""
        return self.named >= STRONG and self.fit.agrees

    def candidate(self) -> Candidate:
        """The choice with its reasons."""
        reasons = []
        if self.named:
            text = f"named like `{self.phrase}`"
            reasons.append(Reason(evidence=ColumnEvidence.NAME, text=text))
        if self.fit.text:
            kind = ColumnEvidence.VALUES if self.fit.agrees else ColumnEvidence.NEIGHBOURS
            if self.fit.agrees or self.fit.score < 0:
                kind = ColumnEvidence.VALUES
            reasons.append(Reason(evidence=kind, text=self.fit.text))
        return Candidate(
            column=self.column, score=round(min(self.score, 1.0), 3), reasons=tuple(reasons)
        )


def columns_of(table: str) -> tuple[Column, ...]:
    """The columns that a file may fill."""
    return tuple(one for one in TABLES[table].columns if one.name not in NOT_READ)


def scored(table: str, column: Column, seen: Seen) -> Scored:
    """The score of one column for one canonical column."""
    said = seen.said
    if table in OFFICER_TABLES and not said.roles:
        said = replace(said, roles=frozenset({"officer"}))
    own = table if table in OFFICER_TABLES or column.name in NAMED_BY_TABLE else ""
    key = f"named {own} {column.name}"
    if key not in seen.memory:
        seen.memory[key] = match(said, spoken_of(table, column.name))
    named: Match = seen.memory[key]
    name_score = named.score * _role(table, column.name, seen)
    found = fit(column, seen)
    if name_score < 0.2:
        plainly = column.name in BY_VALUES and found.score >= 0.95 and len(seen.telling) >= 2
        plainly = (
            plainly and not seen.said.roles & NEVER_SUBJECT and "victim" not in seen.said.roles
        )
        score = OF_VALUES if plainly and table not in OFFICER_TABLES else 0.0
        return Scored(seen, column.name, score, 0.0, found, "")
    factor = 1 + 0.25 * found.score if found.score > 0 else 1 + 0.85 * found.score
    return Scored(seen, column.name, name_score * factor, name_score, found, named.phrase)


def _role(table: str, column: str, seen: Seen) -> float:
    """How far the person a name speaks of is the one the column is about."""
    roles = seen.said.roles
    if column.startswith("subject_") or column in ABOUT_SUBJECT:
        return _subject(table, roles)
    if column.startswith("officer_") or column in ABOUT_OFFICER:
        if roles & {"subject", "victim", "witness", "complainant", "passenger", "owner", "staff"}:
            return 0.0 if "officer" not in roles else 0.6
        return 1.0
    if not roles or table in OFFICER_TABLES:
        return 1.0
    if column.endswith("_id"):
        return 0.25
    others = {"victim", "witness", "complainant", "passenger", "owner", "staff"}
    return 0.75 if roles & others and table not in OF_OTHERS else 0.95


def _subject(table: str, roles: frozenset[str]) -> float:
    if table in OFFICER_TABLES:
        return 0.0
    if roles & NEVER_SUBJECT and not roles & {"subject"}:
        return 0.0
    if "victim" in roles:
        return {"deaths": 1.0, "force": 0.62}.get(table, 0.35)
    if "complainant" in roles:
        return 1.0 if table in {"allegations", "complaints"} else 0.3
    if not roles and table == "allegations":
        return 0.8
    return 1.0


@cache
def kinds_of_none() -> tuple[str, ...]:
    """The kinds of column that fit nothing."""
    return tuple(read("nothing"))


def none_of(seen: Seen) -> Candidate:
    """The best kind of none, with its score."""
    if "none" not in seen.memory:
        seen.memory["none"] = _none_of(seen)
    found: Candidate = seen.memory["none"]
    return found


def _none_of(seen: Seen) -> Candidate:
    best, kind, phrase = 0.0, "", ""
    for name in kinds_of_none():
        found = match(seen.said, phrases("nothing", name))
        boost = none_fit(name, seen)
        alone = boost * 0.7 if name in BY_VALUES_ALONE else 0.0
        score = found.score * (1 + 0.3 * boost) if found.score else alone
        if score > best:
            best, kind, phrase = score, name, found.phrase
    if not seen.told and not seen.written:
        return Candidate(column="", kind="empty column", score=0.3)
    says = read("nothing")[kind]["says"] if kind else "nothing that is known"
    text = f"{says}, named like `{phrase}`" if phrase else says
    return Candidate(
        column="",
        kind=kind or "unknown",
        score=round(min(best, 1.0), 3),
        reasons=(
            Reason(evidence=ColumnEvidence.NAME if phrase else ColumnEvidence.VALUES, text=text),
        ),
    )


def is_weak(one: Scored) -> bool:
    """Whether the name says little, so that a person must look."""
    return one.named <= WEAK + 0.01
