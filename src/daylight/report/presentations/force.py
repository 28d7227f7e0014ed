"""What a report says and shows of each method on force."""

from daylight.report.charts import force as force_charts
from daylight.report.presentation import Presentation
from daylight.report.wording import force as force_words
from daylight.report.wording import force_counts as force_counts_words
from daylight.report.wording import force_detail as force_detail_words
from daylight.report.wording import force_policy as force_policy_words
from daylight.report.wording import force_records as force_records_words
from daylight.report.wording import force_selection as force_selection_words
from daylight.report.wording import titles

PRESENTATIONS = (
    Presentation(
        method="force-rate",
        says=force_words.rate_sentences,
        picture=force_charts.rate_pictures,
        title=titles.force_rate,
    ),
    Presentation(
        method="force-composition",
        says=force_words.composition_sentences,
        picture=force_charts.composition_pictures,
    ),
    Presentation(
        method="force-circumstances",
        says=force_detail_words.circumstance_sentences,
        picture=force_charts.circumstance_pictures,
    ),
    Presentation(method="force-weapons", says=force_counts_words.weapon_sentences),
    *(
        Presentation(
            method=name,
            says=force_detail_words.severity_sentences,
            picture=force_charts.severity_pictures,
            title=titles.severity,
        )
        for name in ("force-severity", "force-severity-three-levels")
    ),
    Presentation(
        method="force-selection",
        says=force_selection_words.selection_sentences,
        picture=force_charts.selection_pictures,
    ),
    Presentation(
        method="force-trend",
        says=force_detail_words.trend_sentences,
        picture=force_charts.trend_pictures,
        title=titles.trend,
    ),
    Presentation(method="benchmark-share", says=force_detail_words.benchmark_sentences),
    Presentation(method="transport-safety", says=force_counts_words.transport_sentences),
    Presentation(method="capture-recapture", says=force_counts_words.capture_sentences),
    Presentation(method="force-reporting", says=force_records_words.reporting_sentences),
    Presentation(method="force-participation", says=force_records_words.participation_sentences),
    Presentation(method="policy-checks", says=force_policy_words.policy_sentences),
)
