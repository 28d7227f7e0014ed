"""Sentences about what a policy on force says, item by item and coder by coder."""

from daylight.data.facts.force import PolicyFacts
from daylight.data.result import Estimate, Result
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.language import Words, say
from daylight.report.wording.compared import claim
from daylight.report.wording.groups import listed
from daylight.schema.policy import BENCHMARKS

VERDICTS = {
    "meets": Words("meets", "cumple"),
    "partly": Words("partly", "en parte"),
    "fails": Words("fails", "no cumple"),
    "conflict": Words("conflict", "contradicción"),
}
"""What a coder read in a policy on one item."""

TITLES_IN_SPANISH = {
    "eight_cant_wait": "8 Can’t Wait (Campaign Zero)",
    "perf_30_policy": "Principios rectores de PERF sobre el uso de la fuerza: los 13 sobre "
    "políticas",
    "decree_extras": "Reglas que añaden los decretos de consentimiento",
    "transport": "Traslado de personas bajo custodia",
}

ITEMS_IN_SPANISH = {
    "de-escalation": "desescalada",
    "force continuum": "escala de la fuerza",
    "chokeholds": "estrangulamientos",
    "verbal warning": "advertencia verbal",
    "moving vehicles": "vehículos en movimiento",
    "exhaust alternatives": "agotar alternativas",
    "duty to intervene": "deber de intervenir",
    "comprehensive reporting": "informes completos",
    "sanctity of life": "valor de la vida",
    "beyond Graham": "más allá de Graham",
    "proportionality": "proporcionalidad",
    "de-escalation policy": "política de desescalada",
    "critical decision-making model": "modelo de decisión crítica",
    "first aid": "primeros auxilios",
    "vehicles": "vehículos",
    "danger only to self": "peligro solo para sí",
    "document and review": "documentar y revisar",
    "public reports": "informes públicos",
    "trained review": "revisión capacitada",
    "transparency": "transparencia",
    "neck restraint": "sujeción del cuello",
    "restrained people": "personas sujetas",
    "recovery position": "posición de recuperación",
    "conducted-energy limits": "límites de la energía conducida",
    "canine": "perros",
    "medical aid": "ayuda médica",
    "foot pursuit": "persecución a pie",
    "no retaliation": "sin represalias",
    "supervisor to scene": "supervisor en el lugar",
    "excited delirium": "delirio excitado",
    "chemical irritants": "irritantes químicos",
    "belts": "cinturones",
    "equipment": "equipo",
    "cameras": "cámaras",
    "searches": "registros",
    "log": "bitácora",
    "injury tracking": "seguimiento de lesiones",
}
"""Items of the benchmarks of `schema/policy.toml` as a Spanish reader would name them."""


def policy_sentences(result: Result) -> tuple[Claim, ...]:
    """Every item with its readings, then the agreement of two coders."""
    facts = result.facts_as(PolicyFacts)
    claims = []
    for benchmark, item, readings in facts.items:
        keys = {"benchmark": benchmark, "item": item}
        read = [e for e in result.estimates if e.keys == keys]
        said = "; ".join(_reading(*one) for one in readings)
        claims.append(claim(result, f"{_item(benchmark, item)}: {said}.", *read))
    for e in result.named("agreement"):
        kappas = [k for k in result.named("kappa") if k.keys == e.keys]
        claims.append(claim(result, _agreement(e, kappas, facts.coders[:2]), e, *kappas))
    return tuple(claims)


def _item(benchmark: str, item: str) -> str:
    """A benchmark's title and an item of it; as they are written where they are not ours."""
    known = BENCHMARKS.get(benchmark)
    title = known.title if known else benchmark
    return say(
        f"{title}, {item}",
        f"{TITLES_IN_SPANISH.get(benchmark, title)}, {ITEMS_IN_SPANISH.get(item, item)}",
    )


def _reading(coder: str, verdict: str, section: str, quote: str) -> str:
    """`meets (A, section 3.2: “…”)`."""
    read = VERDICTS[verdict].text if verdict in VERDICTS else verdict
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
        f"On {n} items, {who} agree in {size}{beyond}.",
        f"En {n} puntos, {who} coinciden en el {size}{beyond}.",
    )
