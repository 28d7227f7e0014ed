"""Every method, by name. To add one: write its module, import its METHOD, add a line."""

from daylight.model.effects.callaway_santanna import METHOD as CALLAWAY_SANTANNA
from daylight.model.force.methods import FORCE
from daylight.model.method import Method
from daylight.model.officers.concentration import METHOD as CONCENTRATION
from daylight.model.officers.persistence import METHOD as PERSISTENCE
from daylight.model.searches import anwar_fang, hit_rate, knowles_persico_todd
from daylight.model.stops import (
    missing_race,
    outcome_rate,
    outcome_rate_adjusted,
    stop_rate,
    veil_of_darkness,
)
from daylight.model.trust.survey_level import METHOD as SURVEY_LEVEL

ALL: tuple[Method, ...] = (
    CALLAWAY_SANTANNA,
    CONCENTRATION,
    PERSISTENCE,
    SURVEY_LEVEL,
    stop_rate.METHOD,
    *outcome_rate.METHODS,
    *outcome_rate_adjusted.METHODS,
    *FORCE,
    veil_of_darkness.METHOD,
    missing_race.METHOD,
    hit_rate.METHOD,
    knowles_persico_todd.METHOD,
    anwar_fang.METHOD,
)

METHODS: dict[str, Method] = {method.name: method for method in ALL}
