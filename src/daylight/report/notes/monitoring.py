"""The sentences of the notes that methods on monitoring leave beside their numbers."""

from daylight.report.notes.words import NoteWords, fixed

NOTES: dict[str, NoteWords] = {
    "any-number-of-looks": NoteWords(
        lambda f: (
            "The interval is wider than an ordinary one because it may be looked at after every "
            f"period and acted on at any time: the chance that it ever misses is "
            f"{100 * (1 - f['level']):.0f} %."
        )
    ),
    "planned-looks": NoteWords(
        lambda f: (
            f"The interval is made for {f['looks']} planned looks, no more, which share the chance "
            "of a false alarm."
        )
    ),
    "looks-take-trials-as-independent": fixed(
        "The cells name no officer, day or place, so every trial is taken as independent of the "
        "others; where a few officers or days make most of them, the interval is too narrow."
    ),
    "looks-rest-on-few-clusters": NoteWords(
        lambda f: (
            f"The cells hold {f['clusters']} values of {f['key']} only: a variance from so few is "
            "itself uncertain, and the interval may be too narrow."
        )
    ),
    "looks-leave-officers-out": fixed(
        "The cells name no officer: what officers have in common in their own decisions is not in "
        "the interval."
    ),
}
