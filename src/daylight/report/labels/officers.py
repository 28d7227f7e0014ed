"""What the quantities on officers are called in tables and pictures."""

from daylight.report.language import Words

QUANTITIES: dict[str, Words] = {
    "mean_officer_gap": Words("Gap of officers, on average", "Brecha media de los agentes"),
    "officer_gap_variance": Words(
        "Variance of officers' gaps", "Varianza de las brechas de los agentes"
    ),
    "officer_gap_sd": Words("Spread of officers' gaps", "Dispersión de las brechas de los agentes"),
    "officer_gap_within_which_most_lie": Words(
        "Where 95 of 100 officers' gaps end",
        "Donde acaban las brechas de 95 de cada 100 agentes",
    ),
    "officer_gap": Words(
        "Officer's gap, with its chance taken out", "Brecha del agente, descontado el azar"
    ),
    "top_share": Words(
        "Share of events on the top officers",
        "Proporción de sucesos de los agentes con más sucesos",
    ),
    "top_share_of_those_with_events": Words(
        "The same, among officers with an event", "La misma, entre agentes con algún suceso"
    ),
    "top_share_by_chance": Words(
        "Share on the top, if officers were identical",
        "Proporción de los primeros, si los agentes fueran idénticos",
    ),
    "top_share_above_chance": Words(
        "Share on the top above chance", "Proporción de los primeros por encima del azar"
    ),
    "top_share_of_rates": Words(
        "Share on the top of the underlying rates",
        "Proporción de los primeros según las tasas subyacentes",
    ),
    "decile_events": Words("Events by tenth of officers", "Sucesos por décima de los agentes"),
    "gini": Words("Gini index", "Índice de Gini"),
    "gini_unbiased": Words("Gini index, unbiased", "Índice de Gini, corregido"),
    "gini_generalised": Words("Gini index, generalised", "Índice de Gini, generalizado"),
    "gini_generalised_unbiased": Words(
        "Gini index, generalised and unbiased", "Índice de Gini, generalizado y corregido"
    ),
    "gini_by_chance": Words("Gini index by chance", "Índice de Gini por azar"),
    "gini_unbiased_by_chance": Words(
        "Gini index by chance, unbiased", "Índice de Gini por azar, corregido"
    ),
    "gini_generalised_by_chance": Words(
        "Gini index by chance, generalised", "Índice de Gini por azar, generalizado"
    ),
    "gini_generalised_unbiased_by_chance": Words(
        "Gini index by chance, generalised and unbiased",
        "Índice de Gini por azar, generalizado y corregido",
    ),
    "gini_of_rates": Words(
        "Gini index of the underlying rates", "Índice de Gini de las tasas subyacentes"
    ),
    "lorenz": Words(
        "Share of events on the officers with the fewest",
        "Proporción de sucesos de los agentes con menos sucesos",
    ),
    "lorenz_by_chance": Words(
        "Share on the officers with the fewest, by chance",
        "Proporción de los agentes con menos sucesos, por azar",
    ),
    "later_share": Words(
        "Share of later events on the earlier top",
        "Proporción de sucesos posteriores de los primeros de antes",
    ),
    "earlier_share": Words(
        "Share of earlier events on the earlier top",
        "Proporción de sucesos anteriores de los primeros de antes",
    ),
    "exposure_share": Words(
        "Share of later exposure of the earlier top",
        "Proporción de la exposición posterior de los primeros de antes",
    ),
    "later_share_above_alike": Words(
        "Later share above identical officers",
        "Proporción posterior por encima de agentes idénticos",
    ),
    "rate_correlation": Words(
        "Correlation of rates between the halves", "Correlación de tasas entre las mitades"
    ),
    "reliability": Words(
        "Share of differences that repeat", "Proporción de las diferencias que se repite"
    ),
    "share_avoided": Words("Later events avoided", "Sucesos posteriores evitados"),
    "past_share": Words(
        "Earlier events on the same officers", "Sucesos anteriores de los mismos agentes"
    ),
    "gap_removed": Words(
        "Part of the gap that goes with them", "Parte de la brecha que se va con ellos"
    ),
    "share_avoided_by_choice": Words(
        "Later events avoided, by choice made", "Sucesos posteriores evitados, según lo elegido"
    ),
    "variance_component": Words("Relative variance of rates", "Varianza relativa de las tasas"),
    "variance_share": Words("Share of the differences", "Proporción de las diferencias"),
    "chance_share": Words(
        "Share of the spread that is chance", "Proporción de la dispersión que es azar"
    ),
    "rate_ratio_to_other_departments": Words(
        "Rate relative to other departments", "Tasa respecto de otros departamentos"
    ),
    "typical_rate_ratio_to_other_departments": Words(
        "Rate of the middle half, relative to others",
        "Tasa de la mitad central, respecto de otros",
    ),
    "rate_above_colleagues": Words("Rate above colleagues", "Tasa por encima de los colegas"),
    "ordinary_difference": Words(
        "Region of an ordinary officer's difference",
        "Zona de la diferencia de un agente corriente",
    ),
    "own_rate": Words("Own rate", "Tasa propia"),
    "colleagues_rate": Words("Colleagues' rate", "Tasa de los colegas"),
    "local_false_discovery_rate": Words(
        "Chance that the officer is ordinary", "Probabilidad de que el agente sea corriente"
    ),
    "flagged": Words("Officers flagged", "Agentes señalados"),
    "flagged_by_plain_z_above_2": Words(
        "Officers a plain test would flag", "Agentes que señalaría un contraste simple"
    ),
    "later_events_with_peer_share": Words(
        "Change in later events with 10 points more",
        "Cambio en los sucesos posteriores con 10 puntos más",
    ),
    "events_per_officer_month": Words("Events per officer and month", "Sucesos por agente y mes"),
    "exposed_share": Words(
        "Share of colleagues with earlier events",
        "Proporción de colegas con sucesos anteriores",
    ),
    "severity_score": Words("Score of a severity", "Puntuación de una gravedad"),
    "propensity": Words("Propensity to escalate", "Propensión a escalar"),
    "propensity_sd": Words("Uncertainty of the propensity", "Incertidumbre de la propensión"),
    "peers": Words("Comparable officers", "Agentes comparables"),
    "escalation": Words(
        "Escalation beyond comparable officers", "Escalada por encima de agentes comparables"
    ),
    "rank": Words("Rank among comparable officers", "Puesto entre agentes comparables"),
    "probability_top_5_percent": Words(
        "Probability of the top 5 %", "Probabilidad de estar en el 5 % superior"
    ),
    "probability_bottom_5_percent": Words(
        "Probability of the bottom 5 %", "Probabilidad de estar en el 5 % inferior"
    ),
    "not_comparable_scenes": Words(
        "Scenes of officers who cannot be compared",
        "Escenas de agentes que no pueden compararse",
    ),
    "recall": Words("Share of later events caught", "Proporción de sucesos posteriores captada"),
    "precision": Words(
        "Share of those alerted on with a later event",
        "Proporción con un suceso posterior entre los alertados",
    ),
    "alerted_share": Words("Share of officers alerted on", "Proporción de agentes con alerta"),
    "months_to_next_event": Words("Months to the next event", "Meses hasta el siguiente suceso"),
    "new_alerts_per_month": Words("New alerts a month", "Alertas nuevas al mes"),
    "alerted_share_of_group": Words(
        "Share alerted on, by group", "Proporción con alerta, por grupo"
    ),
    "precision_of_group": Words(
        "Share followed by an event, by group", "Proporción seguida de un suceso, por grupo"
    ),
    "recall_above_plain_count": Words(
        "Share of later events caught, above the plain count",
        "Proporción de sucesos posteriores captada, sobre el recuento simple",
    ),
    "observed_over_forecast": Words(
        "Later events over the forecast", "Sucesos posteriores entre lo previsto"
    ),
}
