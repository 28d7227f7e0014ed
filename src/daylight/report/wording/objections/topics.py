"""What each objection is about, in a few words before it."""

from daylight.report.language import Words
from daylight.report.topic import Topic

TOPICS: dict[Topic, Words] = {
    Topic.RESIDENTS: Words(
        "Residents are not those who could be stopped",
        "Los residentes no son quienes pudieron ser parados",
    ),
    Topic.THOSE_STOPPED: Words("Only people who were stopped", "Solo personas que fueron paradas"),
    Topic.THOSE_SEARCHED: Words(
        "Hit rates and the bar for a search", "Las tasas de hallazgos y el listón para registrar"
    ),
    Topic.DARKNESS: Words("Light and what differs with it", "La luz y lo que cambia con ella"),
    Topic.PLACES: Words("Places and people", "Los lugares y las personas"),
    Topic.FORCE_EXPOSURE: Words("Per what force is counted", "Por qué se divide la fuerza"),
    Topic.FORCE_ONLY: Words(
        "Only people on whom force was used", "Solo personas con las que se usó la fuerza"
    ),
    Topic.WORKLOAD: Words(
        "Officers’ workload and posts", "El trabajo y los puestos de los agentes"
    ),
    Topic.LISTS: Words("Who is on the list", "Quién está en la lista"),
    Topic.COMPARISONS: Words("The places compared with", "Los lugares con que se compara"),
    Topic.DATES: Words(
        "The date and what else happened then", "La fecha y qué más ocurrió entonces"
    ),
    Topic.RESPONDENTS: Words("Who answered", "Quién respondió"),
    Topic.LOOKS: Words("Looking until it suits", "Mirar hasta que convenga"),
    Topic.BASELINE: Words("The baseline", "El período de partida"),
    Topic.AGENCIES: Words("Agencies that are not alike", "Cuerpos policiales que no se parecen"),
    Topic.CODERS: Words("Who coded and who read", "Quién codificó y quién leyó"),
    Topic.READINGS: Words("What a reader decided", "Lo que decidió un lector"),
    Topic.OMITTED: Words("Omitted factors", "Factores omitidos"),
    Topic.OFFICERS: Words("A few officers", "Unos pocos agentes"),
    Topic.MODEL: Words("The model", "El modelo"),
    Topic.BLANKS: Words("Blanks", "Espacios en blanco"),
    Topic.FEW: Words("Few cases, or few officers and days", "Pocos casos, o pocos agentes y días"),
    Topic.MANY: Words("Many comparisons", "Muchas comparaciones"),
    Topic.POWER: Words("What could have been missed", "Lo que pudo pasarse por alto"),
    Topic.DEFINITIONS: Words(
        "Other definitions and ways of asking", "Otras definiciones y maneras de preguntar"
    ),
    Topic.RECORDING: Words("Changes of recording", "Cambios en la manera de anotar"),
    Topic.PURPOSE: Words("Why it was done", "Por qué se hizo"),
}
