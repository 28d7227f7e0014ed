"""What `findings.json` holds: the findings as data, and everything that page one says.

Its parts, beside `title`, `department`, `period`, `version`, `seed`, `level` and `alpha`:

`language`
    The tag of the language in which it is written: `en`, `es`.
`records`, `answers`, `cannot_answer`, `sections`
    The parts of `report.front.FrontPage`, in the order of page one.
`changes`
    What differs from an earlier run: `sentence`, `question`, `grade`.
`sure`
    For each grade from 1: `grade`, `mark`, `words`, `meaning`.
`questions`
    Every question: `id`, `asked`, `is_primary`, `subject`, `family`, `section`, `method`,
    `assumptions`, `overturned_by`, `cannot_say`, and `refused`.
`plan`, `changed_plan`, `families`, `grades`, `notes`
    What was declared, how p-values were corrected, what grades mean, what the author adds.
`findings`, `refusals`
    Every finding with its numbers and objections; every question without an answer.
"""

from dataclasses import asdict
from typing import Any

from daylight.data.result import Refusal
from daylight.report.context import AnsweredQuestion, ReportContext
from daylight.report.language import spoken
from daylight.report.objections import challenged
from daylight.report.page_one import front
from daylight.report.refusals import why_not
from daylight.report.sections import chapters
from daylight.report.themes import theme_of
from daylight.report.wording.answers import EXPLAINED, MARKS, SURE
from daylight.report.wording.grades import meanings


def as_dict(context: ReportContext) -> dict[str, Any]:
    """The report as plain values for JSON; the context is one that is fit to publish."""
    heard = {
        finding.id: given for one in challenged(context.questions) for finding, given in one.heard
    }
    outlines = [chapter.outline for chapter in chapters(context)]
    return {
        "title": context.title,
        "department": context.department,
        "period": context.period,
        "language": spoken().value,
        "version": context.version,
        "seed": context.seed,
        "level": context.level,
        "alpha": context.alpha,
        "plan": list(context.plan),
        "changed_plan": context.changed_plan,
        "families": dict(context.families),
        "grades": {str(grade): meaning for grade, meaning in meanings().items()},
        "notes": list(context.notes),
        **front(context, outlines).to_dict(),
        "changes": [
            {"sentence": one.sentence, "question": one.question, "grade": one.grade}
            for one in context.changes
        ],
        "sure": [
            {
                "grade": grade,
                "mark": MARKS[grade],
                "words": SURE[grade].text,
                "meaning": EXPLAINED[grade].text,
            }
            for grade in SURE
        ],
        "questions": [_question(question) for question in context.questions],
        "findings": [
            finding.to_dict() | {"objections": [one.to_dict() for one in heard.get(finding.id, ())]}
            for finding in context.findings
        ],
        "refusals": [
            {
                "question": q.id,
                "asked": q.asked,
                **asdict(why_not(q.outcome)),
                **q.outcome.to_dict(),
            }
            for q in context.questions
            if isinstance(q.outcome, Refusal)
        ],
    }


def _question(question: AnsweredQuestion) -> dict[str, Any]:
    return {
        "id": question.id,
        "asked": question.asked,
        "is_primary": question.is_primary,
        "subject": question.subject,
        "family": question.family.value,
        "section": theme_of(question).id,
        "method": question.method,
        "assumptions": list(question.assumptions),
        "overturned_by": list(question.overturned_by),
        "cannot_say": list(question.cannot_say),
        "refused": question.is_refused,
    }
