"""Sentences about searches and what they found."""

from collections.abc import Callable

from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.wording.groups import adjective, listed, people
from daylight.report.wording.stops import ENDS, caveats
from daylight.result import Estimate, Result


def hit_rates(result: Result) -> tuple[Claim, ...]:
    """Hit rates pooled, within place, and by ground."""
    claims = []
    for gap in result.named("hit_rate_difference"):
        one, base = result.one("hit_rate", gap.group), result.one("hit_rate", gap.reference or "")
        sentence = (
            f"Searches of {people(gap.group)} found contraband in {numbers.percent(one.value)} of "
            f"{numbers.count(one.n)}, searches of {people(base.group)} in "
            f"{numbers.percent(base.value)} of {numbers.count(base.n)}: a difference of "
            f"{numbers.stated(gap)}."
        )
        claims.append(Claim(sentence=sentence, estimates=(gap, one, base), caveats=caveats(result)))
    for gap in result.named("hit_rate_difference_within"):
        factors = tuple(
            name.replace("_", " ") for name in gap.stratum.removeprefix("within ").split(", ")
        )
        sentence = (
            f"Among searches alike in {listed(factors)}, searches of {people(gap.group)} differed "
            f"from those of {people(gap.reference or '')} by {numbers.stated(gap)} in how often "
            f"they found contraband."
        )
        claims.append(
            Claim(
                sentence=sentence,
                estimates=(gap,),
                adjusted_for=factors,
                caveats=caveats(result),
            )
        )
    claims += [_ground(result, gap) for gap in result.named("hit_rate_difference_by_ground")]
    return tuple(claims)


def _ground(result: Result, gap: Estimate) -> Claim:
    ground = gap.stratum.split(": ", 1)[1].replace("_", " ")
    sentence = (
        f"On the ground “{ground}”, the share of searches of {people(gap.group)} that found "
        f"contraband differs from that of {people(gap.reference or '')} by {numbers.stated(gap)}."
    )
    return Claim(
        sentence=sentence, estimates=(gap,), adjusted_for=("ground",), caveats=caveats(result)
    )


def equal_hit_rates(result: Result) -> tuple[Claim, ...]:
    """One sentence per key whose hit rates were held against equality."""
    claims = []
    for test in result.named("equal_hit_rates"):
        key = test.stratum.removeprefix("by ").replace("_", " ").replace("subject ", "")
        size = "less than 0.001" if test.value < 0.001 else f"{test.value:.3f}"
        sentence = (
            f"Were hit rates equal by {key}, differences as large as those between the "
            f"{numbers.count(test.n)} searches here would come up with probability {size}."
        )
        claims.append(Claim(sentence=sentence, estimates=(test,), caveats=caveats(result)))
    return tuple(claims)


def rank_order(result: Result) -> tuple[Claim, ...]:
    """One sentence per pair of groups and pair of officer races."""
    claims = []
    for rate, verb in (("search_rate", "search"), ("hit_rate", "find contraband on")):
        for test in result.named(f"{rate}_rank_reversal"):
            gaps = tuple(
                gap
                for gap in result.named(f"{rate}_difference_between_officers")
                if gap.group in (test.group, test.reference)
                and _officers(test) == {_race(gap.stratum), _race(gap.reference or "")}
            )
            differences = listed([f"{adjective(gap.group)}: {numbers.stated(gap)}" for gap in gaps])
            first = adjective(_race(gaps[0].stratum))
            second = adjective(_race(gaps[0].reference or ""))
            order = "one order for both groups" if _same_sign(gaps) else "opposite orders"
            sentence = (
                f"How much more often {first} than {second} officers {verb} people they stop "
                f"({differences}) shows {order}; the probability of a reversal this clear by "
                f"chance is {test.value:.3f}."
            )
            claims.append(
                Claim(sentence=sentence, estimates=(test, *gaps), caveats=caveats(result))
            )
    return tuple(claims)


def _officers(test: Estimate) -> set[str]:
    return set(test.stratum.removesuffix(" officers").split(" and "))


