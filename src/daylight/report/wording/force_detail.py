"""Sentences about circumstances, severity, weapons, trends, lists and benchmarks of force."""

from daylight.data.result import Estimate, Result
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.notes import sentence
from daylight.report.wording.groups import listed, people

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
    caveats = tuple(sentence(note) for note in result.notes)
    claims = [
        Claim(sentence=_circumstance(result, name), estimates=_rows(result, name), caveats=caveats)
        for name in CIRCUMSTANCE
        if _rows(result, name)
    ]
    claims += [
        Claim(
            sentence=f"Of {whom(result, e.group)} who met force, the share who "
            f"{CIRCUMSTANCE[name]} differs from that of {whom(result, e.reference or '')} by "
            f"{numbers.stated(e)}.",
            estimates=(e,),
            caveats=caveats,
        )
        for name in CIRCUMSTANCE
        for e in largest(result.named(f"{name}_difference"))
    ]
    return tuple(claims)


def whom(result: Result, group: str) -> str:
    """A group in words, whatever key it is a value of."""
    key = str(result.diagnostics.get("group_key") or "subject_race")
    if key == "subject_race":
        return people(group)
    if key.startswith("severity_"):
        return f"people at level {group}"
    return f"people in {key.replace('_', ' ')} {group}"


def largest(estimates: tuple[Estimate, ...]) -> list[Estimate]:
    """Those of the groups with the most people; the table beside the sentences has them all."""
    most = sorted(estimates, key=lambda e: -e.n)[:MOST_GROUPS]
    return [e for e in estimates if e in most]


def _rows(result: Result, name: str) -> tuple[Estimate, ...]:
    return tuple(
        e
        for end in ("share", "share_lowest", "share_highest")
        for e in result.named(f"{name}_{end}")
        if e.group == "all"
    )


def _circumstance(result: Result, name: str) -> str:
    rows = {e.name.removeprefix(f"{name}_"): e for e in _rows(result, name)}
    share = rows.get("share")
    low, high = rows.get("share_lowest"), rows.get("share_highest")
    span = ""
    if low is not None and high is not None:
        span = f"between {numbers.value(low)} and {numbers.value(high)}"
    if share is None:
        return (
            f"Of people on whom force was used, the records can only say that the share who "
            f"{CIRCUMSTANCE[name]} lies {span}."
        )
    sentence = (
        f"Of people on whom force was used and for whom it was recorded, {numbers.stated(share)} "
        f"{CIRCUMSTANCE[name]}"
    )
    if span and (share.missing_share or 0) >= 0.001:
        sentence += (
            f"; for {numbers.percent(share.missing_share or 0)} it is blank, which puts the share "
            f"of all {span}"
        )
    return f"{sentence}."


def severity_sentences(result: Result) -> tuple[Claim, ...]:
    """One common odds ratio per group."""
    factors = tuple(
        word.strip().replace("_", " ")
        for word in str(result.diagnostics.get("adjusted_for") or "").split(",")
        if word.strip()
    )
    held = f", with {listed(factors)} held fixed" if factors else ""
    caveats = tuple(sentence(note) for note in result.notes)
    differing = str(result.diagnostics.get("cuts_differ") or "").split(", ")
    return tuple(
        _cuts(result, e, caveats)
        if e.group in differing
        else Claim(
            sentence=f"Among people who met force, the odds that it was of a higher level were "
            f"{numbers.stated(e)} times as large for {people(e.group)} as for "
            f"{people(e.reference or '')}{held}.",
            estimates=(e,),
            adjusted_for=factors,
            caveats=caveats,
        )
        for e in largest(result.named("severity_odds_ratio"))
    )


def _cuts(result: Result, whole: Estimate, caveats: tuple[str, ...]) -> Claim:
    """The odds ratio at each cut, where one number for all cuts would mislead."""
    cuts = [e for e in result.named("odds_ratio_above") if e.group == whole.group]
    parts = [f"{numbers.stated(e)} {e.stratum.replace('above', 'above level')}" for e in cuts]
    return Claim(
        sentence=f"Among people who met force, how much larger the odds of a higher level are for "
        f"{people(whole.group)} than for {people(whole.reference or '')} differs from level to "
        f"level: by a factor of {listed(parts)}, nothing held fixed.",
        estimates=(*cuts, whole),
        caveats=caveats,
    )


def trend_sentences(result: Result) -> tuple[Claim, ...]:
    """The yearly change in every stretch between breaks."""
    claims = []
    for e in result.named("yearly_ratio"):
        on = "people" if e.group == "all" else whom(result, e.group)
        claims.append(
            Claim(
                sentence=f"From {e.stratum}, recorded force on {on} changed from one year to the "
                f"next by a factor of {numbers.stated(e)}.",
                estimates=(e,),
                survives=_agrees(result, e),
                caveats=tuple(sentence(note) for note in result.notes),
            )
        )
    return tuple(claims)


