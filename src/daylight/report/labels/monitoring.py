"""What the quantities on monitoring are called in tables and pictures."""

from daylight.report.language import Words

QUANTITIES: dict[str, Words] = {
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
