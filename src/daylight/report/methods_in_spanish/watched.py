"""What the methods on trust and on monitoring say of themselves, in Spanish."""

from daylight.report.methods_in_spanish.record import WHAT_OFFICERS_DID, SpanishTexts

SPANISH: dict[str, SpanishTexts] = {
    "survey-change": SpanishTexts(
        question="¿Cambió lo que la gente dice de su policía, y en quiénes?",
        refuses_when=(
            "hay una sola oleada, otra redacción o modalidad en la otra oleada, o una muestra de "
            "conveniencia"
        ),
        assumptions=(
            (
                "los pesos de cada oleada compensan cómo se eligió a las personas y quién no quiso "
                "responder"
            ),
            "la pregunta estaba en un lugar parecido del cuestionario",
        ),
        overturned_by=(
            "un cambio de redacción, modalidad u orden entre las oleadas",
            "personas que dejaron el panel entre las oleadas por razones ligadas a la respuesta",
        ),
        cannot_say=("por qué cambiaron las respuestas", WHAT_OFFICERS_DID),
    ),
    "survey-gap": SpanishTexts(
        question="¿Cuánto se separan los grupos en lo que dicen de su policía?",
        refuses_when=(
            "es una muestra de conveniencia, o un grupo no tiene respuestas que pesen tanto como "
            "30 independientes"
        ),
        assumptions=(
            (
                "los pesos compensan, dentro de cada grupo, cómo se eligió a las personas "
                "y quién no quiso responder"
            ),
            "los grupos entendieron igual la pregunta",
        ),
        overturned_by=(
            "un grupo al que la muestra llegó solo en parte",
            "una brecha que otra redacción no muestra",
        ),
        cannot_say=(WHAT_OFFICERS_DID, "por qué los grupos responden de modo distinto"),
    ),
    "survey-level": SpanishTexts(
        question="¿Qué dice la gente de su policía, en conjunto y grupo por grupo?",
        refuses_when="ningún grupo tiene respuestas que pesen tanto como 30 independientes",
        assumptions=(
            "los pesos compensan cómo se eligió a las personas y quién no quiso responder",
            "quienes saltaron la pregunta habrían respondido como quienes no la saltaron",
            "todos entendieron igual la pregunta",
        ),
        overturned_by=(
            "un grupo al que la muestra no pudo llegar",
            "otra redacción u otra manera de preguntar que dé otra respuesta",
        ),
        cannot_say=(WHAT_OFFICERS_DID, "por qué la gente respondió como respondió"),
    ),
    "sequential-monitoring": SpanishTexts(
        question=(
            "¿Se ha movido la medida desde el período de partida, se mire cuantas veces se mire?"
        ),
        refuses_when=(
            "no hay ningún período después del de partida, un período no tiene casos, hay menos "
            "de 10 sucesos, o más miradas de las previstas"
        ),
        assumptions=(
            "los períodos son independientes entre sí, salvo por los agentes que tienen en común",
            "lo que se cuenta como suceso y como caso siguió siendo lo mismo",
            "el número de miradas previsto no dependió de lo que se vio",
        ),
        overturned_by=(
            "un cambio en la manera de anotar o de definir durante ese tiempo",
            "un cambio que llegó tarde y que los períodos anteriores diluyen",
            (
                "meses que arrastran a los siguientes, lo que las agrupaciones por agente o día no "
                "recogen"
            ),
        ),
        cannot_say=("por qué se movió", "en qué momento entre dos miradas se movió"),
    ),
    "agency-funnel": SpanishTexts(
        question=(
            "¿Cuánto difieren los cuerpos policiales más allá del azar, y cuáles quedan fuera de "
            "lo que harían los demás?"
        ),
        refuses_when="pueden compararse menos de 10 cuerpos policiales, o no hay ningún suceso",
        assumptions=(
            "los cuerpos policiales anotan los mismos sucesos y los mismos casos",
            (
                "los valores de fondo de los cuerpos policiales se reparten en torno a una "
                "media, la mayoría cerca de ella"
            ),
        ),
        overturned_by=(
            "cuerpos policiales que anotan de otro modo: un suceso que alguno nunca anota",
            (
                "cuerpos policiales que vigilan otros lugares, vías u horas, donde las "
                "claves no los igualan"
            ),
        ),
        cannot_say=(
            "qué cuerpo policial es el mejor o el peor",
            "por qué un cuerpo policial queda fuera de los límites",
        ),
    ),
    "coded-share": SpanishTexts(
        question=(
            "¿Cuántos textos son de una clase, cuando un codificador los etiquetó todos y "
            "alguien leyó una muestra?"
        ),
        refuses_when=(
            "se leyeron a mano menos de 30 textos, o ninguno de una etiqueta del codificador"
        ),
        assumptions=(
            "los textos leídos se sortearon entre los de cada etiqueta y clave",
            "quien los leyó acierta, y no vio la etiqueta del codificador",
        ),
        overturned_by=(
            (
                "una muestra tomada donde el codificador estaba seguro, o donde los textos eran "
                "fáciles de obtener"
            ),
            "dos lectores en desacuerdo sobre qué pertenece a la clase",
        ),
        cannot_say=(
            "lo que ocurrió y ningún texto cuenta",
            "nada sobre los textos que no se codificaron",
        ),
    ),
}
