"""Which table the rows of a file are, or which kind of file that is none of them."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from daylight.ingest.drafting.blocks import ColumnBlock, is_count
from daylight.ingest.drafting.decode import Decoded
from daylight.ingest.drafting.lexicon import read
from daylight.ingest.drafting.names import bare, parsed
from daylight.ingest.drafting.proposal import ColumnEvidence, Reason, TableCandidate
from daylight.ingest.drafting.score import STRONG, Scored
from daylight.ingest.drafting.seen import Seen
from daylight.schema.tables import TABLES

GENERIC = frozenset(
    {"subject_race", "subject_race_raw", "subject_sex", "subject_age_years", "agency_id",
     "district", "beat", "neighborhood", "county", "latitude", "longitude", "officer_id", "unit"}
)  # fmt: skip
"""Columns that many tables and many other files have."""
EVENT = frozenset(
    {"incident_id", "incident_date", "incident_minute", "contact_reason", "is_call", "report_id",
     "on_camera", "offense", "stop_id", "stop_date", "stop_minute", "arrest_id", "arrest_date",
     "arrest_minute", "death_id", "death_date", "subject_armed", "complaint_id", "outcome",
     "stop_reason_raw", "received_date", "closed_date", "place", "unit_id", "period",
     "outcome_name"}
)  # fmt: skip
"""Columns that any event has; the words of their names are counted by themselves."""
OF_GENERIC, OF_EVENT, OF_WEAK, OF_STRONG = 0.25, 0.5, 0.3, 1.0
FROM_FILE = 1.6
NO_ASKED = 0.35
MANY = 14
MARKER, UNMARKED = 1.5, 0.6
"""Without words of the table itself, what is recognised may be of any kind of file."""
SURE = 3.0
"""A table with less is asked about, however far the next is."""
ALONE_OF_EVENTS = (
    "name",
    "narrative",
    "person",
    "vehicle",
    "address",
    "call",
    "other number",
    "status",
    "other date",
    "crash",
)
"""Kinds of none that single events have and published counts have not."""
OF_ONE = frozenset({"incident", "case", "call", "crash", "report", "arrest"})
COUNTED = frozenset({"outcome_value", "exposure"})
PEOPLE = frozenset({"sex", "age", "officer", "driver", "subject", "name"})
OF_EVENTS = frozenset(
    {"incident", "stop", "arrest", "force", "complaint", "citation", "subject", "occurred"}
)
PLAINLY_COUNTS = 4.2
"""A file of counts with this score is one, whatever it counts."""
COUNT_WORDS = frozenset({"count", "total", "number", "sum", "n", "frequency"})
CLEAR = 1.3
"""The table is settled where it scores this many times the next."""
LEAST = 2.2
"""Below this nothing is proposed."""
ROLE_WORDS = {"driver": "driver", "pedestrian": "pedestrian", "motorist": "motorist",
              "arrestee": "arrestee", "perp": "perp", "defendant": "defendant", "inmate": "inmate",
              "decedent": "decedent", "deceased": "deceased", "offender": "offender"}  # fmt: skip


@dataclass(frozen=True)
class FileEvidence:
    """What stands in a file's header and name, counted."""

    words: Mapping[str, int]
    name: frozenset[str]
    columns: int


def evidence(columns: Sequence[Seen], files: Sequence[str]) -> FileEvidence:
    """The words of a header with how many columns have them, and those of the files' names."""
    counts = Counter[str]()
    for seen in columns:
        said = {*seen.said.words, *seen.said.roles, *bare(seen.name).split()}
        counts.update(said)
    names = {
        word for file in files for word in (*parsed(_stem(file)).words, *bare(_stem(file)).split())
    }
    return FileEvidence(counts, frozenset(names), len(columns))


def _stem(file: str) -> str:
    return re.sub(r"\.(csv|xlsx?|parquet|gz|json|tsv|txt|ods)\b", "", file.rsplit("/", 1)[-1])


def _by_words(words: Mapping[str, float], found: FileEvidence) -> tuple[float, list[str]]:
    total, said = 0.0, []
    for word, weight in words.items():
        score = 0.0
        if count := found.words.get(word, 0):
            score += weight * (1 + 0.35 * math.log2(count))
        if word in found.name:
            score += weight * FROM_FILE
        if score:
            said.append((score, word))
        total += score
    return total, [word for _, word in sorted(said, reverse=True)[:4]]


def candidates(
    decoded: Mapping[str, Decoded], found: FileEvidence, blocks: Sequence[ColumnBlock]
) -> tuple[TableCandidate, ...]:
    """Every table and every kind of none with its score and reasons, best first."""
    known = read("tables")
    ranked = [
        _table(decoded[name], known["table"][name], found, blocks)
        for name in TABLES
        if name in known["table"]
    ]
    ranked += [_none(entry, found) for entry in known["none"].values()]
    panel = next((one.score for one in ranked if one.table == "panel"), 0.0)
    if panel >= PLAINLY_COUNTS:
        ranked = [one if one.table else _less(one) for one in ranked]
    return tuple(sorted(ranked, key=lambda one: -one.score))


