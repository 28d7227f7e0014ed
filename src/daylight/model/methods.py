"""Every method, by name. To add one: write its module, import its METHOD, add a line."""

from daylight.model.method import Method
from daylight.model.officers.concentration import METHOD as CONCENTRATION
from daylight.model.officers.persistence import METHOD as PERSISTENCE

ALL: tuple[Method, ...] = (CONCENTRATION, PERSISTENCE)

METHODS: dict[str, Method] = {method.name: method for method in ALL}
