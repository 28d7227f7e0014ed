"""The sentences of the notes that methods on officers leave beside their numbers."""

from daylight.report.notes.words import Facts, NoteWords, fixed
from daylight.report.refusals import why_not_of


def _alerts(facts: Facts) -> str:
    told = "".join(
        f" Of every 100 alerts by {rule}, {100 * quiet:.0f} were followed by no event, and of "
        f"every 100 later events {100 * missed:.0f} fell on officers it had not alerted on."
        for rule, quiet, missed in zip(facts["rules"], facts["quiet"], facts["missed"], strict=True)
    )
    return f"An alert is a reason to look, never a finding.{told}"


def _replay(facts: Facts) -> str:
    alone = (
        ""
        if facts["spillover"]
        else (" No effect on colleagues is supposed; the setting `spillover` adds one.")
    )
    return (
        "This replays the later record with other officers in their place; it supposes that "
        "replacements meet the same situations and act as officers in the middle did."
        f"{alone}"
    )


NOTES: dict[str, NoteWords] = {
    "raw-counts": fixed(
        "Counts are raw: no years of service, shifts, stops or arrests were given, so busier or "
        "longer-serving officers appear higher for that alone."
    ),
    "only-officers-with-events": fixed(
        "The list holds only officers with at least one event; shares are of those officers, not "
        "of the department, and the chance line allows for it."
    ),
    "unattributed-events": lambda f: f"{f['events']:.0f} events name no officer and are left out.",
    "officers-without-exposure": lambda f: (
        f"{f['officers']} officers without any exposure, and their {f['events']:.0f} events, "
        "are left out."
    ),
    "compatible-with-identical-officers": fixed(
        "The records do not rule out that officers' underlying rates are all the same."
    ),
    "only-officers-seen-before": fixed(
        "The list holds only officers with at least one event. Those with an event in the earlier "
        "half are followed: their later events do not depend on their being listed."
    ),
    "bursts-not-tested": fixed(
        "Whether this is more than chance is not tested: without periods, or without the officers "
        "who had no event, several events of one incident look like an officer who differs. The "
        "share by chance is that of independent events."
    ),
    "bursts-look-like-officers": fixed(
        "The records name no periods: several events of one incident, or of one bad night, look "
        "like an officer who differs. Differences between officers are bounded from above only."
    ),
    "nothing-to-share-out": fixed(
        "No level differs by more than chance would make it, so no share of the differences is "
        "given."
    ),
    "no-persistence": lambda f: f"Persistence: {why_not_of(f)}",
    "leavers-look-like-change": fixed(
        "Without exposure by period, an officer who joined late or left early counts as having had "
        "no events in the other half, which lowers persistence."
    ),
    "department-wide-shift-invisible": fixed(
        "Officers are compared with officers of the same department. A practice that all of them "
        "share moves nothing here; comparisons with other departments, or with what the "
        "circumstances would lead one to expect, are needed to see it."
    ),
    "department-beside-none": fixed(
        "A practice that all officers of the department share cannot be seen by comparing its "
        "officers with one another. Read the department-level comparisons beside this."
    ),
    "shared-practice-invisible": fixed(
        "Officers are compared with colleagues. A practice that all of them share moves nothing "
        "here."
    ),
    "strand-refused": lambda f: f"{f['strand']}: {why_not_of(f)}",
    "replay-not-experiment": _replay,
    "replay-of-raw-counts": fixed(
        "Without exposure, officers who left look as if replacing them avoided nothing, and "
        "officers on busy assignments as if they were the reason."
    ),
    "empirical-null": lambda f: (
        f"Ordinary officers' rates spread by {100 * f['spread']:.0f} % of their colleagues' "
        "rate beyond chance, which is what unrecorded circumstances do; flags allow for it."
    ),
    "circumstances-explain-little": fixed(
        "The recorded circumstances leave so much of the differences between officers unexplained "
        "that few or none can be singled out: either assignments that were not recorded differ, or "
        "most officers do. That none stands out is not a finding that officers are alike."
    ),
    "too-few-colleagues": lambda f: (
        f"{f['officers']} officers have no sufficient number of colleagues in the same "
        "circumstances and are not compared."
    ),
    "association-not-contagion": fixed(
        "An association: colleagues who share assignments, shifts or habits have events together "
        "whether or not anything passes between them."
    ),
    "edges-from-outcomes": fixed(
        "Colleagues are known only through complaints that named both; who worked beside whom "
        "without a complaint is not in the record."
    ),
    "leavers-count-as-none": fixed(
        "Officers stay in the comparison to the end of the record with no events if they left; "
        "complaints that again name officers together count for each of them."
    ),
    "own-record-not-held": fixed(
        "Officers with different records of their own are compared: those with more earlier events "
        "have other colleagues and more later events anyway."
    ),
    "level-not-identified": fixed(
        "Only differences between officers are learned: if all officers of a network escalated "
        "alike, nothing here would show it. The zero is a convention."
    ),
    "disconnected-networks": lambda f: (
        f"The officers form {f['networks']} networks that share no scene, even through others. "
        "Officers of different networks are not compared and not ranked together."
    ),
    "no-differing-scene": lambda f: (
        f"{f['officers']} officers were never at a scene where officers used different "
        "severities; nothing can be said about them."
    ),
    "no-peers": lambda f: (
        f"For {f['officers']} officers no other officer's propensity is tied closely enough to "
        "theirs; they are not ranked."
    ),
    "unknown-keys": lambda f: f"{f['rows']} rows without scene, officer or severity are left out.",
    "scene-too-large": lambda f: (
        f"{f['scenes']} scenes with more than {f['most']} officers are left out."
    ),
    "imprecise-draws": lambda f: (
        f"R-hat reached {f['r_hat']:.3f} and the smallest effective size {f['effective']:.0f}; "
        "intervals are less exact than intended."
    ),
    "gaps-that-repeat": fixed(
        "Only what repeats from period to period counts as an officer's gap. A post that lasts "
        "repeats too, and an officer who does more of everything has a wider gap at the same ratio."
    ),
    "gaps-hold-nothing-fixed": fixed(
        "Nothing but the officer and the period is held fixed: people of one group may have been "
        "stopped elsewhere, at other hours or on other grounds."
    ),
    "gaps-of-some-officers": lambda f: (
        f"{f['counted']:,} of {f['officers']:,} officers had {f['min_n']} stops of each group "
        "and two periods with both; the others are not counted."
    ),
    "alerts-are-not-findings": _alerts,
    "recorded-events": fixed(
        "Both the past and the later events are what was recorded. A rule that finds officers who "
        "are often complained about finds busy officers too."
    ),
    "no-exposure": fixed(
        "No exposure was given: officers count as in service for two years from each record of "
        "theirs, whoever left, and those without a record by then are not ranked; the later events "
        "of all are counted."
    ),
}