def _less(one: TableCandidate) -> TableCandidate:
    """A kind of none whose words a table of counts would have as well."""
    return replace(one, score=round(0.7 * one.score, 3))


def _table(
    decoded: Decoded,
    entry: Mapping[str, object],
    found: FileEvidence,
    blocks: Sequence[ColumnBlock],
) -> TableCandidate:
    words, said = _by_words(entry["words"], found)  # type: ignore[arg-type]
    slots = 0.0
    for one in decoded.chosen.values():
        slots += _share(one) * min(one.score, 1.0)
    filled = [one.column for one in decoded.chosen.values()]
    asks = set(entry["asks"])  # type: ignore[call-overload]
    inside = [block for block in blocks if decoded.table in block.tables]
    score = 1.5 * math.sqrt(slots) + 0.9 * math.sqrt(words) if slots else 0.0
    score += _shape(decoded, blocks, found)
    if not asks & set(filled) and not inside:
        score *= NO_ASKED
    if decoded.table == "panel" and not inside and not COUNTED & set(filled):
        score *= UNMARKED
    if words < MARKER and not inside:
        score *= UNMARKED
    reasons = [
        Reason(evidence=ColumnEvidence.TABLE, text=f"{len(filled)} of its columns were recognised")
    ]
    if said:
        reasons.append(
            Reason(evidence=ColumnEvidence.NAME, text=f"words such as {', '.join(said)}")
        )
    reasons += [Reason(evidence=ColumnEvidence.TABLE, text=block.what) for block in inside]
    return TableCandidate(
        table=decoded.table, score=round(max(score, 0.0), 3), reasons=tuple(reasons)
    )


def _share(one: Scored) -> float:
    """How much a recognised column says of the table."""
    if one.column in GENERIC:
        return OF_GENERIC
    if one.named < STRONG:
        return OF_WEAK
    return OF_EVENT if one.column in EVENT else OF_STRONG


def _shape(decoded: Decoded, blocks: Sequence[ColumnBlock], found: FileEvidence) -> float:
    """What the shape of the file says: counts in most columns, people in none."""
    members = {
        place for block in blocks if decoded.table in block.tables for place in block.members
    }
    score = 4.0 * len(members) / found.columns if found.columns else 0.0
    kinds = Counter(
        kind.kind
        for place, kind in decoded.none.items()
        if place not in members and kind.score >= STRONG
    )
    chosen = {one.column: one for one in decoded.chosen.values()}
    if decoded.table == "panel":
        score += _counted(decoded, kinds, found)
        score -= 0.8 if found.columns > MANY and not members else 0.0
    if decoded.table == "population" and ("population" not in chosen or "stops" in found.words):
        score -= 0.5
    if decoded.table == "officers":
        score -= 0.7 * sum(word in found.words for word in OF_EVENTS)
    if decoded.table == "deaths" and {"subject_age_years", "death_date"} <= set(chosen):
        score += 0.8 * bool(kinds["name"]) + 0.5 * bool(kinds["city"]) + 0.3 * bool(kinds["link"])
    return score


def _counted(decoded: Decoded, kinds: Mapping[str, int], found: FileEvidence) -> float:
    """What speaks for published counts: numbers beside a unit or a period, and no people."""
    seen = [one.seen for one in decoded.chosen.values()]
    seen = list(
        {one.seen.place: one.seen for ranked in decoded.every.values() for one in ranked}.values()
    )
    named = sum(is_count(one) and bool(COUNT_WORDS & set(one.said.words)) for one in seen)
    people = sum(kinds[kind] for kind in ALONE_OF_EVENTS)
    chosen = {one.column: one for one in decoded.chosen.values()}
    score = 0.6 * min(named, 4) - 0.8 * math.sqrt(people)
    strong = "outcome_value" in chosen and chosen["outcome_value"].named >= STRONG
    frame = {"unit_id", "period", "outcome_name"} & set(chosen)
    if any({"id", "number"} & set(one.said.words) and OF_ONE & set(one.said.words) for one in seen):
        score -= 1.2
    if not named and PEOPLE & set(found.words):
        score -= 1.5
    if strong and frame and found.columns <= MANY:
        score += 0.9 + 0.5 * len(frame)
    if len(frame) >= 2 and "period" in frame and found.columns <= MANY:
        score += 0.6
    return score


def _none(entry: Mapping[str, object], found: FileEvidence) -> TableCandidate:
    words, said = _by_words(entry["words"], found)  # type: ignore[arg-type]
    text = f"words such as {', '.join(said)}" if said else "nothing speaks for it"
    return TableCandidate(
        table="",
        kind=str(entry["says"]),
        score=round(1.55 * math.sqrt(words), 3),
        reasons=(Reason(evidence=ColumnEvidence.NAME, text=text),),
    )
