"""What the quantities on stops are called in tables and pictures."""

from daylight.report.language import Words


def of_event(name: str, noun: str, spanish: str) -> dict[str, Words]:
    """What is said of one end of a stop: `search`, Search, registros."""
    rate = f"{noun} rate"
    apart = Words(f"Difference in {rate.lower()}s", f"Diferencia de tasas de {spanish}")
    ratio = Words(f"Ratio of {rate.lower()}s", f"Razón de tasas de {spanish}")
    unsure = Words(", whatever the blanks are", ", sean cuales sean los datos en blanco")
    any_group = Words(
        ", whatever group the blanks are", ", sea cual sea el grupo de los datos en blanco"
    )
    like = Words(" among like stops", " entre paradas iguales")
    return {
        f"{name}_rate": Words(rate, f"Tasa de {spanish}"),
        f"{name}_rate_difference": apart,
        f"{name}_rate_ratio": ratio,
        f"{name}_rate_difference_bounds": _and(apart, unsure),
        f"{name}_rate_difference_adjusted": _and(apart, like),
        f"{name}_rate_ratio_adjusted": _and(ratio, like),
        f"{name}_rate_ratio_adjusted_bounds": _and(ratio, like, any_group),
        f"{name}_rate_tipping_share": Words(
            "Share of the stops without race that would undo the difference",
            "Proporción de las paradas sin raza que anularía la diferencia",
        ),
        f"{name}_rate_adjusted_tipping_share": Words(
            "Share of the stops without race that would undo the ratio",
            "Proporción de las paradas sin raza que anularía la razón",
        ),
    }


def _and(*parts: Words) -> Words:
    """A label with what is said further of it."""
    return Words("".join(one.en for one in parts), "".join(one.es for one in parts))


QUANTITIES: dict[str, Words] = {
    **of_event("search", "Search", "registros"),
    **of_event("frisk", "Frisk", "cacheos"),
    **of_event("citation", "Citation", "citaciones"),
    **of_event("arrest", "Arrest", "arrestos"),
    "daylight_odds_ratio": Words(
        "Odds by daylight against the dark", "Momios con luz del día frente a oscuridad"
    ),
    "darkness_log_odds": Words(
        "Log odds in the dark against daylight",
        "Logaritmo de los momios a oscuras frente a luz del día",
    ),
    "share_at_clock_time": Words(
        "Share of those stopped at one clock time",
        "Proporción de las personas paradas a una misma hora",
    ),
    "mean_minutes": Words(
        "Average minutes a stop lasted", "Duración media de una parada en minutos"
    ),
    "share_with_many_minutes": Words(
        "Share of stops that lasted long, in minutes",
        "Proporción de paradas largas, en minutos",
    ),
    "mean_minutes_difference": Words(
        "Difference in average minutes", "Diferencia de minutos de media"
    ),
    "mean_minutes_difference_adjusted": Words(
        "Difference in average minutes among like stops",
        "Diferencia de minutos de media entre paradas iguales",
    ),
    "mean_citations": Words(
        "Average citations where there was one", "Media de citaciones donde hubo alguna"
    ),
    "share_with_many_citations": Words(
        "Share of stops with many citations", "Proporción de paradas con muchas citaciones"
    ),
    "mean_citations_difference": Words(
        "Difference in average citations", "Diferencia de citaciones de media"
    ),
    "mean_citations_difference_adjusted": Words(
        "Difference in average citations among like stops",
        "Diferencia de citaciones de media entre paradas iguales",
    ),
    "missing_race_share": Words("Share of stops without race", "Proporción de paradas sin raza"),
    "missing_race_share_by_key": Words(
        "Share of stops without race", "Proporción de paradas sin raza"
    ),
    "missing_race_share_by_end": Words(
        "Share of stops without race, by how they ended",
        "Proporción de paradas sin raza, según cómo terminaron",
    ),
    "missing_race_share_difference_by_end": Words(
        "Difference in the share without race between ends of a stop",
        "Diferencia de la proporción sin raza según cómo terminó la parada",
    ),
    "missing_race_share_of_officer": Words(
        "Share of an officer's stops without race",
        "Proporción de las paradas de un agente sin raza",
    ),
    "stops_per_person": Words("Stops per person stopped", "Paradas por persona parada"),
    "share_stopped_again": Words(
        "Share of people stopped at least so often",
        "Proporción de personas paradas al menos ese número de veces",
    ),
    "stops_per_person_difference": Words(
        "Difference in stops per person", "Diferencia de paradas por persona"
    ),
    "share_stopped_again_difference": Words(
        "Difference in the share stopped again",
        "Diferencia de la proporción de personas paradas otra vez",
    ),
    "share_in_top_tenth_of_places": Words(
        "Share of stops in a tenth of the places",
        "Proporción de paradas en una décima parte de los lugares",
    ),
    "dissimilarity": Words(
        "Share to be stopped elsewhere for like places",
        "Proporción que habría que parar en otro sitio para igualar los lugares",
    ),
    "dissimilarity_as_counted": Words(
        "The same as counted, chance included", "Lo mismo tal como se contó, con el azar"
    ),
    "dissimilarity_by_chance": Words(
        "The same if chance alone parted the places",
        "Lo mismo si solo el azar separara los lugares",
    ),
    "stop_rate": Words(
        "Stops per member of the benchmark", "Paradas por miembro de la base de comparación"
    ),
    "stop_rate_ratio": Words("Ratio of stop rates", "Razón de tasas de paradas"),
    "stop_rate_ratio_within_places": Words(
        "Ratio of stop rates within places", "Razón de tasas de paradas dentro de los lugares"
    ),
    "stop_rate_ratio_in_place": Words(
        "Ratio of stop rates in one place", "Razón de tasas de paradas en un lugar"
    ),
    "stop_rate_ratio_adjusted": Words(
        "Ratio of stop rates, adjusted", "Razón de tasas de paradas, ajustada"
    ),
}
