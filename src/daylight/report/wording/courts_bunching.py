"""Sentences on terms that stand at a mandatory minimum."""

from daylight.data.result import Estimate, Result
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.language import Words, say
from daylight.report.wording.compared import claim, others_of, people_of
from daylight.report.wording.groups import people

SMOOTH, HEAPED = "smooth", "knowing round numbers"
YEARS = {
    "before": Words("in the years before", "en los años anteriores"),
    "since": Words("in the years since", "en los años desde entonces"),
}


def bunching(result: Result) -> tuple[Claim, ...]:
    """One sentence for all terms and each part of them, then the differences."""
    own = [_own(result, at) for at in result.named("share_at_minimum")]
    apart = [
        _apart(result, e)
        for e in result.named("excess_share_at_minimum_difference")
        if e.variant == HEAPED
    ]
    return (*own, *apart)


def _same(one: Estimate, other: Estimate, variant: str) -> bool:
    return one.keys == other.keys and other.variant == variant


def _find(result: Result, name: str, like: Estimate, variant: str) -> Estimate:
    return next(e for e in result.named(name) if _same(like, e, variant))


def _own(result: Result, at: Estimate) -> Claim:
    excess = _find(result, "excess_share_at_minimum", at, HEAPED)
    smooth = _find(result, "excess_share_at_minimum", at, SMOOTH)
    expected = _find(result, "share_expected_at_minimum", at, HEAPED)
    minimum, n = numbers.count(float(at.keys["minimum"])), numbers.count(at.n)
    who = _whose(at)
    said = say(
        f"Of {n} terms {who}within reach, {numbers.percent(at.value)} stand at {minimum} exactly; "
        f"{numbers.percent(expected.value)} would, were it a round number like others: "
        f"{numbers.stated(excess)} more. A curve that knows no round numbers makes it "
        f"{numbers.stated(smooth)}.",
        f"De {n} penas {who}al alcance, el {numbers.percent(at.value)} está exactamente en "
        f"{minimum}; estaría el {numbers.percent(expected.value)} si fuera un número redondo como "
        f"otros: {numbers.stated(excess)} más. Una curva que no conoce números redondos da "
        f"{numbers.stated(smooth)}.",
    )
    return claim(result, said, excess, at, expected, smooth)


def _whose(at: Estimate) -> str:
    if "subject_race" in at.keys:
        who = people(str(at.keys["subject_race"]))
        return say(f"of {who} ", f"de {who} ")
    if "years" in at.keys:
        return f"{YEARS[str(at.keys['years'])].text} "
    return ""


def _apart(result: Result, gap: Estimate) -> Claim:
    smooth = _find(result, "excess_share_at_minimum_difference", gap, SMOOTH)
    minimum, value, other = (
        numbers.count(float(gap.keys["minimum"])),
        numbers.stated(gap),
        numbers.stated(smooth),
    )
    if "years" in gap.keys:
        said = say(
            f"What stands at {minimum} beyond the expected changed by {value} from the years "
            f"before; {other} by a curve that knows no round numbers.",
            f"Lo que está en {minimum} más allá de lo esperado cambió en {value} desde los años "
            f"anteriores; en {other} según una curva que no conoce números redondos.",
        )
    else:
        said = say(
            f"What stands at {minimum} beyond the expected differs between {people_of(gap)} and "
            f"{others_of(gap)} by {value}; by {other} with a curve that knows no round numbers.",
            f"Lo que está en {minimum} más allá de lo esperado difiere entre {people_of(gap)} y "
            f"{others_of(gap)} en {value}; en {other} según una curva que no conoce números "
            "redondos.",
        )
    return claim(result, said, gap, smooth)
