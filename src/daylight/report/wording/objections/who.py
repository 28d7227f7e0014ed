"""Objections on who or what is counted, and compared with whom, subject by subject."""

from daylight.report.objection import Objection
from daylight.report.topic import Topic
from daylight.report.wording.objections import records
from daylight.report.wording.objections.other_numbers import (
    around_clock_changes,
    at_equal_work,
    by_other_numbers,
)

WHO: dict[Topic, Objection] = {
    Topic.RESIDENTS: Objection(
        shown="Residents are not the people who could be stopped: some drive more, some come from "
        "elsewhere, and police go where they are called.",
        not_shown="Residents are the wrong measure: those who could be stopped may be fewer of the "
        "group, and then it is stopped more often.",
        lacking="who was on the street and could have been stopped",
        supply="another benchmark, such as crashes, calls or traffic counts, and the time of day "
        "of every stop for the veil of darkness",
        answering=by_other_numbers,
    ),
    Topic.THOSE_STOPPED: Objection(
        shown="Whoever is stopped has been chosen: people of one group may be stopped on weaker "
        "grounds or on stronger ones.",
        not_shown="Whoever is stopped has been chosen: stops of one group on weaker grounds bring "
        "in people nobody would search, and hide a difference.",
        described="Whoever is stopped has been chosen.",
        lacking="how those who were stopped differ from those who could have been",
        supply="a benchmark for the stops themselves, or the time of day of every stop for the "
        "veil of darkness",
        answering=by_other_numbers,
    ),
    Topic.THOSE_SEARCHED: Objection(
        shown="A hit rate is an average over all who were searched: it can differ where the bar "
        "for a search is the same.",
        not_shown="Equal hit rates can hide unequal bars: an average says nothing of the last "
        "person searched.",
        described="A hit rate is an average over all who were searched.",
        lacking="at what suspicion officers searched",
        supply="what officers knew before each search, or districts enough for a test of "
        "thresholds",
        answering=by_other_numbers,
    ),
    Topic.DARKNESS: Objection(
        shown="Who drives, and whom police patrol for, changes with light at the same clock time.",
        not_shown="Street lamps and cars known by sight make race visible in the dark, which hides "
        "a difference.",
        described="Who drives changes with light.",
        lacking="who drove by daylight and who after dark, and what officers could see",
        supply="traffic counts by light, lamps and road, and the weeks around clock changes alone",
        answering=around_clock_changes,
    ),
    Topic.PLACES: Objection(
        shown="People live, work and drive in different places: that is enough for this number.",
        not_shown="Places as drawn here are so large that they mix streets which are not alike.",
        described="People live, work and drive in different places: that is enough for this "
        "number.",
        lacking="how many people of each group were in each place",
        supply="a count of those present in each place, or finer places",
    ),
    Topic.FORCE_EXPOSURE: Objection(
        shown="Neither residents nor stops are the meetings in which force could follow: whoever "
        "is stopped or arrested more often has more occasions for it.",
        not_shown="Counting per stop or arrest hides that stops and arrests may themselves be more "
        "frequent than they should be.",
        described="Nothing says how many meetings with police there were in which force could "
        "follow.",
        lacking="how often each group met police in ways in which force could follow",
        supply="stops, arrests and calls by group for the same months",
        answering=by_other_numbers,
    ),
    Topic.FORCE_ONLY: Objection(
        shown="Only people on whom force was used are compared: whether force was used at all is "
        "left out, and so is what they did.",
        not_shown="Force on people on whom none would have been used in other hands thins out the "
        "severe uses and hides a difference.",
        described="Only people on whom force was used are counted: those on whom it was not are "
        "not there.",
        lacking="encounters in which no force was used, and what people did in them",
        supply="records of all encounters with resistance, whether force followed or not",
        answering=by_other_numbers,
    ),
    Topic.WORKLOAD: Objection(
        shown="Officers with more events have more work, or harder posts and shifts.",
        not_shown="Easy posts and idle hours hide officers whose rate is high.",
        described="Officers with more events have more work, or harder posts and shifts.",
        lacking="what each officer’s posts, shifts and tasks would have led anybody to",
        supply="rosters with dates, assignments, and stops, calls or arrests of every officer",
        answering=at_equal_work,
    ),
    Topic.LISTS: Objection(
        shown="The list holds only some officers or events: those that were reported and kept.",
        not_shown="The list holds only some officers or events, and those left out are the ones "
        "that differ.",
        described="The list holds only some officers or events: those that were reported and kept.",
        lacking="which officers and events the list leaves out",
        supply="a roster of all officers who served, and a second list to lay beside the first",
        answering=by_other_numbers,
    ),
    Topic.COMPARISONS: Objection(
        shown="The places compared with are not like this one, and would have moved apart anyway.",
        not_shown="Places that had begun the same under another name stand among those compared "
        "with, and hide a change.",
        described="The places compared with are not like this one.",
        lacking="what would have happened here without it",
        supply="places chosen beforehand that moved alike for longer, or an order of starting that "
        "was left to chance",
        answering=by_other_numbers,
    ),
    Topic.DATES: Objection(
        shown="Something else happened at that time, or the date was chosen because something had "
        "changed.",
        not_shown="The change began before or after the date that was set, and is cut in two.",
        described="Something else happened at that time.",
        lacking="what else happened here at that time",
        supply="a list of everything else that began then, made without looking at the numbers, "
        "and other dates tried",
        answering=by_other_numbers,
    ),
    Topic.RESPONDENTS: Objection(
        shown="Those who answer a survey are not those who do not.",
        not_shown="Those with the strongest views did not answer, and a difference is lost with "
        "them.",
        described="Those who answer a survey are not those who do not.",
        lacking="what people who did not answer would have said",
        supply="the response rate by group, and a follow-up of those who did not answer",
    ),
    Topic.LOOKS: Objection(
        shown="Whoever looks every quarter sees a change some day.",
        not_shown="Intervals made for many looks are so wide that nothing could show.",
        described="Whoever looks every quarter sees a change some day.",
        lacking="how often the measure was looked at",
        supply="the dates of all looks",
        answering=records.looks,
    ),
    Topic.BASELINE: Objection(
        shown="The baseline or the target was set where it suits.",
        not_shown="The baseline was set where it suits: against other periods there would be a "
        "change.",
        described="The baseline was set where it suits.",
        lacking="what another baseline or another target would have given",
        supply="the order or plan that fixed the baseline before the periods that are judged by "
        "it, and the same question with other baselines",
    ),
    Topic.AGENCIES: Objection(
        shown="Agencies are not alike: calls, places and people differ, and so does what each "
        "writes down.",
        not_shown="The limits are so wide that no agency could lie outside them.",
        described="Agencies are not alike: calls, places and people differ, and so does what each "
        "writes down.",
        lacking="how unlike the agencies’ work is",
        supply="calls, places and circumstances by agency, and one definition that all of them "
        "keep",
        answering=records.agencies,
    ),
    Topic.CODERS: Objection(
        shown="The coder is wrong, and those who read the sample knew what was wanted.",
        not_shown="Too few texts were read to see how wrong the coder is.",
        described="The coder is wrong, and those who read the sample knew what was wanted.",
        lacking="how wrong the coder is",
        supply="a random sample read by two people who do not know the coder’s label",
        answering=records.coders,
    ),
    Topic.READINGS: Objection(
        shown="Another reader would have decided otherwise.",
        not_shown="Another reader would have decided otherwise.",
        described="Another reader would have decided otherwise.",
        lacking="what another reader would have decided",
        supply="a second reader who does not see the first one’s decisions",
        answering=by_other_numbers,
    ),
}
