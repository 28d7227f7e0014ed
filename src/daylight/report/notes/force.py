"""The sentences of the notes that methods on force leave beside their numbers."""

from daylight.report import labels
from daylight.report.labels.force import QUANTITIES
from daylight.report.labels.force_codes import (
    ALLOWED,
    KINDS,
    LEVELS_IN_SPANISH,
    SOURCES_IN_SPANISH,
)
from daylight.report.language import Words, say
from daylight.report.notes.words import Facts, NoteWords, fixed
from daylight.report.numbers import count, marked, number, percent
from daylight.report.wording.groups import all_people, people
from daylight.schema.severity import ORDER, SCALES, SeverityScale

OF = {
    "residents": Words("residents", "los residentes"),
    "stops": Words("stops", "las paradas"),
    "arrests": Words("arrests", "los arrestos"),
    "calls": Words("calls", "las llamadas"),
}
"""What a rate is divided by."""

PER = {
    "resident": Words("per resident", "por residente"),
    "stop": Words("per stop", "por parada"),
    "arrest": Words("per arrest", "por arresto"),
    "call": Words("per call", "por llamada"),
}
"""One of them."""


def _fields(facts: Facts) -> str:
    return ", ".join(_field(name) for name in facts["fields"])


def _field(name: str) -> str:
    """A yes-or-no field of a form as the quantity made of it is called."""
    found = next((q for q in (f"{name}_share", f"{name}_per_1000") if q in QUANTITIES), None)
    return labels.words(name) if found is None else _inside(QUANTITIES[found].text)


def _inside(label: str) -> str:
    """A label within a sentence."""
    return f"{label[:1].lower()}{label[1:]}"


def _shares(facts: Facts) -> str:
    return ", ".join(_inside(labels.quantity(name)) for name in facts["shares"])


def _scale(facts: Facts) -> str:
    """The declared scale in words: which kinds of force stand on which level."""
    said = say(
        "Severity is read off a declared scale; another order of the kinds of force can give "
        "another answer.",
        "La gravedad se lee en una escala declarada; otro orden de los tipos de fuerza puede dar "
        "otra respuesta.",
    )
    declared = next((s for name, s in SCALES.items() if f"severity_{name}" == facts["scale"]), None)
    return said if declared is None else f"{said} {_levels(declared)}"


def _levels(scale: SeverityScale) -> str:
    """Every level with its kinds, and whose scale it is."""
    told = "; ".join(
        f"{say(en, es)}: {_kinds(scale, level)}"
        for level, (en, es) in enumerate(
            zip(scale.labels, LEVELS_IN_SPANISH[scale.name], strict=True), start=1
        )
    )
    return f"{told}. {say(scale.source, SOURCES_IN_SPANISH[scale.name])}"


def _kinds(scale: SeverityScale, level: int) -> str:
    return ", ".join(KINDS[kind].text for kind in ORDER if scale.levels[kind] == level)


def _recording_break(facts: Facts) -> str:
    period, reason = facts["period"], facts["reason"]
    return say(
        f"From {period} the records are made differently ({reason}); nothing is estimated across "
        "that point.",
        f"Desde {period} los datos se recogen de otra manera («{reason}»); nada se estima a través "
        "de ese punto.",
    )


def _break_found(facts: Facts) -> str:
    period, factor = facts["period"], number(facts["factor"])
    return say(
        f"From {period} the level is {factor} times what it was, at once and for good, more "
        "sharply than the series moves otherwise. Nobody declared a change of records there; it "
        "may be one, or a change in what was done. Nothing is estimated across that point.",
        f"Desde {period} el nivel es {factor} veces el anterior, de golpe y de forma duradera, con "
        "más brusquedad que el resto de la serie. Nadie declaró ahí un cambio en los datos; puede "
        "serlo, o un cambio en lo que se hizo. Nada se estima a través de ese punto.",
    )


def _empty_periods(facts: Facts) -> str:
    periods = facts["periods"]
    first, n = ", ".join(periods[:6]), count(len(periods))
    more = say(" and more", " y otros") if len(periods) > 6 else ""
    return say(
        f"Periods between the first and the last that hold no record and count as zero, {n}: "
        f"{first}{more}.",
        f"Períodos entre el primero y el último que no contienen datos y cuentan como cero, {n}: "
        f"{first}{more}.",
    )


