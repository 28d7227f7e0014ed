"""The reductions about force and custody."""

from daylight.reduce.circumstances import FORCE_CIRCUMSTANCES
from daylight.reduce.custody import TRANSPORTS
from daylight.reduce.force import COUNTED_BY_KIND
from daylight.reduce.lists import DEATH_LISTS, FORCE_AND_COMPLAINTS, RESISTING_WITHOUT_FORCE
from daylight.reduce.policy import POLICY_CHECKS
from daylight.reduce.weapons import FORCE_WEAPONS

FORCE_REDUCTIONS = (
    *COUNTED_BY_KIND,
    FORCE_CIRCUMSTANCES,
    FORCE_WEAPONS,
    TRANSPORTS,
    DEATH_LISTS,
    FORCE_AND_COMPLAINTS,
    RESISTING_WITHOUT_FORCE,
    POLICY_CHECKS,
)
