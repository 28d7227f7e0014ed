"""The sentences of the notes that methods on searches leave beside their numbers."""

from collections.abc import Sequence

from daylight.report.labels import words
from daylight.report.notes.words import Facts, NoteWords, fixed
from daylight.report.refusals import why_not_of
from daylight.report.wording.groups import all_people, people

NAMED = 40
"""Pairs and places that a note names; it counts the rest."""


def _points(difference: float) -> str:
    return f"{100 * difference:+.1f}"


def _grounds(facts: Facts, way: str) -> str:
    """Grounds with their differences and numbers of searches."""
    rows = zip(facts[way], facts[f"{way}_difference"], facts[f"{way}_searches"], strict=True)
    return ", ".join(
        f"{words(str(ground))} {_points(difference)} points ({searches:,} searches)"
        for ground, difference, searches in rows
    )


def _named(names: Sequence[str]) -> str:
    """The names, the first of them where there are many."""
    shown = ", ".join(names[:NAMED])
    return shown if len(names) <= NAMED else f"{shown} and {len(names) - NAMED} more"


def _pairs(facts: Facts) -> list[str]:
    """Groups in places."""
    pairs = zip(facts["groups"], facts["places"], strict=True)
    return [f"{group} in {place}" for group, place in pairs]


def _places_left_out(facts: Facts) -> str:
    limits = [f"fewer than {facts['least_stops']:,} stops"] if facts["least_stops"] else []
    if facts["most_places"] is not None:
        limits.append(f"not among the {facts['most_places']} places with the most stops")
    return (
        f"{len(facts['places'])} places were left out as asked ({' or '.join(limits)}); they hold "
        f"{100 * facts['share']:.1f} % of the stops: {_named(facts['places'])}."
    )


def _doubts(facts: Facts) -> str:
    """What speaks against an approximation."""
    words = []
    if "pareto_k" in facts:
        words.append(f"Pareto k {float(facts['pareto_k']):.2f}, above {facts['worst_k']}")
    if "uneven" in facts:
        words.append(
            f"its spread is off by a factor of {float(facts['uneven']):.2f}, above "
            f"{facts['most_uneven']}, on one side of the mode"
        )
    return "; ".join(words)


