"""What the quantities on searches are called in tables and pictures."""

from daylight.report.language import Words

QUANTITIES: dict[str, Words] = {
    "hit_rate": Words("Hit rate"),
    "hit_rate_difference": Words("Difference in hit rates"),
    "hit_rate_ratio": Words("Ratio of hit rates"),
    "hit_rate_difference_bounds": Words("Difference in hit rates, whatever the blanks are"),
    "hit_rate_difference_within": Words("Difference in hit rates among like searches"),
    "hit_rate_difference_by_ground": Words("Difference in hit rates on one ground"),
    "hit_rate_difference_same_ground": Words("Difference in hit rates on one mix of grounds"),
    "hit_rate_difference_mix_of_grounds": Words("Difference made by the mix of grounds"),
    "hit_rate_difference_part_of_ground": Words("Part of the difference made on one ground"),
    "equal_hit_rates": Words("Probability of hit rates this unequal, were they equal"),
    "search_odds_ratio": Words("Odds ratio of a search"),
    "search_odds_ratio_bounds": Words("Odds ratio of a search, whatever group the blanks are"),
    "frisk_odds_ratio": Words("Odds ratio of a frisk"),
    "frisk_odds_ratio_bounds": Words("Odds ratio of a frisk, whatever group the blanks are"),
    "citation_odds_ratio": Words("Odds ratio of a citation"),
    "citation_odds_ratio_bounds": Words("Odds ratio of a citation, whatever group the blanks are"),
    "arrest_odds_ratio": Words("Odds ratio of an arrest"),
    "arrest_odds_ratio_bounds": Words("Odds ratio of an arrest, whatever group the blanks are"),
    "e_value": Words("Strength that would explain the ratio (E-value)"),
    "e_value_of_nearer_limit": Words("Strength that would bring the interval to no difference"),
    "search_rate_difference_standardised": Words("Difference in search rates over all stops"),
    "search_rate_difference_if_confounded": Words("Difference under a hidden circumstance"),
    "tipping_odds_ratio": Words("Strength at which the difference is gone"),
    "search_rate_difference_at_equal_risk": Words("Difference in search rates at equal risk"),
    "search_rate_difference_at_equal_risk_bounds": Words(
        "Difference at equal risk, were risks off"
    ),
    "search_rate_difference_between_officers": Words("Difference in search rates of officers"),
    "search_rate_rank_reversal": Words("Probability of such a reversal of search rates by chance"),
    "hit_rate_difference_between_officers": Words("Difference in hit rates of officers"),
    "hit_rate_rank_reversal": Words("Probability of such a reversal of hit rates by chance"),
    "threshold": Words("Search threshold"),
    "average_threshold": Words("Average search threshold"),
    "threshold_gap": Words("Gap between search thresholds"),
    "evidence": Words("How clear the evidence is"),
    "facts_pointing_to_more": Words("Facts pointing to more police action"),
    "facts_pointing_to_less": Words("Facts pointing to less police action"),
    "facts_without_enough_evidence": Words("Facts without enough evidence"),
    "facts_that_depend_on_how_they_are_asked": Words(
        "Facts that depend on the model or on how they are asked"
    ),
    "choice": Words("Answer under one choice"),
    "median_choice": Words("Middle answer"),
    "share_of_choices_on_the_same_side": Words("Share of answers on the middle one's side"),
    "share_of_choices_clear_of_no_difference": Words("Share of answers clear of no difference"),
}
