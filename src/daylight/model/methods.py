"""Every method, by name. To add one: write its module, import its METHOD, add a line."""

from daylight.model.method import Method

ALL: tuple[Method, ...] = ()

METHODS: dict[str, Method] = {method.name: method for method in ALL}
