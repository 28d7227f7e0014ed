"""What the methods on published numbers answer, and where they live."""

from daylight.model.entry import Entry

ENTRIES: dict[str, Entry] = {
    "published-share": Entry(
        "published",
        "published.share",
        "What share did a source print, how sure is it, and how far apart are groups?",
    ),
    "published-share-change": Entry(
        "published",
        "published.share_change",
        "Did a printed share change between two publications, beyond sampling and rounding?",
    ),
    "published-count-change": Entry(
        "published",
        "published.count_change",
        "By how much did a published count change, and did it ever change by more?",
    ),
    "published-rate": Entry(
        "published",
        "published.rate",
        "What rate do a published count and population give, and how did it change?",
    ),
    "status-on-date": Entry(
        "published",
        "published.dated_events",
        "Had it happened by that day, as far as the cited sources tell?",
    ),
    "time-since": Entry(
        "published",
        "published.dated_events",
        "How long had it been, given how precisely the date is known?",
    ),
}
