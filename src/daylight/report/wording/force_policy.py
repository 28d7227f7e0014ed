"""Sentences about what a policy on force says, item by item and coder by coder."""

from daylight.data.facts.force import PolicyFacts
from daylight.data.result import Estimate, Result
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.labels.force_codes import code
from daylight.report.language import say
from daylight.report.wording.compared import claim
from daylight.report.wording.groups import listed


def policy_sentences(result: Result) -> tuple[Claim, ...]:
    """Every item with its readings, then the agreement of two coders."""
    facts = result.facts_as(PolicyFacts)
    claims = []
    for benchmark, item, readings in facts.items:
        keys = {"benchmark": benchmark, "item": item}
        read = [e for e in result.estimates if e.keys == keys]
        said = "; ".join(_reading(*one) for one in readings)
        title = code("benchmark", benchmark)
        claims.append(claim(result, f"{title}, {code('item', item)}: {said}.", *read))
    for e in result.named("agreement"):
        kappas = [k for k in result.named("kappa") if k.keys == e.keys]
        claims.append(claim(result, _agreement(e, kappas, facts.coders[:2]), e, *kappas))
    return tuple(claims)


def _reading(coder: str, verdict: str, section: str, quote: str) -> str:
    """`meets (A, section 3.2: “…”)`."""
    read = code("verdict", verdict)
    where = say(f", section {section}", f", sección {section}") if section else ""
    words = say(f": “{quote}”", f": «{quote}»") if quote else ""
    return f"{read} ({coder}{where}{words})"


def _agreement(share: Estimate, kappas: list[Estimate], coders: tuple[str, ...]) -> str:
    who, n, size = listed(coders), numbers.count(share.n), numbers.stated(share)
    beyond = ""
    if kappas:
        kappa = numbers.stated(kappas[0])
        beyond = say(f", Cohen’s kappa {kappa}", f", kappa de Cohen {kappa}")
    return say(
        f"Of the items that both read ({n}), {who} agree on {size}{beyond}.",
        f"De los puntos que ambos leyeron ({n}), {who} coinciden en el {size}{beyond}.",
    )
