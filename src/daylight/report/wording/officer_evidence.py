"""The strands of evidence under the verdict on officers and department, each with its limits."""

from daylight.data.facts.officers import VerdictFacts
from daylight.data.result import Estimate, Result
from daylight.report.claim import Claim
from daylight.report.language import say
from daylight.report.numbers import count, percent, stated, value
from daylight.report.wording.compared import others_of, people_of
from daylight.report.wording.officer_strands import TO_THE_MEAN, explained, level, rest_of
from daylight.report.wording.officers import EXPOSURE


def strands(result: Result) -> tuple[Claim, ...]:
    """Every strand that the records allow."""
    claims = (
        _concentrated(result),
        _persistent(result),
        _levels(result),
        _replaced(result),
        _disparity(result),
        _department(result),
    )
    return tuple(claim for claim in claims if claim is not None)


def _at(result: Result, name: str, key: str, value: object) -> Estimate | None:
    return next((e for e in result.named(name) if e.keys.get(key) == value), None)


def _concentrated(result: Result) -> Claim | None:
    above, top, alike = (
        _at(result, name, "top_percent", 10.0)
        for name in ("top_share_above_chance", "top_share", "top_share_by_chance")
    )
    if above is None or top is None or alike is None:
        return None
    exposed = result.facts_as(VerdictFacts).exposure_used
    return Claim(
        sentence=_concentration(result, top, alike),
        estimates=(above, top, alike),
        adjusted_for=(EXPOSURE.text,) if exposed else (),
        caveats=(
            say(
                "It shows how uneven the record is beyond chance; the question `concentration` "
                "tests it.",
                "Muestra cuán desigual es lo registrado más allá del azar; lo examina la pregunta "
                "`concentration`.",
            ),
            _busy(exposed=exposed),
        ),
    )


def _busy(*, exposed: bool) -> str:
    if exposed:
        return say(
            "It cannot show why: a busy beat does the same.",
            "No puede mostrar por qué: una zona de mucha actividad hace lo mismo.",
        )
    return say(
        "It cannot show why: a busy beat does the same, and these counts are raw.",
        "No puede mostrar por qué: una zona de mucha actividad hace lo mismo, y estos recuentos "
        "son brutos.",
    )


def _concentration(result: Result, top: Estimate, alike: Estimate) -> str:
    facts = result.facts_as(VerdictFacts)
    exposed = (
        say(", with the same exposure,", ", con la misma exposición,")
        if facts.exposure_used
        else ""
    )
    bursts = (
        ""
        if facts.periods and not facts.listed
        else say(", were events independent", ", si los sucesos fueran independientes")
    )
    size, chance = stated(top), percent(alike.value)
    return say(
        f"Concentration: the tenth of officers with the most events has {size} of them; officers "
        f"who were all alike{exposed} would give {chance} by chance{bursts}.",
        f"Concentración: la décima parte de los agentes con más sucesos reúne el {size} de ellos; "
        f"agentes todos iguales{exposed} darían el {chance} por azar{bursts}.",
    )


def _persistent(result: Result) -> Claim | None:
    above, later, earlier, alike = (
        _at(result, name, "earlier_top_percent", 10.0)
        for name in ("later_share_above_alike", "later_share", "earlier_share", "exposure_share")
    )
    if above is None or later is None or earlier is None or alike is None:
        return None
    return Claim(
        sentence=_persistence(result, later, earlier, alike),
        estimates=(above, later, earlier, alike),
        caveats=(
            say(
                "It shows how much of what stands out lasts; the question `persistence` tests it.",
                "Muestra cuánto dura lo que destaca; lo examina la pregunta `persistence`.",
            ),
            say(
                "It cannot show whether the officer lasts or the assignment.",
                "No puede mostrar si lo que dura es el agente o la tarea.",
            ),
        ),
    )


def _persistence(result: Result, later: Estimate, earlier: Estimate, alike: Estimate) -> str:
    then, now, expected = value(earlier), stated(later), value(alike)
    whole = say("in the later half", "en la segunda mitad")
    if result.noted("only-officers-seen-before"):
        whole = say(
            "of the later events of all who had any then",
            "de los sucesos posteriores de todos los que tuvieron alguno entonces",
        )
    return say(
        "Persistence: the tenth with the most events in the earlier half of the record had "
        f"{then} of them then and {now} {whole}; officers who were all alike would have had "
        f"{expected}.",
        "Persistencia: la décima parte con más sucesos en la primera mitad del período reunió "
        f"entonces el {then} de ellos y el {now} {whole}; agentes todos iguales habrían reunido el "
        f"{expected}.",
    )


