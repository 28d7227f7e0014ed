"""Sentences about courts and boards: who is imprisoned, for how long, released, scored."""

from collections.abc import Callable

from daylight.data.estimate import Key
from daylight.data.result import Estimate, Result
from daylight.report import labels, numbers
from daylight.report.claim import Claim
from daylight.report.wording.compared import adjusted_for, claim, group_of, others_of, people_of
from daylight.report.wording.groups import listed

SET_BY_OTHERS = {
    "charged_grade": "the grade that was charged",
    "guideline_cell": "the cell of the guideline, to which the charge leads",
    "offense": "the offence that was charged",
    "mandatory_minimum_months": "the mandatory minimum that was charged",
}
"""Keys that those who charge decide, as a sentence names them."""


def given_the_charge(names: tuple[str, ...]) -> str:
    """That a comparison holds something equal which those who charge decide."""
    return listed([SET_BY_OTHERS.get(name, name.replace("_", " ")) for name in names])


def decision(name: str, verb: str) -> Callable[[Result], tuple[Claim, ...]]:
    """Sentences on the share of cases with one end, crude and among like cases."""

    def worded(result: Result) -> tuple[Claim, ...]:
        rates = {str(one.keys["subject_race"]): one for one in result.named(f"{name}_rate")}
        factors = adjusted_for(result)
        found = []
        for gap in result.named(f"{name}_rate_difference"):
            own, base = rates[group_of(gap)], rates[gap.compared_with or ""]
            said = (
                f"Of {numbers.count(own.n)} cases of {people_of(gap)}, "
                f"{numbers.percent(own.value)} {verb}; of {numbers.count(base.n)} of "
                f"{others_of(gap)}, {numbers.percent(base.value)}: a difference of "
                f"{numbers.stated(gap)}."
            )
            found.append(claim(result, said, gap, own, base))
        for gap in result.named(f"{name}_rate_difference_adjusted"):
            said = (
                f"Among cases alike in {listed(list(factors))}, the share of {people_of(gap)} that "
                f"{verb} differs from that of {others_of(gap)} by {numbers.stated(gap)}."
            )
            found.append(claim(result, said, gap, adjusted_for=factors))
        return tuple(found)

    return worded


def length(result: Result) -> tuple[Claim, ...]:
    """One sentence per group: crude, among like cases, and within courts."""
    found = []
    groups = dict.fromkeys(str(one.keys["subject_race"]) for one in result.estimates)
    for group in groups:
        own = [one for one in result.estimates if one.keys["subject_race"] == group]
        last = own[-1]
        told = "; ".join(f"{_model(one)} {_percent(one)}" for one in own)
        said = f"Prison terms of {people_of(last)} against those of {others_of(last)}: {told}."
        factors = adjusted_for(result) if len(own) > 1 else ()
        found.append(claim(result, said, last, *own[:-1], adjusted_for=factors))
    return tuple(found)


def _model(one: Estimate) -> str:
    return f"{(one.variant or '').replace('_', ' ')}:"


def _percent(one: Estimate) -> str:
    ends = (numbers.minus(f"{100 * (end - 1):+.1f}") for end in (one.low, one.high))
    value = numbers.minus(f"{100 * (one.value - 1):+.1f} %")
    return f"{value} ({100 * one.level:.0f} % interval {' to '.join(ends)})"


RELEASED = (
    ("release_rate_of_scheduled", "hearings scheduled"),
    ("release_rate_of_decided", "hearings decided"),
    ("release_rate_of_decided_or_stipulated", "hearings decided or stipulated"),
)


def release(result: Result) -> tuple[Claim, ...]:
    """Every denominator in one sentence, for all hearings and for each group."""
    found = []
    for keys in _whose(result):
        own = {one.name: one for one in result.estimates if dict(one.keys) == keys}
        told = [
            f"of {numbers.count(own[name].n)} {of}, {numbers.stated(own[name])}"
            for name, of in RELEASED
            if name in own
        ]
        if not told:
            continue
        first = [own[name] for name, _ in RELEASED if name in own]
        where = ", ".join(labels.key_value(key, value) for key, value in keys.items())
        where = where[:1].upper() + where[1:]
        begin = f"{where}, release granted" if where else "Release granted"
        said = f"{begin}: {'; '.join(told)}."
        if "initial_share_of_scheduled" in own and "initial_share_of_granted" in own:
            initial = (own["initial_share_of_scheduled"], own["initial_share_of_granted"])
            shares = [numbers.percent(one.value) for one in initial]
            said += (
                f" First hearings were {shares[0]} of those scheduled, {shares[1]} of the grants."
            )
            first += initial
        found.append(claim(result, said, *first))
    return tuple(found)


def _whose(result: Result) -> list[dict[str, Key]]:
    found: list[dict[str, Key]] = []
    for one in result.estimates:
        if dict(one.keys) not in found:
            found.append(dict(one.keys))
    return found


def errors(result: Result) -> tuple[Claim, ...]:
    """Both sides' numbers in one sentence per group, then what base rates make of them."""
    found = []
    for gap in result.named("false_positive_rate_difference"):
        high = gap.keys["threshold"]
        keys = {"subject_race": group_of(gap), "threshold": high}
        base = {"subject_race": gap.compared_with or "", "threshold": high}
        told = []
        rests: list[Estimate] = [gap]
        for name, what in (
            ("false_positive_rate", "of those without the outcome were scored high"),
            ("false_negative_rate", "of those with it were scored low"),
            ("positive_predictive_value", "of those scored high had it"),
        ):
            own, other = _at(result, name, keys), _at(result, name, base)
            told.append(
                f"{numbers.percent(own.value)} against {numbers.percent(other.value)} {what}"
            )
            rests += [own, other]
        p, p0 = (
            result.one("base_rate", subject_race=str(one["subject_race"])) for one in (keys, base)
        )
        implied = _at(result, "false_positive_rate_if_equally_predictive", keys)
        said = (
            f"At a score of {gap.keys['threshold']:g} or more, {people_of(gap)} against "
            f"{others_of(gap)}: {'; '.join(told)}. The outcome came to {numbers.percent(p.value)} "
            f"and {numbers.percent(p0.value)}; with these shares and a score that errs alike in "
            "all else, the first rate would be "
            f"{numbers.percent(implied.value)}. Difference of the first: {numbers.stated(gap)}."
        )
        found.append(claim(result, said, *rests, p, p0, implied))
    return tuple(found)


def _at(result: Result, name: str, keys: dict[str, Key]) -> Estimate:
    return next(one for one in result.named(name) if dict(one.keys) == keys)


def calibration(result: Result) -> tuple[Claim, ...]:
    """How far groups differ at equal scores, and how well the score ranks in each."""
    found = []
    for gap in result.named("observed_at_equal_score_difference"):
        own = result.one("auc", subject_race=str(gap.keys["subject_race"]))
        base = result.one("auc", subject_race=gap.compared_with or "")
        said = (
            f"At equal scores the outcome came to {people_of(gap)} and {others_of(gap)} with a "
            f"difference of {numbers.stated(gap)}; the score ranks people with it above people "
            f"without it in {numbers.percent(own.value)} and {numbers.percent(base.value)} of "
            "pairs."
        )
        found.append(claim(result, said, gap, own, base))
    return tuple(found)
