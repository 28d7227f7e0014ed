"""What a report says and shows of each method on officers."""

from daylight.report.charts import officer_gaps as officer_gap_charts
from daylight.report.charts import officers as officers_charts
from daylight.report.charts.intervals import intervals
from daylight.report.presentation import NoPicture, Presentation
from daylight.report.wording import officer_gaps as officer_gaps_words
from daylight.report.wording import officer_strands as officer_strands_words
from daylight.report.wording import officer_verdict as officer_verdict_words
from daylight.report.wording import officers as officers_words

PRESENTATIONS = (
    Presentation(
        method="concentration",
        says=officers_words.concentration,
        picture=officers_charts.concentration,
    ),
    Presentation(method="persistence", says=officers_words.persistence, picture=intervals),
    Presentation(method="removal", says=officer_strands_words.removal, picture=intervals),
    Presentation(
        method="variance-by-level",
        says=officer_strands_words.variance_by_level,
        picture=intervals,
    ),
    Presentation(
        method="internal-benchmark",
        says=officer_strands_words.internal_benchmark,
        picture=officers_charts.internal_benchmark,
    ),
    Presentation(
        method="same-scene", says=officers_words.same_scene, picture=officers_charts.same_scene
    ),
    Presentation(
        method="peer-exposure",
        says=officer_strands_words.peer_exposure,
        picture=NoPicture("one association, and nothing to draw beside it"),
    ),
    Presentation(
        method="officers-or-department",
        says=officer_verdict_words.officers_or_department,
        picture=officers_charts.officers_or_department,
    ),
    Presentation(
        method="officer-gaps",
        says=officer_gaps_words.officer_gaps,
        picture=officer_gap_charts.officer_gaps,
    ),
    Presentation(
        method="early-intervention", says=officers_words.early_intervention, picture=intervals
    ),
)
