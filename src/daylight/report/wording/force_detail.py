"""Sentences about circumstances, severity, weapons, trends, lists and benchmarks of force."""

from daylight.data.facts.force import BenchmarkFacts, ListFacts, SeverityFacts
from daylight.data.result import Estimate, Result
from daylight.report import labels, numbers
from daylight.report.claim import Check, Claim
from daylight.report.defences import COUNT_MODELS
from daylight.report.wording.compared import claim, keeps_ratio
from daylight.report.wording.force_groups import against, whom
from daylight.report.wording.groups import listed

MOST_GROUPS = 3

CIRCUMSTANCE = {
    "restrained": "were already restrained",
    "fleeing": "were fleeing",
    "in_crisis": "were in a behavioural-health crisis",
    "under_influence": "appeared intoxicated",
    "under_18": "were under 18",
    "armed": "were armed",
    "subject_injured": "were injured",
    "officer_injured": "met an officer who was injured",
    "not_arrested": "were not arrested",
    "resisting_only": "were charged with nothing but resisting or obstructing",
    "firearm_pointed": "had a firearm pointed at them",
    "firearm_discharged": "were shot at",
}


def circumstance_sentences(result: Result) -> tuple[Claim, ...]:
    """Each circumstance for everybody, then the differences between groups."""
    claims = [
        claim(result, _circumstance(result, name), *rows)
        for name in CIRCUMSTANCE
        if (rows := _rows(result, name))
    ]
    claims += [
        claim(
            result,
            f"Of {whom(e)} who met force, the share who {CIRCUMSTANCE[name]} differs from that of "
            f"{against(e)} by {numbers.stated(e)}.",
            e,
        )
        for name in CIRCUMSTANCE
        for e in largest(result.named(f"{name}_difference"))
    ]
    return tuple(claims)


def largest(estimates: tuple[Estimate, ...]) -> list[Estimate]:
    """Those of the groups with the most people; the table beside the sentences has them all."""
    most = sorted(estimates, key=lambda e: -e.n)[:MOST_GROUPS]
    return [e for e in estimates if e in most]


def whole(result: Result, name: str) -> Estimate | None:
    """A quantity over everything the method was given; None where it has none."""
    return next((e for e in result.named(name) if not e.keys), None)


def _rows(result: Result, name: str) -> tuple[Estimate, ...]:
    ends = ("share", "share_lowest", "share_highest")
    found = (whole(result, f"{name}_{end}") for end in ends)
    return tuple(e for e in found if e is not None)


def _circumstance(result: Result, name: str) -> str:
    share = whole(result, f"{name}_share")
    low, high = (whole(result, f"{name}_share_{end}") for end in ("lowest", "highest"))
    span = ""
    if low is not None and high is not None:
        span = f"between {numbers.value(low)} and {numbers.value(high)}"
    if share is None:
        return (
            f"Of people on whom force was used, the records can only say that the share who "
            f"{CIRCUMSTANCE[name]} lies {span}."
        )
    told = (
        f"Of people on whom force was used and for whom it was recorded, {numbers.stated(share)} "
        f"{CIRCUMSTANCE[name]}"
    )
    if span and (share.missing_share or 0) >= 0.001:
        told += (
            f"; for {numbers.percent(share.missing_share or 0)} it is blank, which puts the share "
            f"of all {span}"
        )
    return f"{told}."


def severity_sentences(result: Result) -> tuple[Claim, ...]:
    """One common odds ratio per group."""
    facts = result.facts_as(SeverityFacts)
    factors = tuple(labels.said(name) for name in facts.factors)
    held = f", with {listed(factors)} held fixed" if factors else ""
    claims: list[Claim] = []
    for e in largest(result.named("severity_odds_ratio")):
        if e.keys["subject_race"] in facts.cuts_differ:
            claims += _cuts(result, e)
            continue
        said = (
            f"Among people who met force, the odds that it was of a higher level were "
            f"{numbers.stated(e)} times as large for {whom(e)} as for {against(e)}{held}."
        )
        claims.append(claim(result, said, e, adjusted_for=factors))
    return tuple(claims)


def _cuts(result: Result, one: Estimate) -> list[Claim]:
    """The odds ratio at each cut, each weighed, where one number for all cuts would mislead."""
    cuts = [e for e in result.named("odds_ratio_above") if one.keys.items() <= e.keys.items()]
    return [
        claim(
            result,
            f"Among people who met force, the odds of a level above {e.keys['above_level']} were "
            f"{numbers.stated(e)} times as large for {whom(e)} as for {against(e)}, nothing held "
            f"fixed; this differs from level to level ({len(cuts)} are told apart).",
            e,
            one,
        )
        for e in cuts
    ]


def trend_sentences(result: Result) -> tuple[Claim, ...]:
    """The yearly change in every stretch between breaks."""
    return tuple(
        claim(
            result,
            f"From {e.keys['from_period']} to {e.keys['to_period']}, recorded force on {whom(e)} "
            f"changed from one year to the next by a factor of {numbers.stated(e)}.",
            e,
            checks=(_agrees(e, result.beside(e, "yearly_ratio_nb")),),
        )
        for e in result.named("yearly_ratio")
    )


def _agrees(one: Estimate, other: Estimate) -> Check:
    return Check(
        code=COUNT_MODELS.code,
        words="a negative-binomial instead of a quasi-Poisson model",
        held=keeps_ratio(one, other),
    )


