"""What the quantities on stops are called in tables and pictures."""

from daylight.report.language import Words


def _of_event(name: str, noun: str) -> dict[str, Words]:
    """What is said of one end of a stop: `search`, Search."""
    rate = f"{noun} rate"
    apart = f"Difference in {rate.lower()}s"
    ratio = f"Ratio of {rate.lower()}s"
    return {
        f"{name}_rate": Words(rate),
        f"{name}_rate_difference": Words(apart),
        f"{name}_rate_ratio": Words(ratio),
        f"{name}_rate_difference_bounds": Words(f"{apart}, whatever the blanks are"),
        f"{name}_rate_difference_adjusted": Words(f"{apart} among like stops"),
        f"{name}_rate_ratio_adjusted": Words(f"{ratio} among like stops"),
        f"{name}_rate_ratio_adjusted_bounds": Words(
            f"{ratio} among like stops, whatever group the blanks are"
        ),
        f"{name}_rate_tipping_share": Words(
            "Share of the stops without race that would undo the difference"
        ),
        f"{name}_rate_adjusted_tipping_share": Words(
            "Share of the stops without race that would undo the ratio"
        ),
    }


QUANTITIES: dict[str, Words] = {
    **_of_event("search", "Search"),
    **_of_event("frisk", "Frisk"),
    **_of_event("citation", "Citation"),
    **_of_event("arrest", "Arrest"),
    "daylight_odds_ratio": Words("Odds by daylight against the dark"),
    "darkness_log_odds": Words("Log odds in the dark against daylight"),
    "share_at_clock_time": Words("Share of those stopped at one clock time"),
    "mean_minutes": Words("Mean minutes a stop lasted"),
    "share_with_many_minutes": Words("Share of stops that lasted long, in minutes"),
    "mean_minutes_difference": Words("Difference in mean minutes"),
    "mean_minutes_difference_adjusted": Words("Difference in mean minutes among like stops"),
    "mean_citations": Words("Mean citations where there was one"),
    "share_with_many_citations": Words("Share of stops with many citations"),
    "mean_citations_difference": Words("Difference in mean citations"),
    "mean_citations_difference_adjusted": Words("Difference in mean citations among like stops"),
    "missing_race_share": Words("Share of stops without race"),
    "missing_race_share_by_key": Words("Share of stops without race"),
    "missing_race_share_by_end": Words("Share of stops without race, by how they ended"),
    "missing_race_share_difference_by_end": Words(
        "Difference in the share without race between ends of a stop"
    ),
    "missing_race_share_of_officer": Words("Share of an officer's stops without race"),
    "stops_per_person": Words("Stops per person stopped"),
    "share_stopped_again": Words("Share of persons stopped at least so often"),
    "stops_per_person_difference": Words("Difference in stops per person"),
    "share_stopped_again_difference": Words("Difference in the share stopped again"),
    "share_in_top_tenth_of_places": Words("Share of stops in a tenth of the places"),
    "dissimilarity": Words("Share to be stopped elsewhere for like places"),
    "dissimilarity_as_counted": Words("The same as counted, chance included"),
    "dissimilarity_by_chance": Words("The same if chance alone parted the places"),
    "stop_rate": Words("Stops per member of the benchmark"),
    "stop_rate_ratio": Words("Ratio of stop rates"),
    "stop_rate_ratio_within_places": Words("Ratio of stop rates within places"),
    "stop_rate_ratio_in_place": Words("Ratio of stop rates in one place"),
    "stop_rate_ratio_adjusted": Words("Ratio of stop rates, adjusted"),
}
