"""What a report says and shows of each method on stops."""

from daylight.report.charts import stops as stops_charts
from daylight.report.presentation import Presentation
from daylight.report.wording import searches as searches_words
from daylight.report.wording import stops as stops_words
from daylight.report.wording import titles

PRESENTATIONS = (
    Presentation(method="stop-rate", says=stops_words.stop_rate, title=titles.stop_rate),
    Presentation(
        method="search-rate", says=stops_words.outcome_rate("search"), title=titles.rate("search")
    ),
    Presentation(
        method="frisk-rate", says=stops_words.outcome_rate("frisk"), title=titles.rate("frisk")
    ),
    Presentation(
        method="citation-rate",
        says=stops_words.outcome_rate("citation"),
        title=titles.rate("citation"),
    ),
    Presentation(
        method="arrest-rate", says=stops_words.outcome_rate("arrest"), title=titles.rate("arrest")
    ),
    Presentation(
        method="search-rate-adjusted",
        says=stops_words.outcome_rate_adjusted("search"),
        title=titles.adjusted_rate("search"),
    ),
    Presentation(
        method="frisk-rate-adjusted",
        says=stops_words.outcome_rate_adjusted("frisk"),
        title=titles.adjusted_rate("frisk"),
    ),
    Presentation(
        method="citation-rate-adjusted",
        says=stops_words.outcome_rate_adjusted("citation"),
        title=titles.adjusted_rate("citation"),
    ),
    Presentation(
        method="arrest-rate-adjusted",
        says=stops_words.outcome_rate_adjusted("arrest"),
        title=titles.adjusted_rate("arrest"),
    ),
    Presentation(
        method="veil-of-darkness",
        says=stops_words.veil_of_darkness,
        picture=stops_charts.veil_of_darkness,
        title=titles.daylight,
    ),
    Presentation(
        method="missing-race",
        says=stops_words.missing_race,
        picture=stops_charts.missing_race,
        title=titles.missing_race,
    ),
    Presentation(
        method="stop-rate-adjusted", says=stops_words.stop_rate_adjusted, title=titles.stop_rate
    ),
    Presentation(
        method="frisk-regression",
        says=searches_words.regression("frisk"),
        title=titles.odds("frisk"),
    ),
    Presentation(
        method="citation-regression",
        says=searches_words.regression("citation"),
        title=titles.odds("citation"),
    ),
    Presentation(
        method="arrest-regression",
        says=searches_words.regression("arrest"),
        title=titles.odds("arrest"),
    ),
    Presentation(method="place-concentration", says=stops_words.place_concentration),
    Presentation(method="repeat-contact", says=stops_words.repeat_contact),
    Presentation(method="stop-duration", says=stops_words.measured("minutes")),
    Presentation(method="multiple-citations", says=stops_words.measured("citations")),
)