WEAPON = {
    "ced_uses": "uses of a conducted-energy device",
    "canine_bites": "bites by a police dog",
    "chemical_uses": "uses of a chemical agent",
    "neck_restraints": "neck restraints",
    "impact_weapon_uses": "uses of an impact weapon",
    "firearm_pointed": "firearms drawn or pointed",
    "firearm_used": "firearms used",
}
SHARE = {
    "ced_over_3_cycles_share": "uses of a conducted-energy device with recorded cycles went beyond "
    "three",
    "ced_over_15_seconds_share": "uses of a conducted-energy device with recorded time went beyond "
    "fifteen seconds",
    "canine_bite_ratio": "deployments of a police dog ended in a bite",
    "firearm_used_of_shown_share": "recorded firearms were used rather than drawn or pointed",
}


def weapon_sentences(result: Result) -> tuple[Claim, ...]:
    """Counts of weapon uses, then the shares that policies set limits to."""
    counted = [e for name in WEAPON if (e := whole(result, name)) is not None]
    parts = [f"{numbers.count(e.value)} {WEAPON[e.name]}" for e in counted]
    shares = [e for name in SHARE if (e := whole(result, name)) is not None]
    return (
        claim(result, f"The records hold {listed(parts)}.", *counted),
        *(
            claim(result, f"{numbers.stated(e)} of {numbers.count(e.n)} {SHARE[e.name]}.", e)
            for e in shares
        ),
    )


def benchmark_sentences(result: Result) -> tuple[Claim, ...]:
    """The same share against each benchmark."""
    (share,) = result.named("share")
    chances = result.facts_as(BenchmarkFacts).one_sided_p
    who = whom(share)
    return tuple(
        claim(
            result,
            f"{who[:1].upper()}{who[1:]} are {numbers.stated(share)} of {numbers.count(share.n)} "
            f"cases; against the benchmark {e.keys['benchmark']} the difference is "
            f"{numbers.stated(e)}, and as many or more would come about by chance with "
            f"probability {chances[str(e.keys['benchmark'])]:.3g}.",
            e,
            share,
        )
        for e in result.named("share_minus_benchmark")
    )


TRANSPORT = {
    "injured_in_transport_per_1000": "an injury during transport",
    "injured_at_intake_per_1000": "an injury found at intake and not recorded before",
}
AUDIT = {
    "belted": "a seat belt was used",
    "camera_working": "the inside camera worked",
    "second_officer": "a second officer was named",
}
REVIEW = {
    "unbelted_not_refused_share": "no belt, and no refusal written down",
    "prone_share": "face down",
    "long_time_share": "much longer than the expected route takes",
    "long_distance_share": "much farther than the expected route",
    "unlogged_stops_share": "more stops tracked than logged",
    "medical_complaint_share": "medical help asked for or seen to be needed",
    "medical_aid_late_share": "more than ten minutes until that help",
}


def transport_sentences(result: Result) -> tuple[Claim, ...]:
    """Injuries, audits against the standard, and transports to review."""
    claims = [
        claim(
            result,
            f"Per 1,000 transports in custody there were {numbers.number(e.value, 2)} "
            f"with {TRANSPORT[name]} ({100 * e.level:.0f} % interval {numbers.number(e.low, 2)} to "
            f"{numbers.number(e.high, 2)}; {numbers.count(e.n)} transports).",
            e,
        )
        for name in TRANSPORT
        if (e := whole(result, name)) is not None
    ]
    claims += [audit for name in AUDIT if (audit := _audit(result, name)) is not None]
    flags = [e for name in REVIEW if (e := whole(result, name)) is not None and e.value > 0]
    if flags:
        parts = [f"{REVIEW[e.name]} ({numbers.stated(e)})" for e in flags]
        said = f"Transports whose record somebody should look at: {listed(parts)}."
        claims.append(claim(result, said, *flags))
    return tuple(claims)


def _audit(result: Result, name: str) -> Claim | None:
    minus, share = whole(result, f"{name}_minus_standard"), whole(result, f"{name}_share")
    if minus is None or share is None:
        return None
    if minus.low >= 0:
        verdict = f"which meets the {minus.compared_with} with confidence"
    elif minus.high < 0:
        verdict = f"which is below the {minus.compared_with}"
    else:
        verdict = f"which cannot tell whether the {minus.compared_with} is met"
    return claim(
        result,
        f"In {numbers.stated(share)} of {numbers.count(share.n)} transports {AUDIT[name]}, "
        f"{verdict}.",
        minus,
        share,
    )


def capture_sentences(result: Result) -> tuple[Claim, ...]:
    """What the lists hold, and each estimate of the whole."""
    held = [e for e in result.named("listed") if e.keys]
    parts = [f"{numbers.count(e.value)} on {e.keys['list']}" for e in held]
    overlap = result.facts_as(ListFacts).overlap
    together = claim(
        result,
        f"The lists together hold {numbers.count(result.one('listed').n)} events: "
        f"{listed(parts)}, {numbers.count(overlap)} of them on more than one.",
        *result.named("listed"),
    )
    return (
        together,
        *(
            claim(
                result,
                f"Under the assumption of {e.variant} there were {numbers.stated(e)} events in "
                "all, listed or not."
                if e.variant == "independent lists"
                else f"If {e.variant} depend on one another, there were {numbers.stated(e)} "
                "events in all, listed or not.",
                e,
            )
            for e in result.named("estimated_total")
        ),
        *(
            claim(
                result,
                "If some events are harder to list than others, these totals are too low; whatever "
                f"the differences, there were at least about {numbers.stated(e)} events in all.",
                e,
            )
            for e in result.named("least_total")
        ),
    )
