"""Which family of comparisons each method's answers belong to, where a study does not say."""

from daylight.data.comparison import Family
from daylight.model.methods import METHODS

FAMILIES: dict[Family, tuple[str, ...]] = {
    Family.FORCE: (
        "force-rate",
        "force-composition",
        "force-circumstances",
        "force-weapons",
        "force-severity",
        "force-severity-three-levels",
        "force-selection",
        "force-trend",
        "benchmark-share",
        "transport-safety",
        "capture-recapture",
    ),
    Family.ARRESTS: ("arrest-rate", "arrest-rate-adjusted", "arrest-regression"),
    Family.SEARCHES: (
        "search-rate",
        "search-rate-by-likely-race",
        "search-rate-adjusted",
        "search-regression",
        "frisk-rate",
        "frisk-rate-adjusted",
        "frisk-regression",
        "hidden-confounder",
        "risk-adjusted",
        "anwar-fang",
    ),
    Family.FINDS: ("outcome", "knowles-persico-todd", "threshold", "threshold-discriminant"),
    Family.CITATIONS: (
        "citation-rate",
        "citation-rate-adjusted",
        "citation-regression",
        "multiple-citations",
    ),
    Family.DAYLIGHT: ("veil-of-darkness",),
    Family.STOPS: (
        "stop-rate",
        "stop-rate-adjusted",
        "stop-duration",
        "repeat-contact",
        "place-concentration",
        "agency-funnel",
    ),
    Family.OFFICERS: (
        "concentration",
        "persistence",
        "removal",
        "variance-by-level",
        "internal-benchmark",
        "same-scene",
        "peer-exposure",
        "officers-or-department",
        "early-intervention",
        "officer-gaps",
    ),
    Family.CHANGE: (
        "callaway-santanna",
        "event-study",
        "interrupted-time-series",
        "placebo",
        "roth-santanna",
        "synthetic-control",
        "synthetic-did",
        "two-way-fixed-effects",
        "sequential-monitoring",
    ),
    Family.COURTS: (
        "sentence-in-out",
        "bunching",
        "charge-grades",
        "gap-split",
        "reach-of-a-rule",
        "release-hazard",
        "revocation",
        "guideline-departure",
        "sentence-length",
        "release-rate",
    ),
    Family.SCORES: ("score-errors", "score-calibration"),
    Family.TRUST: ("survey-level", "survey-gap", "survey-change"),
    Family.PUBLISHED: (
        "published-share",
        "published-share-change",
        "published-count-change",
        "published-rate",
        "status-on-date",
        "time-since",
    ),
    Family.RECORDS: (
        "missing-race",
        "force-reporting",
        "force-participation",
        "policy-checks",
        "coded-share",
    ),
    Family.TOGETHER: ("agreement", "multiverse"),
}
"""Gravest first; every method stands once."""

_OF = {method: family for family, methods in FAMILIES.items() for method in methods}


def family_of(method: str) -> Family:
    """The family of a method's answers; KeyError for a method without one."""
    return METHODS.entries[method].family or _OF[method]
