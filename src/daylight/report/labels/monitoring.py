"""What the quantities on monitoring are called in tables and pictures."""

from daylight.report.language import Words

_MOST = Words("Where 95 of 100 agencies end", "Donde acaban 95 de cada 100 cuerpos")

QUANTITIES: dict[str, Words] = {
    "agency_share": Words("Share, agency by agency", "Proporción de cada cuerpo policial"),
    "agency_rate": Words("Rate, agency by agency", "Tasa de cada cuerpo policial"),
    "agency_ratio": Words("Events over those expected", "Sucesos entre los esperados"),
    "agency_share_shrunk": Words(
        "Share, with its chance taken out", "Proporción, descontado el azar"
    ),
    "agency_rate_shrunk": Words("Rate, with its chance taken out", "Tasa, descontado el azar"),
    "agency_ratio_shrunk": Words(
        "Events over those expected, with chance taken out",
        "Sucesos entre los esperados, descontado el azar",
    ),
    "typical_agency_share": Words("Share of a typical agency", "Proporción de un cuerpo típico"),
    "typical_agency_rate": Words("Rate of a typical agency", "Tasa de un cuerpo típico"),
    "typical_agency_ratio": Words("Ratio of a typical agency", "Razón de un cuerpo típico"),
    "agency_share_within_which_most_lie": _MOST,
    "agency_rate_within_which_most_lie": _MOST,
    "agency_ratio_within_which_most_lie": _MOST,
    "between_agency_variance": Words("Variance between agencies", "Varianza entre cuerpos"),
    "coded_share": Words("Share the coder marked", "Proporción que marcó el codificador"),
    "corrected_share": Words("Share after reading a sample", "Proporción tras leer una muestra"),
    "confirmed_share": Words("Share of the kind on reading", "Proporción de ese tipo al leerlos"),
    "coding_error": Words("Error of the coder's share", "Error de la proporción del codificador"),
    "corrected_share_difference": Words(
        "Difference of corrected shares", "Diferencia de proporciones corregidas"
    ),
    "coding_error_difference": Words(
        "Difference of the coder's errors", "Diferencia de los errores del codificador"
    ),
    "running_share": Words("Share since the baseline", "Proporción desde el período de referencia"),
    "running_rate": Words("Rate since the baseline", "Tasa desde el período de referencia"),
    "share_change_from_baseline": Words(
        "Change of the share from the baseline",
        "Cambio de la proporción desde el período de referencia",
    ),
    "rate_change_from_baseline": Words(
        "Change of the rate from the baseline", "Cambio de la tasa desde el período de referencia"
    ),
    "share_above_target": Words("Share less the target", "Proporción menos la meta"),
    "rate_above_target": Words("Rate less the target", "Tasa menos la meta"),
}
