"""What a report says and shows of each method on effects."""

from daylight.report.charts import effects as effects_charts
from daylight.report.presentation import Presentation
from daylight.report.wording import effects as effects_words

PRESENTATIONS = (
    Presentation(method="callaway-santanna", en=effects_words.staggered),
    Presentation(
        method="event-study", en=effects_words.event_study, picture=effects_charts.event_study
    ),
    Presentation(method="interrupted-time-series", en=effects_words.interrupted),
    Presentation(method="placebo", en=effects_words.placebo, picture=effects_charts.placebo),
    Presentation(method="roth-santanna", en=effects_words.random_order),
    Presentation(
        method="synthetic-control",
        en=effects_words.synthetic_control,
        picture=effects_charts.synthetic_control,
    ),
    Presentation(method="synthetic-did", en=effects_words.weighted),
    Presentation(method="two-way-fixed-effects", en=effects_words.regression),
)
