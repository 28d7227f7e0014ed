"""Sentences about weapons, transports and lists: what was counted, and what it is held against."""

from daylight.data.facts.force import ListFacts
from daylight.data.result import Estimate, Result
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.language import Words, say
from daylight.report.wording.compared import claim
from daylight.report.wording.force_detail import whole
from daylight.report.wording.groups import listed

WEAPON = {
    "ced_uses": (
        Words("use of a conducted-energy device", "uso de un dispositivo de energía conducida"),
        Words("uses of a conducted-energy device", "usos de un dispositivo de energía conducida"),
    ),
    "canine_bites": (
        Words("bite by a police dog", "mordedura de un perro policial"),
        Words("bites by a police dog", "mordeduras de un perro policial"),
    ),
    "chemical_uses": (
        Words("use of a chemical agent", "uso de una sustancia química"),
        Words("uses of a chemical agent", "usos de una sustancia química"),
    ),
    "neck_restraints": (
        Words("neck restraint", "sujeción del cuello"),
        Words("neck restraints", "sujeciones del cuello"),
    ),
    "impact_weapon_uses": (
        Words("use of an impact weapon", "uso de un arma de impacto"),
        Words("uses of an impact weapon", "usos de un arma de impacto"),
    ),
    "firearm_pointed": (
        Words("firearm drawn or pointed", "arma de fuego desenfundada o apuntada"),
        Words("firearms drawn or pointed", "armas de fuego desenfundadas o apuntadas"),
    ),
    "firearm_used": (
        Words("firearm used", "arma de fuego usada"),
        Words("firearms used", "armas de fuego usadas"),
    ),
}
"""Count → what is counted: one of it, and several."""

SHARE = {
    "ced_over_3_cycles_share": Words(
        "uses of a conducted-energy device with recorded cycles went beyond three",
        "usos de un dispositivo de energía conducida con ciclos anotados pasó de tres",
    ),
    "ced_over_15_seconds_share": Words(
        "uses of a conducted-energy device with recorded time went beyond fifteen seconds",
        "usos de un dispositivo de energía conducida con tiempo anotado pasó de quince segundos",
    ),
    "canine_bite_ratio": Words(
        "deployments of a police dog ended in a bite",
        "despliegues de un perro policial terminó en mordedura",
    ),
    "firearm_used_of_shown_share": Words(
        "recorded firearms were used rather than drawn or pointed",
        "armas de fuego registradas se usó, y no solo se desenfundó o apuntó",
    ),
}


def weapon_sentences(result: Result) -> tuple[Claim, ...]:
    """Counts of weapon uses, then the shares that policies set limits to."""
    counted = [e for name in WEAPON if (e := whole(result, name)) is not None]
    parts = listed([_weapons(e) for e in counted])
    shares = [e for name in SHARE if (e := whole(result, name)) is not None]
    return (
        claim(result, say(f"The records hold {parts}.", f"Los datos contienen {parts}."), *counted),
        *(claim(result, _share(e), e) for e in shares),
    )


def _weapons(counted: Estimate) -> str:
    one, many = WEAPON[counted.name]
    return f"{numbers.count(counted.value)} {(one if counted.value == 1 else many).text}"


def _share(share: Estimate) -> str:
    size, n, what = numbers.stated(share), numbers.count(share.n), SHARE[share.name].text
    return say(f"{size} of {n} {what}.", f"El {size} de {n} {what}.")


TRANSPORT = {
    "injured_in_transport_per_1000": Words(
        "an injury during transport", "una lesión durante el traslado"
    ),
    "injured_at_intake_per_1000": Words(
        "an injury found at intake and not recorded before",
        "una lesión hallada al ingreso y no anotada antes",
    ),
}
AUDIT = {
    "belted": Words("a seat belt was used", "se usó el cinturón de seguridad"),
    "camera_working": Words("the inside camera worked", "funcionó la cámara interior"),
    "second_officer": Words("a second officer was named", "consta un segundo agente"),
}
REVIEW = {
    "unbelted_not_refused_share": Words(
        "no belt, and no refusal written down", "sin cinturón y sin negativa anotada"
    ),
    "prone_share": Words("face down", "boca abajo"),
    "long_time_share": Words(
        "much longer than the expected route takes", "mucho más tiempo que el de la ruta prevista"
    ),
    "long_distance_share": Words(
        "much farther than the expected route", "mucho más lejos que la ruta prevista"
    ),
    "unlogged_stops_share": Words(
        "more stops tracked than logged", "más altos rastreados que anotados"
    ),
    "medical_complaint_share": Words(
        "medical help asked for or seen to be needed", "ayuda médica pedida o a la vista necesaria"
    ),
    "medical_aid_late_share": Words(
        "more than ten minutes until that help", "más de diez minutos hasta esa ayuda"
    ),
}


