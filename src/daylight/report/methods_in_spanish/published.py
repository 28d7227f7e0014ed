"""What the methods on published numbers say of themselves, in Spanish."""

from daylight.report.methods_in_spanish.record import WHAT_OFFICERS_DID, SpanishTexts

OTHER_SIZE = "un tamaño o un efecto de diseño distintos de los indicados o supuestos"

SPANISH: dict[str, SpanishTexts] = {
    "published-share": SpanishTexts(
        question=(
            "¿Qué proporción imprimió una fuente, cuán segura es y cuánto se separan los grupos?"
        ),
        refuses_when="ninguna cifra es una proporción",
        assumptions=(
            (
                "la muestra se extrajo con probabilidades conocidas, y el efecto de diseño "
                "cubre sus pesos"
            ),
            "las cifras impresas se redondearon y no se eligieron",
        ),
        overturned_by=(OTHER_SIZE, "otra redacción de la pregunta"),
        cannot_say=("por qué la gente respondió como respondió", WHAT_OFFICERS_DID),
    ),
    "published-share-change": SpanishTexts(
        question=(
            "¿Cambió una proporción impresa entre dos publicaciones, más allá del muestreo y del "
            "redondeo?"
        ),
        refuses_when=(
            "ninguna proporción se imprimió de dos períodos con el número de personas consultadas"
        ),
        assumptions=(
            "la pregunta se hizo con las mismas palabras y de la misma manera",
            "las dos muestras se extrajeron por separado",
        ),
        overturned_by=("otra redacción, modalidad u orden de las preguntas", OTHER_SIZE),
        cannot_say=("por qué se movió la proporción", "qué ocurrió entre los dos períodos"),
    ),
    "published-count-change": SpanishTexts(
        question="¿Cuánto cambió un recuento publicado, y cambió alguna vez más?",
        refuses_when="no se publicó ningún recuento de dos períodos",
        assumptions=("en ambos períodos se contó lo mismo en los mismos lugares",),
        overturned_by=(
            "un cambio de definición, o de qué cuerpos policiales informan",
            "recuentos que la fuente corrigió después",
        ),
        cannot_say=(
            "por qué cambió el recuento",
            "si cambió el riesgo de fondo: los recuentos también varían por azar",
            "nada sobre los años anteriores al comienzo de la serie",
        ),
    ),
    "published-rate": SpanishTexts(
        question="¿Qué tasa dan un recuento y una población publicados, y cómo cambió?",
        refuses_when="ningún recuento viene con una exposición",
        assumptions=(
            "los sucesos son independientes entre sí",
            "la exposición cuenta a quienes pudieron ser parte de un suceso",
        ),
        overturned_by=(
            "sucesos que llegan en rachas",
            "otro recuento de las personas expuestas",
        ),
        cannot_say=(
            "por qué las tasas difieren o cambiaron",
            "qué le ocurrió a una persona concreta",
        ),
    ),
    "status-on-date": SpanishTexts(
        question="¿Había ocurrido ese día, hasta donde dicen las fuentes citadas?",
        refuses_when="ninguna fuente se leyó después del día por el que se pregunta",
        assumptions=("las fuentes citadas contienen todos los sucesos de esa clase",),
        overturned_by=("un suceso que las fuentes dejaron fuera",),
        cannot_say=(
            "por qué ocurrió o no ocurrió algo",
            "qué vino después de que se leyeran las fuentes",
        ),
    ),
    "time-since": SpanishTexts(
        question="¿Cuánto tiempo había pasado, según la precisión con que se conoce la fecha?",
        refuses_when="ningún suceso de esa clase tiene fecha anterior a ese día",
        assumptions=("la fecha citada es correcta",),
        overturned_by=("otra fecha del mismo suceso",),
        cannot_say=("nada más que el tiempo entre dos fechas",),
    ),
}