def _left_out(facts: Facts) -> str:
    periods = ", ".join(facts["periods"])
    return say(f"Left out: {periods}.", f"Quedan fuera: {periods}.")


def _by_description(facts: Facts) -> str:
    some, everybody = count(facts["described"]), count(facts["people"])
    return say(
        f"{some} of {everybody} people are told apart within an incident by race, sex and age "
        "alone, because the records do not name them; reports that disagree on the age count one "
        "person twice.",
        f"{some} de {everybody} personas se distinguen dentro de un incidente solo por raza, sexo "
        "y edad, porque los datos no las nombran; los informes que discrepan en la edad cuentan "
        "dos veces a una persona.",
    )


def _no_group(facts: Facts) -> str:
    n, everybody, key = count(facts["n"]), count(facts["people"]), labels.said(facts["key"])
    return say(
        f"{n} of {everybody} people have no recorded {key} and are in no rate.",
        f"De {n} de {everybody} personas no consta: {key}; no entran en ninguna tasa.",
    )


def _not_used(facts: Facts) -> str:
    groups = all_people(facts["groups"])
    return say(
        f"The force records hold no {groups}; other records do. Whether the force form can record "
        "it is not known, so no rate is given.",
        f"Los datos de fuerza no contienen {groups}; otros datos sí. No se sabe si el formulario "
        "de fuerza puede registrarlo, así que no se da ninguna tasa.",
    )


def _blank_denominator(facts: Facts) -> str:
    share, key = percent(facts["share"]), labels.said(facts["key"])
    of, per = OF[facts["denominator"]].text, PER[facts["one"]].text
    return say(
        f"{share} of {of} have no recorded {key}; rates {per} are too high by as much as those "
        "were of the group.",
        f"En el {share} de {of} no consta: {key}; las tasas {per} son demasiado altas en la medida "
        "en que fueran del grupo.",
    )


def _shorter(facts: Facts) -> str:
    of, per = OF[facts["denominator"]].text, PER[facts["one"]].text
    some, everybody = count(facts["covered"]), count(facts["people"])
    return say(
        f"The records of {of} cover the days of {some} of {everybody} people; only those enter the "
        f"rate {per}.",
        f"Los datos sobre {of} cubren los días de {some} de {everybody} personas; solo esas entran "
        f"en la tasa {per}.",
    )


def _overlap(facts: Facts) -> str:
    share, group = percent(facts["share"], 0), people(facts["group"])
    return say(
        f"Only {share} of the stops of {group} have stops of the reference group that are alike; "
        "the adjusted numbers describe those.",
        f"Solo el {share} de las paradas de {group} tiene paradas iguales del grupo de "
        "referencia; los números ajustados describen esas.",
    )


def _too_few_uses(facts: Facts) -> str:
    least, shares = count(facts["minimum"]), _shares(facts)
    return say(
        f"Fewer than {least} uses with the detail recorded, so no share: {shares}.",
        f"Menos de {least} usos con el detalle registrado, así que no hay proporción: {shares}.",
    )


def _inconclusive(facts: Facts) -> str:
    what, n = _field(facts["field"]), count(facts["n"])
    standard = marked(f"{100 * facts['standard']:g} %")
    return say(
        f"{labels.whole(what)[:-1]}: {n} transports cannot tell whether {standard} is reached.",
        f"{labels.whole(what)[:-1]}: con {n} traslados no se puede saber si se alcanza el "
        f"{standard}.",
    )


def _participation(facts: Facts) -> str:
    allowed = ALLOWED[facts["may_publish"]].text
    return say(
        f"Under the 80/60/40 % rule this coverage allows: {allowed}. Agencies that take part are "
        "not a sample of those that do not.",
        f"Según la regla del 80/60/40 % esta cobertura permite: {allowed}. Los cuerpos que "
        "participan no son una muestra de los que no.",
    )


