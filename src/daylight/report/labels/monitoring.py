"""What the quantities on monitoring are called in tables and pictures."""

from daylight.report.language import Words

QUANTITIES: dict[str, Words] = {
    "running_share": Words("Share since the baseline"),
    "running_rate": Words("Rate since the baseline"),
    "share_change_from_baseline": Words("Change of the share from the baseline"),
    "rate_change_from_baseline": Words("Change of the rate from the baseline"),
    "share_above_target": Words("Share less the target"),
    "rate_above_target": Words("Rate less the target"),
}
