"""Sentences on how grave charges are, pooled and by kind."""

from daylight.data.estimate import Estimate
from daylight.data.result import Result
from daylight.report import labels, numbers
from daylight.report.claim import Claim
from daylight.report.language import say
from daylight.report.notes.words import Facts
from daylight.report.wording.compared import claim

KIND = "supervision_kind"


def kind(name: str) -> str:
    """A kind of supervision in a sentence."""
    return labels.words(name)


def grades(result: Result) -> tuple[Claim, ...]:
    """The pooled share beside that of each kind, then each kind against the largest."""
    shares = result.named("graver_charge_share")
    apart = result.named("graver_charge_share_difference")
    if not apart:
        pooled = shares[0]
        said = say(
            f"Of {numbers.count(pooled.n)} graded cases, {numbers.stated(pooled)} were charged "
            "with a graver grade.",
            f"De {numbers.count(pooled.n)} casos con grado, {numbers.stated(pooled)} tenían un "
            "cargo de grado más grave.",
        )
        return (claim(result, said, pooled),)
    return tuple(_compared(result, gap, shares) for gap in apart)


def _compared(result: Result, gap: Estimate, shares: tuple[Estimate, ...]) -> Claim:
    pooled = next(one for one in shares if not one.keys)
    by_kind = {str(one.keys[KIND]): one for one in shares if one.keys}
    own, base = by_kind[str(gap.keys[KIND])], by_kind[gap.compared_with or ""]
    mine, theirs = kind(str(gap.keys[KIND])), kind(gap.compared_with or "")
    share, share0 = numbers.stated(own), numbers.stated(base)
    n = numbers.count(pooled.n)
    said = say(
        f"Of {n} graded cases, {numbers.stated(pooled)} were charged with a graver grade; of those "
        f"of {mine} it is {share}, of those of {theirs} {share0}: a difference of "
        f"{numbers.stated(gap)}. The share of all says nothing of {mine} alone.",
        f"De {n} casos con grado, {numbers.stated(pooled)} tenían un cargo de grado más grave; de "
        f"los de {mine}, {share}; de los de {theirs}, {share0}: una diferencia de "
        f"{numbers.stated(gap)}. La proporción del conjunto nada dice solo de {mine}.",
    )
    return claim(result, said, gap, pooled, own, base)


def hidden(f: Facts) -> str:
    """That a pooled share is not that of a kind."""
    name, share, pooled = kind(f["kind"]), numbers.percent(f["share"]), numbers.percent(f["pooled"])
    return say(
        f"Pooled, the share is {pooled}; of {name} alone it is {share}. Whoever speaks of {name} "
        "has to use the second.",
        f"En conjunto la proporción es {pooled}; solo de {name} es {share}. Quien hable de {name} "
        "tiene que usar la segunda.",
    )


def blank(f: Facts) -> str:
    """How many cases have no grade."""
    share = numbers.percent(f["share"])
    return say(
        f"{share} of the cases have no grade and are left out.",
        f"El {share} de los casos no tiene grado y queda fuera.",
    )
