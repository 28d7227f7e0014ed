"""Every method, by name. To add one: write its module, import its METHOD, add a line."""

from daylight.model.effects import callaway_santanna
from daylight.model.method import Method
from daylight.model.trust import survey_level

ALL: tuple[Method, ...] = (
    callaway_santanna.METHOD,
    survey_level.METHOD,
)

METHODS: dict[str, Method] = {method.name: method for method in ALL}
