"""What the methods on stops say of themselves, in Spanish."""

from daylight.report.methods_in_spanish.record import (
    NOT_STOPPED,
    WHY_RATES_DIFFER,
    WHY_SHARES_DIFFER,
    SpanishTexts,
)

ENDS = {
    "search": "registradas",
    "frisk": "cacheadas",
    "citation": "citadas",
    "arrest": "arrestadas",
}
"""First word of a method's name → what happened to people in it."""


def _rate(done: str) -> SpanishTexts:
    return SpanishTexts(
        question=f"De las personas paradas, ¿cuántas fueron {done}, por grupo?",
        refuses_when=(
            "un grupo o el de referencia tiene menos de 30 paradas con el dato, o todas las "
            "paradas anotadas acabaron así"
        ),
        assumptions=(
            "las paradas de todos los grupos se anotan igual",
            "el campo queda en blanco por razones ajenas a la respuesta",
        ),
        overturned_by=(
            (
                "grupos parados por razones distintas, en lugares distintos o a horas distintas "
                "(véase la comparación ajustada)"
            ),
            (
                "espacios en blanco que ocultan una respuesta distinta según el grupo (véanse los "
                "límites)"
            ),
        ),
        cannot_say=(WHY_SHARES_DIFFER, NOT_STOPPED),
    )


def _adjusted(done: str) -> SpanishTexts:
    return SpanishTexts(
        question=(
            "Entre paradas hechas en circunstancias parecidas, "
            f"¿cuántas personas fueron {done}, por grupo?"
        ),
        refuses_when=(
            "nada más que el grupo distingue las paradas, o menos de 30 paradas de un grupo se "
            "hicieron en circunstancias en que también se paró al de referencia"
        ),
        assumptions=(
            "las paradas de un estrato se parecen en todo lo que decide con razón el resultado",
            (
                "la razón es más o menos la misma en todos los estratos (véase el diagnóstico de "
                "heterogeneidad)"
            ),
        ),
        overturned_by=(
            (
                "una circunstancia que no se anotó, que difiere según el grupo y que decide el "
                "resultado (véase el análisis de sensibilidad)"
            ),
            (
                "circunstancias, como la razón escrita, que se anotaron de modo distinto según el "
                "grupo"
            ),
        ),
        cannot_say=("por qué queda una diferencia", NOT_STOPPED),
    )


def _regression(done: str) -> SpanishTexts:
    return SpanishTexts(
        question=(
            "Dados el lugar, la hora, la edad, el sexo y lo demás que se anotó, "
            f"¿las paradas de quiénes acabaron más a menudo con personas {done}?"
        ),
        refuses_when=(
            "nada más que el grupo distingue las paradas, o hay menos de 50 paradas de dos "
            "grupos con el suceso y sin él, o la regresión no halla respuesta"
        ),
        assumptions=(
            (
                "dados los factores, las paradas de todos los grupos se parecen en lo que "
                "decide con razón el resultado"
            ),
            "los factores se suman en la escala de los logaritmos de momios",
        ),
        overturned_by=(
            "un factor que no se anotó (véase el análisis de sensibilidad)",
            "una regresión ajustada por riesgo que dé otra respuesta",
        ),
        cannot_say=("por qué queda una diferencia", NOT_STOPPED),
    )


def _number(question: str) -> SpanishTexts:
    return SpanishTexts(
        question=question,
        refuses_when=(
            "menos de 30 paradas del grupo de referencia, o de todos los demás, tienen el número"
        ),
        assumptions=("el número se anota igual para todos los grupos",),
        overturned_by=(
            (
                "paradas hechas por razones distintas o en lugares distintos (compárese la "
                "diferencia ajustada)"
            ),
        ),
        cannot_say=("por qué difieren los números", NOT_STOPPED),
    )