def transport_sentences(result: Result) -> tuple[Claim, ...]:
    """Injuries, audits against the standard, and transports to review."""
    claims = [
        claim(result, _injuries(e), e)
        for name in TRANSPORT
        if (e := whole(result, name)) is not None
    ]
    claims += [audit for name in AUDIT if (audit := _audit(result, name)) is not None]
    flags = [e for name in REVIEW if (e := whole(result, name)) is not None and e.value > 0]
    if flags:
        parts = listed([f"{REVIEW[e.name].text} ({numbers.stated(e)})" for e in flags])
        said = say(
            f"Transports whose record somebody should look at: {parts}.",
            f"Traslados cuyo expediente alguien debería revisar: {parts}.",
        )
        claims.append(claim(result, said, *flags))
    return tuple(claims)


def _injuries(rate: Estimate) -> str:
    value, low, high = (numbers.number(x, 2) for x in (rate.value, rate.low, rate.high))
    level, n, what = f"{100 * rate.level:.0f} %", numbers.count(rate.n), TRANSPORT[rate.name].text
    return say(
        f"Per 1,000 transports in custody there were {value} with {what} ({level} interval {low} "
        f"to {high}; {n} transports).",
        f"Por cada 1000 traslados bajo custodia hubo {value} con {what} (intervalo del {level}: "
        f"{low} a {high}; {n} traslados).",
    )


def _audit(result: Result, name: str) -> Claim | None:
    minus, share = whole(result, f"{name}_minus_standard"), whole(result, f"{name}_share")
    if minus is None or share is None:
        return None
    size, n, what = numbers.stated(share), numbers.count(share.n), AUDIT[name].text
    verdict = _verdict(minus, numbers.marked(f"{100 * (share.value - minus.value):.6g} %"))
    said = say(
        f"In {size} of {n} transports {what}, {verdict}.",
        f"En el {size} de {n} traslados {what}, {verdict}.",
    )
    return claim(result, said, minus, share)


def _verdict(minus: Estimate, standard: str) -> str:
    """How a share stands to a standard, by the interval of what lies between them."""
    if minus.low >= 0:
        return say(
            f"which meets the standard of {standard} with confidence",
            f"lo que cumple con seguridad la norma del {standard}",
        )
    if minus.high < 0:
        return say(
            f"which is below the standard of {standard}",
            f"lo que queda por debajo de la norma del {standard}",
        )
    return say(
        f"which cannot tell whether the standard of {standard} is met",
        f"con lo que no se puede saber si se cumple la norma del {standard}",
    )


def capture_sentences(result: Result) -> tuple[Claim, ...]:
    """What the lists hold, and each estimate of the whole."""
    return (
        claim(result, _held(result), *result.named("listed")),
        *(claim(result, _in_all(result, e), e) for e in result.named("estimated_total")),
        *(claim(result, _at_least(e), e) for e in result.named("least_total")),
    )


def _held(result: Result) -> str:
    held = [e for e in result.named("listed") if e.keys]
    parts = listed([_on_list(e) for e in held])
    overlap = numbers.count(result.facts_as(ListFacts).overlap)
    events = numbers.count(result.one("listed").n)
    return say(
        f"The lists together hold {events} events: {parts}, {overlap} of them on more than one.",
        f"Las listas contienen en conjunto {events} sucesos: {parts}; {overlap} están en más de "
        "una.",
    )


def _on_list(held: Estimate) -> str:
    n, name = numbers.count(held.value), held.keys["list"]
    return say(f"{n} on {name}", f"{n} en «{name}»")


def _in_all(result: Result, total: Estimate) -> str:
    size = numbers.stated(total)
    pairs = result.facts_as(ListFacts).dependent.get(total.variant or "", ())
    if not pairs:
        return say(
            f"If the lists are independent of one another, there were {size} events in all, "
            "listed or not.",
            f"Si las listas son independientes entre sí, hubo en total {size} sucesos, en alguna "
            "lista o en ninguna.",
        )
    which = say(", and also ", ", y también ").join(_pair(one, other) for one, other in pairs)
    return say(
        f"If {which} depend on one another, there were {size} events in all, listed or not.",
        f"Si dependen entre sí {which}, hubo en total {size} sucesos, en alguna lista o en "
        "ninguna.",
    )


def _pair(one: str, other: str) -> str:
    return listed([say(name, f"«{name}»") for name in (one, other)])


def _at_least(total: Estimate) -> str:
    size = numbers.stated(total)
    return say(
        "If some events are harder to list than others, these totals are too low; whatever the "
        f"differences, there were at least about {size} events in all.",
        "Si algunos sucesos son más difíciles de listar que otros, estos totales son demasiado "
        f"bajos; sean cuales sean las diferencias, hubo al menos unos {size} sucesos en total.",
    )
