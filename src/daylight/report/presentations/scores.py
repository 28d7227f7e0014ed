"""What a report says of scores of risk."""

from daylight.report import numbers
from daylight.report.charts import courts_lines
from daylight.report.language import Words, say
from daylight.report.notes.words import Facts, fixed
from daylight.report.presentation import Presentation
from daylight.report.topic import Raised, Topic
from daylight.report.wording import courts


def _not_followed(f: Facts) -> str:
    people, came = numbers.count(f["people"]), numbers.count(f["came"])
    return say(
        f"{people} people could not be followed to the end of the time; {came} of them have the "
        "outcome, so that every share with it is too high.",
        f"A {people} personas no se las pudo seguir hasta el final del plazo; {came} de ellas "
        "tuvieron el desenlace, así que toda proporción con él es demasiado alta.",
    )


def _blank(f: Facts) -> str:
    people = numbers.count(f["people"])
    return say(
        f"The outcome of {people} people is blank; they are left out.",
        f"El desenlace de {people} personas está en blanco; quedan fuera.",
    )


OBJECTIONS = (
    Raised(Topic.OMITTED),
    Raised(Topic.FEW),
    Raised(Topic.MANY),
    Raised(Topic.POWER),
    Raised(Topic.DEFINITIONS),
    Raised(Topic.RECORDING),
    Raised(Topic.PURPOSE),
)

PRESENTATIONS = (
    Presentation(
        method="score-errors",
        says=courts.errors,
        picture=courts_lines.errors,
        labels={
            "false_positive_rate": Words(
                "Scored high among those without the outcome",
                "Puntuación alta entre quienes no tuvieron el desenlace",
            ),
            "false_negative_rate": Words(
                "Scored low among those with it", "Puntuación baja entre quienes lo tuvieron"
            ),
            "positive_predictive_value": Words(
                "With the outcome among those scored high",
                "Con el desenlace entre quienes recibieron puntuación alta",
            ),
            "base_rate": Words("With the outcome among all", "Con el desenlace en conjunto"),
            "flagged_rate": Words("Scored high among all", "Puntuación alta en conjunto"),
            "false_positive_rate_if_equally_predictive": Words(
                "Scored high among those without it, were the score equally predictive",
                "Puntuación alta entre quienes no lo tuvieron, si predijera por igual",
            ),
            "false_positive_rate_difference": Words(
                "Scored high without the outcome: difference",
                "Puntuación alta sin el desenlace: diferencia",
            ),
            "false_negative_rate_difference": Words(
                "Scored low with it: difference", "Puntuación baja con él: diferencia"
            ),
            "positive_predictive_value_difference": Words(
                "Outcome when scored high: difference",
                "Desenlace con puntuación alta: diferencia",
            ),
        },
        notes={
            "not-followed": _not_followed,
            "outcome-blank": _blank,
            "not-all-alike": fixed(
                "Where the outcome is not equally frequent, a score that means the same in both "
                "groups cannot err equally often in both, and the other way round: which of the "
                "two should be equal is not a question of numbers.",
                "Donde el desenlace no es igual de frecuente, una puntuación que significa lo "
                "mismo en ambos grupos no puede errar igual de a menudo en los dos, y al revés: "
                "cuál de las dos cosas debe ser igual no es cuestión de números.",
            ),
        },
        objections=OBJECTIONS,
    ),
    Presentation(
        method="score-calibration",
        says=courts.calibration,
        labels={
            "observed_at_score": Words(
                "With the outcome at this score", "Con el desenlace con esta puntuación"
            ),
            "observed_at_equal_score_difference": Words(
                "Difference at equal scores", "Diferencia a igual puntuación"
            ),
            "auc": Words("Pairs ranked rightly", "Pares bien ordenados"),
        },
        objections=OBJECTIONS,
    ),
)