NOTES: dict[str, NoteWords] = {
    "recording-break": _recording_break,
    "uses-as-independent": fixed(
        "Intervals of counts take uses as independent of one another. Counts of months vary more "
        "than that; asked by month, the intervals are as wide as neighbouring months differ.",
        "Los intervalos de los recuentos toman los usos como independientes entre sí. Los "
        "recuentos mensuales varían más que eso; si se pide por mes, los intervalos son tan anchos "
        "como difieren los meses vecinos.",
    ),
    "break-found": _break_found,
    "periods-without-records": _empty_periods,
    "periods-left-out": _left_out,
    "recorded-force": fixed(
        "A change in recorded force is a change in force, in what must be reported, or in how "
        "fully it is reported.",
        "Un cambio en la fuerza registrada es un cambio en la fuerza, en lo que debe informarse o "
        "en cuán completo se informa.",
    ),
    "denominator-differs": fixed(
        "Each denominator answers another question: residents are not the people met by "
        "officers; who is stopped or arrested is itself decided by officers, and force also "
        "happens in encounters that are neither.",
        "Cada denominador responde a otra pregunta: los residentes no son las personas con las que "
        "tratan los agentes; a quién se para o arresta lo deciden los propios agentes, y también "
        "hay fuerza en encuentros que no son ni una cosa ni otra.",
    ),
    "rows-not-people": fixed(
        "The counts are of records; a person with several records counts as many.",
        "Los recuentos son de anotaciones; una persona con varias cuenta otras tantas veces.",
    ),
    "people-by-description": _by_description,
    "group-not-recorded": _no_group,
    "group-not-used": _not_used,
    "denominator-blank": _blank_denominator,
    "shorter-period": _shorter,
    "several-kinds": fixed(
        "A person can meet several kinds in one incident: shares of people who met a kind add up "
        "to more than 100 %; shares by most serious kind add up to 100 %.",
        "Una persona puede enfrentar varios tipos en un incidente: las proporciones por tipo suman "
        "más del 100 %; las proporciones por lo más grave suman el 100 %.",
    ),
    "groups-too-small": lambda f: say(
        f"Groups too small to describe: {all_people(f['groups'])}.",
        f"Grupos demasiado pequeños para describirlos: {all_people(f['groups'])}.",
    ),
    "never-recorded": lambda f: say(
        f"These records do not say, for anybody: {_fields(f)}.",
        f"Estos datos no dicen, de nadie: {_fields(f)}.",
    ),
    "mostly-blank": lambda f: say(
        f"Blank for most people: {_fields(f)}; only the bounds are given, since those who were "
        "written down are not a sample.",
        f"En blanco para la mayoría de las personas: {_fields(f)}; solo se dan los límites, pues "
        "las que constan no son una muestra.",
    ),
    "blanks-swamp": lambda f: say(
        f"Hardly anybody is recorded as {_fields(f)}, and far more are blank: the records may "
        "leave out just these people, so only the bounds are given.",
        f"Casi nadie consta así: {_fields(f)}; y muchas más personas están en blanco: los datos "
        "pueden omitir justo a esas personas, así que solo se dan los límites.",
    ),
    "force-strata-overlap": _overlap,
    "estimands-differ": fixed(
        "The direct effect takes the stop as given, and holds only if among like stops nothing "
        "unrecorded is related to both race and force. The total effect counts that some stops "
        "would not have been made. They answer different questions; neither corrects the other.",
        "El efecto directo da la parada por hecha, y solo vale si entre paradas iguales nada no "
        "registrado guarda relación a la vez con la raza y con la fuerza. El efecto total cuenta "
        "que algunas paradas no se habrían hecho. Responden a preguntas distintas; ninguno corrige "
        "al otro.",
    ),
    "rho-is-assumed": fixed(
        "The share of stops made because of race is assumed, not estimated, in each row.",
        "La proporción de paradas hechas por la raza se supone, no se estima, en cada fila.",
    ),
    "selection-assumptions": fixed(
        "The bounds need every stop and every use of force to be reported, no one stopped only "
        "because of belonging to the reference group, and, in stops made because of race, no less "
        "severe conduct than in the others.",
        "Los límites exigen que se informe de toda parada y de todo uso de la fuerza, que a nadie "
        "se pare solo por ser del grupo de referencia y que, en las paradas hechas por la raza, la "
        "conducta no sea menos grave que en las demás.",
    ),
    "limits-are-policy": fixed(
        "More than three cycles or fifteen seconds is where policies ask for a reason; passing it "
        "is not by itself a breach.",
        "A partir de tres ciclos o quince segundos las políticas piden una explicación; pasar de "
        "ahí no es de por sí una infracción.",
    ),
    "only-uses-recorded": lambda f: say(
        "The records hold no weapon that was brought out and not used, so they cannot give: "
        f"{_shares(f)}.",
        "Los datos no contienen ningún arma que se sacara y no se usara, así que no pueden dar: "
        f"{_shares(f)}.",
    ),
    "too-few-uses": _too_few_uses,
    "benchmark-is-the-finding": fixed(
        "The same events are ordinary against one benchmark and rare against another: which "
        "benchmark fits is an argument about facts, not about arithmetic.",
        "Los mismos sucesos son corrientes frente a una base de comparación y raros frente a otra: "
        "cuál encaja es una discusión sobre hechos, no sobre aritmética.",
    ),
    "few-events": lambda f: say(
        f"Events in all: {count(f['n'])}, so few that the interval is wide.",
        f"Sucesos en total: {count(f['n'])}, tan pocos que el intervalo es ancho.",
    ),
    "review-not-accusation": fixed(
        "Long, far or unlogged transports and injuries found at intake are reasons to look at the "
        "record of that transport. Traffic, a hospital visit or a late entry explains many of "
        "them; none of them shows how the vehicle was driven.",
        "Los traslados largos, lejanos o no anotados y las lesiones halladas al ingreso invitan a "
        "revisar el expediente de ese traslado. El tráfico, una visita al hospital o una anotación "
        "tardía explican muchos; ninguno muestra cómo se condujo el vehículo.",
    ),
    "audit-inconclusive": _inconclusive,
    "transports-not-recorded": lambda f: say(
        f"The records do not say, for any transport: {_fields(f)}.",
        f"Los datos no dicen, de ningún traslado: {_fields(f)}.",
    ),
    "scale-is-declared": _scale,
    "given-force": fixed(
        "Everybody compared met force: a group on whom light force is used more readily looks less "
        "severe here.",
        "Contra todas las personas comparadas se usó fuerza: un grupo contra el que se usa más "
        "fácilmente fuerza leve parece aquí menos grave.",
    ),
    "non-proportional": lambda f: say(
        "The odds ratio is not the same at every level of the scale for "
        f"{all_people(f['groups'])}: read it level by level, not the single number.",
        "La razón de momios no es la misma en cada nivel de la escala para "
        f"{all_people(f['groups'])}: léase nivel por nivel, no el número único.",
    ),
    "list-dependence": fixed(
        "If being on one list makes an event more likely to be on the other (a news report that "
        "prompts an entry), the estimated total is too low; if the lists avoid each other, too "
        "high. Two lists alone cannot show which.",
        "Si estar en una lista hace más probable estar en la otra (una noticia que da lugar a una "
        "anotación), el total estimado es demasiado bajo; si las listas se evitan, demasiado alto. "
        "Dos listas solas no pueden mostrar cuál de las dos cosas ocurre.",
    ),
    "same-chance": fixed(
        "Events that are harder to list than others (a death in hospital weeks later) make the "
        "total too low, and its interval does not allow for it: read it as a least number.",
        "Los sucesos más difíciles de listar que otros (una muerte en el hospital semanas después) "
        "hacen el total demasiado bajo, y su intervalo no lo recoge: léase como un mínimo.",
    ),
    "linkage": fixed(
        "Two entries that are the same event but were not linked make the total too high; a wrong "
        "link makes it too low.",
        "Dos anotaciones del mismo suceso que no se enlazaron hacen el total demasiado alto; un "
        "enlace equivocado, demasiado bajo.",
    ),
    "resisting-without-force": fixed(
        "Resisting is often charged for words, flight or stiffening, with no force that had to be "
        "reported, and the reporting officer may be another than the arresting one. The share is "
        "where to look, not how much is missing.",
        "A menudo se acusa de resistencia por palabras, huida o tensar el cuerpo, sin fuerza de la "
        "que hubiera que informar, y el agente que informa puede ser otro que el que arresta. La "
        "proporción dice dónde mirar, no cuánto falta.",
    ),
    "participation-rule": _participation,
    "not-a-score": fixed(
        "Items are not added up: they differ in weight, and a rule on paper is not yet what "
        "officers do. They stand beside the rates for the reader to compare.",
        "Los puntos no se suman: no pesan lo mismo, y una regla en papel no es todavía lo que "
        "hacen los agentes. Están junto a las tasas para que el lector compare.",
    ),
    "one-coder": fixed(
        "One person read the policy; how far another would agree is not known.",
        "Una sola persona leyó la política; no se sabe hasta qué punto coincidiría otra.",
    ),
}
