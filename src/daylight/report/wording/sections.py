"""The fixed sentences of sections."""

from daylight.report.language import say


def nothing_answered() -> str:
    """The line to take away where every question of a section was refused."""
    return say(
        "These records cannot answer what was asked here.",
        "Estos datos no pueden responder a lo que se preguntó aquí.",
    )
