"""What the methods on courts say of themselves, in Spanish."""

from daylight.report.methods_in_spanish.record import (
    PEOPLE_INDEPENDENT,
    WHY_SHARES_DIFFER,
    SpanishTexts,
)

A_CASE = "una fila es un caso y no un cargo"
CHARGING = "cargos que difieran entre los grupos, donde se iguala el cargo"
NOT_FOLLOWED = "no se pudo seguir a las personas durante todo el plazo del desenlace"
ARREST_IS_NO_OFFENCE = (
    "el desenlace de los datos es el de la puntuación: un arresto no es un delito"
)
ARRESTED_UNLIKE = "grupos a los que se arresta de modo distinto por la misma conducta"
DETAINED = "personas a las que se detuvo por su puntuación y que así no pudieron tener el desenlace"
WITHOUT_THE_SCORE = "qué habría ocurrido sin la puntuación"


def _decision(question: str) -> SpanishTexts:
    return SpanishTexts(
        question=question,
        refuses_when="menos de 30 casos del grupo de referencia dicen cómo acabaron",
        assumptions=(
            A_CASE,
            "los casos que no dicen cómo acabaron son como los que lo dicen",
        ),
        overturned_by=(CHARGING, "casos que nunca llegaron al archivo"),
        cannot_say=(
            WHY_SHARES_DIFFER,
            "nada sobre personas a las que no se condenó o que no incumplieron la libertad "
            "supervisada",
        ),
    )


