"""Sentences about the circumstances, severity, trend and benchmarks of force."""

from daylight.data.facts.force import BenchmarkFacts, SeverityFacts
from daylight.data.result import Estimate, Result
from daylight.report import labels, numbers
from daylight.report.claim import Check, Claim
from daylight.report.defences import COUNT_MODELS
from daylight.report.language import Words, say
from daylight.report.wording.compared import claim, keeps_ratio
from daylight.report.wording.force_groups import against, whom, whom_is_everybody
from daylight.report.wording.groups import listed

MOST_GROUPS = 3

CIRCUMSTANCE = {
    "restrained": Words("were already restrained", "ya estaban sujetas"),
    "fleeing": Words("were fleeing", "huían"),
    "in_crisis": Words(
        "were in a behavioural-health crisis", "pasaban por una crisis de salud mental"
    ),
    "under_influence": Words("appeared intoxicated", "parecían intoxicadas"),
    "under_18": Words("were under 18", "eran menores de 18 años"),
    "armed": Words("were armed", "estaban armadas"),
    "subject_injured": Words("were injured", "resultaron heridas"),
    "officer_injured": Words(
        "met an officer who was injured", "trataron con un agente que resultó herido"
    ),
    "not_arrested": Words("were not arrested", "no fueron arrestadas"),
    "resisting_only": Words(
        "were charged with nothing but resisting or obstructing",
        "fueron acusadas solo de resistirse u obstruir",
    ),
    "firearm_pointed": Words(
        "had a firearm pointed at them", "fueron apuntadas con un arma de fuego"
    ),
    "firearm_discharged": Words("were shot at", "recibieron disparos"),
}