NOTES: dict[str, NoteWords] = {
    "infra-marginality": fixed(
        "A hit rate is an average over all searches, not the standard at which officers decide to "
        "search. With one and the same standard for all, groups whose risks are spread "
        "differently have different hit rates; equal hit rates can hide unequal standards. Read "
        "it with the threshold test."
    ),
    "too-few-searches": lambda f: f"Too few searches to compare: {all_people(f['groups'])}.",
    "blank-search-outcome": lambda f: (
        f"The outcome of up to {100 * f['share']:.0f} % of a group's searches was left blank; "
        "a blank is not a miss, and the bounds say what the blanks could change."
    ),
    "one-place": lambda f: (
        f"One place moves the comparison: without {f['place']} the difference for "
        f"{people(f['group'])} is {_points(f['without'])} points instead of "
        f"{_points(f['difference'])}."
    ),
    "mix-of-grounds": lambda f: (
        f"The overall difference for {people(f['group'])} ({_points(f['pooled'])} points) and "
        f"the difference between searches on the same ground ({_points(f['same'])} points) "
        "point different ways: the groups are searched on different grounds, and that alone "
        f"makes {_points(f['mix'])} points."
    ),
    "grounds-disagree": lambda f: (
        f"For {people(f['group'])} the overall difference ({_points(f['pooled'])} points) "
        f"hides differences that point both ways: {_grounds(f, 'against')} against "
        f"{_grounds(f, 'along') or 'none that is clear by itself'}. What is found in plain "
        "view is seen before the search, and searches after an arrest, for an inventory or by "
        "warrant are hardly the officer's choice; searches by consent are. The overall number "
        "mixes these."
    ),
    "equilibrium": fixed(
        "The test means what its authors say only if people carry contraband less when they are "
        "searched more, so that hit rates even out over everything officers can see. Where hit "
        "rates also differ by place or ground, that model does not describe the department."
    ),
    "included-variables": fixed(
        "Factors that were written down by the officer, or that themselves reflect how a group is "
        "policed, can take away a difference that matters; factors that were not recorded can "
        "make one. The steps show what each factor does."
    ),
    "strength-only": fixed(
        "These numbers say how strong a hidden circumstance would have to be, not whether there "
        "is one. E-values take the hidden circumstance at its most harmful prevalence."
    ),
    "risk-from-searches": fixed(
        "Risk is learned from the people who were searched; if officers searched, among people "
        "with equal records, those who looked riskier, the risk of the others is overstated. The "
        "ranges say what average errors of risk could do."
    ),
    "relative-only": fixed(
        "A reversed order would mean that officers of different races hold the groups to "
        "standards in a different order. The same order for all officers is compatible with every "
        "officer favouring the same group."
    ),
    "weakly-identified-level": fixed(
        "The level of a threshold rests on the assumed shape of risk and on the priors; the same "
        "counts give other levels under other assumptions. Compare groups, and only where the gap "
        "holds under both families and every prior scale."
    ),
    "groups-left-out": lambda f: (
        f"Fewer than {f['searches']} searches, so left out: {all_people(f['groups'])}."
    ),
    "places-left-out": _places_left_out,
    "cells-without-searches": lambda f: (
        f"{len(f['groups'])} pairs of group and place without a single search were left out, "
        "as in the published analyses (keep_unsearched keeps them); they hold "
        f"{100 * f['share']:.1f} % of the stops. Leaving them out makes searches look "
        f"slightly more common there than they are. They are {_named(_pairs(f))}."
    ),
    "blank-stops": lambda f: (
        f"{100 * f['share']:.1f} % of the stops were left out because group, place, search or "
        "outcome was not recorded."
    ),
    "rests-on-priors": lambda f: (
        f"With {f['groups']} groups in {f['places']} places there are fewer rates than "
        "parameters: the answer rests on the priors."
    ),
    "threshold-not-settled": fixed("The search for the posterior did not settle."),
    "approximation-doubtful": lambda f: (
        f"The approximation misses part of the posterior ({_doubts(f)}): its intervals cover "
        "less often than they say. Ask for engine=nuts with the extra mcmc installed."
    ),
    "sweep-doubtful": lambda f: (
        "Under one of the other assumptions the approximation misses part of the posterior "
        f"({_doubts(f)}): read the range over assumptions with that in mind."
    ),
    "sampling-stopped": lambda f: (
        f"Sampling, which does without the approximation, was stopped after {f['minutes']:g} "
        "minutes. Give it longer with the setting minutes, or ask for engine=nuts, which has "
        "no limit; another machine may get further in the same time."
    ),
    "threshold-barely-known": lambda f: (
        f"The records hardly tell {len(f['groups'])} thresholds from zero or one: their "
        "intervals are somewhat too short, those of averages and gaps are not. They are "
        f"{_named(_pairs(f))}."
    ),
    "hit-rates-missed": lambda f: (
        f"The model misses observed hit rates by {100 * f['error']:.1f} points on average; "
        f"chance alone would make it {100 * f['by_chance']:.1f}."
    ),
    "sweep-incomplete": lambda f: (
        f"No posterior could be computed under {'; '.join(f['assumptions'])}: whether a gap "
        "holds under every assumption is not known, so no gap may be reported."
    ),
    "depends-on-the-model": lambda f: (
        f"The gap for {all_people(f['groups'])} changes its sign or loses half its size under "
        "another family or prior scale: nothing should be concluded from it."
    ),
    "placebo-groups": lambda f: (
        f"A placebo: the groups are values of {f['key']}, against {f['reference']}. Gaps here "
        "should be near zero."
    ),
    "wavering-thresholds": lambda f: (
        f"Simulated counts: thresholds waver from stop to stop by {100 * f['sd']:g} points."
    ),
    "not-votes": fixed(
        "Facts are not votes: they answer different questions, share the same records, and can all "
        "be misled by the same gap in them. Tests of one fact are one question put to the same "
        "counts in several ways, and their agreement adds next to nothing; agreement between "
        "facts with different weaknesses is what adds weight."
    ),
    "not-answered": lambda f: f"A test that gave no answer: {f['method']}. {why_not_of(f)}",
    "not-independent": fixed(
        "The choices are not a sample and not independent; the shares describe how much the "
        "answer depends on them, not a probability."
    ),
}
