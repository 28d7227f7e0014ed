"""What a report says and shows of each method on trust."""

from daylight.report.charts import trust as trust_charts
from daylight.report.presentation import Presentation
from daylight.report.wording import trust as trust_words

PRESENTATIONS = (
    Presentation(method="survey-change", says=trust_words.change),
    Presentation(method="survey-gap", says=trust_words.gap),
    Presentation(method="survey-level", says=trust_words.level, picture=trust_charts.level),
)
