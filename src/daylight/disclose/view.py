"""The public view of a study's outcomes: what anybody may read, and nothing to find the rest by."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from daylight.data.estimate import Estimate
from daylight.data.facts import Facts
from daylight.data.provenance import Provenance
from daylight.data.result import Note, Outcome, Refusal, Result
from daylight.disclose.figures import Coarsening
from daylight.disclose.manifest import Released, ShownCount, unique
from daylight.disclose.officers import without_officers
from daylight.disclose.outcomes import SHARES, item_of, plan_of, share_window, where_of
from daylight.disclose.prose import ENGLISH, FEW, WithheldWords, mentions, rough, unnamed
from daylight.disclose.rounding import alike, is_small, numerator, rounded, significant
from daylight.disclose.suppress import suppressed

COUNTED = frozenset(
    {"n", "people", "stops", "searches", "hits", "events", "incidents", "officers", "cases"}
    | {"rows", "respondents", "shots", "complaints", "arrests", "counted", "checked", "texts"}
    | {"terms", "later", "graded", "decided", "undecided", "unnumbered", "numbered", "came", "lost"}
    | {"shorter", "longer", "recorded", "blanks"}
    | {"blank", "known", "covered", "described", "missed", "silent", "scenes", "deals", "trials"}
    | {"counts", "forces", "of", "there", "persons", "quiet"}
)
"""Facts of notes that count people or events; a note that states a small one is withheld."""

MEASURED = frozenset({"minimum", "step", "cap"})
"""Facts of notes that are months, and count nobody."""

UNNAMED = frozenset(
    {"force_kind", "outcome", "item", "reason", "search_basis", "stop_type", "severity", "period"}
    | {"year", "quarter", "month", "week", "wave", "window", "darkness", "day_part", "ground"}
)
"""Keys whose values are kinds of events and times: their names give nobody away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicView:
    """What may be shown of a study.

    Parameters
    ----------
    outcomes
        Question id → its outcome as anybody may read it.
    names
        Groups and places whose names are withheld, because nothing of them is published.
    items
        What was withheld, in words; for the agency alone.
    released
        What a release of it leaves for the next one.
    exact
        Question id → how its numbers were made coarse.
    words
        What is said in place of what is withheld.
    """

    minimum: int
    outcomes: Mapping[str, Outcome]
    names: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    released: Released
    exact: Mapping[str, Coarsening] = field(default_factory=dict)
    words: WithheldWords = ENGLISH

    def text(self, words: str) -> str:
        """A text that others wrote, without withheld names and small counts."""
        return rough(unnamed(words, self.names, self.words), self.minimum, self.words)


def public(
    outcomes: Mapping[str, Outcome],
    minimum: int,
    *,
    earlier: Sequence[Released] = (),
    vocabulary: Iterable[str] = (),
    said: WithheldWords = ENGLISH,
) -> PublicView:
    """The public view of outcomes.

    Parameters
    ----------
    outcomes
        Question id → its outcome, as the agency has it.
    minimum
        The smallest count other than zero that may be published.
    earlier
        What was published before.
    vocabulary
        Names of groups that the records know, whether or not anything is estimated of them.
    said
        What is said in place of what is withheld, in the language of the report.
    """
    inside = {name: without_officers(outcome) for name, outcome in outcomes.items()}
    gone = withheld(inside, minimum, earlier)
    kept = {name: _kept(name, outcome, gone) for name, outcome in inside.items()}
    names = hidden_names(inside, kept, vocabulary)
    exact = {
        name: Coarsening(result, minimum, f"question {name}: missing share" in gone)
        for name, result in inside.items()
        if isinstance(result, Result)
    }
    shown = unique(one for name, outcome in kept.items() for one in _shown(outcome, minimum))
    made = {}
    for name, outcome in kept.items():
        words = _Words(minimum, names, f"question {name}: rows counted" in gone, said)
        lost = _lost(outcomes[name], outcome)
        made[name] = words.outcome(outcome, exact.get(name), lost)
    return PublicView(
        minimum=minimum,
        outcomes=made,
        names=names,
        items=tuple(sorted(gone)),
        released=Released(minimum_cell=minimum, shown=shown, withheld=bool(gone)),
        exact=exact,
        words=said,
    )


def withheld(
    outcomes: Mapping[str, Outcome], minimum: int, earlier: Sequence[Released] = ()
) -> frozenset[str]:
    """The items that may not be shown: small themselves, or a way to something small."""
    forced = frozenset(
        item_of(question, estimate)
        for question, outcome in outcomes.items()
        if isinstance(outcome, Result)
        for estimate in outcome.estimates
        if is_telling(estimate, minimum)
    )
    plan = plan_of(outcomes, minimum, earlier).without(forced)
    while True:
        gone = suppressed(plan, minimum)
        wider = plan.with_unions(gone, minimum)
        if wider is plan:
            return forced | gone
        plan = wider


