"""The quantities of prison terms."""

from dataclasses import replace

from daylight.data.quantity import Scale
from daylight.model.crosstab import GROUP, group_quantity

SELECTION = "selection"
"""Key of bounds: what is supposed of whom a court sends to prison."""

RATIO = group_quantity("sentence_length_ratio", Scale.RATIO, unit="prison terms")
BOUNDS = replace(
    RATIO,
    name="sentence_length_ratio_bounds",
    unit="cases",
    keys=(GROUP, SELECTION),
    is_bound=True,
)
BOUNDS_WITH_CHANCE = replace(BOUNDS, name="sentence_length_ratio_bounds_with_chance")
ONE_PART = group_quantity("prison_months_difference_with_none", Scale.CHANGE, unit="cases")
"""Months of prison, none for those who got none: the two parts in one."""
IN_PRISON = group_quantity("imprisoned_share_beside_length", Scale.PROPORTION, unit="cases")
"""The first part beside the second: the share sent to prison, of those of whom it is known."""
