"""Sentences about boards and scores: how often release is granted, and what scores say."""

from daylight.data.estimate import Key
from daylight.data.result import Estimate, Result
from daylight.report import labels, numbers
from daylight.report.claim import Claim
from daylight.report.wording.compared import claim, group_of, others_of, people_of

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
