"""The sentences of the notes that methods on trust leave beside their numbers."""

from daylight.report.notes.words import NoteWords, fixed
from daylight.report.wording.groups import respondents

NOTES: dict[str, NoteWords] = {
    "convenience-sample": fixed(
        "People were not drawn with known chances, so the numbers describe those who answered. "
        "No margin of error exists for them."
    ),
    "design-unknown": fixed(
        "The file names no strata or clusters: errors come from the weights alone and may be too "
        "small."
    ),
    "small-groups-hidden": lambda f: (
        f"Too few effective respondents to show: {'; '.join(map(respondents, f['groups']))}."
    ),
    "single-cluster-strata": lambda f: (
        f"{f['strata']} strata hold a single cluster; their spread is taken around the mean of "
        "all clusters."
    ),
    "uneven-weights": lambda f: (
        f"The weights are so uneven that {f['respondents']:,} respondents count as "
        f"{f['effective']:,.0f}."
    ),
    "other-wording": lambda f: (
        f"{f['item']} is not compared between {f['earlier']} and {f['later']}: it was asked "
        f"as “{f['from']}” and as “{f['to']}”."
    ),
    "other-mode": lambda f: (
        f"{f['item']} is not compared between {f['earlier']} and {f['later']}: people were "
        f"asked by {f['from']} and by {f['to']} (across_modes = true compares nevertheless)."
    ),
    "different-mode": lambda f: (
        f"{f['item']}: people were asked by {f['from']} in {f['earlier']} and by {f['to']} in "
        f"{f['later']}; part of the change may be the way of asking."
    ),
    "wording-not-stated": lambda f: (
        f"The wording is not on file and was taken to be the same: {', '.join(f['items'])}."
    ),
}
