"""Whether early-intervention rules point at the officers who have events later."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from daylight.data.cells import Cells
from daylight.data.estimate import INDEPENDENT, RESAMPLED, Basis, BasisKind, Key
from daylight.data.facts.officers import BackTestFacts
from daylight.data.quantity import About, Scale
from daylight.data.result import Estimate, Note, Refusal, Result
from daylight.model.arrays import Array
from daylight.model.intervals import wilson
from daylight.model.method import Method, Needs
from daylight.model.officers.boosted import boosted_scores
from daylight.model.officers.early_compared import (
    OBSERVED_OVER_FORECAST,
    RECALL,
    RECALL_ABOVE_PLAIN,
    Resampled,
    above_plain,
    calibration,
    membership,
    summed,
)
from daylight.model.officers.early_rules import Rule, alerts, latest, read_rules, score
from daylight.model.officers.look import Look
from daylight.model.officers.monthly import Monthly, monthly
from daylight.model.officers.records import percentiles

NAME = "early-intervention"
MIN_OFFICERS = 50
MIN_EVENTS = 50
RESAMPLES = 500
STEP_MONTHS = 6
EXPOSURE = "exposure"
"""The name of the score that is nothing but past exposure."""

PRECISION = replace(RECALL, name="precision", unit="officers alerted on")
ALERTED_SHARE = replace(RECALL, name="alerted_share", unit="officers at a look")
MONTHS_TO_NEXT = replace(
    PRECISION, name="months_to_next_event", scale=Scale.MEAN, unit="alerts that were followed"
)
NEW_ALERTS = replace(RECALL, name="new_alerts_per_month", scale=Scale.RATE, unit="alerts")
ALERTED_SHARE_OF_GROUP = replace(ALERTED_SHARE, name="alerted_share_of_group", about=About.GROUP)
PRECISION_OF_GROUP = replace(PRECISION, name="precision_of_group", about=About.GROUP)
AMONG_MONTHS = Basis(kind=BasisKind.RESAMPLED, key="month")
"""The bounds are what all but a few months stay between."""


def early_intervention(
    cells: Cells,
    *,
    level: float = 0.95,
    seed: int = 20_210_528,
    horizon_months: int = 12,
    shares: Sequence[float] = (0.02, 0.05, 0.1),
    boosted: bool = False,
    group: str = "officer_race",
    rules: str = "",
) -> Result | Refusal:
    """Back-test of early-intervention rules: each is scored on the past only, and judged later.

    Estimand: of all events in the `horizon_months` after a look, whoever had them, the share on the
    officers in service at the look whom a rule ranked highest (recall at k), and the share of those
    officers who had an event (precision at k); how far a rule's recall lies above that of the plain
    count; later events over what past rates foretell, for the top tenth and for all. For rules with
    a threshold, what those alerted on had later, and the work: officers newly alerted on in a month
    (the bounds are what all but 5 % of months stay between).
    Method: looks every six months; officers with exposure in the three months before (without
    exposure, with a record in about the two years before); ties at the border of a share count as
    fractions; percentile bootstrap over officers, the same draws for both sides of a difference.
    Exposure itself is ranked by too. Units and rates are those known before the look, and the
    boosted score, where asked for, is trained on earlier looks only.
    Refuses: fewer than 50 officers or 50 later events, or a record too short for one look.
    Reference: recall and precision at k as in Carton et al. (2016), KDD, and working paper 32432
    of the National Bureau of Economic Research (2024), whose default is the plain count.

    Parameters
    ----------
    shares
        Shares of officers, highest scores first, whose later events are counted.
    boosted
        Also test a gradient-boosted score.
    group
        Key by which the rules' alerts are compared, if the cells have it.
    rules
        TOML file of the agency's own rules; the shipped ones when left out.
    """
    records = monthly(cells, group=group)
    tested = latest(read_rules(Path(rules)) if rules else read_rules())
    looks = _looks(records, tested, horizon_months)
    if boosted:
        looks = boosted_scores(records, looks, horizon_months, seed)
    later = sum(float(look.later.sum()) for look in looks)
    if len(records.officers) < MIN_OFFICERS or later < MIN_EVENTS:
        return Refusal(
            code="too-short-a-record-for-a-rule",
            facts={
                "least_officers": MIN_OFFICERS,
                "least_events": MIN_EVENTS,
                "least_months": _longest(tested) + horizon_months,
                "officers": len(records.officers),
                "events": int(later),
                "months": len(records.months),
            },
        )
    rng = np.random.default_rng(seed)
    draws = rng.multinomial(
        len(records.officers), np.full(len(records.officers), 1 / len(records.officers)), RESAMPLES
    ).astype(np.float64)
    drawn = Resampled(draws, level)
    plain = next((rule for rule in tested if rule.kind == "count"), None)
    names = list(looks[-1].scores)
    estimates = [e for name in names for e in _ranked(name, looks, shares, drawn)]
    if plain:
        others = [name for name in names if name != plain.id]
        estimates += [
            e for name in others for e in above_plain(name, plain.id, looks, shares, drawn)
        ]
    for rule in tested:
        if rule.kind != "count":
            estimates += _alerted(rule, records, looks, drawn)
            estimates += _by_group(rule, records, looks, group, level)
    # Without exposure, who counts as in service had an event lately: no level can be foretold.
    if plain and records.has_exposure:
        estimates += [
            calibration(looks, records, plain, percent, drawn) for percent in (10.0, 100.0)
        ]
    return Result(
        estimates=tuple(estimates),
        diagnostics={
            "officers": len(records.officers),
            "looks": len(looks),
            "first_look": records.months[looks[0].until],
            "horizon_months": horizon_months,
            "exposure_used": records.has_exposure,
            "rules": ", ".join(f"{rule.id} v{rule.version}" for rule in tested),
        },
        facts=BackTestFacts(
            horizon_months=horizon_months,
            plain_rule=plain.id if plain else "",
            plain_months=plain.window_months if plain else 0,
        ),
        notes=_notes(records, tested, looks),
    )


def _longest(rules: Sequence[Rule]) -> int:
    return max(rule.window_months for rule in rules)


def _looks(records: Monthly, rules: Sequence[Rule], horizon: int) -> list[Look]:
    window = _longest(rules)
    months = range(window, len(records.months) - horizon + 1, STEP_MONTHS)
    return [
        Look(
            until=t,
            months=horizon,
            at_risk=records.serving(t),
            later=records.events[:, t : t + horizon].sum(axis=1),
            wait=(records.events[:, t : t + horizon] > 0).argmax(axis=1).astype(np.float64),
            scores=_scores(records, rules, t),
        )
        for t in months
    ]


def _scores(records: Monthly, rules: Sequence[Rule], t: int) -> dict[str, Array]:
    """What each rule says; and the plain exposure, where it is given."""
    found = {rule.id: score(rule, records, t) for rule in rules}
    if records.has_exposure:
        found[EXPOSURE] = records.within(records.exposure, t, _longest(rules))
    return found


def _ranked(
    name: str, looks: Sequence[Look], shares: Sequence[float], drawn: Resampled
) -> list[Estimate]:
    """Recall, precision and lift of the top shares of a score, over all looks."""
    found = []
    for share in shares:
        tops = [membership(look.scores[name], look.at_risk, share) for look in looks]
        caught = summed(tops, [look.later for look in looks])
        events = np.sum([look.later for look in looks], axis=0)
        hit = summed(tops, [(look.later > 0).astype(float) for look in looks])
        flagged = np.sum(tops, axis=0)
        keys: dict[str, Key] = {"rule": name, "top_percent": round(100 * share, 6)}
        found += [
            drawn.ratio(RECALL, keys, caught, events),
            drawn.ratio(PRECISION, keys, hit, flagged),
        ]
    return found


def _new_alerts(rule: Rule, records: Monthly) -> Array:
    """How many officers a rule newly alerts on in each month after its first window."""
    before = np.zeros(len(records.officers), dtype=bool)
    found = []
    for t in range(rule.window_months, len(records.months) + 1):
        serving = records.within(records.exposure, t, 1) > 0
        now = alerts(rule, score(rule, records, t)) & serving
        found.append(float((now & ~before).sum()))
        before = now
    return np.array(found[1:])


def _alerted(
    rule: Rule, records: Monthly, looks: Sequence[Look], drawn: Resampled
) -> list[Estimate]:
    """What a rule's own threshold alerts on: how many, what they had later, and how soon."""
    flags = [alerts(rule, look.scores[rule.id]) & look.at_risk for look in looks]
    flagged = np.sum(flags, axis=0).astype(np.float64)
    if not flagged.any():
        return []
    risk = np.sum([look.at_risk for look in looks], axis=0).astype(np.float64)
    caught = summed([f.astype(float) for f in flags], [look.later for look in looks])
    events = np.sum([look.later for look in looks], axis=0)
    hit = summed([f.astype(float) for f in flags], [(k.later > 0).astype(float) for k in looks])
    waits = summed(
        [(f & (k.later > 0)).astype(float) for f, k in zip(flags, looks, strict=True)],
        [k.wait for k in looks],
    )
    keys: dict[str, Key] = {"rule": rule.id}
    new = _new_alerts(rule, records)
    return [
        drawn.ratio(RECALL, keys, caught, events),
        drawn.ratio(PRECISION, keys, hit, flagged),
        drawn.ratio(ALERTED_SHARE, keys, flagged, risk),
        drawn.ratio(MONTHS_TO_NEXT, keys, waits, hit),
        percentiles(float(new.mean()), new, drawn.level).estimate(
            NEW_ALERTS, n=new.sum(), keys=keys, basis=AMONG_MONTHS
        ),
    ]


