"""What the quantities on searches are called in tables and pictures."""

from daylight.report.language import Words

QUANTITIES: dict[str, Words] = {
    "hit_rate": Words("Hit rate", "Tasa de hallazgos"),
    "hit_rate_difference": Words("Difference in hit rates", "Diferencia de tasas de hallazgos"),
    "hit_rate_ratio": Words("Ratio of hit rates", "Razón de tasas de hallazgos"),
    "hit_rate_difference_bounds": Words(
        "Difference in hit rates, whatever the blanks are",
        "Diferencia de tasas de hallazgos, sean cuales sean los datos en blanco",
    ),
    "hit_rate_difference_within": Words(
        "Difference in hit rates among like searches",
        "Diferencia de tasas de hallazgos entre registros iguales",
    ),
    "hit_rate_difference_by_ground": Words(
        "Difference in hit rates on one ground",
        "Diferencia de tasas de hallazgos por un mismo motivo",
    ),
    "hit_rate_difference_same_ground": Words(
        "Difference in hit rates on one mix of grounds",
        "Diferencia de tasas de hallazgos con una misma mezcla de motivos",
    ),
    "hit_rate_difference_mix_of_grounds": Words(
        "Difference made by the mix of grounds", "Diferencia que produce la mezcla de motivos"
    ),
    "hit_rate_difference_part_of_ground": Words(
        "Part of the difference made on one ground",
        "Parte de la diferencia que surge por un motivo",
    ),
    "equal_hit_rates": Words(
        "Probability of hit rates this unequal, were they equal",
        "Probabilidad de tasas de hallazgos tan desiguales si fueran iguales",
    ),
    "search_odds_ratio": Words("Odds ratio of a search", "Razón de momios de un registro"),
    "search_odds_ratio_bounds": Words(
        "Odds ratio of a search, whatever group the blanks are",
        "Razón de momios de un registro, sea cual sea el grupo de los datos en blanco",
    ),
    "frisk_odds_ratio": Words("Odds ratio of a frisk", "Razón de momios de un cacheo"),
    "frisk_odds_ratio_bounds": Words(
        "Odds ratio of a frisk, whatever group the blanks are",
        "Razón de momios de un cacheo, sea cual sea el grupo de los datos en blanco",
    ),
    "citation_odds_ratio": Words("Odds ratio of a citation", "Razón de momios de una citación"),
    "citation_odds_ratio_bounds": Words(
        "Odds ratio of a citation, whatever group the blanks are",
        "Razón de momios de una citación, sea cual sea el grupo de los datos en blanco",
    ),
    "arrest_odds_ratio": Words("Odds ratio of an arrest", "Razón de momios de un arresto"),
    "arrest_odds_ratio_bounds": Words(
        "Odds ratio of an arrest, whatever group the blanks are",
        "Razón de momios de un arresto, sea cual sea el grupo de los datos en blanco",
    ),
    "e_value": Words(
        "Strength that would explain the ratio (E-value)",
        "Fuerza que explicaría la razón (valor E)",
    ),
    "e_value_of_nearer_limit": Words(
        "Strength that would bring the interval to no difference",
        "Fuerza que llevaría el intervalo a la ausencia de diferencia",
    ),
    "search_rate_difference_standardised": Words(
        "Difference in search rates over all stops",
        "Diferencia de tasas de registros en todas las paradas",
    ),
    "search_rate_difference_if_confounded": Words(
        "Difference under a hidden circumstance", "Diferencia con una circunstancia oculta"
    ),
    "tipping_odds_ratio": Words(
        "Strength at which the difference is gone", "Fuerza con la que desaparece la diferencia"
    ),
    "search_rate_difference_at_equal_risk": Words(
        "Difference in search rates at equal risk",
        "Diferencia de tasas de registros a igual riesgo",
    ),
    "search_rate_difference_at_equal_risk_bounds": Words(
        "Difference at equal risk, were risks off",
        "Diferencia a igual riesgo, si los riesgos fallaran",
    ),
    "search_rate_difference_between_officers": Words(
        "Difference in search rates of officers", "Diferencia de tasas de registros entre agentes"
    ),
    "search_rate_rank_reversal": Words(
        "Probability of such a reversal of search rates by chance",
        "Probabilidad de tal inversión de tasas de registros por azar",
    ),
    "hit_rate_difference_between_officers": Words(
        "Difference in hit rates of officers", "Diferencia de tasas de hallazgos entre agentes"
    ),
    "hit_rate_rank_reversal": Words(
        "Probability of such a reversal of hit rates by chance",
        "Probabilidad de tal inversión de tasas de hallazgos por azar",
    ),
    "threshold": Words("Search threshold", "Umbral de registro"),
    "average_threshold": Words("Average search threshold", "Umbral medio de registro"),
    "threshold_gap": Words("Gap between search thresholds", "Distancia entre umbrales de registro"),
    "evidence": Words("How clear the evidence is", "Qué tan clara es la evidencia"),
    "facts_pointing_to_more": Words(
        "Facts pointing to more police action", "Hechos que apuntan a más acción policial"
    ),
    "facts_pointing_to_less": Words(
        "Facts pointing to less police action", "Hechos que apuntan a menos acción policial"
    ),
    "facts_without_enough_evidence": Words(
        "Facts without enough evidence", "Hechos sin evidencia suficiente"
    ),
    "facts_that_depend_on_how_they_are_asked": Words(
        "Facts that depend on the model or on how they are asked",
        "Hechos que dependen del modelo o de cómo se pregunta",
    ),
    "choice": Words("Answer under one choice", "Respuesta con una opción"),
    "median_choice": Words("Middle answer", "Respuesta central"),
    "share_of_choices_on_the_same_side": Words(
        "Share of answers on the middle one's side",
        "Proporción de respuestas del lado de la central",
    ),
    "share_of_choices_clear_of_no_difference": Words(
        "Share of answers clear of no difference",
        "Proporción de respuestas que excluyen la igualdad",
    ),
}
