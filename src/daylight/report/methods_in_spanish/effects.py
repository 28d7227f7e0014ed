"""What the methods on change say of themselves, in Spanish."""

from daylight.report.methods_in_spanish.record import SpanishTexts

RECORDED_ALIKE = "la manera de anotar no cambió con la intervención"
WHY_IT_CHANGED = "por qué cambió el resultado"
WHICH_OF_SEVERAL = "qué parte de varios cambios simultáneos movió el resultado"

SPANISH: dict[str, SpanishTexts] = {
    "callaway-santanna": SpanishTexts(
        question=(
            "Donde comenzó en momentos distintos, ¿qué cambió frente a los lugares que aún "
            "esperaban?"
        ),
        refuses_when=(
            "hay menos de dos unidades tratadas, o ninguna unidad que aún no se haya tratado"
        ),
        assumptions=(
            (
                "las unidades tratadas y las de comparación se habrían movido igual sin la "
                "intervención"
            ),
            (
                "nadie cambió de conducta antes de que comenzara, más allá de los períodos de "
                "anticipación"
            ),
            "el tratamiento de una unidad no cambia el resultado de otra",
            RECORDED_ALIKE,
        ),
        overturned_by=(
            "un movimiento distinto antes del comienzo (véanse event-study y sus límites honestos)",
            "un cambio en la manera de anotar al mismo tiempo",
            "fechas placebo que den un número igual de grande",
        ),
        cannot_say=(
            WHY_IT_CHANGED,
            "qué ocurre después de que se hayan tratado todas las unidades",
        ),
    ),
    "event-study": SpanishTexts(
        question="¿Cuándo cambió: después del comienzo o ya antes?",
        refuses_when=(
            "hay menos de dos unidades tratadas, o ningún período anterior y posterior además "
            "del de base"
        ),
        assumptions=(
            (
                "las unidades tratadas y las de comparación se habrían movido igual, o sin "
                "alejarse más de lo acotado"
            ),
            "nadie cambió de conducta por anticipación",
            RECORDED_ALIKE,
        ),
        overturned_by=(
            "un movimiento antes del comienzo",
            "tendencias que difieran después del comienzo tanto como antes (bounded_effect)",
        ),
        cannot_say=(WHY_IT_CHANGED,),
    ),
    "interrupted-time-series": SpanishTexts(
        question="¿Saltó o giró la serie en la fecha, juzgada por su propia tendencia?",
        refuses_when="hay menos de ocho períodos antes o después de la fecha",
        assumptions=(
            "la tendencia anterior a la fecha habría seguido como una línea recta (en logaritmos)",
            "no cambió nada más en ese momento",
            "la manera de anotar no cambió",
            "donde hay unidades sin tratar al lado, sus series son tan inquietas como la propia",
        ),
        overturned_by=(
            "el mismo salto en lugares sin intervención (véase placebo)",
            "una fecha movida un año que muestre un salto igual de grande",
        ),
        cannot_say=("si movió la serie la intervención u otra cosa de ese momento",),
    ),
    "placebo": SpanishTexts(
        question="¿Cambió más que los lugares y fechas en que no comenzó nada?",
        refuses_when="ninguna unidad tratada tiene comparación y 19 lugares placebo en su fecha",
        assumptions=(
            (
                "sin la intervención, las unidades tratadas se habrían movido como su comparación "
                "ponderada"
            ),
            (
                "las unidades tratadas no son más volátiles que los placebos, una vez tenido en "
                "cuenta el ajuste anterior a la fecha"
            ),
            "la intervención en un lugar no cambia los demás",
        ),
        overturned_by=(
            "un solo cuerpo policial que sostenga la media (véase leave-one-out)",
            "un cambio en la manera de anotar en la misma fecha",
            "otra ventana u otro estimador que invierta el signo",
        ),
        cannot_say=(
            "si movió el resultado la intervención o los sucesos que llevaron a ella",
            "nada sobre los cuerpos policiales que informan demasiado poco",
        ),
    ),
    "roth-santanna": SpanishTexts(
        question="Donde el orden de comienzo se dejó al azar, ¿qué cambió al comenzar?",
        refuses_when=(
            "hay menos de dos cohortes de dos o más unidades que informen en todos los períodos"
        ),
        assumptions=(
            "el orden de comienzo fue tan bueno como un sorteo",
            "nadie cambió de conducta antes de comenzar",
            "el comienzo de una unidad no cambia el resultado de otra",
        ),
        overturned_by=(
            "diferencias antes del comienzo mayores de lo que explica un orden al azar",
            "un orden que siguiera la necesidad, el rango o la disposición",
        ),
        cannot_say=(
            "qué ocurre después de que todos hayan comenzado",
            "qué haría el mismo programa en otra parte",
        ),
    ),
    "synthetic-control": SpanishTexts(
        question="¿Se apartó este lugar de una mezcla de lugares que antes se movía con él?",
        refuses_when=(
            "una unidad tratada tiene menos de cinco donantes o de cinco períodos anteriores"
        ),
        assumptions=(
            "la mezcla que siguió al lugar antes lo habría seguido después",
            "la intervención no cambió los lugares de la mezcla",
            RECORDED_ALIKE,
        ),
        overturned_by=(
            "lugares sin intervención que se aparten otro tanto",
            "un solo donante que sostenga la brecha (leave-one-out)",
            "un mal ajuste antes de la fecha",
        ),
        cannot_say=(WHICH_OF_SEVERAL,),
    ),
    "synthetic-did": SpanishTexts(
        question=(
            "¿Qué cambió de media donde se trataron pocos lugares, frente a una mezcla ponderada?"
        ),
        refuses_when="hay menos de cinco unidades nunca tratadas, o no más que tratadas",
        assumptions=(
            "las unidades de comparación ponderadas se habrían movido como las tratadas",
            "las unidades tratadas son tan volátiles como las nunca tratadas (errores placebo)",
            RECORDED_ALIKE,
        ),
        overturned_by=(
            "lugares placebo que cambien otro tanto",
            "un solo lugar que sostenga la media",
        ),
        cannot_say=(WHICH_OF_SEVERAL,),
    ),
    "two-way-fixed-effects": SpanishTexts(
        question="¿Qué dice la regresión habitual, y hasta dónde se puede confiar en ella aquí?",
        refuses_when=(
            "hay menos de dos unidades tratadas, o el tratamiento no puede "
            "distinguirse del lugar y del período"
        ),
        assumptions=(
            "las unidades se habrían movido igual sin la intervención",
            (
                "todo efecto es el mismo, en todo momento y en toda unidad, donde los "
                "comienzos son escalonados"
            ),
        ),
        overturned_by=(
            "unidades tratadas más inquietas que las demás, donde se tratan pocas",
            "efectos que crezcan o difieran entre quienes comienzan antes y después",
        ),
        cannot_say=("un efecto medio, donde los pesos negativos no son casi cero",),
    ),
}