def circumstance_sentences(result: Result) -> tuple[Claim, ...]:
    """Each circumstance for everybody, then the differences between groups."""
    claims = [
        claim(result, _circumstance(result, name), *rows)
        for name in CIRCUMSTANCE
        if (rows := _rows(result, name))
    ]
    claims += [
        claim(result, _between_groups(name, e), e)
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


def _between_groups(name: str, difference: Estimate) -> str:
    own, others, size = whom(difference), against(difference), numbers.stated(difference)
    what = CIRCUMSTANCE[name].text
    return say(
        f"Of {own} on whom force was used, the share who {what} differs from that of {others} by "
        f"{size}.",
        f"De {own} contra las que se usó fuerza, la proporción de las que {what} difiere de la de "
        f"{others} en {size}.",
    )


def _circumstance(result: Result, name: str) -> str:
    share, what = whole(result, f"{name}_share"), CIRCUMSTANCE[name].text
    low, high = (whole(result, f"{name}_share_{end}") for end in ("lowest", "highest"))
    span = ""
    if low is not None and high is not None:
        ends = numbers.value(low), numbers.value(high)
        span = say(f"between {ends[0]} and {ends[1]}", f"entre el {ends[0]} y el {ends[1]}")
    if share is None:
        return say(
            "Of people on whom force was used, the records can only say that the share who "
            f"{what} lies {span}.",
            "De las personas contra las que se usó fuerza, los datos solo permiten decir que la "
            f"proporción de las que {what} está {span}.",
        )
    size, missing = numbers.stated(share), share.missing_share or 0
    blank = numbers.percent(missing)
    told = say(
        f"Of people on whom force was used and for whom it was recorded, {size} {what}",
        f"De las personas contra las que se usó fuerza y de las que consta, el {size} {what}",
    )
    if span and missing >= 0.001:
        told += say(
            f"; for {blank} it is blank, which puts the share of all {span}",
            f"; del {blank} está en blanco, con lo que la proporción de todas queda {span}",
        )
    return f"{told}."


def severity_sentences(result: Result) -> tuple[Claim, ...]:
    """One common odds ratio per group."""
    facts = result.facts_as(SeverityFacts)
    factors = tuple(labels.said(name) for name in facts.factors)
    claims: list[Claim] = []
    for e in largest(result.named("severity_odds_ratio")):
        if e.keys["subject_race"] in facts.cuts_differ:
            claims += _cuts(result, e)
        else:
            claims.append(claim(result, _higher_level(e, factors), e, adjusted_for=factors))
    return tuple(claims)


def _higher_level(ratio: Estimate, factors: tuple[str, ...]) -> str:
    own, others, size = whom(ratio), against(ratio), numbers.stated(ratio)
    same = listed(factors)
    held = say(f", with {same} held fixed", f", a igualdad de {same}") if factors else ""
    return say(
        f"Once force was used, the odds that it was of a higher level were {size} times as large "
        f"for {own} as for {others}{held}.",
        f"Una vez usada la fuerza, los momios de que fuera de un nivel más alto fueron, para "
        f"{own}, {size} veces los de {others}{held}.",
    )


def _cuts(result: Result, one: Estimate) -> list[Claim]:
    """The odds ratio at each cut, each weighed, where one number for all cuts would mislead."""
    cuts = [e for e in result.named("odds_ratio_above") if one.keys.items() <= e.keys.items()]
    return [claim(result, _cut(e, len(cuts)), e, one) for e in cuts]


def _cut(ratio: Estimate, cuts: int) -> str:
    own, others, size = whom(ratio), against(ratio), numbers.stated(ratio)
    above = ratio.keys["above_level"]
    return say(
        f"Once force was used, the odds of a level above {above} were {size} times as large for "
        f"{own} as for {others}, nothing held fixed; this differs from level to level ({cuts} are "
        "told apart).",
        f"Una vez usada la fuerza, los momios de un nivel superior al {above} fueron, para {own}, "
        f"{size} veces los de {others}, sin ajustar por nada; esto cambia de un nivel a otro (se "
        f"distinguen {cuts}).",
    )


def trend_sentences(result: Result) -> tuple[Claim, ...]:
    """The yearly change in every stretch between breaks."""
    return tuple(
        claim(
            result,
            _yearly(e),
            e,
            checks=(_agrees(e, result.beside(e, "yearly_ratio_nb")),),
        )
        for e in result.named("yearly_ratio")
    )


def _yearly(ratio: Estimate) -> str:
    own, size = whom(ratio), numbers.stated(ratio)
    on = "" if whom_is_everybody(ratio) else say(f" on {own}", f" contra {own}")
    first, last = ratio.keys["from_period"], ratio.keys["to_period"]
    return say(
        f"From {first} to {last}, recorded force{on} changed from one year to the next by a "
        f"factor of {size}.",
        f"De {first} a {last}, la fuerza registrada{on} cambió de un año al siguiente "
        f"por un factor de {size}.",
    )


def _agrees(one: Estimate, other: Estimate) -> Check:
    return Check(
        code=COUNT_MODELS.code,
        words=say(
            "a negative-binomial instead of a quasi-Poisson model",
            "un modelo binomial negativo en vez de uno cuasi-Poisson",
        ),
        held=keeps_ratio(one, other),
    )


def benchmark_sentences(result: Result) -> tuple[Claim, ...]:
    """The same share against each benchmark."""
    (share,) = result.named("share")
    return tuple(
        claim(result, _against_benchmark(result, share, e), e, share)
        for e in result.named("share_minus_benchmark")
    )


def _against_benchmark(result: Result, share: Estimate, apart: Estimate) -> str:
    who, size, cases = whom(share), numbers.stated(share), numbers.count(share.n)
    benchmark, gap = str(apart.keys["benchmark"]), numbers.stated(apart)
    chance = numbers.marked(f"{result.facts_as(BenchmarkFacts).one_sided_p[benchmark]:.3g}")
    return say(
        f"{who[:1].upper()}{who[1:]} are {size} of {cases} cases; against the benchmark "
        f"{benchmark} the difference is {gap}, and as many or more would come about by chance "
        f"with probability {chance}.",
        f"De {cases} casos, el {size} son de {who}; frente a la base de comparación «{benchmark}» "
        f"la diferencia es de {gap}, y por azar se darían tantos o más con una probabilidad de "
        f"{chance}.",
    )
