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
        en=officers_words.concentration,
        picture=officers_charts.concentration,
    ),
    Presentation(method="persistence", en=officers_words.persistence, picture=intervals),
    Presentation(method="removal", en=officer_strands_words.removal, picture=intervals),
    Presentation(
        method="variance-by-level",
        en=officer_strands_words.variance_by_level,
        picture=intervals,
    ),
    Presentation(
        method="internal-benchmark",
        en=officer_strands_words.internal_benchmark,
        picture=intervals,
    ),
    Presentation(
        method="same-scene", en=officers_words.same_scene, picture=officers_charts.same_scene
    ),
    Presentation(
        method="peer-exposure",
        en=officer_strands_words.peer_exposure,
        picture=NoPicture("one association, and nothing to draw beside it"),
    ),
    Presentation(
        method="officers-or-department",
        en=officer_verdict_words.officers_or_department,
        picture=officers_charts.officers_or_department,
    ),
    Presentation(
        method="officer-gaps",
        en=officer_gaps_words.officer_gaps,
        picture=officer_gap_charts.officer_gaps,
    ),
    Presentation(
        method="early-intervention", en=officers_words.early_intervention, picture=intervals
    ),
)
