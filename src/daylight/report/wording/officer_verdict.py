"""The verdict in one sentence: officers, a unit or the department, and what it rests on."""

from daylight.data.facts.officers import VerdictFacts
from daylight.data.result import Estimate, Result
from daylight.report.claim import Claim
from daylight.report.language import Words, say
from daylight.report.wording.officer_evidence import strands

ANSWERS = {
    "yes": Words("yes", "sí"),
    "no": Words("no", "no"),
    "not known": Words("not known", "no se sabe"),
}
"""The three answers that a method gives."""


def officers_or_department(result: Result) -> tuple[Claim, ...]:
    """The three answers in one sentence, then the strands they rest on."""
    return (_answers(result), *strands(result))


def _answers(result: Result) -> Claim:
    facts = result.facts_as(VerdictFacts)
    one, unit, whole = (
        ANSWERS[answer].text for answer in (facts.individuals, facts.units, facts.department)
    )
    whys = _why_individuals(facts), _why_units(result), _why_department(result)
    return Claim(
        sentence=say(
            f"{_asked(result)} Between single officers: {one}{whys[0]}. Between units: {unit}"
            f"{whys[1]}. The department above others: {whole}{whys[2]}.",
            f"{_asked(result)} Entre agentes: {one}{whys[0]}. Entre unidades: {unit}{whys[1]}. El "
            f"departamento por encima de otros: {whole}{whys[2]}.",
        ),
        estimates=_first(result),
        caveats=(
            say(
                "No means that the records exclude a difference of a fifth of the average; not "
                "known, that they neither show one nor exclude it.",
                "«No» significa que los datos excluyen una diferencia de un quinto de la media; "
                "«no se sabe», que ni la muestran ni la excluyen.",
            ),
            say(
                "The three answers can be true together; none of them excludes another.",
                "Las tres respuestas pueden ser ciertas a la vez; ninguna excluye a otra.",
            ),
            say(
                "A practice that all officers of a department share shows in none of the "
                "comparisons between its officers: read the questions on the whole department "
                "beside this.",
                "Una práctica que comparten todos los agentes de un departamento no aparece en "
                "ninguna comparación entre ellos: léanse junto a esto las preguntas sobre el "
                "departamento entero.",
            ),
            *_supposed(facts, result.named("variance_component")),
        ),
    )


def _asked(result: Result) -> str:
    if result.named("variance_component"):
        return say(
            "Do rates differ beyond chance, and by more than about a fifth of the average?",
            "¿Difieren las tasas más que por azar, y en más de un quinto de la media?",
        )
    return say(
        "Do the officers with the most earlier events have clearly more of the later ones?",
        "¿Tienen los agentes con más sucesos anteriores claramente más de los posteriores?",
    )


def _supposed(facts: VerdictFacts, components: tuple[Estimate, ...]) -> tuple[str, ...]:
    """What the answers rest on besides the records."""
    said = [_bursts(facts)]
    if any(e.keys["between"] not in ("officer", "agency") for e in components):
        said.append(
            say(
                "An incident that many officers of one unit share counts for each of them: where "
                "there are many such, units look different more often than chance allows for.",
                "Un incidente que comparten muchos agentes de una unidad cuenta para cada uno: si "
                "hay muchos así, las unidades parecen distintas más a menudo de lo que admite el "
                "azar.",
            )
        )
    if facts.other_departments:
        said.append(
            say(
                "The other departments’ spread says how far a department may lie from others by "
                "chance; with few of them, or with different ones, only a large shift shows.",
                "La dispersión de los otros departamentos dice cuánto puede alejarse uno de los "
                "demás por azar; con pocos, o con distintos, solo se nota un cambio grande.",
            )
        )
    if not facts.exposure_used:
        said.append(
            say(
                "Counts are raw: busier officers and units differ for that alone.",
                "Los recuentos son brutos: agentes y unidades con más actividad difieren ya por "
                "eso.",
            )
        )
    said.append(
        say(
            "Assignments that the records do not hold count as differences of officers or units.",
            "Las tareas que los datos no recogen cuentan como diferencias de agentes o unidades.",
        )
    )
    return tuple(said)


def _bursts(facts: VerdictFacts) -> str:
    if facts.periods:
        return say(
            "Single officers are told from bursts of events by what lasts from one period into "
            "another; a burst that itself lasts would count as a difference.",
            "Un agente se distingue de una racha de sucesos por lo que dura de un período a otro; "
            "una racha que dure contaría como diferencia.",
        )
    return say(
        "The records name no periods: several events of one incident, or of one bad night, look "
        "like an officer who differs, so a yes for single officers is out of reach.",
        "Los datos no nombran períodos: varios sucesos de un incidente, o de una mala noche, "
        "parecen un agente que difiere, así que un «sí» entre agentes queda fuera de alcance.",
    )


def _no_roster() -> str:
    return say(
        " (only officers with an event are listed: a roster is needed)",
        " (solo figuran agentes con algún suceso: hace falta una nómina)",
    )


def _why_individuals(facts: VerdictFacts) -> str:
    if facts.individuals != "not known":
        return ""
    if facts.listed:
        return _no_roster()
    return "" if facts.periods else say(" (no periods are named)", " (no se nombran períodos)")


def _first(result: Result) -> tuple[Estimate, ...]:
    for name in ("top_share", "variance_share", "later_share"):
        if found := result.named(name):
            return found[:1]
    return result.estimates[:1]


def _why_units(result: Result) -> str:
    components = result.named("variance_component")
    if any(e.keys["between"] not in ("officer", "agency") for e in components):
        return ""
    if result.facts_as(VerdictFacts).listed:
        return _no_roster()
    return say(
        " (the records do not say who served in which unit)",
        " (los datos no dicen quién sirvió en qué unidad)",
    )


def _why_department(result: Result) -> str:
    facts = result.facts_as(VerdictFacts)
    if facts.department != "not known":
        return ""
    if not facts.other_departments:
        return say(
            " (no other department’s records are given)",
            " (no se dan los datos de ningún otro departamento)",
        )
    if not result.named("typical_rate_ratio_to_other_departments"):
        return say(" (too few others)", " (hay muy pocos otros)")
    return say(
        " (the interval holds both less and more than a fifth above)",
        " (el intervalo contiene tanto menos como más de un quinto por encima)",
    )
