"""The sentences of the notes that methods on monitoring leave beside their numbers."""

from daylight.report.notes.words import NoteWords, fixed
from daylight.report.wording.groups import all_people

NOTES: dict[str, NoteWords] = {
    "read-at-random": fixed(
        "Chance here is that of which texts were drawn for reading. It holds only if they were "
        "drawn at random, and says nothing of readers who disagree."
    ),
    "strata-never-read": fixed(
        "Some combinations of label and key have no text that was read, so the texts are put "
        "together by label alone: that holds only if the sample was drawn without regard to the "
        "keys."
    ),
    "too-few-texts-read": lambda f: (
        f"Fewer than {f['min_n']} texts were read, or none of some label, for: "
        f"{all_people(f['groups'])}."
    ),
    "no-league-table": fixed(
        "Agencies stand by name, never by rank: most ranks could be exchanged by chance, and an "
        "agency beyond the limits is one to look at, not a worst one."
    ),
    "agencies-without-periods": fixed(
        "The cells hold no period, so one busy night in an agency counts as a difference between "
        "agencies; whether agencies differ beyond chance is therefore not tested."
    ),
    "agencies-vary-in-time": lambda f: (
        f"From period to period an agency of middling size varies {f['phi']:.1f} times as much "
        "as chance alone would make it; chance is widened by that."
    ),
    "agencies-not-compared": lambda f: (
        f"Not compared, {f['agencies']:,} agencies: {f['few']:,} with fewer than {f['min_n']} "
        f"recorded cases, {f['blank']:,} with too many blanks, {f['silent']:,} without a case "
        "for more than a quarter of the time."
    ),
    "any-number-of-looks": lambda f: (
        "The interval is wider than an ordinary one because it may be looked at after every "
        f"period and acted on at any time: the chance that it ever misses is "
        f"{100 * (1 - f['level']):.0f} %."
    ),
    "planned-looks": lambda f: (
        f"The interval is made for {f['looks']} planned looks, no more, which share the chance "
        "of a false alarm."
    ),
    "looks-take-trials-as-independent": fixed(
        "The cells name no officer, day or place, so every trial is taken as independent of the "
        "others; where a few officers or days make most of them, the interval is too narrow."
    ),
    "looks-rest-on-few-clusters": lambda f: (
        f"The cells hold {f['clusters']} values of {f['key']} only: a variance from so few is "
        "itself uncertain, and the interval may be too narrow."
    ),
    "looks-leave-officers-out": fixed(
        "The cells name no officer: what officers have in common in their own decisions is not in "
        "the interval."
    ),
}