def _agrees(result: Result, e: Estimate) -> tuple[str, ...]:
    for other in result.named("yearly_ratio_nb"):
        if (other.group, other.stratum) == (e.group, e.stratum) and (e.value > 1) == (
            other.value > 1
        ):
            return ("a negative-binomial instead of a quasi-Poisson model",)
    return ()


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
    caveats = tuple(sentence(note) for note in result.notes)
    counted = [e for e in result.estimates if e.name in WEAPON and e.group == "all"]
    parts = [f"{numbers.count(e.value)} {WEAPON[e.name]}" for e in counted]
    claims = [
        Claim(
            sentence=f"The records hold {listed(parts)}.",
            estimates=tuple(counted),
            caveats=caveats,
        )
    ]
    claims += [
        Claim(
            sentence=f"{numbers.stated(e)} of {numbers.count(e.n)} {SHARE[e.name]}.",
            estimates=(e,),
            caveats=caveats,
        )
        for e in result.estimates
        if e.name in SHARE and e.group == "all"
    ]
    return tuple(claims)


def benchmark_sentences(result: Result) -> tuple[Claim, ...]:
    """The same share against each benchmark."""
    share = result.named("share")[0]
    claims = []
    for e in result.named("share_minus_benchmark"):
        chance = result.diagnostics.get(f"one_sided_p {e.reference}")
        said = f"{chance:.3g}" if isinstance(chance, float) else "not known"
        claims.append(
            Claim(
                sentence=f"{people(share.group)[:1].upper()}{people(share.group)[1:]} are "
                f"{numbers.stated(share)} of {numbers.count(share.n)} cases; against the benchmark "
                f"{e.reference} the difference is {numbers.stated(e)}, and as many or more would "
                f"come about by chance with probability {said}.",
                estimates=(e, share),
                caveats=tuple(sentence(note) for note in result.notes),
            )
        )
    return tuple(claims)


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
    caveats = tuple(sentence(note) for note in result.notes)
    whole = [e for e in result.estimates if e.group == "all"]
    claims = [
        Claim(
            sentence=f"Per 1,000 transports in custody there were {numbers.number(e.value, 2)} "
            f"with {TRANSPORT[e.name]} (95 % interval {numbers.number(e.low, 2)} to "
            f"{numbers.number(e.high, 2)}; {numbers.count(e.n)} transports).".replace(
                "95 %", f"{100 * e.level:.0f} %"
            ),
            estimates=(e,),
            caveats=caveats,
        )
        for e in whole
        if e.name in TRANSPORT
    ]
    claims += [
        Claim(sentence=_audit(result, name), estimates=_audited(result, name), caveats=caveats)
        for name in AUDIT
        if _audited(result, name)
    ]
    flags = [e for e in whole if e.name in REVIEW and e.value > 0]
    if flags:
        parts = [f"{REVIEW[e.name]} ({numbers.stated(e)})" for e in flags]
        claims.append(
            Claim(
                sentence=f"Transports whose record somebody should look at: {listed(parts)}.",
                estimates=tuple(flags),
                caveats=caveats,
            )
        )
    return tuple(claims)


def _audited(result: Result, name: str) -> tuple[Estimate, ...]:
    return tuple(
        e
        for end in ("minus_standard", "share")
        for e in result.named(f"{name}_{end}")
        if e.group == "all"
    )


def _audit(result: Result, name: str) -> str:
    against, share = _audited(result, name)
    if against.low >= 0:
        verdict = f"which meets the {against.reference} with confidence"
    elif against.high < 0:
        verdict = f"which is below the {against.reference}"
    else:
        verdict = f"which cannot tell whether the {against.reference} is met"
    return (
        f"In {numbers.stated(share)} of {numbers.count(share.n)} transports {AUDIT[name]}, "
        f"{verdict}."
    )


def capture_sentences(result: Result) -> tuple[Claim, ...]:
    """What the lists hold, and each estimate of the whole."""
    caveats = tuple(sentence(note) for note in result.notes)
    held = [e for e in result.named("listed") if e.group != "any list"]
    parts = [f"{numbers.count(e.value)} on {e.group}" for e in held]
    claims = [
        Claim(
            sentence=f"The lists together hold {numbers.count(result.one('listed', 'any list').n)} "
            f"events: {listed(parts)}, {numbers.count(float(result.diagnostics['overlap'] or 0))} "
            "of them on more than one.",
            estimates=result.named("listed"),
            caveats=caveats,
        )
    ]
    return (
        *claims,
        *(
            Claim(
                sentence=f"Under the assumption of {e.group} there were {numbers.stated(e)} events "
                "in all, listed or not."
                if e.group == "independent lists"
                else f"If {e.group} depend on one another, there were {numbers.stated(e)} events "
                "in all, listed or not.",
                estimates=(e,),
                caveats=caveats,
            )
            for e in result.named("estimated_total")
        ),
    )
