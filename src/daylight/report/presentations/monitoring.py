"""What a report says and shows of each method on monitoring."""

from daylight.report.charts import monitoring as monitoring_charts
from daylight.report.presentation import Presentation
from daylight.report.wording import monitoring as monitoring_words

PRESENTATIONS = (
    Presentation(
        method="sequential-monitoring",
        says=monitoring_words.sequential,
        picture=monitoring_charts.sequential,
    ),
    Presentation(
        method="agency-funnel",
        says=monitoring_words.agencies,
        picture=monitoring_charts.funnel,
    ),
    Presentation(method="coded-share", says=monitoring_words.coded),
)
