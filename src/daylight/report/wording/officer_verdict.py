"""Sentences of the verdict: officers, a unit or the department, each strand with its limits."""

from daylight.data.facts.officers import VerdictFacts
from daylight.data.result import Estimate, Result
from daylight.report.claim import Claim
from daylight.report.numbers import count, percent, stated, value
from daylight.report.wording.compared import group_of
from daylight.report.wording.groups import adjective
from daylight.report.wording.officer_strands import chance_of, rest_of

LEVEL_NAMES = {"unit": "units", "district": "districts"}


def officers_or_department(result: Result) -> tuple[Claim, ...]:
    """The three answers in one sentence, then the strands they rest on."""
    claims = (
        _answers(result),
        _concentrated(result),
        _persistent(result),
        _levels(result),
        _replaced(result),
        _disparity(result),
        _department(result),
    )
    return tuple(claim for claim in claims if claim is not None)


def _answers(result: Result) -> Claim | None:
    facts = result.facts_as(VerdictFacts)
    return Claim(
        sentence=f"{_asked(result)} Between single officers: {facts.individuals}"
        f"{_why_individuals(facts)}. Between units: {facts.units}{_why_units(result)}. "
        f"The department above others: {facts.department}{_why_department(result)}.",
        estimates=_first(result),
        caveats=(
            "No means that the records exclude a difference of a fifth of the average; not known, "
            "that they neither show one nor exclude it.",
            "The three answers can be true together; none of them excludes another.",
            "A practice that all officers of a department share shows in none of the comparisons "
            "between its officers: read the questions on the whole department beside this.",
            *_supposed(facts, result.named("variance_component")),
        ),
    )


def _asked(result: Result) -> str:
    if result.named("variance_component"):
        return "Do rates differ beyond chance, and by more than about a fifth of the average?"
    return "Do the officers with the most earlier events have clearly more of the later ones?"


def _supposed(facts: VerdictFacts, components: tuple[Estimate, ...]) -> tuple[str, ...]:
    """What the answers rest on besides the records."""
    said = []
    if facts.periods:
        said.append(
            "Single officers are told from bursts of events by what lasts from one period into "
            "another; a burst that itself lasts would count as a difference."
        )
    else:
        said.append(
            "The records name no periods: several events of one incident, or of one bad night, "
            "look like an officer who differs, so a yes for single officers is out of reach."
        )
    if any(e.keys["between"] not in ("officer", "agency") for e in components):
        said.append(
            "An incident that many officers of one unit share counts for each of them: where there "
            "are many such, units look different more often than chance allows for."
        )
    if facts.other_departments:
        said.append(
            "The other departments' spread says how far a department may lie from others by "
            "chance; with few of them, or with different ones, only a large shift shows."
        )
    if not facts.exposure_used:
        said.append("Counts are raw: busier officers and units differ for that alone.")
    said.append(
        "Assignments that the records do not hold count as differences of officers or units."
    )
    return tuple(said)


def _why_individuals(facts: VerdictFacts) -> str:
    if facts.individuals != "not known":
        return ""
    if facts.listed:
        return " (only officers with an event are listed: a roster is needed)"
    return "" if facts.periods else " (no periods are named)"


def _first(result: Result) -> tuple[Estimate, ...]:
    for name in ("top_share", "variance_share", "later_share"):
        if found := result.named(name):
            return found[:1]
    return result.estimates[:1]


def _why_units(result: Result) -> str:
    components = result.named("variance_component")
    if any(e.keys["between"] not in ("officer", "agency") for e in components):
        return ""
    facts = result.facts_as(VerdictFacts)
    if facts.listed:
        return " (only officers with an event are listed: a roster is needed)"
    return " (the records do not say who served in which unit)"


def _why_department(result: Result) -> str:
    facts = result.facts_as(VerdictFacts)
    if facts.department != "not known":
        return ""
    if not facts.other_departments:
        return " (no other department's records are given)"
    if not result.named("typical_rate_ratio_to_other_departments"):
        return " (too few others)"
    return " (the interval holds both less and more than a fifth above)"


def _at(result: Result, name: str, key: str, value: object) -> Estimate | None:
    return next((e for e in result.named(name) if e.keys.get(key) == value), None)


def _concentrated(result: Result) -> Claim | None:
    above, top, alike = (
        _at(result, name, "top_percent", 10.0)
        for name in ("top_share_above_chance", "top_share", "top_share_by_chance")
    )
    if above is None or top is None or alike is None:
        return None
    facts = result.facts_as(VerdictFacts)
    exposed = facts.exposure_used
    bursts = "" if facts.periods and not facts.listed else ", were events independent"
    return Claim(
        sentence=f"Concentration: the tenth of officers with the most events has {stated(top)} of "
        f"them; officers who were all alike{', with the same exposure,' if exposed else ''} would "
        f"give {percent(alike.value)} by chance{bursts}.",
        estimates=(above, top, alike),
        adjusted_for=("exposure",) if exposed else (),
        caveats=(
            "It shows how uneven the record is beyond chance; the question `concentration` tests "
            "it.",
            "It cannot show why: a busy beat does the same"
            + ("." if exposed else ", and these counts are raw."),
        ),
    )