SPANISH: dict[str, SpanishTexts] = {
    **{f"{end}-rate": _rate(done) for end, done in ENDS.items()},
    **{f"{end}-rate-adjusted": _adjusted(done) for end, done in ENDS.items()},
    **{f"{end}-regression": _regression(done) for end, done in ENDS.items()},
    "stop-duration": _number("¿Cuánto duran las paradas de cada grupo?"),
    "multiple-citations": _number(
        "De las paradas que traen una citación, ¿cuántas recibe cada grupo a la vez?"
    ),
    "stop-rate": SpanishTexts(
        question=(
            "¿Con qué frecuencia se para a cada grupo, comparada con su número en la población?"
        ),
        refuses_when=(
            "el grupo de referencia falta en las paradas o en todas las bases de comparación"
        ),
        assumptions=(
            (
                "la base de comparación cuenta, igual para todos los grupos, a las personas que "
                "pudieron ser paradas"
            ),
            (
                "las paradas y la base de comparación clasifican a las personas en grupos de la "
                "misma manera"
            ),
        ),
        overturned_by=(
            "una base de comparación mejor de quién está en la vía o a pie, por lugar y hora",
            (
                "una proporción distinta, según el grupo, de conductores, de visitantes o "
                "de paradas repetidas"
            ),
        ),
        cannot_say=(WHY_RATES_DIFFER, "si una parada estaba justificada"),
    ),
    "veil-of-darkness": SpanishTexts(
        question=(
            "A una misma hora, ¿es un grupo una parte mayor de las personas paradas cuando hay "
            "luz para ver quién conduce?"
        ),
        refuses_when=(
            "menos de 100 paradas de un grupo caen en la franja, o la franja nunca es de día y "
            "de noche a una misma hora"
        ),
        assumptions=(
            "a una misma hora, quién está en la vía y cómo conduce no cambia con la luz",
            "la raza se ve peor en la oscuridad",
            "se anotó la hora de la parada, no la del informe",
        ),
        overturned_by=(
            (
                "conductores que cambian con la estación (compárense las semanas en torno a un "
                "cambio de hora)"
            ),
            (
                "una respuesta distinta con otra curva, otro crepúsculo u otro conjunto de paradas "
                "(véanse las alternativas)"
            ),
        ),
        cannot_say=(
            "nada sobre paradas a horas que siempre son de día o siempre de noche",
            "nada sobre lo que ocurrió después de la parada",
            "que no exista ninguna diferencia de trato cuando no se halla",
        ),
    ),
    "missing-race": SpanishTexts(
        question="¿En cuántas paradas no se anotó la raza, y dónde están los espacios en blanco?",
        refuses_when="hay menos de 30 paradas",
        assumptions=(
            "un espacio en blanco, y nada más, señala una parada en la que no se anotó la raza",
        ),
        overturned_by=("la raza anotada en otra parte, por ejemplo en informes o en vídeo",),
        cannot_say=(
            "quiénes eran las personas cuya raza no se anotó",
            "por qué el campo quedó en blanco",
        ),
    ),
    "stop-rate-adjusted": SpanishTexts(
        question=(
            "Dentro de los mismos lugares, ¿con qué frecuencia se para a cada grupo según su "
            "número en la base de comparación?"
        ),
        refuses_when=(
            "no hay clave de lugar, hay menos de 20 recuentos, o falta el grupo de referencia"
        ),
        assumptions=(
            (
                "la base de comparación es, en cada lugar, proporcional a la probabilidad de ser "
                "parado"
            ),
            "la razón es la misma en todos los lugares",
        ),
        overturned_by=(
            "una base de comparación que yerre por lugar y grupo a la vez",
            "un modelo con otra dispersión que dé otra respuesta (véanse los cuatro juntos)",
        ),
        cannot_say=("por qué difieren las tasas dentro de un lugar",),
    ),
    "place-concentration": SpanishTexts(
        question=(
            "¿En cuántos pocos lugares se hacen las paradas, y se para a los grupos en los "
            "mismos lugares?"
        ),
        refuses_when=(
            "no hay clave de lugar (nombre una en `by`), hay menos de 5 lugares, o menos de 100 "
            "paradas de dos grupos"
        ),
        assumptions=(
            (
                "los lugares son de tamaño comparable; donde no lo son, las proporciones siguen el "
                "mapa"
            ),
        ),
        overturned_by=("otra división en lugares",),
        cannot_say=(
            "por qué los agentes están donde están",
            "cuántas personas viven o conducen allí",
        ),
    ),
    "search-rate-by-likely-race": SpanishTexts(
        question="¿Qué dicen apellidos y lugares de las paradas cuya raza quedó en blanco?",
        refuses_when=(
            "hay menos de 30 paradas de un grupo y del grupo de referencia con raza registrada y "
            "con una probable, o ninguna parada sin raza registrada tiene una probable"
        ),
        assumptions=(
            (
                "entre paradas que acabaron igual, el apellido y el lugar se desvían lo mismo "
                "donde la raza no consta que donde consta"
            ),
            "las listas describen a las personas paradas",
        ),
        overturned_by=(
            (
                "la raza en blanco para otras personas de un mismo apellido y lugar que aquellas "
                "para las que consta"
            ),
            "personas paradas que viven en otro sitio que donde se las paró",
        ),
        cannot_say=("la raza de ninguna persona en concreto", "por qué no se anotó la raza"),
    ),
    "repeat-contact": SpanishTexts(
        question="¿Con qué frecuencia se vuelve a parar a las mismas personas, por grupo?",
        refuses_when="el cuerpo policial reconoce a menos de 30 personas de dos grupos",
        assumptions=(
            (
                "el seudónimo del cuerpo policial es una persona, y una persona tiene un solo "
                "seudónimo"
            ),
        ),
        overturned_by=("personas contadas con varios seudónimos más a menudo en un grupo",),
        cannot_say=(
            "por qué se volvió a parar a una persona",
            "a cuántas personas nunca se paró",
        ),
    ),
}
