"""What a report says and shows of each method on effects."""

from daylight.report.charts import effects as effects_charts
from daylight.report.presentation import Presentation
from daylight.report.wording import effects as effects_words

PRESENTATIONS = (
    Presentation(method="callaway-santanna", says=effects_words.staggered),
    Presentation(
        method="event-study", says=effects_words.event_study, picture=effects_charts.event_study
    ),
    Presentation(method="interrupted-time-series", says=effects_words.interrupted),
    Presentation(method="placebo", says=effects_words.placebo, picture=effects_charts.placebo),
    Presentation(method="roth-santanna", says=effects_words.random_order),
    Presentation(
        method="synthetic-control",
        says=effects_words.synthetic_control,
        picture=effects_charts.synthetic_control,
    ),
    Presentation(method="synthetic-did", says=effects_words.weighted),
    Presentation(method="two-way-fixed-effects", says=effects_words.regression),
)