SPANISH: dict[str, SpanishTexts] = {
    "sentence-in-out": _decision("¿A quién se envía a prisión, por grupo y entre casos parecidos?"),
    "revocation": _decision(
        "¿A quién se revoca la libertad supervisada, por grupo y entre casos parecidos?"
    ),
    "guideline-departure": _decision(
        "¿A quién se condena por debajo del rango orientativo, por grupo y entre casos parecidos?"
    ),
    "sentence-length": SpanishTexts(
        question=(
            "¿Cuánto más largas son las penas de prisión de un grupo, en bruto y entre casos "
            "parecidos?"
        ),
        refuses_when="constan menos de 30 penas de prisión del grupo de referencia",
        assumptions=(
            A_CASE,
            "los controles multiplican igual las penas de todos los grupos",
            "las personas enviadas a prisión se parecen en lo que el archivo no contiene",
            "para los límites: a nadie se envía a prisión solo por ser del grupo al que se envía "
            "menos",
        ),
        overturned_by=(
            "a quién envía a prisión un tribunal: las penas de los casos dudosos son cortas",
            CHARGING,
            "penas cortadas en el máximo que admite el archivo",
        ),
        cannot_say=(
            "por qué difieren las penas",
            "nada sobre personas que no fueron enviadas a prisión",
        ),
    ),
    "release-rate": SpanishTexts(
        question=(
            "¿Con qué frecuencia se concedió la puesta en libertad, de las audiencias "
            "programadas y de las decididas?"
        ),
        refuses_when="menos de 30 audiencias acabaron en concesión o denegación",
        assumptions=("todas las audiencias programadas están en el archivo",),
        overturned_by=(
            "audiencias que falten en el archivo",
            "un cambio de quién renuncia a una audiencia o la aplaza",
        ),
        cannot_say=(
            "por qué se concedió o se denegó la puesta en libertad",
            "a quién se debería haber puesto en libertad",
        ),
    ),
    "charge-grades": SpanishTexts(
        question="¿Qué tan graves son los cargos, en conjunto y por tipo de libertad supervisada?",
        refuses_when="menos de 30 casos tienen grado, o ninguno o todos son de los más graves",
        assumptions=(A_CASE, "los casos sin grado son como los que lo tienen, dentro de su tipo"),
        overturned_by=(
            "casos con el grado en blanco, si son más graves o más leves que los demás",
        ),
        cannot_say=(
            "qué hicieron las personas: un grado es aquello de lo que se las acusó",
            "con qué frecuencia se incumple la libertad supervisada: quienes la cumplieron no "
            "están en el archivo",
        ),
    ),
    "gap-split": SpanishTexts(
        question=("¿Cuánto de una brecha está entre casos parecidos, y cuánto en qué casos hay?"),
        refuses_when=(
            "no hay columna por la que repartir, o hay menos de 30 casos del grupo de referencia"
        ),
        assumptions=(
            A_CASE,
            "las celdas son lo que un tribunal puede tener en cuenta, y se registran igual para "
            "todos los grupos",
        ),
        overturned_by=(
            "celdas que deciden a su vez quienes acusan",
            "celdas más finas, u otras",
            "pesos distintos de la media de ambos grupos, donde el reparto depende de ellos",
        ),
        cannot_say=(
            "qué parte debería estar ahí: los casos pueden llenar las celdas así por cualquier "
            "razón",
            "por qué casos parecidos acaban de modo distinto",
        ),
    ),
    "release-hazard": SpanishTexts(
        question=(
            "¿Qué tan probable es la puesta en libertad en la primera audiencia, en la segunda, "
            "en la tercera?"
        ),
        refuses_when="se decidieron menos de 30 audiencias con el número más bajo",
        assumptions=(
            "quienes no vuelven, o cuya audiencia no se decidió, son como quienes siguen",
            "los números de las audiencias cuentan desde la primera de cada persona, en todos los "
            "condados por igual",
        ),
        overturned_by=(
            "quién renuncia a una audiencia o la aplaza: puede hacerlo quien espera una denegación",
            "personas con audiencias anteriores al comienzo del archivo, si son distintas",
        ),
        cannot_say=(
            "que la probabilidad de una persona baje o suba de audiencia en audiencia: quienes "
            "quedan no son quienes empezaron",
            "por qué se concedió o se denegó la puesta en libertad",
        ),
    ),
    "bunching": SpanishTexts(
        question=(
            "¿Cuántas penas están justo en un mínimo obligatorio, más allá de las esperadas ahí?"
        ),
        refuses_when=("hay menos de 100 penas al alcance del mínimo, o ninguna a uno de sus lados"),
        assumptions=(
            "sin el mínimo, las penas en torno a él seguirían una curva suave",
            "un número redondo atrae en el mínimo tantas penas como otros números redondos de su "
            "clase",
        ),
        overturned_by=(
            "un mínimo que sea un número más redondo que cualquier otro al alcance",
            "penas que otros anotan en años y no en meses",
            "otro alcance u otro grado de la curva",
        ),
        cannot_say=(
            "qué casos están ahí por el mínimo",
            "por qué lo están: la ley, un acuerdo o la costumbre de los números redondos",
        ),
    ),
    "reach-of-a-rule": SpanishTexts(
        question=("¿A cuántos casos, y de quién, alcanzaría una regla de un proyecto de ley?"),
        refuses_when=(
            "hay menos de 30 casos, o ninguna condición de las reglas es una de sus columnas"
        ),
        assumptions=(A_CASE, "las columnas dicen lo que significan las condiciones del proyecto"),
        overturned_by=(
            "condiciones del proyecto que no están entre las reglas",
            "cargos y acuerdos que con el proyecto habrían sido otros",
        ),
        cannot_say=(
            "cuáles habrían sido las penas: a quién se alcanza no es qué será de esa persona",
            "a cuántos se alcanzaría en otros años",
        ),
    ),
    "score-errors": SpanishTexts(
        question="¿Con qué frecuencia se equivoca una puntuación, en qué sentido y con quién?",
        refuses_when=NOT_FOLLOWED,
        assumptions=(ARREST_IS_NO_OFFENCE, PEOPLE_INDEPENDENT),
        overturned_by=(ARRESTED_UNLIKE, DETAINED, "otro umbral"),
        cannot_say=(
            "cuáles de las tasas deberían ser iguales: no pueden serlo todas",
            "por qué difieren las tasas de partida",
            WITHOUT_THE_SCORE,
        ),
    ),
    "score-calibration": SpanishTexts(
        question="¿Significa la misma puntuación el mismo riesgo en todos los grupos?",
        refuses_when=NOT_FOLLOWED,
        assumptions=(ARREST_IS_NO_OFFENCE, PEOPLE_INDEPENDENT),
        overturned_by=(ARRESTED_UNLIKE, DETAINED),
        cannot_say=("si los errores recaen igual en los grupos", WITHOUT_THE_SCORE),
    ),
}
