"""Whether early-intervention rules point at the officers who have events later."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from daylight.data.cells import Cells
from daylight.data.result import Estimate, Note, Refusal, Result, Scale
from daylight.data.untyped import untyped
from daylight.model.arrays import Array, Mask
from daylight.model.method import Method, Needs
from daylight.model.officers.boosted import boosted_scores
from daylight.model.officers.early_rules import Rule, alerts, latest, read_rules, score
from daylight.model.officers.monthly import Monthly, monthly

NAME = "early-intervention"
FEWEST_OFFICERS = 50
FEWEST_EVENTS = 50
RESAMPLES = 500
STEP_MONTHS = 6


class Look(NamedTuple):
    """One look back from one month: who is at risk, what each rule says, what came later."""

    until: int
    at_risk: Mask
    later: Array
    wait: Array
    scores: dict[str, Array]


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

    Estimand: of all events in the `horizon_months` after a look, the share on the officers whom a
    rule ranked highest (recall at k), and the share of those officers who had an event (precision
    at k); for rules with a threshold, what those alerted on had later, and the work: officers newly
    alerted on in a month (the bounds are what all but 5 % of months stay between).
    Method: looks every six months, officers in service then; ties at the border of a share count
    as fractions; percentile bootstrap over officers. The boosted score, where asked for, is
    trained on earlier looks only.
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
    later = sum(float(look.later[look.at_risk].sum()) for look in looks)
    if len(records.officers) < FEWEST_OFFICERS or later < FEWEST_EVENTS:
        return Refusal(
            method=NAME,
            reason="too few officers, later events or months to test a rule on",
            needed=f"{FEWEST_OFFICERS} officers, {FEWEST_EVENTS} later events, and "
            f"{_longest(tested) + horizon_months} months of record",
            found=f"{len(records.officers)} officers, {later:.0f} later events, "
            f"{len(records.months)} months",
            provenance=cells.provenance,
        )
    rng = np.random.default_rng(seed)
    draws = rng.multinomial(
        len(records.officers), np.full(len(records.officers), 1 / len(records.officers)), RESAMPLES
    ).astype(np.float64)
    names = list(looks[-1].scores)
    estimates = [e for name in names for e in _ranked(name, looks, shares, draws, level)]
    for rule in tested:
        if rule.kind != "count":
            estimates += _alerted(rule, records, looks, draws, level)
            estimates += _by_group(rule, records, looks, level)
    estimates += _calibration(looks, tested, draws, level)
    return Result(
        method=NAME,
        estimates=tuple(estimates),
        level=level,
        seed=seed,
        diagnostics={
            "officers": len(records.officers),
            "looks": len(looks),
            "first_look": records.months[looks[0].until],
            "horizon_months": horizon_months,
            "exposure_used": records.has_exposure,
            "rules": ", ".join(f"{rule.id} v{rule.version}" for rule in tested),
        },
        notes=_notes(records, tested, looks),
        provenance=cells.provenance,
    )


def _longest(rules: Sequence[Rule]) -> int:
    return max(rule.window_months for rule in rules)


def _looks(records: Monthly, rules: Sequence[Rule], horizon: int) -> list[Look]:
    window = _longest(rules)
    months = range(window, len(records.months) - horizon + 1, STEP_MONTHS)
    return [
        Look(
            until=t,
            at_risk=records.within(records.exposure, t, window) > 0,
            later=records.events[:, t : t + horizon].sum(axis=1),
            wait=(records.events[:, t : t + horizon] > 0).argmax(axis=1).astype(np.float64),
            scores={rule.id: score(rule, records, t) for rule in rules},
        )
        for t in months
    ]


def membership(scores: Array, at_risk: Mask, share: float) -> Array:
    """(N,) how much of each officer belongs to the top share: 1, 0, or a fraction at the border."""
    top = np.zeros(len(scores))
    values = scores[at_risk]
    wanted = share * len(values)
    border = np.sort(values)[::-1][max(int(np.ceil(wanted)) - 1, 0)] if len(values) else 0.0
    above, at = values > border, values == border
    part = (wanted - above.sum()) / at.sum() if at.any() else 0.0
    top[at_risk] = np.where(above, 1.0, np.where(at, part, 0.0))
    return top


def _ranked(
    name: str, looks: Sequence[Look], shares: Sequence[float], draws: Array, level: float
) -> list[Estimate]:
    """Recall, precision and lift of the top shares of a score, over all looks."""
    found = []
    for share in shares:
        tops = [membership(look.scores[name], look.at_risk, share) for look in looks]
        caught = _summed(tops, [look.later for look in looks])
        events = _summed([look.at_risk.astype(float) for look in looks], [k.later for k in looks])
        hit = _summed(tops, [(look.later > 0).astype(float) for look in looks])
        flagged = np.sum(tops, axis=0)
        where = f"top {100 * share:g} %"
        for quantity, top, bottom in (("recall", caught, events), ("precision", hit, flagged)):
            found.append(_ratio(quantity, name, where, top, bottom, draws, level))
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
    rule: Rule, records: Monthly, looks: Sequence[Look], draws: Array, level: float
) -> list[Estimate]:
    """What a rule's own threshold alerts on: how many, what they had later, and how soon."""
    flags = [alerts(rule, look.scores[rule.id]) & look.at_risk for look in looks]
    flagged = np.sum(flags, axis=0).astype(np.float64)
    if not flagged.any():
        return []
    risk = np.sum([look.at_risk for look in looks], axis=0).astype(np.float64)
    caught = _summed([f.astype(float) for f in flags], [look.later for look in looks])
    events = _summed([look.at_risk.astype(float) for look in looks], [k.later for k in looks])
    hit = _summed([f.astype(float) for f in flags], [(k.later > 0).astype(float) for k in looks])
    waits = _summed(
        [(f & (k.later > 0)).astype(float) for f, k in zip(flags, looks, strict=True)],
        [k.wait for k in looks],
    )
    own = "at its threshold"
    new = _new_alerts(rule, records)
    per_month = float(new.mean())
    return [
        _ratio("recall", rule.id, own, caught, events, draws, level),
        _ratio("precision", rule.id, own, hit, flagged, draws, level),
        _ratio("alerted_share", rule.id, own, flagged, risk, draws, level),
        _ratio("months_to_next_event", rule.id, own, waits, hit, draws, level, Scale.MEAN),
        untyped(
            name="new_alerts_per_month",
            group=rule.id,
            stratum=own,
            value=per_month,
            low=float(np.minimum(np.quantile(new, (1 - level) / 2), per_month)),
            high=float(np.maximum(np.quantile(new, (1 + level) / 2), per_month)),
            level=level,
            scale=Scale.RATE,
            n=int(new.sum()),
        ),
    ]


