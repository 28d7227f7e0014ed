"""What is said of questions that the records cannot answer."""

from daylight.report.language import Words

ABOUT_CHANGE = frozenset(
    {
        "force-trend",
        "published-count-change",
        "published-share-change",
        "survey-change",
        "time-since",
    }
)
"""Methods, beside those of change, that say how something moved."""

CHANGED = Words("Did it change since last year?", "¿Ha cambiado desde el año pasado?")
A_QUESTION = Words(
    "One more question in the study would answer it.",
    "Bastaría una pregunta más en el estudio.",
)
ONE_PERIOD = Words("Nothing here compares two periods.", "Nada aquí compara dos periodos.")
TWO_PERIODS = Words(
    "The same records of another year would supply it.",
    "Lo aportarían los mismos registros de otro año.",
)
