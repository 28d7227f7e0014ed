"""What a report says of whom a bill's rule would reach."""

from daylight.report.charts import courts_parts
from daylight.report.language import Words, say
from daylight.report.notes.words import Facts, fixed
from daylight.report.presentation import Presentation
from daylight.report.topic import Raised, Topic
from daylight.report.wording import courts_reach
from daylight.report.wording.courts_given import NOTES


def _left_out(f: Facts) -> str:
    return say(f["en"], f["es"])


PRESENTATIONS = (
    Presentation(
        method="reach-of-a-rule",
        says=courts_reach.reach,
        picture=courts_parts.reach,
        labels={
            "reached_share": Words("Reached, from least to most", "Alcance, de lo menos a lo más"),
            "reached_cases": Words("Cases reached", "Casos alcanzados"),
            "reached_share_at_least": Words(
                "Reached at least, with chance", "Alcance mínimo, con el azar"
            ),
            "reached_share_at_most": Words(
                "Reached at most, with chance", "Alcance máximo, con el azar"
            ),
            "reached_share_difference": Words("Reached: difference", "Alcance: diferencia"),
        },
        notes={
            **NOTES,
            "rules-left-out": _left_out,
            "reach-is-not-effect": fixed(
                "Who meets a rule’s conditions is counted; what sentences would have been, or what "
                "would have been charged instead, is not.",
                "Se cuenta a quien cumple las condiciones de una regla; no qué penas habría habido "
                "ni qué se habría imputado en su lugar.",
            ),
        },
        objections=(
            Raised(Topic.DEFINITIONS),
            Raised(Topic.BLANKS),
            Raised(Topic.RECORDING),
            Raised(Topic.PURPOSE),
        ),
    ),
)