def _race(officers: str) -> str:
    return officers.removesuffix(" officers")


def _same_sign(gaps: tuple[Estimate, ...]) -> bool:
    return all(gap.value >= 0 for gap in gaps) or all(gap.value <= 0 for gap in gaps)


def regression(name: str, verb: str) -> Callable[[Result], tuple[Claim, ...]]:
    """The full model's odds ratio, with how it came about."""

    def worded(result: Result) -> tuple[Claim, ...]:
        factors = tuple(str(result.diagnostics["adjusted_for"]).replace("_", " ").split(", "))
        claims = []
        for ratio in result.named(f"{name}_odds_ratio"):
            if ratio.stratum != "all":
                continue
            crude = result.one(ratio.name, ratio.group, "group only")
            sentence = (
                f"Given {listed(factors)}, the odds that stopped {people(ratio.group)} {verb} were "
                f"{numbers.stated(ratio)} times those of {people(ratio.reference or '')}; before "
                f"any adjustment {numbers.value(crude)} times."
            )
            claims.append(
                Claim(
                    sentence=sentence,
                    estimates=(ratio, crude),
                    adjusted_for=factors,
                    caveats=caveats(result),
                )
            )
        return tuple(claims)

    return worded


def hidden_confounder(result: Result) -> tuple[Claim, ...]:
    """What an unrecorded circumstance would have to be."""
    claims = []
    for ratio in result.named("search_rate_ratio_adjusted"):
        strength = result.one("e_value", ratio.group)
        nearer = result.one("e_value_of_nearer_limit", ratio.group)
        sentence = (
            f"To explain the search-rate ratio of {people(ratio.group)} to "
            f"{people(ratio.reference or '')} ({numbers.stated(ratio)}), an unrecorded "
            f"circumstance would have to be tied to both the group and the search by a risk ratio "
            f"of {numbers.value(strength)}; to bring the interval to no difference, by "
            f"{numbers.value(nearer)}."
        )
        claims.append(
            Claim(sentence=sentence, estimates=(ratio, strength, nearer), caveats=caveats(result))
        )
    return tuple(claims)


def risk_adjusted(result: Result) -> tuple[Claim, ...]:
    """The difference at equal risk, with the ranges that errors of risk allow."""
    claims = []
    for gap in result.named("search_rate_difference_at_equal_risk"):
        ranges = [
            e
            for e in result.named("search_rate_difference_at_equal_risk_bounds")
            if e.group == gap.group
        ]
        kept = [e for e in ranges if not e.low <= 0 <= e.high]
        sentence = (
            f"At equal estimated risk of carrying contraband, the share of {people(gap.group)} who "
            f"were searched differs from that of {people(gap.reference or '')} by "
            f"{numbers.stated(gap)}."
        )
        if ranges:
            sentence += _holds(kept, ranges)
        claims.append(
            Claim(
                sentence=sentence,
                estimates=(gap, *ranges),
                adjusted_for=("estimated risk",),
                survives=tuple(e.stratum for e in kept) if len(kept) == len(ranges) else (),
                caveats=caveats(result),
            )
        )
    return tuple(claims)


def _holds(kept: list[Estimate], ranges: list[Estimate]) -> str:
    """How wrong the estimated risks may be before the sign can turn."""
    if not kept:
        return f" With {ranges[0].stratum} on average, the sign could already turn."
    if len(kept) == len(ranges):
        return f" No errors with {kept[-1].stratum} on average could turn its sign."
    return (
        f" No errors with {kept[-1].stratum} on average could turn its sign; with "
        f"{ranges[len(kept)].stratum} it could."
    )


SENTENCES = {
    **{f"{end}-regression": regression(end, verb) for end, (_, verb) in ENDS.items()},
    "hidden-confounder": hidden_confounder,
    "risk-adjusted": risk_adjusted,
    "outcome": hit_rates,
    "knowles-persico-todd": equal_hit_rates,
    "anwar-fang": rank_order,
}
