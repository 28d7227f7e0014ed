"""What independent tests of the same records say about each group, side by side."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from scipy import stats

from daylight.data.estimate import FIXED, Estimate
from daylight.data.facts.searches import AgreementFacts, Points
from daylight.data.quantity import Scale
from daylight.data.result import Note, Outcome, Refusal, Result
from daylight.model.crosstab import GROUP, group_quantity
from daylight.model.intervals import Interval, no_interval
from daylight.model.method import Method, Needs
from daylight.model.searches.robust import holds


class Headline(NamedTuple):
    """The number by which a test speaks, of which fact, and which way it points.

    Tests of one fact are one question put to the same counts in several ways. `towards` is 1 where
    a larger value than the reference's means more police action against the group on the same
    footing, and −1 where a smaller one does (a lower hit rate, a lower threshold).
    """

    method: str
    quantity: str
    label: str
    fact: str
    towards: int = 1


WITHIN = "hit_rate_difference_within"
"""A headline whose variant names what it is within."""

STOPS = "stops for their number"
DAYLIGHT = "stops by daylight and after dark"
SEARCHES = "searches given a stop"
FRISKS = "pat-downs given a stop"
CITATIONS = "citations given a stop"
ARRESTS = "arrests given a stop"
FINDS = "what searches find"
SUSPICION = "suspicion before a search"

HEADLINES = (
    Headline("stop-rate", "stop_rate_ratio", "stops per resident", STOPS),
    Headline(
        "stop-rate-adjusted",
        "stop_rate_ratio_adjusted",
        "stops per resident, within places",
        STOPS,
    ),
    Headline("veil-of-darkness", "daylight_odds_ratio", "daylight against dark", DAYLIGHT),
    Headline("search-rate", "search_rate_ratio", "searches per stop", SEARCHES),
    Headline(
        "search-rate-adjusted",
        "search_rate_ratio_adjusted",
        "searches per stop, like circumstances",
        SEARCHES,
    ),
    Headline("search-regression", "search_odds_ratio", "searches, regression", SEARCHES),
    Headline(
        "risk-adjusted",
        "search_rate_difference_at_equal_risk",
        "searches at equal estimated risk",
        SEARCHES,
    ),
    Headline("outcome", "hit_rate_difference", "hit rate", FINDS, -1),
    Headline("outcome", WITHIN, "hit rate, within place or ground", FINDS, -1),
    Headline("threshold", "threshold_gap", "search threshold (beta)", SUSPICION, -1),
    Headline(
        "threshold-discriminant",
        "threshold_gap",
        "search threshold (discriminant)",
        SUSPICION,
        -1,
    ),
    Headline("frisk-rate", "frisk_rate_ratio", "frisks per stop", FRISKS),
    Headline("citation-rate", "citation_rate_ratio", "citations per stop", CITATIONS),
    Headline(
        "citation-rate-adjusted",
        "citation_rate_ratio_adjusted",
        "citations per stop, like circumstances",
        CITATIONS,
    ),
    Headline("arrest-rate", "arrest_rate_ratio", "arrests per stop", ARRESTS),
    Headline(
        "arrest-rate-adjusted",
        "arrest_rate_ratio_adjusted",
        "arrests per stop, like circumstances",
        ARRESTS,
    ),
)

THRESHOLDS = ("threshold", "threshold-discriminant")

EVIDENCE = group_quantity("evidence", Scale.INDEX, unit="records")
TALLIES = {
    points: group_quantity(name, Scale.COUNT, unit="facts")
    for points, name in (
        (Points.MORE, "facts_pointing_to_more"),
        (Points.LESS, "facts_pointing_to_less"),
        (Points.EITHER, "facts_without_enough_evidence"),
        (Points.DEPENDS, "facts_that_depend_on_how_they_are_asked"),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one test said about one group.

    `records` are the files behind it: the same fact of other records is another fact.
    """

    towards: int
    estimate: Estimate
    test: str
    fact: str
    records: frozenset[str]
    is_kept: bool

    @property
    def group(self) -> str:
        """Whom it is about."""
        return group_of(self.estimate)

    @property
    def sign(self) -> int:
        """1 where it points to more police action against the group, −1 to less, 0 neither."""
        centre = self.estimate.scale.no_difference or 0.0
        side = (self.estimate.value > centre) - (self.estimate.value < centre)
        return side * self.towards

    def points(self, p: float | None, alpha: float) -> Points:
        """Where it points, by its corrected p-value."""
        if p is None or p >= alpha:
            return Points.EITHER
        if not self.is_kept:
            return Points.DEPENDS
        return Points.MORE if self.sign > 0 else Points.LESS


