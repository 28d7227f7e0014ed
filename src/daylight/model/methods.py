"""Every method, by name. To add one: write its module, import its METHOD, add a line."""

from daylight.model.effects.callaway_santanna import METHOD as CALLAWAY_SANTANNA
from daylight.model.effects.event_study import METHOD as EVENT_STUDY
from daylight.model.effects.interrupted_time_series import METHOD as INTERRUPTED_TIME_SERIES
from daylight.model.effects.placebo import METHOD as PLACEBO
from daylight.model.effects.roth_santanna import METHOD as ROTH_SANTANNA
from daylight.model.effects.synthetic_control import METHOD as SYNTHETIC_CONTROL
from daylight.model.effects.synthetic_did import METHOD as SYNTHETIC_DID
from daylight.model.effects.two_way_fixed_effects import METHOD as TWO_WAY_FIXED_EFFECTS
from daylight.model.force.methods import FORCE
from daylight.model.method import Method
from daylight.model.officers.methods import OFFICERS
from daylight.model.searches import (
    agreement,
    anwar_fang,
    hidden_confounder,
    hit_rate,
    knowles_persico_todd,
    multiverse,
    regression,
    risk_adjusted,
    threshold,
)
from daylight.model.stops import (
    measured_outcome,
    missing_race,
    outcome_rate,
    outcome_rate_adjusted,
    place_concentration,
    repeat_contact,
    stop_rate,
    stop_rate_adjusted,
    veil_of_darkness,
)
from daylight.model.trust.survey_change import METHOD as SURVEY_CHANGE
from daylight.model.trust.survey_gap import METHOD as SURVEY_GAP
from daylight.model.trust.survey_level import METHOD as SURVEY_LEVEL

ALL: tuple[Method, ...] = (
    CALLAWAY_SANTANNA,
    EVENT_STUDY,
    INTERRUPTED_TIME_SERIES,
    PLACEBO,
    ROTH_SANTANNA,
    SYNTHETIC_CONTROL,
    SYNTHETIC_DID,
    TWO_WAY_FIXED_EFFECTS,
    *OFFICERS,
    SURVEY_CHANGE,
    SURVEY_GAP,
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
    *threshold.METHODS,
    stop_rate_adjusted.METHOD,
    *regression.METHODS,
    hidden_confounder.METHOD,
    risk_adjusted.METHOD,
    place_concentration.METHOD,
    repeat_contact.METHOD,
    *measured_outcome.METHODS,
    agreement.METHOD,
    multiverse.METHOD,
)

METHODS: dict[str, Method] = {method.name: method for method in ALL}
