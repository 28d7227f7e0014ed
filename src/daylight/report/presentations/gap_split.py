"""What a report says of a gap that is split by Kitagawa."""

from daylight.report.charts import courts_parts
from daylight.report.defence import Defence
from daylight.report.language import Words, say
from daylight.report.notes.words import Facts
from daylight.report.numbers import percent
from daylight.report.presentation import Presentation
from daylight.report.presentations.courts_decisions import OBJECTIONS
from daylight.report.wording import courts_split
from daylight.report.wording.courts_given import NOTES
from daylight.report.wording.groups import people


def _one_group(f: Facts) -> str:
    who, own, other = people(f["group"]), percent(f["share"]), percent(f["reference_share"])
    return say(
        f"{own} of the cases of {who} and {other} of those compared with lie in cells that both "
        "groups have; of the rest nobody can say what like cases of the other group got.",
        f"El {own} de los casos de {who} y el {other} de los comparados están en celdas que ambos "
        "grupos tienen; del resto nadie puede decir qué recibieron casos iguales del otro grupo.",
    )


PRESENTATIONS = (
    Presentation(
        method="gap-split",
        says=courts_split.split,
        picture=courts_parts.split,
        labels={
            "gap": Words("The gap", "La brecha"),
            "gap_within_cells": Words("Within like cases", "Dentro de casos iguales"),
            "gap_of_the_mix": Words("For which cases there are", "Por qué casos hay"),
            "gap_of_cells_of_one_group": Words(
                "In cases that only one group has", "En casos que solo tiene un grupo"
            ),
        },
        notes={**NOTES, "cells-of-one-group": _one_group},
        defence=Defence(
            against=Words(
                "what the file does not hold of a case, and how it came to be charged",
                "lo que el archivo no recoge de un caso, y cómo llegó a acusarse",
            )
        ),
        objections=OBJECTIONS,
    ),
)