def _by_group(
    rule: Rule, records: Monthly, looks: Sequence[Look], group: str, level: float
) -> list[Estimate]:
    """How often a rule alerts on officers of each group, and how often it was followed."""
    if len(records.groups) < 2:
        return []
    found = []
    for number, name in enumerate(records.groups):
        mine = records.group == number
        risk = sum(int((look.at_risk & mine).sum()) for look in looks)
        flags = [alerts(rule, k.scores[rule.id]) & k.at_risk & mine for k in looks]
        flagged = sum(int(f.sum()) for f in flags)
        followed = sum(int((f & (k.later > 0)).sum()) for f, k in zip(flags, looks, strict=True))
        for quantity, x, n in (
            (ALERTED_SHARE_OF_GROUP, flagged, risk),
            (PRECISION_OF_GROUP, followed, flagged),
        ):
            if n < 30:
                continue
            share = wilson(x, n, level=level)
            keys = {group: name, "rule": rule.id}
            found.append(share.estimate(quantity, n=n, keys=keys, basis=INDEPENDENT))
    return found


def _notes(records: Monthly, rules: Sequence[Rule], looks: Sequence[Look]) -> tuple[Note, ...]:
    notes = [_missed(rules, looks), Note(code="recorded-events")]
    if not records.has_exposure:
        notes.append(Note(code="no-exposure"))
    return tuple(notes)