def is_telling(one: Estimate, minimum: int) -> bool:
    """Whether an estimate alone says too much: few people, few events, or all or none of a few."""
    if is_small(one.n, minimum):
        return True
    top = numerator(one.value, one.n) if one.scale in SHARES else None
    if top is None:
        return False
    if top in {0, one.n}:
        return 0 < one.n < 2 * minimum
    small = is_small(top, minimum) or is_small(one.n - top, minimum)
    return small or share_window(one, minimum) is None


def hidden_names(
    before: Mapping[str, Outcome], after: Mapping[str, Outcome], vocabulary: Iterable[str] = ()
) -> tuple[str, ...]:
    """Values of keys that stood among the estimates, and stand among the published ones no more.

    A name of the vocabulary is hidden too, where only notes or refusals have it and nothing of it
    is published.
    """
    shown = set(_named(after))
    asked = set(_named(before)) | _in_words(before, vocabulary)
    return tuple(sorted(name for name in asked - shown if not _is_number(name)))


def _named(outcomes: Mapping[str, Outcome]) -> Iterator[str]:
    for outcome in outcomes.values():
        for one in outcome.estimates if isinstance(outcome, Result) else ():
            yield from (str(value) for key, value in one.keys.items() if key not in UNNAMED)
            if one.compared_with is not None:
                yield one.compared_with


def _in_words(outcomes: Mapping[str, Outcome], vocabulary: Iterable[str]) -> set[str]:
    known = tuple(vocabulary)
    found: set[str] = set()
    for outcome in outcomes.values():
        made = outcome.provenance
        texts = [str(dict(note.facts)) for note in outcome.notes]
        texts += [made.sql, *made.rows_dropped]
        if isinstance(outcome, Refusal):
            texts.append(str(dict(outcome.facts)))
        else:
            texts += [str(dict(outcome.diagnostics)), str(outcome.facts)]
        found.update(mentions(" ".join(texts), known))
    return found


def _is_number(name: str) -> bool:
    """Years, months and levels are no names."""
    return not any(letter.isalpha() for letter in name)


def _kept(question: str, outcome: Outcome, gone: frozenset[str]) -> Outcome:
    """Without what is withheld, and without comparisons with a group that is."""
    if isinstance(outcome, Refusal):
        return outcome
    stay = [e for e in outcome.estimates if item_of(question, e) not in gone]
    lost = {
        str(value)
        for e in outcome.estimates
        if item_of(question, e) in gone and len(e.keys) == 1
        for value in e.keys.values()
    }
    return replace(
        outcome, estimates=tuple(e for e in stay if e.compared_with not in lost or not lost)
    )


def _lost(before: Outcome, after: Outcome) -> int:
    if isinstance(before, Refusal) or isinstance(after, Refusal):
        return 0
    return len(before.estimates) - len(after.estimates)


def _shown(outcome: Outcome, minimum: int) -> Iterator[ShownCount]:
    for one in outcome.estimates if isinstance(outcome, Result) else ():
        if one.compared_with is not None:
            continue
        window, unit, keys = (
            alike(rounded(one.n, minimum), minimum),
            one.quantity.unit,
            where_of(one),
        )
        yield ShownCount(unit=unit, keys=keys, low=window.low, high=window.high)
        share = share_window(one, minimum)
        if share is not None:
            low, high = math.ceil(share[0] * window.low), math.floor(share[1] * window.high)
            yield ShownCount(unit=unit, keys=keys, quantity=one.name, low=low, high=max(low, high))


