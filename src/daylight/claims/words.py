"""Every sentence a ledger's pages say, in each language."""

from collections.abc import Callable, Mapping

from daylight.claims.objects import Beyond, Form, Kind, Relation
from daylight.claims.status import Because, Status, Why
from daylight.report.language import Language, Words

Facts = Mapping[str, str | int | float]

STATUS: dict[Status, Words] = {
    Status.SUPPORTED: Words("supported by the records", "respaldada por los registros"),
    Status.CONTRADICTED: Words("contradicted by the records", "contradicha por los registros"),
    Status.NOT_SETTLED: Words(
        "not settled by these records", "estos registros no permiten decidirla"
    ),
    Status.NO_RECORD: Words("no record can settle it", "ningún registro puede decidirla"),
    Status.NOT_OF_FACT: Words("not a claim of fact", "no es una afirmación de hecho"),
}

KIND: dict[Kind, Words] = {
    Kind.LEVEL: Words("a level", "un nivel"),
    Kind.CHANGE: Words("a change over time", "un cambio en el tiempo"),
    Kind.COMPARISON: Words("a comparison", "una comparación"),
    Kind.COUNT: Words("a count", "un recuento"),
    Kind.STATUS: Words("a state of affairs", "un estado de cosas"),
    Kind.CAUSE: Words("that one thing led to another", "que una cosa llevó a otra"),
    Kind.OUGHT: Words("what ought to be", "lo que debería ser"),
    Kind.DIRECTIVE: Words("a call to do something", "un llamado a hacer algo"),
}

FORM: dict[Form, Words] = {
    Form.DIRECT: Words("in their own words", "con sus propias palabras"),
    Form.INDIRECT: Words("in the writer’s words", "con las palabras de quien escribe"),
    Form.SCARE: Words("a term in quotation marks", "un término entre comillas"),
}

TERM: dict[str, Words] = {
    "population": Words("of whom", "de quiénes"),
    "place": Words("where", "dónde"),
    "period": Words("when", "cuándo"),
    "measure": Words("what is counted", "qué se cuenta"),
    "against": Words("compared with whom", "en comparación con quiénes"),
}

BEYOND: dict[Beyond, Words] = {
    Beyond.UNIVERSAL: Words(
        "It speaks of everyone and everything; no set of records holds that.",
        "Habla de todos y de todo; ningún conjunto de registros lo contiene.",
    ),
    Beyond.SINGLE_EVENT: Words(
        "It is about what led to one event; records of many events cannot settle one, a court can.",
        "Trata de lo que llevó a un suceso; los registros de muchos no deciden uno solo, un "
        "tribunal sí.",
    ),
    Beyond.STATE_OF_MIND: Words(
        "It is about what people think of others or meant; nobody records that.",
        "Trata de lo que la gente piensa de otros o quiso decir; nadie lo registra.",
    ),
    Beyond.FUTURE: Words("It is about what is yet to come.", "Trata de lo que está por venir."),
    Beyond.UNCOUNTABLE: Words(
        "What it speaks of is not counted anywhere and could not be.",
        "Aquello de lo que habla no se cuenta en ninguna parte ni podría contarse.",
    ),
}

RELATION: dict[Relation, Words] = {
    Relation.IS: Words("is", "es"),
    Relation.ABOUT: Words("is about", "es de alrededor de"),
    Relation.AT_LEAST: Words("is at least", "es al menos"),
    Relation.MORE_THAN: Words("is more than", "es más de"),
    Relation.AT_MOST: Words("is at most", "es como mucho"),
    Relation.LESS_THAN: Words("is less than", "es menos de"),
    Relation.HIGHER: Words("is higher", "es mayor"),
    Relation.LOWER: Words("is lower", "es menor"),
    Relation.UNCHANGED: Words("is unchanged", "no cambió"),
}

STALE: dict[str, Words] = {
    "changed": Words("the run has changed since", "el análisis cambió desde entonces"),
    "damaged": Words(
        "the run was altered or can no longer be read",
        "el análisis fue alterado o ya no puede leerse",
    ),
    "gone": Words("the run is gone", "el análisis ya no está"),
    "claim changed": Words(
        "the claim or its quotation has changed since",
        "la afirmación o su cita cambió desde entonces",
    ),
    "not as assessed": Words(
        "its record here is not the one that was written when the claim was put to it",
        "su registro aquí no es el que se escribió al someter la afirmación",
    ),
    "number changed": Words(
        "the number is no longer the run’s own", "el número ya no es el del análisis"
    ),
}