def _missed(rules: Sequence[Rule], looks: Sequence[Look]) -> Note:
    """What the rules with a threshold alert on for nothing, and what they miss, as shares."""
    names: list[str] = []
    quiet: list[float] = []
    missed: list[float] = []
    later = sum(float(k.later.sum()) for k in looks)
    for rule in rules:
        flags = [alerts(rule, k.scores[rule.id]) & k.at_risk for k in looks]
        flagged = sum(int(f.sum()) for f in flags)
        if not flagged:
            continue
        silent = sum(int((f & (k.later == 0)).sum()) for f, k in zip(flags, looks, strict=True))
        caught = sum(float(k.later[f].sum()) for f, k in zip(flags, looks, strict=True))
        names.append(rule.id)
        quiet.append(silent / flagged)
        missed.append(1 - caught / later)
    return Note(
        code="alerts-are-not-findings",
        facts={"rules": tuple(names), "quiet": tuple(quiet), "missed": tuple(missed)},
    )


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="officer_events",
        by=("officer_id", "month"),
        measures=("events",),
        optional_by=("unit", "officer_race"),
        optional_measures=("exposure",),
    ),
    run=early_intervention,
    quantities=(
        RECALL,
        PRECISION,
        ALERTED_SHARE,
        MONTHS_TO_NEXT,
        NEW_ALERTS,
        ALERTED_SHARE_OF_GROUP,
        PRECISION_OF_GROUP,
        RECALL_ABOVE_PLAIN,
        OBSERVED_OVER_FORECAST,
    ),
    basis=RESAMPLED,
    refuses_when="fewer than 50 officers or 50 later events, or too few months for one look",
    assumptions=(
        "events are recorded alike before and after an alert",
        "an officer's unit and exposure are those of the record",
    ),
    overturned_by=(
        "a rule that catches more later events for the same number of alerts",
        "alerts that changed what happened later: the record cannot show what they prevented",
    ),
    cannot_say=(
        "that an officer did, or will do, anything wrong",
        "what intervening would change",
        "anything about what all officers of a department share",
    ),
    reference="Carton et al. (2016), KDD; NBER working paper 32432 (2024)",
)
