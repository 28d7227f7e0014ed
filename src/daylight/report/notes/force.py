"""The sentences of the notes that methods on force leave beside their numbers."""

from daylight.report.labels import quantity, words
from daylight.report.notes.words import Facts, NoteWords, fixed
from daylight.report.wording.groups import all_people, people
from daylight.schema.severity import ORDER, SCALES


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(words(name) for name in names)


def _shares(names: tuple[str, ...]) -> str:
    return ", ".join(quantity(name).lower() for name in names)


def _scale(facts: Facts) -> str:
    """The declared scale in words: which kinds of force stand on which level."""
    said = (
        "Severity is read off a declared scale; another order of the kinds of force can give "
        "another answer."
    )
    declared = next((s for name, s in SCALES.items() if f"severity_{name}" == facts["scale"]), None)
    if declared is None:
        return said
    levels = (
        f"{title}: {_listed(tuple(kind for kind in ORDER if declared.levels[kind] == level))}"
        for level, title in enumerate(declared.labels, start=1)
    )
    return f"{said} {'; '.join(levels)}. {declared.source}"


NOTES: dict[str, NoteWords] = {
    "recording-break": lambda f: (
        f"From {f['period']} the records are made differently ({f['reason']}); nothing is "
        "estimated across that point."
    ),
    "uses-as-independent": fixed(
        "Intervals of counts take uses as independent of one another. Counts of months vary more "
        "than that; asked by month, the intervals are as wide as neighbouring months differ."
    ),
    "break-found": lambda f: (
        f"From {f['period']} the level is {f['factor']:.2f} times what it was, at once and for "
        "good, more sharply than the series moves otherwise. Nobody declared a change of "
        "records there; it may be one, or a change in what was done. Nothing is estimated "
        "across that point."
    ),
    "periods-without-records": lambda f: (
        f"{len(f['periods'])} periods between the first and the last hold no record and count "
        f"as zero: {', '.join(f['periods'][:6])}{' and more' if len(f['periods']) > 6 else ''}."
    ),
    "periods-left-out": lambda f: f"Left out: {', '.join(f['periods'])}.",
    "recorded-force": fixed(
        "A change in recorded force is a change in force, in what must be reported, or in how "
        "fully it is reported."
    ),
    "denominator-differs": fixed(
        "Each denominator answers another question: residents are not the people met by "
        "officers; who is stopped or arrested is itself decided by officers, and force also "
        "happens in encounters that are neither."
    ),
    "rows-not-people": fixed(
        "The counts are of records; a person with several records counts as many."
    ),
    "people-by-description": lambda f: (
        f"{f['described']:,.0f} of {f['people']:,.0f} people are told apart within an "
        "incident by race, sex and age alone, because the records do not name them; reports "
        "that disagree on the age count one person twice."
    ),
    "group-not-recorded": lambda f: (
        f"{f['n']:,.0f} of {f['people']:,.0f} people have no recorded {words(f['key'])} and "
        "are in no rate."
    ),
    "group-not-used": lambda f: (
        f"The force records hold no {all_people(f['groups'])}; "
        "other records do. Whether the force form can record it is not known, so no rate is "
        "given."
    ),
    "denominator-blank": lambda f: (
        f"{100 * f['share']:.1f} % of {f['denominator']} have no recorded {words(f['key'])}; "
        f"rates per {f['one']} are too high by as much as those were of the group."
    ),
    "shorter-period": lambda f: (
        f"The records of {f['denominator']} cover the days of {f['covered']:,.0f} of "
        f"{f['people']:,.0f} people; only those enter the rate per {f['one']}."
    ),
    "several-kinds": fixed(
        "A person can meet several kinds in one incident: shares of people who met a kind add up "
        "to more than 100 %; shares by most serious kind add up to 100 %."
    ),
    "groups-too-small": lambda f: f"Groups too small to describe: {all_people(f['groups'])}.",
    "never-recorded": lambda f: f"These records do not say, for anybody: {_listed(f['fields'])}.",
    "mostly-blank": lambda f: (
        f"Blank for most people: {_listed(f['fields'])}; only the bounds are given, since "
        "those who were written down are not a sample."
    ),
    "blanks-swamp": lambda f: (
        f"Hardly anybody is recorded as {_listed(f['fields'])}, and far more are blank: the "
        "records may leave out just these people, so only the bounds are given."
    ),
    "force-strata-overlap": lambda f: (
        f"Only {100 * f['share']:.0f} % of the stops of {people(f['group'])} are in strata "
        "that also hold the reference; the adjusted numbers describe those."
    ),
    "estimands-differ": fixed(
        "The direct effect takes the stop as given and needs subset ignorability: within strata "
        "nothing unrecorded is related to both race and force. The total effect counts that some "
        "stops would not have been made. They answer different questions; neither corrects the "
        "other."
    ),
    "rho-is-assumed": fixed(
        "The share of stops made because of race is assumed, not estimated, in each row."
    ),
    "selection-assumptions": fixed(
        "The bounds need every stop and every use of force to be reported, no one stopped only "
        "because of belonging to the reference group, and, in stops made because of race, no less "
        "severe conduct than in the others."
    ),
    "limits-are-policy": fixed(
        "More than three cycles or fifteen seconds is where policies ask for a reason; passing it "
        "is not by itself a breach."
    ),
    "only-uses-recorded": lambda f: (
        "The records hold no weapon that was brought out and not used, so they cannot give: "
        f"{_shares(f['shares'])}."
    ),
    "too-few-uses": lambda f: (
        f"Fewer than {f['minimum']} uses with the detail recorded, so no share: "
        f"{_shares(f['shares'])}."
    ),
    "benchmark-is-the-finding": fixed(
        "The same events are ordinary against one benchmark and rare against another: which "
        "benchmark fits is an argument about facts, not about arithmetic."
    ),
    "few-events": lambda f: f"There are only {f['n']:.0f} events; the interval is wide.",
    "review-not-accusation": fixed(
        "Long, far or unlogged transports and injuries found at intake are reasons to look at the "
        "record of that transport. Traffic, a hospital visit or a late entry explains many of "
        "them; none of them shows how the vehicle was driven."
    ),
    "audit-inconclusive": lambda f: (
        f"{words(f['field'])}: {f['n']} transports cannot tell whether "
        f"{100 * f['standard']:g} % is reached."
    ),
    "transports-not-recorded": lambda f: (
        f"The records do not say, for any transport: {_listed(f['fields'])}."
    ),
    "scale-is-declared": _scale,
    "given-force": fixed(
        "Everybody compared met force: a group on whom light force is used more readily looks less "
        "severe here."
    ),
    "non-proportional": lambda f: (
        "The odds ratio is not the same at every cut of the scale for "
        f"{all_people(f['groups'])}: read the cuts, not the single number."
    ),
    "list-dependence": fixed(
        "If being on one list makes an event more likely to be on the other (a news report that "
        "prompts an entry), the estimated total is too low; if the lists avoid each other, too "
        "high. Two lists alone cannot show which."
    ),
    "same-chance": fixed(
        "Events that are harder to list than others (a death in hospital weeks later) make the "
        "total too low, and its interval does not allow for it: read it as a least number."
    ),
    "linkage": fixed(
        "Two entries that are the same event but were not linked make the total too high; a wrong "
        "link makes it too low."
    ),
    "resisting-without-force": fixed(
        "Resisting is often charged for words, flight or stiffening, with no force that had to be "
        "reported, and the reporting officer may be another than the arresting one. The share is "
        "where to look, not how much is missing."
    ),
    "participation-rule": lambda f: (
        f"Under the 80/60/40 % rule this coverage allows: {f['may_publish']}. Agencies that "
        "take part are not a sample of those that do not."
    ),
    "not-a-score": fixed(
        "Items are not added up: they differ in weight, and a rule on paper is not yet what "
        "officers do. They stand beside the rates for the reader to compare."
    ),
    "one-coder": fixed("One person read the policy; how far another would agree is not known."),
}