def _by_group(rule: Rule, records: Monthly, looks: Sequence[Look], level: float) -> list[Estimate]:
    """How often a rule alerts on officers of each group, and how often it was followed."""
    from daylight.model.intervals import wilson

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
            ("alerted_share_of_group", flagged, risk),
            ("precision_of_group", followed, flagged),
        ):
            if n < 30:
                continue
            share = wilson(x, n, level=level)
            found.append(
                untyped(
                    name=quantity,
                    group=name,
                    stratum=rule.id,
                    value=float(share.value),
                    low=float(share.low),
                    high=float(share.high),
                    level=level,
                    scale=Scale.PROPORTION,
                    n=n,
                )
            )
    return found


def _calibration(
    looks: Sequence[Look], rules: Sequence[Rule], draws: Array, level: float
) -> list[Estimate]:
    """Later events of the top tenth over what shrunken past rates foretold; 1 is right.

    The forecast is the gamma-Poisson one: past counts pulled towards the average as far as chance
    explains their spread.
    """
    if not (rule := next((r for r in rules if r.kind == "count"), None)):
        return []
    observed, expected = np.zeros(draws.shape[1]), np.zeros(draws.shape[1])
    for look in looks:
        past = look.scores[rule.id]
        risk = look.at_risk
        top = membership(past, risk, 0.1)
        observed += top * look.later
        expected += top * _forecast(past, risk) * _drift(past, look.later, risk)
    return [
        _ratio(
            "observed_over_forecast",
            rule.id,
            "top 10 %",
            observed,
            expected,
            draws,
            level,
            Scale.RATIO,
        )
    ]


