"""What a report says of scores of risk."""

from daylight.report.charts import courts_lines
from daylight.report.language import Words
from daylight.report.notes.words import Facts, fixed
from daylight.report.presentation import Presentation
from daylight.report.topic import Raised, Topic
from daylight.report.wording import courts


def _not_followed(f: Facts) -> str:
    return (
        f"{f['people']:,} people could not be followed to the end of the time; {f['came']:,} of "
        "them have the outcome, so that every share with it is too high."
    )


def _blank(f: Facts) -> str:
    return f"The outcome of {f['people']:,} people is blank; they are left out."


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
            "false_positive_rate": Words("Scored high among those without the outcome"),
            "false_negative_rate": Words("Scored low among those with it"),
            "positive_predictive_value": Words("With the outcome among those scored high"),
            "base_rate": Words("With the outcome among all"),
            "flagged_rate": Words("Scored high among all"),
            "false_positive_rate_if_equally_predictive": Words(
                "Scored high among those without it, were the score equally predictive"
            ),
            "false_positive_rate_difference": Words("Scored high without the outcome: difference"),
            "false_negative_rate_difference": Words("Scored low with it: difference"),
            "positive_predictive_value_difference": Words("Outcome when scored high: difference"),
        },
        notes={
            "not-followed": _not_followed,
            "outcome-blank": _blank,
            "not-all-alike": fixed(
                "Where the outcome is not equally frequent, a score that means the same in both "
                "groups cannot err equally often in both, and the other way round: which of the "
                "two should be equal is not a question of numbers."
            ),
        },
        objections=OBJECTIONS,
    ),
    Presentation(
        method="score-calibration",
        says=courts.calibration,
        labels={
            "observed_at_score": Words("With the outcome at this score"),
            "observed_at_equal_score_difference": Words("Difference at equal scores"),
            "auc": Words("Pairs ranked rightly"),
        },
        objections=OBJECTIONS,
    ),
)
