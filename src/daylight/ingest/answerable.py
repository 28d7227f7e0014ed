"""Which questions a table of records can answer, and what stands in the way of the others."""

from collections.abc import Mapping
from dataclasses import dataclass

from daylight.ingest.quality_counts import TableCounts

FEWEST = 50
"""Months and places with fewer rows say nothing (the Open Policing Project's floor)."""
HALF = 0.5
"""Months and places where less than this was recorded are left out (the same)."""
NEARLY_ALL = 0.9
MIDNIGHT = 10
"""Times that stand at midnight this many times as often as any minute would are no times."""
MINUTES_A_DAY = 1440

QUESTIONS: dict[str, dict[str, tuple[str, ...]]] = {
    "stops": {
        "Who is stopped, by race?": ("subject_race",),
        "Who is stopped by day and who in the dark?": ("subject_race", "stop_date", "stop_minute"),
        "Who is searched?": ("subject_race", "search_conducted"),
        "How often do searches find anything?": ("subject_race", "contraband_found"),
        "On what ground are people searched?": ("search_basis",),
        "Who is frisked?": ("subject_race", "frisk_performed"),
        "Who is arrested?": ("subject_race", "arrest_made"),
        "Who is cited?": ("subject_race", "citation_issued"),
        "Do officers differ?": ("officer_id",),
        "Do places differ?": ("district",),
    },
    "force": {
        "On whom is force used, by race?": ("subject_race",),
        "What kinds of force are used?": ("force_kind",),
        "How severe is the force?": ("severity",),
        "What resistance did the force answer?": ("resistance",),
        "Who is injured?": ("subject_injured",),
        "Is force concentrated in few officers?": ("officer_id",),
        "Was force used without an arrest?": ("subject_arrested",),
    },
    "allegations": {
        "How do complaints end, by allegation?": ("disposition",),
        "Are complaints concentrated in few officers?": ("officer_id",),
        "Who complains, by race?": ("subject_race",),
        "How long do complaints take?": ("received_date", "closed_date"),
    },
}
AMONG = {"contraband_found": "search_conducted", "search_basis": "search_conducted"}
"""Columns that are asked only of rows where another is true."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A count out of a count, with what was counted."""

    name: str
    count: int
    of: int

    @property
    def share(self) -> float | None:
        """The share; None when there is nothing to share in."""
        return self.count / self.of if self.of else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """Whether the records can answer one question.

    Parameters
    ----------
    verdict
        `usable`, `partial`, `not usable` or `not collected`.
    """

    question: str
    verdict: str
    reason: str


def supported(counts: TableCounts) -> tuple[Support, ...]:
    """Per question: can these records answer it, and what stands in the way."""
    found = []
    for question, needs in QUESTIONS.get(counts.table, {}).items():
        shares = {name: _coverage(counts, name) for name in needs}
        verdict, reason = _verdict(shares, counts.rows)
        if reason.startswith("stop_minute is") and (piled := _at_midnight(counts)):
            reason += f"; {piled:,} more stand at midnight, which is no time"
        found.append(Support(question=question, verdict=verdict, reason=reason))
    return tuple(found)


def _coverage(counts: TableCounts, name: str) -> Share:
    if name in AMONG and counts.searched is not None:
        return Share(name=name, count=counts.searched.get(name, 0), of=counts.searched["rows"])
    found = counts.recorded.get(name, 0)
    if name in {"stop_minute", "incident_minute"}:
        found -= _at_midnight(counts)
    return Share(name=name, count=found, of=counts.rows)


def _at_midnight(counts: TableCounts) -> int:
    """Times that stand at midnight, where so many do that they are a default and no time."""
    piled = counts.heaping.get("exactly midnight", 0)
    return piled if piled * MINUTES_A_DAY > MIDNIGHT * counts.timed else 0


def _verdict(shares: Mapping[str, Share], rows: int) -> tuple[str, str]:
    absent = [name for name, share in shares.items() if share.count == 0]
    if absent:
        return "not collected", f"{', '.join(absent)} is not in the records"
    low = min(shares.values(), key=lambda one: one.share or 0)
    words = f"{low.name} is recorded in {low.count:,} of {low.of:,} {_unit(low)}"
    if rows < FEWEST or low.of < FEWEST:
        return "not usable", f"only {min(rows, low.of):,} {_unit(low)}, fewer than {FEWEST}"
    if (low.share or 0) < HALF:
        return "not usable", words
    return ("partial" if (low.share or 0) < NEARLY_ALL else "usable"), words


def _unit(share: Share) -> str:
    return "searches" if share.name in AMONG else "rows"