ACTS: dict[str, Words] = {
    "added": Words("added", "añadido"),
    "changed": Words("changed", "cambiado"),
    "assessed": Words("assessed", "sometido a un hallazgo"),
    "withdrawn": Words("withdrawn", "retirado"),
}


def act(told: str, language: Language) -> str:
    """What was done, or the status that it led to, as the history says it."""
    statuses = {status.value: words for status, words in STATUS.items()}
    known = {**statuses, **ACTS}.get(told)
    return told if known is None else known[language]


def because(reason: Because, language: Language) -> str:
    """A reason for a status, as a sentence."""
    return REASONS[reason.why](reason.facts)[language]


def term(name: str, language: Language) -> str:
    """A term of a claim as a reader would ask it."""
    return TERM[name][language]


def _beyond(facts: Facts) -> Words:
    return BEYOND[Beyond(str(facts["beyond"]))]


def _unstated(facts: Facts) -> Words:
    one = TERM[str(facts["term"])]
    return Words(
        f"It does not say {one.en}, so nothing can be looked up.",
        f"No dice {one.es}, así que no hay nada que consultar.",
    )


def _unsaid(facts: Facts) -> Words:
    return Words(f"It does not say {facts['unsaid']}.", f"No dice: {facts['unsaid']}.")


def _stale(facts: Facts) -> Words:
    reason = STALE[str(facts["reason"])]
    return Words(
        f"It was put to a finding that no longer stands as it did: {reason.en}. Put it again.",
        f"Se comparó con un hallazgo que ya no es el mismo: {reason.es}. Hay que compararla de "
        "nuevo.",
    )


def _other_terms(facts: Facts) -> Words:
    one = TERM[str(facts["term"])]
    claim = facts["claim"]
    records = facts["records"]
    return Words(
        f"The claim says {one.en}: “{claim}”; the records: “{records or 'they do not say'}”.",
        f"La afirmación dice {one.es}: «{claim}»; los registros: «{records or 'no lo dicen'}».",
    )


def _incomparable(facts: Facts) -> Words:
    english = f", which says {facts['figure']}" if facts.get("figure") else ""
    spanish = f", que dice {facts['figure']}" if facts.get("figure") else ""
    return Words(
        f"The finding gives another sort of number ({facts['quantity']}) than the claim speaks "
        f"of{english}.",
        f"El hallazgo da otra clase de número ({facts['quantity']}) que aquella de la que habla la "
        f"afirmación{spanish}.",
    )


def _proviso(facts: Facts) -> Words:
    told = str(facts["proviso"])
    return Words(
        f"The number lies on one side, but only {told[:1].lower()}{told[1:]}.",
        "El número queda de un lado, pero solo con una condición que estos registros ponen en "
        f"duda (en inglés: {told}).",
    )


def _too_weak(facts: Facts) -> Words:
    return Words(
        f"The number lies on one side, but the finding has grade {facts['grade']} and a claim of "
        f"this kind asks for {facts['needed']}.",
        f"El número queda de un lado, pero el hallazgo tiene grado {facts['grade']} y una "
        f"afirmación de este tipo pide {facts['needed']}.",
    )


def _printed(facts: Facts) -> Words:
    return Words(
        f"The source prints {facts['printed']}, which is the number claimed at its rounding.",
        f"La fuente publica {facts['printed']}, que es la cifra afirmada con su redondeo.",
    )


def _printed_otherwise(facts: Facts) -> Words:
    return Words(
        f"The source prints {facts['printed']}, which is another number.",
        f"La fuente publica {facts['printed']}, que es otra cifra.",
    )


def _plain(en: str, es: str) -> Callable[[Facts], Words]:
    return lambda _facts: Words(en, es)


