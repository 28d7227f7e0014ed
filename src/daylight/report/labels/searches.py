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
}
