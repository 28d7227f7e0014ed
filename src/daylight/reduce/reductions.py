"""Every reduction, by name. To add one: write it, import its record, add a line."""

from daylight.reduce.contacts import CONTACTS_REDUCTION
from daylight.reduce.darkness import DARKNESS
from daylight.reduce.force_reductions import FORCE_REDUCTIONS
from daylight.reduce.in_service import IN_SERVICE
from daylight.reduce.officer_peers import OFFICER_PEERS
from daylight.reduce.officers import OFFICER_REDUCTIONS
from daylight.reduce.outcomes import OUTCOMES
from daylight.reduce.reduction import Reduction
from daylight.reduce.searches import SEARCHES
from daylight.reduce.stop_rates import STOP_RATES

ALL: tuple[Reduction, ...] = (
    SEARCHES,
    OUTCOMES,
    STOP_RATES,
    *FORCE_REDUCTIONS,
    DARKNESS,
    CONTACTS_REDUCTION,
    *OFFICER_REDUCTIONS,
    *IN_SERVICE,
    OFFICER_PEERS,
)
REDUCTIONS: dict[str, Reduction] = {reduction.name: reduction for reduction in ALL}