REASONS: dict[Why, Callable[[Facts], Words]] = {
    Why.OUGHT: _plain(
        "It says what ought to be; records show what is, and cannot settle what should be.",
        "Dice lo que debería ser; los registros muestran lo que es y no pueden decidir lo que debe "
        "ser.",
    ),
    Why.DIRECTIVE: _plain(
        "It tells people what to do; that is neither true nor false.",
        "Dice a la gente qué hacer; eso no es verdadero ni falso.",
    ),
    Why.BEYOND: _beyond,
    Why.UNSTATED: _unstated,
    Why.UNSAID: _unsaid,
    Why.NOTHING_PUT: _plain(
        "No record held here has been put to it.",
        "Ninguno de los registros que hay aquí se ha comparado con ella.",
    ),
    Why.STALE: _stale,
    Why.OTHER_TERMS: _other_terms,
    Why.INCOMPARABLE: _incomparable,
    Why.ACROSS: _plain(
        "The interval holds values for which the claim is true and values for which it is not.",
        "El intervalo contiene valores con los que la afirmación es cierta y valores con los que "
        "no lo es.",
    ),
    Why.PROVISO: _proviso,
    Why.TOO_WEAK: _too_weak,
    Why.NO_DESIGN: _plain(
        "It says that one thing led to another; the finding compares nothing with what would have "
        "happened otherwise.",
        "Dice que una cosa llevó a otra; el hallazgo no compara nada con lo que habría pasado de "
        "otro modo.",
    ),
    Why.DISAGREE: _plain(
        "Findings disagree: not all of them settle it, or not alike.",
        "Los hallazgos no coinciden: no todos la deciden, o no en el mismo sentido.",
    ),
    Why.PRINTED: _printed,
    Why.PRINTED_OTHERWISE: _printed_otherwise,
    Why.WITHIN: _plain(
        "The whole interval lies on the claim’s side.",
        "Todo el intervalo queda del lado de la afirmación.",
    ),
    Why.OUTSIDE: _plain(
        "The whole interval lies on the other side of what is claimed.",
        "Todo el intervalo queda del lado contrario a lo afirmado.",
    ),
}

UI: dict[str, Words] = {
    "ledger": Words(
        "Public claims and what the records say",
        "Afirmaciones públicas y lo que dicen los registros",
    ),
    "claims": Words("Claims", "Afirmaciones"),
    "documents": Words("Documents", "Documentos"),
    "claim": Words("The claim, in neutral words", "La afirmación, en palabras neutras"),
    "status": Words("Status", "Estado"),
    "stale": Words("out of date", "desactualizado"),
    "why": Words("Why", "Por qué"),
    "said": Words("Who said it, and where", "Quién lo dijo y dónde"),
    "says": Words("What it says", "Qué dice"),
    "unstated": Words("it does not say", "no lo dice"),
    "question": Words("What would be asked of records", "Qué se preguntaría a los registros"),
    "answers": Words("What the records say", "Qué dicen los registros"),
    "bears_on": Words("What bears on it without settling it", "Qué guarda relación sin decidirla"),
    "interval": Words("% interval", "intervalo del %"),
    "widest": Words("over all assumptions", "con todos los supuestos"),
    "value": Words("what is said of it", "qué se dice de ello"),
    "grade": Words("grade", "grado"),
    "matches": Words("Held to be the same", "Se tomó por lo mismo"),
    "cannot_say": Words("What it cannot say", "Qué no puede decir"),
    "history": Words("History", "Historia"),
    "primary": Words("primary source", "fuente primaria"),
    "report": Words("a report of what was said", "un relato de lo que se dijo"),
    "report_of": Words("a report of", "relata"),
    "not_shown": Words(
        "Its text stays with its owner; shown are the places of the passages and their hashes.",
        "El texto queda con su dueño; aquí se muestran los lugares de los pasajes y sus huellas.",
    ),
    "characters": Words("characters", "caracteres"),
    "passages": Words("Passages", "Pasajes"),
    "no_passages": Words("Nothing is quoted from it yet.", "Todavía no se cita nada de él."),
    "assumed": Words("It rests on what nobody recorded", "Se apoya en algo que nadie registró"),
    "run": Words("Run", "Análisis"),
    "nothing": Words("Nothing.", "Nada."),
    "same_for_all": Words(
        "Statuses are computed by the same rules for every speaker. Nobody is scored.",
        "Los estados se calculan con las mismas reglas para todos. A nadie se le da puntuación.",
    ),
    "head": Words("Head of the history", "Cabeza de la historia"),
    "back": Words("All claims", "Todas las afirmaciones"),
}