@dataclass(frozen=True, slots=True)
class _Words:
    """What surrounds the estimates of one question, made fit to read."""

    minimum: int
    names: tuple[str, ...]
    hides_rows: bool
    said: WithheldWords

    def outcome(self, outcome: Outcome, how: Coarsening | None, lost: int) -> Outcome:
        notes = tuple(n for n in map(self._note, outcome.notes) if n is not None)
        rows = self._provenance(outcome.provenance)
        if isinstance(outcome, Refusal):
            why = self._note(Note(code=outcome.code, facts=outcome.facts))
            if why is None:
                method, version = outcome.method, outcome.version
                unsaid = Refusal(code="reason-withheld", method=method, version=version)
                return replace(unsaid, notes=notes, provenance=rows)
            return replace(outcome, notes=notes, provenance=rows, facts=why.facts)
        if lost:
            notes = (*notes, Note(code="withheld", facts={"estimates": lost}))
        return replace(
            outcome,
            estimates=tuple(how.public(e) for e in outcome.estimates) if how else (),
            notes=notes,
            facts=self._facts(outcome.facts),
            diagnostics=dict(self._diagnostics(outcome.diagnostics)),
            provenance=rows,
        )

    def _text(self, text: str) -> str:
        return rough(unnamed(text, self.names, self.said), self.minimum, self.said)

    def _note(self, note: Note) -> Note | None:
        """The note with rounded facts; None where a small count or a withheld name is all of it."""
        facts: dict[str, Any] = {}
        for key, value in self._aligned(note.facts).items():
            if key in COUNTED and _is_few(value, self.minimum):
                return None
            made = value if key in MEASURED else self._value(value)
            if made == FEW or (isinstance(value, tuple) and value and not made):
                return None
            facts[key] = made
        return replace(note, facts=facts)

    def _aligned(self, facts: Mapping[str, Any]) -> Mapping[str, Any]:
        """Lists that are told side by side, each without what one of them names and may not."""
        lists = {key: value for key, value in facts.items() if isinstance(value, tuple)}
        kept: dict[str, Any] = dict(facts)
        for length in {len(value) for value in lists.values()}:
            beside = {key: value for key, value in lists.items() if len(value) == length}
            if len(beside) < 2:
                continue
            told = zip(*beside.values(), strict=True)
            rows = [row for row in told if not self._names(row) and not self._is_few_of(row)]
            columns = zip(*rows, strict=True) if rows else [()] * len(beside)
            kept |= dict(zip(beside, map(tuple, columns), strict=True))
        return kept

    def _is_few_of(self, row: tuple[Any, ...]) -> bool:
        """Whether a name stands beside a small count of what it names."""
        is_named = any(isinstance(value, str) for value in row)
        return is_named and any(
            isinstance(value, int) and _is_few(value, self.minimum) for value in row
        )

    def _names(self, row: tuple[Any, ...]) -> bool:
        return any(value in self.names for value in row)

    def _value(self, value: Any) -> Any:
        """A fact as it may be read, whatever it is made of."""
        match value:
            case bool() | None:
                return value
            case int():
                return value if abs(value) < self.minimum else rounded(value, self.minimum)
            case float():
                return self._float(value)
            case str():
                return FEW if value in self.names else self._text(value)
            case tuple() | list():
                kept = [self._value(one) for one in value if one not in self.names]
                few = [FEW] if len(kept) < len(value) else []
                return type(value)((*kept, *few))
            case Mapping():
                return {k: self._value(v) for k, v in value.items() if k not in self.names}
        return value

    def _float(self, value: float) -> float:
        if math.isfinite(value) and value == int(value) and abs(value) >= self.minimum:
            return float(rounded(int(value), self.minimum))
        return significant(value)

    def _facts(self, facts: Facts | None) -> Facts | None:
        if facts is None:
            return None
        open_to_all = facts.for_anybody()
        made = {one.name: self._value(getattr(open_to_all, one.name)) for one in fields(facts)}
        return replace(open_to_all, **made)

    def _diagnostics(self, found: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        for key, value in found.items():
            is_few = _is_few(value, self.minimum)
            is_total = isinstance(value, int) and not isinstance(value, bool) and self.hides_rows
            if not (is_few or is_total or mentions(key, self.names)):
                yield key, self._value(value)

    def _provenance(self, rows: Provenance) -> Provenance:
        """Rounded rows that still add up; small reasons are left unsaid."""
        sql = "" if mentions(rows.sql, self.names) else rows.sql
        if self.hides_rows:
            return Provenance(origin=rows.origin, sources=rows.sources, sql=sql)
        dropped, kept = rounded_rows(rows.rows_dropped, self.minimum), rows.rows_kept
        left = 0 if is_small(kept, self.minimum) else rounded(kept, self.minimum)
        return Provenance(
            origin=rows.origin,
            sources=rows.sources,
            rows_read=left + sum(dropped.values()),
            rows_kept=left,
            rows_dropped={self._text(reason): rows for reason, rows in dropped.items()},
            sql=sql,
        )


def rounded_rows(rows: Mapping[str, int], minimum: int) -> dict[str, int]:
    """Counts of rows by reason, rounded; small ones are left out."""
    return {
        reason: rounded(count, minimum)
        for reason, count in rows.items()
        if not is_small(count, minimum)
    }


def _is_few(value: object, minimum: int) -> bool:
    """Whether a fact is a whole number that may be a small count."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return False
    return value == int(value) and is_small(value, minimum)
