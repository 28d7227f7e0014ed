"""The fixed sentences of sections."""

from daylight.report.language import Words, say

WHAT_IT_IS = Words(
    "What the agency’s own records hold, compared between groups, places and times. Disparities "
    "are measured; why anyone acted is not.",
    "Lo que contienen los datos del propio cuerpo policial, comparado entre grupos, lugares y "
    "momentos. Se miden diferencias, no por qué actuó nadie.",
)
"""What stands under the title of every report."""


def nothing_answered() -> str:
    """The line to take away where every question of a section was refused."""
    return say(
        "These records cannot answer what was asked here.",
        "Estos datos no pueden responder a lo que se preguntó aquí.",
    )