def agreement(results: Sequence[Outcome], *, level: float = 0.95) -> Outcome:
    """For every group, which facts point to more police action, which to less, which to neither.

    Estimand: none of its own; each row is the headline of an earlier test.
    Method: tests of one fact (one question, the same records) count once, however many there are: a
    fact points one way where every test of it does. A test points where its p-value, times the
    number of facts and groups, is below 1 − level; so the chance that any fact points where nothing
    differs stays below that. A threshold test counts only where its gap keeps its sign and more
    than half its size under every family and scale that was run. The number is the signed
    normal score of the p-value: how clear the evidence is, not how large the difference.
    Refuses: fewer than two facts were answered.
    Reference: Bonferroni over facts, with the intersection–union test within one: Berger (1982),
    Technometrics 24:295–300; the rule that tests of one fact count once is Daylight's own.
    """
    answered = [result for result in results if isinstance(result, Result)]
    said = _named_by_records(
        _numbered(row for result in answered for row in _rows(result, answered))
    )
    if len({row.fact for row in said}) < 2:
        return Refusal(
            code="fewer-than-two-facts",
            facts={"methods": tuple(sorted({r.method for r in results}))},
        )
    number = len({(row.group, row.fact) for row in said})
    tests: dict[str, dict[str, Points]] = {row.group: {} for row in said}
    of_fact: dict[str, dict[str, list[Points]]] = {row.group: {} for row in said}
    for row in said:
        p = row.estimate.p_value
        way = row.points(None if p is None else min(1.0, number * p), 1 - level)
        tests[row.group][row.test] = way
        of_fact[row.group].setdefault(row.fact, []).append(way)
    facts = {
        group: {fact: _together(ways) for fact, ways in own.items()}
        for group, own in of_fact.items()
    }
    unanswered = [
        Note(code="not-answered", facts={"method": refused.method, **refused.as_facts})
        for refused in results
        if isinstance(refused, Refusal)
    ]
    return Result(
        estimates=(*map(_evidence, said), *_tallies(facts)),
        facts=AgreementFacts(points=tests, facts=facts),
        diagnostics={"tests": len({row.test for row in said}), "facts": number},
        notes=(Note(code="not-votes"), *unanswered),
    )


def _together(ways: Sequence[Points]) -> Points:
    """Where a fact points: where all its tests do."""
    return ways[0] if len(set(ways)) == 1 else Points.DEPENDS


def _named_by_records(said: Sequence[Said]) -> list[Said]:
    """A fact that was asked of several sets of records is one fact for each of them."""
    sets: dict[str, list[frozenset[str]]] = {}
    for row in said:
        apart = sets.setdefault(row.fact, [])
        alike = [one for one in apart if _shared(one, row.records)]
        sets[row.fact] = [one for one in apart if one not in alike]
        sets[row.fact].append(row.records.union(*alike))
    found = []
    for row in said:
        apart = sets[row.fact]
        own = next(one for one in apart if _shared(one, row.records))
        name = f"{row.fact} ({', '.join(sorted(own))})" if len(apart) > 1 else row.fact
        found.append(replace(row, fact=name))
    return found


