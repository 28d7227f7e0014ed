"""Objections to which findings of many methods are open."""

from daylight.report.objection import Objection
from daylight.report.topic import Topic
from daylight.report.wording.objections import chance, other_numbers, records

EVERYWHERE: dict[Topic, Objection] = {
    Topic.OMITTED: Objection(
        shown="Something that was left out of the comparison differs between the groups and "
        "explains the difference.",
        not_shown="Something that was left out of the comparison, or wrongly held alike, hides a "
        "difference.",
        lacking="what other circumstances would have done to this number, since none was tried "
        "against it here",
        supply="a question that adjusts for them, one on hidden circumstances, and the records of "
        "whatever officers say decided",
        answering=other_numbers.adjusted_or_hidden,
    ),
    Topic.OFFICERS: Objection(
        shown="A few officers make this number, or the officers who patrol where one group lives.",
        not_shown="Officers with a large difference are hidden among the many.",
        lacking="what remains when each officer’s rows are compared with one another only",
        supply="the officer of every row, and the question asked with the officer as a stratum",
        answering=other_numbers.within_officers,
    ),
    Topic.MODEL: Objection(
        shown="The number depends on the model or on an assumption behind it.",
        not_shown="Another model or assumption would have shown a difference.",
        described="The number depends on the model or on an assumption behind it.",
        lacking="what other models or assumptions would have given",
        supply="the same question under other settings, or another method beside it",
        answering=other_numbers.by_variants,
    ),
    Topic.BLANKS: Objection(
        shown="What was left blank would change the number.",
        not_shown="What was left blank hides a difference.",
        described="What was left blank would change the number.",
        lacking="how many rows were blank in what this number rests on, and what they would have "
        "done",
        supply="records in which the field must be filled, or the paper or video behind the blank "
        "rows",
        answering=records.blanks,
    ),
    Topic.FEW: Objection(
        shown="It rests on few cases, or on a few officers or days that resemble one another.",
        not_shown="The interval is so wide because cases are taken to go together that do not.",
        described="It rests on few cases, or on a few officers or days that resemble one another.",
        lacking="how many cases stand behind it",
        supply="the counts behind the number",
        answering=chance.few,
    ),
    Topic.MANY: Objection(
        shown="Whoever compares so much finds something.",
        not_shown="The finding was buried under a correction for comparisons that nobody needed.",
        lacking="how many comparisons were looked at",
        supply="a study that declares its questions before it is run",
        answering=chance.many,
    ),
    Topic.POWER: Objection(
        not_shown="That nothing is shown does not mean that nothing is there: these records could "
        "not have shown it.",
        lacking="what difference could have been missed",
        supply="an interval, or more records",
        answering=chance.power,
    ),
    Topic.DEFINITIONS: Objection(
        shown="Another definition of what is counted, or another way of asking, would give another "
        "answer.",
        not_shown="Another definition of what is counted, or another way of asking, would show a "
        "difference.",
        described="Another definition of what is counted, or another way of asking, would give "
        "another answer.",
        lacking="what another definition of what is counted would give, since no question here "
        "uses one",
        supply="the question asked again with the other definition, such as fewer or more kinds of "
        "event",
        answering=records.definitions,
    ),
    Topic.RECORDING: Objection(
        shown="Not what was done changed or differs, but how it was written down.",
        not_shown="A change in how things were written down hides what was done.",
        described="Not what was done is counted, but what was written down.",
        lacking="whether forms, rules or habits of recording changed or differ in a way that makes "
        "this number",
        supply="the dates of every form and reporting rule, and a sample of video or dispatch "
        "records laid beside the reports",
        answering=records.recording,
    ),
    Topic.PURPOSE: Objection(
        shown="A difference does not say why anybody acted.",
        not_shown="That no difference is shown does not say that everybody was treated alike.",
        described="A count does not say why anybody acted.",
        lacking="why an officer or a department did what is counted, or how any one person was "
        "treated",
        supply="evidence of another kind, such as policies, messages, interviews, and video that "
        "people review case by case",
    ),
}