def _persistent(result: Result) -> Claim | None:
    above, later, earlier, alike = (
        _at(result, name, "earlier_top_percent", 10.0)
        for name in ("later_share_above_alike", "later_share", "earlier_share", "exposure_share")
    )
    if above is None or later is None or earlier is None or alike is None:
        return None
    listed = result.noted("only-officers-seen-before")
    whole = "of the later events of all who had any then" if listed else "in the later half"
    return Claim(
        sentence="Persistence: the tenth with the most events in the earlier half of the record "
        f"had {value(earlier)} of them then and {stated(later)} {whole}; officers who "
        f"were all alike would have had {value(alike)}.",
        estimates=(above, later, earlier, alike),
        caveats=(
            "It shows how much of what stands out lasts; the question `persistence` tests it.",
            "It cannot show whether the officer lasts or the assignment.",
        ),
    )


def _levels(result: Result) -> Claim | None:
    components, shares = result.named("variance_component"), result.named("variance_share")
    if not components:
        return None
    chance = result.one("chance_share")
    parts = "; ".join(f"between {_level(str(e.keys['between']))} {stated(e)}" for e in shares)
    rest = f"of the rest, {parts}" if parts else rest_of(result)
    return Claim(
        sentence=f"Where it lies: {chance_of(result)} {percent(chance.value)} of the spread of "
        f"counts; {rest}.",
        estimates=(*components, *shares, chance),
        caveats=(
            "It shows whether an officer differs from the unit, or the unit from other units; the "
            "question `variance-by-level` tests it.",
            "It cannot show a habit that all units share, and units differ in what they are sent "
            "to do.",
        ),
    )


def _level(name: str) -> str:
    return LEVEL_NAMES.get(name, "officers of the same unit" if name == "officer" else f"{name}s")


def _replaced(result: Result) -> Claim | None:
    tenth = _at(result, "share_avoided", "top_percent", 10.0)
    if tenth is None:
        return None
    promised = result.beside(tenth, "past_share")
    chosen = result.named("share_avoided_by_choice")
    whole = _range(chosen)
    tops = "; ".join(
        f"top {p} %: {_range(part)}"
        for p in (1, 5, 10)
        if (part := tuple(e for e in chosen if e.keys["top_percent"] == p))
    )
    return Claim(
        sentence="Replacement: the tenth with the worst earlier record had "
        f"{value(promised)} of the events then; had officers of the middle stood in for them, "
        f"{stated(tenth)} of the later events would not have happened. Over "
        f"{count(len(chosen))} defensible choices the answer "
        f"runs from {whole} ({tops}).",
        estimates=(tenth, promised, *chosen),
        adjusted_for=("regression to the mean",),
        caveats=(
            "It shows how much of the later record went with the officers who stood out earlier.",
            "It cannot show what dismissal or retraining would do: it is a replay of the record, "
            "not an experiment.",
        ),
    )


def _disparity(result: Result) -> Claim | None:
    """How much of a gap between groups goes with a few officers, and how much stays."""
    gaps = [e for e in result.named("gap_removed") if e.keys["top_percent"] == 10.0]
    if not gaps:
        return None
    reference = adjective(gaps[0].compared_with or "")
    told = "; ".join(f"{adjective(group_of(e))} and {reference}, {stated(e)}" for e in gaps)
    return Claim(
        sentence="Disparity: with the same tenth replaced, this part of the later gap between two "
        f"groups' rates would have gone with them: {told}. The rest lies with the other officers.",
        estimates=tuple(gaps),
        caveats=(
            "It shows how far a gap between groups depends on the officers who stood out.",
            "It cannot show whether the gap is warranted: see the questions on the whole "
            "department.",
        ),
    )


def _range(estimates: tuple[Estimate, ...]) -> str:
    values = [e.value for e in estimates]
    return f"{percent(min(values))} to {percent(max(values))}"


def _department(result: Result) -> Claim | None:
    ratios = result.named("typical_rate_ratio_to_other_departments")
    if not ratios:
        return None
    return Claim(
        sentence="The department: the middle half of its officers has "
        f"{stated(ratios[0])} times the rate of the middle half in other departments.",
        estimates=(*ratios, *result.named("rate_ratio_to_other_departments")),
        caveats=(
            "It shows a shift of ordinary officers, whom a few high ones do not move.",
            "Departments record events, and face circumstances, in different ways.",
        ),
    )
