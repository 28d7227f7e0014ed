"""The words of every objection, and what is said where the records cannot answer one."""

from daylight.report.objection import Objection
from daylight.report.topic import Topic
from daylight.report.wording.objections.everywhere import EVERYWHERE
from daylight.report.wording.objections.who import WHO

OBJECTIONS: dict[Topic, Objection] = {**WHO, **EVERYWHERE}
"""Topic → its words; a topic without them is a test failure."""

INTRODUCTION = (
    "Every finding will be attacked, and a finding of nothing as well. For each headline, these "
    "are "
    "the objections that its method is open to. Each is answered with numbers of this very run, or "
    "conceded: an objection that the records cannot answer stands."
)


def conceded(objection: Objection) -> str:
    """What is said where the run has no number."""
    return (
        f"Conceded. These records cannot answer this: {objection.lacking}. "
        f"What would supply it: {objection.supply}."
    )