def _levels(result: Result) -> Claim | None:
    components, shares = result.named("variance_component"), result.named("variance_share")
    if not components:
        return None
    chance = result.one("chance_share")
    parts = "; ".join(_between(e) for e in shares)
    rest = say(f"of the rest, {parts}", f"del resto, {parts}") if parts else rest_of(result)
    explains = explained(result, chance)
    return Claim(
        sentence=say(
            f"Where it lies: {explains} of the spread of counts; {rest}.",
            f"Dónde está: {explains} de la dispersión de los recuentos; {rest}.",
        ),
        estimates=(*components, *shares, chance),
        caveats=(
            say(
                "It shows whether an officer differs from the unit, or the unit from other units; "
                "the question `variance-by-level` tests it.",
                "Muestra si un agente difiere de su unidad, o la unidad de otras; lo examina la "
                "pregunta `variance-by-level`.",
            ),
            say(
                "It cannot show a habit that all units share, and units differ in what they are "
                "sent to do.",
                "No puede mostrar un hábito que comparten todas las unidades, y las unidades "
                "difieren en lo que se les manda hacer.",
            ),
        ),
    )


def _between(share: Estimate) -> str:
    who, size = level(str(share.keys["between"])), stated(share)
    return say(f"between {who} {size}", f"entre {who} el {size}")


def _replaced(result: Result) -> Claim | None:
    tenth = _at(result, "share_avoided", "top_percent", 10.0)
    if tenth is None:
        return None
    promised = result.beside(tenth, "past_share")
    chosen = result.named("share_avoided_by_choice")
    then, avoided = value(promised), stated(tenth)
    choices, whole = count(len(chosen)), _range(chosen)
    tops = "; ".join(
        say(f"top {p} %: {_range(part)}", f"el {p} % superior: {_range(part)}")
        for p in (1, 5, 10)
        if (part := tuple(e for e in chosen if e.keys["top_percent"] == p))
    )
    return Claim(
        sentence=say(
            f"Replacement: the tenth with the worst earlier record had {then} of the events then; "
            f"had officers of the middle stood in for them, {avoided} of the later events would "
            f"not have happened. Over {choices} defensible choices the answer runs from {whole} "
            f"({tops}).",
            f"Sustitución: la décima parte con peor historial anterior tuvo entonces el {then} de "
            f"los sucesos; con agentes del centro en su lugar, el {avoided} de los posteriores no "
            f"habría ocurrido. Con {choices} decisiones defendibles la respuesta va de {whole} "
            f"({tops}).",
        ),
        estimates=(tenth, promised, *chosen),
        adjusted_for=(TO_THE_MEAN.text,),
        caveats=(
            say(
                "It shows how much of the later record went with the officers who stood out "
                "earlier.",
                "Muestra cuánto de lo posterior se fue con los agentes que destacaban antes.",
            ),
            say(
                "It cannot show what dismissal or retraining would do: it is a replay of the "
                "record, not an experiment.",
                "No puede mostrar qué haría un despido o una nueva capacitación: es una "
                "repetición de lo registrado, no un experimento.",
            ),
        ),
    )


def _disparity(result: Result) -> Claim | None:
    """How much of a gap between groups goes with a few officers, and how much stays."""
    gaps = [e for e in result.named("gap_removed") if e.keys["top_percent"] == 10.0]
    if not gaps:
        return None
    told = "; ".join(_gap(e) for e in gaps)
    return Claim(
        sentence=say(
            "Disparity: with the same tenth replaced, this part of the later gap between two "
            f"groups’ rates would have gone with them: {told}. The rest lies with the other "
            "officers.",
            "Disparidad: con esa misma décima parte sustituida, se habría ido con ella esta parte "
            f"de la brecha posterior entre las tasas de dos grupos: {told}. El resto está en los "
            "demás agentes.",
        ),
        estimates=tuple(gaps),
        caveats=(
            say(
                "It shows how far a gap between groups depends on the officers who stood out.",
                "Muestra cuánto depende una brecha entre grupos de los agentes que destacaban.",
            ),
            say(
                "It cannot show whether the gap is warranted: see the questions on the whole "
                "department.",
                "No puede mostrar si la brecha está justificada: véanse las preguntas sobre el "
                "departamento entero.",
            ),
        ),
    )


def _gap(gap: Estimate) -> str:
    own, others, size = people_of(gap), others_of(gap), stated(gap)
    return say(f"{own} and {others}, {size}", f"{own} y {others}, el {size}")


def _range(estimates: tuple[Estimate, ...]) -> str:
    values = [e.value for e in estimates]
    low, high = percent(min(values)), percent(max(values))
    return say(f"{low} to {high}", f"{low} a {high}")


def _department(result: Result) -> Claim | None:
    ratios = result.named("typical_rate_ratio_to_other_departments")
    if not ratios:
        return None
    size = stated(ratios[0])
    return Claim(
        sentence=say(
            f"The department: the middle half of its officers has {size} times the rate of the "
            "middle half in other departments.",
            f"El departamento: la mitad central de sus agentes tiene {size} veces la tasa de la "
            "mitad central en otros departamentos.",
        ),
        estimates=(*ratios, *result.named("rate_ratio_to_other_departments")),
        caveats=(
            say(
                "It shows a shift of ordinary officers, whom a few high ones do not move.",
                "Muestra un cambio de los agentes corrientes, que unos pocos altos no mueven.",
            ),
            say(
                "Departments record events, and face circumstances, in different ways.",
                "Los departamentos registran los sucesos, y afrontan circunstancias, de distinta "
                "manera.",
            ),
        ),
    )
