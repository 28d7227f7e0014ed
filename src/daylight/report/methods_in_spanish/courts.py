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
            "nada sobre personas a las que no se condenó o que no incumplieron la supervisión",
        ),
    )


SPANISH: dict[str, SpanishTexts] = {
    "sentence-in-out": _decision("¿A quién se envía a prisión, por grupo y entre casos parecidos?"),
    "revocation": _decision(
        "¿A quién se revoca la supervisión, por grupo y entre casos parecidos?"
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
