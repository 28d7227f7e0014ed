"""What the quantities on monitoring are called in tables and pictures."""

from daylight.report.language import Words

QUANTITIES: dict[str, Words] = {
    "agency_share": Words("Share, agency by agency"),
    "agency_rate": Words("Rate, agency by agency"),
    "agency_ratio": Words("Events over those expected"),
    "agency_share_shrunk": Words("Share, with its chance taken out"),
    "agency_rate_shrunk": Words("Rate, with its chance taken out"),
    "agency_ratio_shrunk": Words("Events over those expected, with chance taken out"),
    "typical_agency_share": Words("Share of a typical agency"),
    "typical_agency_rate": Words("Rate of a typical agency"),
    "typical_agency_ratio": Words("Ratio of a typical agency"),
    "agency_share_within_which_most_lie": Words("Where 95 of 100 agencies end"),
    "agency_rate_within_which_most_lie": Words("Where 95 of 100 agencies end"),
    "agency_ratio_within_which_most_lie": Words("Where 95 of 100 agencies end"),
    "between_agency_variance": Words("Variance between agencies"),
    "coded_share": Words("Share the coder marked"),
    "corrected_share": Words("Share after reading a sample"),
    "confirmed_share": Words("Share of the kind on reading"),
    "coding_error": Words("Error of the coder's share"),
    "corrected_share_difference": Words("Difference of corrected shares"),
    "coding_error_difference": Words("Difference of the coder's errors"),
    "running_share": Words("Share since the baseline"),
    "running_rate": Words("Rate since the baseline"),
    "share_change_from_baseline": Words("Change of the share from the baseline"),
    "rate_change_from_baseline": Words("Change of the rate from the baseline"),
    "share_above_target": Words("Share less the target"),
    "rate_above_target": Words("Rate less the target"),
}
