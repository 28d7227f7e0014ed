"""The words of every objection, and what is said where the records cannot answer one."""

from daylight.report.language import Words, say
from daylight.report.objection import Objection
from daylight.report.topic import Topic
from daylight.report.wording.objections.everywhere import EVERYWHERE
from daylight.report.wording.objections.measured import MEASURED
from daylight.report.wording.objections.topics import TOPICS
from daylight.report.wording.objections.who import WHO

OBJECTIONS: dict[Topic, Objection] = {**WHO, **MEASURED, **EVERYWHERE}
"""Topic → its words; a topic without them is a test failure."""

INTRODUCTION = Words(
    "Every finding will be attacked, and a finding of nothing as well. Under each headline stand "
    "the objections that its method is open to. Each is answered with numbers of this very run, or "
    "conceded: an objection that the records cannot answer stands.",
    "Todo hallazgo será atacado, y también el de que no hay nada. Bajo cada titular están las "
    "objeciones a las que se expone su método. A cada una se responde con números de esta misma "
    "ejecución, o se concede: una objeción que los datos no pueden responder queda en pie.",
)


def conceded(objection: Objection) -> str:
    """What is said where the run has no number."""
    lacking, supply = objection.lacking.text, objection.supply.text
    return say(
        f"Conceded. These records cannot answer this: {lacking}. What would supply it: {supply}.",
        f"Se concede. Estos datos no permiten responder a esto: {lacking}. Lo supliría: {supply}.",
    )


def topic(one: Topic) -> str:
    """What an objection is about, as it stands before it."""
    return TOPICS[one].text
