"""What a report says and shows of each method on searches."""

from daylight.report.charts import agreement as agreement_charts
from daylight.report.charts import threshold as threshold_charts
from daylight.report.charts.intervals import intervals
from daylight.report.presentation import NoPicture, Presentation
from daylight.report.wording import agreement as agreement_words
from daylight.report.wording import searches as searches_words
from daylight.report.wording import threshold as threshold_words
from daylight.report.wording import titles

PRESENTATIONS = (
    Presentation(
        method="outcome", says=searches_words.hit_rates, picture=intervals, title=titles.hit_rate
    ),
    Presentation(
        method="knowles-persico-todd",
        says=searches_words.equal_hit_rates,
        title=titles.equal_hit_rates,
        picture=NoPicture("one p-value for each key, with no interval to draw"),
    ),
    Presentation(method="anwar-fang", says=searches_words.rank_order, picture=intervals),
    Presentation(
        method="threshold", says=threshold_words.thresholds, picture=threshold_charts.thresholds
    ),
    Presentation(
        method="threshold-discriminant",
        says=threshold_words.thresholds,
        picture=threshold_charts.thresholds,
    ),
    Presentation(
        method="search-regression",
        says=searches_words.regression("search"),
        title=titles.odds("search"),
    ),
    Presentation(method="hidden-confounder", says=searches_words.hidden_confounder),
    Presentation(method="risk-adjusted", says=searches_words.risk_adjusted),
    Presentation(
        method="agreement", says=agreement_words.agreement, picture=agreement_charts.agreement
    ),
    Presentation(
        method="multiverse", says=agreement_words.multiverse, picture=agreement_charts.multiverse
    ),
)