def _forecast(past: Array, risk: Mask) -> Array:
    mean, spread = float(past[risk].mean()), float(past[risk].var())
    shape = mean**2 / (spread - mean) if spread > mean else np.inf
    weight = 1.0 if np.isinf(shape) else shape / (shape + mean)
    return np.asarray(weight * mean + (1 - weight) * past)


def _drift(past: Array, later: Array, risk: Mask) -> float:
    """All later events over all past ones: the common change of level is not the rule's doing."""
    before = float(past[risk].sum())
    return float(later[risk].sum()) / before if before else 0.0


def _summed(weights: Sequence[Array], values: Sequence[Array]) -> Array:
    return np.asarray(np.sum([w * v for w, v in zip(weights, values, strict=True)], axis=0))


def _ratio(
    name: str,
    group: str,
    stratum: str,
    top: Array,
    bottom: Array,
    draws: Array,
    level: float,
    scale: Scale = Scale.PROPORTION,
) -> Estimate:
    """A ratio of sums over officers, with a percentile bootstrap over officers."""
    value = float(top.sum() / bottom.sum()) if bottom.sum() else np.nan
    with np.errstate(invalid="ignore", divide="ignore"):
        resampled = (draws @ top) / (draws @ bottom)
    low, high = np.nanquantile(resampled, [(1 - level) / 2, (1 + level) / 2])
    return untyped(
        name=name,
        group=group,
        stratum=stratum,
        value=value,
        low=min(float(low), value),
        high=max(float(high), value),
        level=level,
        scale=scale,
        n=round(float(bottom.sum())),
    )


def _notes(records: Monthly, rules: Sequence[Rule], looks: Sequence[Look]) -> tuple[Note, ...]:
    notes = [
        Note(
            code="alerts-are-not-findings",
            text=f"An alert is a reason to look, never a finding.{_missed(rules, looks)}",
        ),
        Note(
            code="recorded-events",
            text="Both the past and the later events are what was recorded. A rule that finds "
            "officers who are often complained about finds busy officers too.",
        ),
    ]
    if not records.has_exposure:
        notes.append(
            Note(
                code="no-exposure",
                text="No exposure was given: officers count as in service from their first record "
                "to the end, and those without any record are not seen at all.",
            )
        )
    return tuple(notes)


def _missed(rules: Sequence[Rule], looks: Sequence[Look]) -> str:
    """What the rules with a threshold alert on for nothing, and what they miss, in words."""
    said = []
    later = sum(float(k.later[k.at_risk].sum()) for k in looks)
    for rule in rules:
        flags = [alerts(rule, k.scores[rule.id]) & k.at_risk for k in looks]
        flagged = sum(int(f.sum()) for f in flags)
        if not flagged:
            continue
        quiet = sum(int((f & (k.later == 0)).sum()) for f, k in zip(flags, looks, strict=True))
        caught = sum(float(k.later[f].sum()) for f, k in zip(flags, looks, strict=True))
        said.append(
            f" Of every 100 alerts by {rule.id}, {100 * quiet / flagged:.0f} were followed by no "
            f"event, and of every 100 later events {100 * (1 - caught / later):.0f} fell on "
            "officers it had not alerted on."
        )
    return "".join(said)


METHOD = Method(
    name=NAME,
    needs=Needs(
        reduction="officer_events",
        by=("officer", "month"),
        measures=("events",),
        optional_by=("unit", "officer_race"),
        optional_measures=("exposure",),
    ),
    run=early_intervention,
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
