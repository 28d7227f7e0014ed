"""What the methods on officers say of themselves, in Spanish."""

from daylight.report.methods_in_spanish.record import SpanishTexts

PERIODS_APART = (
    "los sucesos de un período no dicen nada de los de otro, dadas las tasas de los agentes"
)
COMMON_PRACTICE = (
    "una práctica común a todo el cuerpo policial, salvo que se den otros cuerpos policiales"
)

SPANISH: dict[str, SpanishTexts] = {
    "concentration": SpanishTexts(
        question=(
            "¿Reúnen unos pocos agentes la mayoría de los sucesos, y es más de lo que "
            "haría el azar?"
        ),
        refuses_when="hay menos de 10 agentes o de 20 sucesos",
        assumptions=(
            "cada suceso se cuenta una vez por cada agente nombrado en él",
            "la identidad de los agentes es estable, de modo que un agente es una fila",
            "donde se da una exposición, mide la oportunidad de un suceso",
            "una racha de sucesos (un incidente, una mala noche) no dura hasta otro período",
        ),
        overturned_by=(
            (
                "una exposición (zona de patrulla, turno, unidad, años de servicio) que difiera "
                "entre agentes y no se haya dado"
            ),
            "agentes repartidos en varios identificadores, o reunidos en uno",
        ),
        cannot_say=(
            (
                "que los agentes que encabezan la lista obraran mal: un suceso puede ser una queja "
                "infundada"
            ),
            "que apartarlos eliminaría su parte de los sucesos (véase `removal`)",
            "nada sobre una práctica que comparten todos los agentes",
        ),
    ),
    "persistence": SpanishTexts(
        question="¿Son más adelante los mismos los agentes con más sucesos?",
        refuses_when="hay un solo período, o menos de 20 agentes o de 40 sucesos en una mitad",
        assumptions=("la identidad de los agentes es estable a lo largo de los períodos",),
        overturned_by=(
            (
                "destinos que duran: un agente que sigue en una zona con mucho trabajo "
                "sigue arriba sin ser distinto"
            ),
        ),
        cannot_say=("por qué los mismos agentes siguen arriba",),
    ),
    "removal": SpanishTexts(
        question=(
            "¿Cuántos sucesos se habrían evitado si se hubiera sustituido a los agentes con "
            "peores antecedentes?"
        ),
        refuses_when="hay un solo período, o menos de 40 agentes o de 60 sucesos en una mitad",
        assumptions=(
            "los sustitutos se encuentran con las mismas situaciones que los sustituidos",
            "los sustitutos actúan como los agentes del centro de la clasificación",
            "sustituir agentes no cambia nada para sus colegas, salvo que se fije `spillover`",
        ),
        overturned_by=(
            "los destinos: un agente en la zona con más trabajo tiene más sucesos sin ser distinto",
        ),
        cannot_say=("qué ocurriría de verdad al despedir o reentrenar a estos agentes",),
    ),
    "variance-by-level": SpanishTexts(
        question="¿Difieren las tasas entre agentes, entre unidades o entre cuerpos policiales?",
        refuses_when=(
            "hay menos de 30 agentes o de 60 sucesos, ningún nivel además del agente y ningún "
            "período, o la lista contiene solo agentes con algún suceso"
        ),
        assumptions=(
            PERIODS_APART,
            (
                "sin períodos, para el límite superior de los agentes: sucesos no menos "
                "variables que un recuento de Poisson"
            ),
        ),
        overturned_by=(
            "rachas que duren de un período al siguiente",
            (
                "sin períodos, incidentes que compartan muchos agentes de una unidad, que entonces "
                "parecen unidades que difieren"
            ),
            "destinos que difieran entre unidades, si la exposición no los mide",
        ),
        cannot_say=(COMMON_PRACTICE,),
    ),
    "internal-benchmark": SpanishTexts(
        question=(
            "¿Qué agentes tienen tasas distintas de las de sus colegas en las mismas "
            "circunstancias?"
        ),
        refuses_when=(
            "no hay ninguna circunstancia entre las claves, menos de 30 agentes tienen 50 "
            "oportunidades y colegas comparables, o la lista contiene solo agentes con algún "
            "suceso"
        ),
        assumptions=(
            (
                "las circunstancias anotadas son las que deciden a la vez quién trabaja "
                "dónde y qué ocurre"
            ),
            "cada suceso es una de las oportunidades contadas",
        ),
        overturned_by=(
            (
                "destinos que las circunstancias anotadas no describen: los agentes de una "
                "unidad o un servicio especial destacan juntos, y todos los señalados "
                "pueden ser sus miembros"
            ),
        ),
        cannot_say=(
            "por qué difiere un agente, o si obró mal",
            "una práctica que comparten todos los agentes",
        ),
    ),
    "same-scene": SpanishTexts(
        question=(
            "En la misma escena y ante las mismas circunstancias, ¿qué agentes usan fuerza más "
            "grave que los demás presentes?"
        ),
        refuses_when=(
            "en menos de 20 escenas usaron los agentes fuerza de distinta gravedad, la gravedad "
            "no es un número entero, o la simulación no se estabilizó"
        ),
        assumptions=(
            (
                "los agentes de una escena se enfrentaron a las mismas circunstancias, de modo que "
                "lo que hizo cada uno es suyo"
            ),
            "consta a los agentes presentes que no usaron la fuerza, con la gravedad más baja",
            "las gravedades están ordenadas, y un solo orden vale para todos los agentes",
            "lo que hizo un agente no cambió lo que habrían hecho los demás presentes",
        ),
        overturned_by=(
            (
                "un reparto fijo de papeles en las escenas, como un agente que siempre pone las "
                "esposas"
            ),
            "agentes que faltan en los informes, o fuerza anotada a nombre de otro agente",
        ),
        cannot_say=(
            "si la fuerza estaba justificada",
            "cuánta fuerza usa el cuerpo policial en conjunto: el nivel no se identifica",
            "cómo se comparan agentes de redes sin conexión",
        ),
    ),
    "peer-exposure": SpanishTexts(
        question=(
            "Los agentes cuyos colegas anteriores tenían quejas, ¿tienen más quejas después?"
        ),
        refuses_when=(
            "menos de 30 agentes, 100 meses de agente o 20 sucesos corresponden a unidades y "
            "meses en que difiere el pasado de los colegas"
        ),
        assumptions=(
            (
                "dentro de una unidad y un mes, agentes con un historial parecido pudieron "
                "tener los colegas unos de otros"
            ),
            "la exposición se cuenta solo con meses anteriores",
        ),
        overturned_by=(
            (
                "zonas, turnos o parejas dentro de una unidad que vayan a la vez con los "
                "sucesos de los colegas y con los del agente"
            ),
        ),
        cannot_say=(
            "que algo pasara de un agente a otro",
            "quién habría tenido menos sucesos junto a otros colegas",
        ),
    ),
    "officers-or-department": SpanishTexts(
        question="¿Son unos pocos agentes, una unidad o todo el cuerpo policial?",
        refuses_when="no puede calcularse ninguno de sus hilos",
        assumptions=(
            (
                "la exposición, donde se da, mide igual para todos los agentes la "
                "oportunidad de un suceso"
            ),
            PERIODS_APART,
            (
                "los demás cuerpos policiales difieren entre sí tanto como pueda diferir aquel por "
                "el que se pregunta"
            ),
            "las unidades constan como eran cuando ocurrieron los sucesos",
        ),
        overturned_by=(
            "destinos que difieran entre agentes o unidades y no estén en la exposición",
            "maneras de anotar que difieran entre unidades o cuerpos policiales",
            "rachas de sucesos que duren de un período al siguiente",
        ),
        cannot_say=(
            "por qué difieren las tasas, o si un suceso concreto estuvo mal",
            COMMON_PRACTICE,
        ),
    ),
    "early-intervention": SpanishTexts(
        question=(
            "¿Señalan las reglas de intervención temprana a los agentes que después tienen sucesos?"
        ),
        refuses_when=(
            "hay menos de 50 agentes o de 50 sucesos posteriores, o muy pocos meses para una sola "
            "mirada"
        ),
        assumptions=(
            "los sucesos se anotan igual antes y después de una alerta",
            "la unidad y la exposición de un agente son las que constan",
        ),
        overturned_by=(
            "una regla que acierte más sucesos posteriores con el mismo número de alertas",
            (
                "alertas que cambiaron lo que ocurrió después: el historial no puede "
                "mostrar lo que evitaron"
            ),
        ),
        cannot_say=(
            "que un agente obrara mal o vaya a obrar mal",
            "qué cambiaría intervenir",
            "nada sobre lo que comparten todos los agentes de un cuerpo policial",
        ),
    ),
    "officer-gaps": SpanishTexts(
        question=(
            "¿Cuánto difieren los agentes en sus propias brechas entre grupos, más allá del azar?"
        ),
        refuses_when="menos de 30 agentes tienen 20 paradas de cada grupo y dos períodos con ambos",
        assumptions=(
            (
                "el azar de un agente en un período no dice nada de otro, salvo por la brecha del "
                "agente"
            ),
            (
                "a quién para un agente es parecido en ambos grupos dentro de las circunstancias "
                "igualadas"
            ),
        ),
        overturned_by=(
            (
                "destinos que duran: un puesto en que los grupos difieren produce una "
                "brecha que se repite"
            ),
            "paradas que un agente anota de un grupo y no del otro",
        ),
        cannot_say=(
            "por qué la brecha de un agente difiere de las de otros",
            "lo que todo un cuerpo policial hace igual, que es la media y no la dispersión",
        ),
    ),
}
