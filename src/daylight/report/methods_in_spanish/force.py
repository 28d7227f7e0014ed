"""What the methods on force say of themselves, in Spanish."""

from dataclasses import replace

from daylight.report.methods_in_spanish.record import (
    PEOPLE_INDEPENDENT,
    WHY_RATES_DIFFER,
    SpanishTexts,
)

_SEVERITY = SpanishTexts(
    question="Cuando se usa la fuerza, ¿es más grave con un grupo?",
    refuses_when="un grupo tiene menos de 50 personas con fuerza, o solo hay un nivel en uso",
    assumptions=(
        "la escala declarada ordena bien los tipos de fuerza",
        "la razón de momios es la misma en cada corte de la escala",
    ),
    overturned_by=(
        "otra escala declarada",
        "resistencia o armas anotadas que no se igualaron",
    ),
    cannot_say=("si la fuerza se usó más a menudo con un grupo", "si era necesaria"),
)

SPANISH: dict[str, SpanishTexts] = {
    "force-rate": SpanishTexts(
        question=(
            "¿Con qué frecuencia se usa la fuerza con cada grupo, por residente, por parada y "
            "por arresto?"
        ),
        refuses_when=(
            "menos de 10 personas sufrieron fuerza, o no hay nada entre lo que dividir; una "
            "razón necesita 10 personas en ambos grupos"
        ),
        assumptions=(
            "los agentes informan igual de la fuerza con todos los grupos",
            (
                "los residentes representan a las personas con que pudo usarse la fuerza, o las "
                "paradas a las personas encontradas"
            ),
            (
                "los incidentes son independientes entre sí, salvo los de un mismo agente, día o "
                "lugar donde estos constan"
            ),
        ),
        overturned_by=(
            (
                "un denominador más cercano a las personas con que trataron los agentes, como las "
                "llamadas según la persona descrita"
            ),
            "fuerza de la que no se informó, si difiere según el grupo",
        ),
        cannot_say=("si un uso de la fuerza era necesario", WHY_RATES_DIFFER),
    ),
    "force-composition": SpanishTexts(
        question="¿Qué tipos de fuerza se usan, y es la mezcla la misma para todos los grupos?",
        refuses_when="ningún grupo tiene 30 personas con tipo de fuerza anotado",
        assumptions=("los tipos se anotan igual para todos los grupos", PEOPLE_INDEPENDENT),
        overturned_by=(
            "un tipo que se escribe con otro nombre para un grupo",
            "diferencias de resistencia, armas o entorno, que esta mezcla no iguala",
        ),
        cannot_say=(
            (
                "con qué frecuencia se usa la fuerza: las proporciones son entre personas con las "
                "que se usó"
            ),
            "si la fuerza era necesaria o conforme a la ley",
        ),
    ),
    "force-circumstances": SpanishTexts(
        question=(
            "¿Con qué frecuencia se usa la fuerza con personas inmovilizadas, que huyen, en "
            "crisis o menores de 18 años, con qué frecuencia hay heridos y con qué frecuencia no "
            "se arresta a nadie?"
        ),
        refuses_when="hay menos de 30 personas, o no se anotó ninguna circunstancia",
        assumptions=(
            "una casilla marcada o tachada es correcta, y se completa igual para todos los grupos",
        ),
        overturned_by=("vídeo o historiales médicos que contradigan el formulario",),
        cannot_say=(
            "nada sobre personas cuyo formulario está en blanco, más allá de los límites",
            "si la fuerza en estas circunstancias era necesaria",
        ),
    ),
    "force-weapons": SpanishTexts(
        question=(
            "¿Con qué frecuencia se usa cada arma, y con qué frecuencia más allá de los límites "
            "que fijan las políticas?"
        ),
        refuses_when="no consta ningún uso de un arma; una proporción necesita 10 usos anotados",
        assumptions=("los ciclos, segundos y mordeduras se anotan siempre que ocurren",),
        overturned_by=("la descarga del dispositivo, o el historial médico, donde difiera",),
        cannot_say=("si pasar de un límite estaba justificado",),
    ),
    "force-severity": _SEVERITY,
    "force-severity-three-levels": replace(
        _SEVERITY,
        question=(
            "En los tres niveles de los decretos de consentimiento, ¿es la fuerza más grave con "
            "un grupo?"
        ),
    ),
    "force-selection": SpanishTexts(
        question=(
            "¿Se usa la fuerza más a menudo tras las paradas de un grupo, si las propias paradas "
            "pudieron depender de la raza?"
        ),
        refuses_when=(
            "uno de los grupos tiene menos de 100 paradas o de 10 con fuerza, o el campo de "
            "fuerza nunca es un no"
        ),
        assumptions=(
            "se informa de cada parada, y de la fuerza en ella",
            (
                "para el efecto directo: dentro de los estratos, nada sin anotar va a la "
                "vez con la raza y con la fuerza"
            ),
            "para los límites: no se paró a nadie solo por pertenecer al grupo de referencia",
        ),
        overturned_by=(
            (
                "una circunstancia anotada, como resistencia antes de la fuerza, que difiera entre "
                "los grupos"
            ),
            "paradas que falten en los datos más a menudo en un grupo",
        ),
        cannot_say=(
            "qué proporción de las paradas se hizo por la raza",
            "qué pensaban los agentes",
        ),
    ),
    "force-trend": SpanishTexts(
        question="¿Sube o baja la fuerza anotada?",
        refuses_when="ningún tramo entre rupturas tiene cuatro períodos y 20 sucesos",
        assumptions=(
            "dentro de un tramo se informa de las mismas cosas de la misma manera",
            (
                "los recuentos varían en torno a una línea recta en escala logarítmica, "
                "con períodos vecinos parecidos"
            ),
            "los meses y trimestres sin datos no tuvieron ninguno",
        ),
        overturned_by=(
            (
                "un cambio de formulario, de norma o de plantilla que no se declaró como "
                "ruptura ni se halló como salto"
            ),
            "un primer o último período con datos incompletos (véase `drop`)",
        ),
        cannot_say=("por qué subió o bajó la fuerza", "nada a través de una ruptura declarada"),
    ),
    "benchmark-share": SpanishTexts(
        question=(
            "¿Recaen en un grupo más de estos sucesos que su parte de una base de comparación?"
        ),
        refuses_when=(
            "ningún suceso tiene el grupo anotado, o no se indicó ninguna base de comparación"
        ),
        assumptions=(
            (
                "los sucesos son independientes entre sí, salvo los de un mismo agente, "
                "día o lugar donde estos constan"
            ),
            "la base de comparación es la parte del grupo entre quienes pudieron sufrir el suceso",
        ),
        overturned_by=("una base de comparación más cercana a las personas expuestas al suceso",),
        cannot_say=("qué base de comparación es la correcta",),
    ),
    "transport-safety": SpanishTexts(
        question=(
            "¿Con qué frecuencia resulta herida la gente trasladada bajo custodia, lleva "
            "cinturón, y qué traslados debería examinar alguien?"
        ),
        refuses_when="no hay traslados, o no se anotó nada sobre ellos",
        assumptions=(
            (
                "todos los traslados están en los datos, también aquellos en que alguien resultó "
                "herido"
            ),
            "los traslados auditados se eligieron sin mirar el resultado",
        ),
        overturned_by=(
            "heridas que conoce un hospital o una cárcel y no están en los datos de traslados",
            "una auditoría de traslados elegidos porque estaban en orden",
        ),
        cannot_say=(
            "si alguien condujo para hacer daño",
            "que siempre se usen los cinturones, a partir de unos pocos traslados en que se usaron",
        ),
    ),
    "capture-recapture": SpanishTexts(
        question="¿Cuántas muertes o usos de la fuerza no figuran en ninguna lista?",
        refuses_when="hay menos de dos listas, o menos de 7 sucesos en dos de ellas",
        assumptions=(
            "estar en una lista no dice nada de estar en otra",
            "todo suceso tiene la misma probabilidad de estar en una lista",
            "el mismo suceso se reconoce en ambas listas",
        ),
        overturned_by=("una tercera lista", "saber que una lista copia de otra"),
        cannot_say=("qué sucesos faltan",),
    ),
    "force-reporting": SpanishTexts(
        question=(
            "¿Con qué frecuencia se arresta a alguien por resistencia sin que se informe de fuerza?"
        ),
        refuses_when="hay menos de 30 arrestos por resistencia",
        assumptions=(
            "a los agentes se los nombra igual en los datos de arrestos y en los de fuerza",
        ),
        overturned_by=("vídeo de los arrestos que no muestre fuerza",),
        cannot_say=("que se usara la fuerza en uno concreto de estos arrestos",),
    ),
    "force-participation": SpanishTexts(
        question="¿Informan de su fuerza bastantes cuerpos policiales para publicar el total?",
        refuses_when="no hay agentes",
        assumptions=("un cuerpo policial que informó todos los meses informó de toda su fuerza",),
        overturned_by=(
            "una auditoría de los informes de un cuerpo policial frente a sus propios archivos",
        ),
        cannot_say=("nada sobre los cuerpos policiales que no informaron",),
    ),
    "policy-checks": SpanishTexts(
        question=(
            "¿Qué dice la política de uso de la fuerza del cuerpo policial sobre cada punto de "
            "una base de comparación?"
        ),
        refuses_when="ningún punto tiene lector y veredicto",
        assumptions=("los lectores leyeron la versión de la política que estaba en vigor",),
        overturned_by=("otra sección de la misma política", "un segundo lector en desacuerdo"),
        cannot_say=("si los agentes siguen la política", "si la política cambia algo"),
    ),
}