def _shared(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of files share any; a set that names none may be the same."""
    return bool(one & other) or not one or not other


def group_of(estimate: Estimate) -> str:
    """The group that an estimate is of."""
    return str(estimate.keys[GROUP])


def _rows(result: Result, answered: Sequence[Result]) -> Iterator[Said]:
    for method, quantity, label, fact, towards in HEADLINES:
        for estimate in result.named(quantity) if method == result.method else ():
            overall = len(estimate.keys) == 1 and (estimate.variant is None or quantity == WITHIN)
            if overall and estimate.p_value is not None:
                yield Said(
                    towards=towards,
                    estimate=estimate,
                    test=label + restriction(result),
                    fact=fact,
                    records=frozenset(result.provenance.sources),
                    is_kept=method not in THRESHOLDS or _is_kept(result, estimate, answered),
                )


def _is_kept(result: Result, headline: Estimate, answered: Sequence[Result]) -> bool:
    """Whether a gap keeps its sign and more than half its size under every other assumption.

    Other assumptions are those of the same answer and of the other family's on the same rows.
    Where none was tried the gap is not kept: nothing shows that it does not depend on the model.
    """
    others = [
        gap.value
        for other in answered
        if other.method in THRESHOLDS and restriction(other) == restriction(result)
        for gap in other.named(headline.name)
        if group_of(gap) == group_of(headline) and gap is not headline
    ]
    return bool(others) and holds(headline.value, others)


def restriction(result: Result) -> str:
    """What the rows behind a result were restricted to: `consent only`, or nothing."""
    words = [
        reason.split(" not among ", 1)[1]
        for reason in result.provenance.rows_dropped
        if " not among " in reason
    ]
    return f" ({'; '.join(words).replace('_', ' ')} only)" if words else ""


def _numbered(said: Iterable[Said]) -> list[Said]:
    """Tests that were run more than once get a number; the same answer twice counts once."""
    seen: dict[tuple[str, str], list[tuple[float, int]]] = {}
    found = []
    for row in said:
        answers = seen.setdefault((row.test, row.group), [])
        answer = (row.estimate.value, row.estimate.n)
        if answer not in answers:
            answers.append(answer)
            name = row.test if len(answers) == 1 else f"{row.test} ({len(answers)})"
            found.append(replace(row, test=name))
    return found


def _evidence(row: Said) -> Estimate:
    p = row.estimate.p_value if row.estimate.p_value is not None else 1.0
    score = row.sign * float(stats.norm.isf(max(p, 1e-300) / 2))
    return no_interval(score).estimate(
        replace(EVIDENCE, unit=row.estimate.quantity.unit),
        n=row.estimate.n,
        keys={GROUP: row.group, "fact": row.fact, "test": row.test},
        compared_with=row.estimate.compared_with,
        missing_share=row.estimate.missing_share,
        p_value=row.estimate.p_value,
        basis=row.estimate.basis,
    )


def _tallies(facts: Mapping[str, Mapping[str, Points]]) -> Iterator[Estimate]:
    for group in sorted(facts):
        own = list(facts[group].values())
        for way, quantity in TALLIES.items():
            count = np.asarray(own.count(way))
            interval = Interval(count, count, count)
            yield interval.estimate(quantity, n=len(own), keys={GROUP: group})


METHOD = Method(
    name="agreement",
    needs=Needs(noun="results"),
    run=agreement,
    quantities=(EVIDENCE, *TALLIES.values()),
    basis=FIXED,
    refuses_when="fewer than two facts were asked about and answered",
    assumptions=("each test's own assumptions, which differ",),
    overturned_by=("a flaw of the records that all tests share",),
    cannot_say=("how large a difference is", "why tests disagree"),
    reference="Neil & Winship (2019), Annual Review of Criminology 2:73-98; Berger (1982), "
    "Technometrics 24:295-300",
)
