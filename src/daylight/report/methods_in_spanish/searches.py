"""What the methods on searches say of themselves, in Spanish."""

from dataclasses import replace

from daylight.report.methods_in_spanish.record import SpanishTexts

_THRESHOLD = SpanishTexts(
    question=(
        "¿Cuán probable debe ser un hallazgo para que se registre a las personas de cada grupo?"
    ),
    refuses_when=(
        "los hallazgos superan a los registros o los registros a las paradas; hay menos de "
        "30 registros del grupo de referencia o de cualquier otro, menos de tres lugares con "
        "registros, o menos de 10 hallazgos"
    ),
    assumptions=(
        (
            "los agentes registran a quien parece llevar contrabando con más probabilidad que el "
            "umbral"
        ),
        (
            "el riesgo en cada grupo y lugar sigue una distribución beta, y el lugar mueve igual "
            "a todos los grupos"
        ),
        "el contrabando se anota igual para todos los grupos",
    ),
    overturned_by=(
        (
            "que la otra familia u otra escala previa dé una brecha de signo contrario o de la "
            "mitad del tamaño"
        ),
        "tasas de registro o de hallazgos que el modelo no pueda reproducir",
        "contrabando que se busque o se anote de modo distinto según el grupo",
    ),
    cannot_say=(
        "cuál es el umbral en términos absolutos: su nivel depende de la forma supuesta del riesgo",
        "qué pensaba un agente, o si un registro concreto era conforme a la ley",
        "si la parada misma estaba justificada: solo se compara a personas que fueron paradas",
    ),
)

SPANISH: dict[str, SpanishTexts] = {
    "outcome": SpanishTexts(
        question="Cuando los agentes registran, ¿con qué frecuencia hallan contrabando, por grupo?",
        refuses_when=(
            "hay menos de 10 registros con resultado conocido del grupo de referencia o de "
            "cualquier otro"
        ),
        assumptions=(
            "el contrabando se busca y se anota igual en todos los grupos",
            (
                "los registros con menor sospecha tienen la misma probabilidad de hallar algo en "
                "todos los grupos"
            ),
        ),
        overturned_by=(
            "grupos registrados con motivos distintos o en lugares distintos",
            "una prueba de umbrales que muestre un mismo criterio para todos",
        ),
        cannot_say=(
            "con qué grado de sospecha registraron los agentes a cada grupo",
            "si un registro era conforme a la ley",
        ),
    ),
    "knowles-persico-todd": SpanishTexts(
        question=(
            "¿Son iguales las tasas de hallazgos de los grupos, como predice el modelo de "
            "Knowles, Persico y Todd para agentes que registran solo para hallar contrabando?"
        ),
        refuses_when="menos de dos grupos tienen 10 registros con resultado conocido",
        assumptions=(
            "las personas llevan menos contrabando cuando se las registra más",
            "todos los registros cuestan lo mismo a los agentes",
        ),
        overturned_by=(
            "personas que no se adaptan a que se las registre",
            "tasas de hallazgos que difieren según el motivo",
        ),
        cannot_say=(
            "a qué grupo se registra de más",
            "con qué grado de sospecha registraron los agentes",
        ),
    ),
    "anwar-fang": SpanishTexts(
        question=(
            "Los agentes de una raza, ¿registran a un grupo más que otros agentes, y a otro "
            "grupo menos?"
        ),
        refuses_when="los agentes de menos de dos razas tienen 30 paradas de dos grupos",
        assumptions=(
            (
                "los agentes de distintas razas tratan con personas parecidas: mismos lugares, "
                "mismas horas, mismas tareas"
            ),
        ),
        overturned_by=("agentes de distintas razas destinados a lugares o tareas distintos",),
        cannot_say=(
            "qué agentes se apartan de un mismo criterio",
            "que todos los agentes sigan un mismo criterio cuando el orden es el mismo",
        ),
    ),
    "threshold": _THRESHOLD,
    "threshold-discriminant": replace(
        _THRESHOLD,
        question=(
            "¿Cuán probable debe ser un hallazgo para que se registre a las personas de cada "
            "grupo, si la sospecha es una señal normal?"
        ),
        assumptions=(
            "los agentes registran a las personas cuya señal supera un umbral",
            (
                "las señales son normales, con igual dispersión en personas con y sin "
                "contrabando, y el lugar mueve igual a todos los grupos"
            ),
            _THRESHOLD.assumptions[2],
        ),
    ),
    "hidden-confounder": SpanishTexts(
        question=(
            "¿Qué fuerza debería tener una circunstancia no anotada para explicar la diferencia "
            "en las tasas de registro?"
        ),
        refuses_when=(
            "menos de 30 paradas de un grupo se hicieron en circunstancias en que también se "
            "paró al de referencia"
        ),
        assumptions=("la circunstancia oculta actúa igual en todos los estratos",),
        overturned_by=("una circunstancia anotada de esa fuerza, una vez incluida",),
        cannot_say=("si tal circunstancia existe",),
    ),
    "risk-adjusted": SpanishTexts(
        question=(
            "Entre personas con igual probabilidad de llevar contrabando, ¿se registra más a "
            "menudo a algunos grupos?"
        ),
        refuses_when=(
            "hay menos de 100 registros con resultado conocido de dos grupos, ninguna otra "
            "clave, o una diferencia de más de 100 puntos"
        ),
        assumptions=(
            "hallar contrabando es la única razón legítima para registrar",
            "el riesgo se estima bien con lo que se anotó (véanse los rangos)",
        ),
        overturned_by=("riesgos que difieran de los estimados tanto como exigen los rangos",),
        cannot_say=("por qué se registra de modo desigual a personas de igual riesgo estimado",),
    ),
    "agreement": SpanishTexts(
        question="¿Apuntan en la misma dirección pruebas independientes de los mismos datos?",
        refuses_when="se preguntó y se respondió sobre menos de dos hechos",
        assumptions=("los supuestos propios de cada prueba, que difieren",),
        overturned_by=("un defecto de los datos que comparten todas las pruebas",),
        cannot_say=("cuán grande es una diferencia", "por qué discrepan las pruebas"),
    ),
    "multiverse": SpanishTexts(
        question="¿Cuánto dependen las respuestas de las decisiones tomadas por el camino?",
        refuses_when="ninguna pregunta se respondió de más de una manera",
        assumptions=("cada decisión de la lista es una que pudo tomar un analista cuidadoso",),
        overturned_by=("una decisión defendible que no está en la tabla y responde otra cosa",),
        cannot_say=("qué decisión es la correcta",),
    ),
}
