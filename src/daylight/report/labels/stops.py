"""What the quantities on stops are called in tables and pictures."""

from daylight.report.language import Words

QUANTITIES: dict[str, Words] = {
    "search_rate": Words("Search rate"),
    "search_rate_difference": Words("Search rate difference"),
    "search_rate_ratio": Words("Search rate ratio"),
    "search_rate_difference_bounds": Words("Search rates: differences the blanks allow"),
    "search_rate_ratio_adjusted": Words("Search rate ratio, adjusted"),
    "search_rate_difference_adjusted": Words("Search rate difference, adjusted"),
    "frisk_rate": Words("Pat-down rate"),
    "frisk_rate_difference": Words("Pat-down rate difference"),
    "frisk_rate_ratio": Words("Pat-down rate ratio"),
    "frisk_rate_difference_bounds": Words("Pat-down rates: differences the blanks allow"),
    "frisk_rate_ratio_adjusted": Words("Pat-down rate ratio, adjusted"),
    "frisk_rate_difference_adjusted": Words("Pat-down rate difference, adjusted"),
    "citation_rate": Words("Citation rate"),
    "citation_rate_difference": Words("Citation rate difference"),
    "citation_rate_ratio": Words("Citation rate ratio"),
    "citation_rate_difference_bounds": Words("Citation rates: differences the blanks allow"),
    "citation_rate_ratio_adjusted": Words("Citation rate ratio, adjusted"),
    "citation_rate_difference_adjusted": Words("Citation rate difference, adjusted"),
    "arrest_rate": Words("Arrest rate"),
    "arrest_rate_difference": Words("Arrest rate difference"),
    "arrest_rate_ratio": Words("Arrest rate ratio"),
    "arrest_rate_difference_bounds": Words("Arrest rates: differences the blanks allow"),
    "arrest_rate_ratio_adjusted": Words("Arrest rate ratio, adjusted"),
    "arrest_rate_difference_adjusted": Words("Arrest rate difference, adjusted"),
}
