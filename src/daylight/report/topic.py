"""What an objection to a finding is about, and how a method declares it."""

from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """What an objection is about."""

    RESIDENTS = "residents are not those who could be stopped"
    THOSE_STOPPED = "only people who were stopped"
    THOSE_SEARCHED = "hit rates and the bar for a search"
    DARKNESS = "light and what differs with it"
    PLACES = "places and people"
    FORCE_EXPOSURE = "per what force is counted"
    FORCE_ONLY = "only people on whom force was used"
    WORKLOAD = "officers' workload and posts"
    LISTS = "who is on the list"
    COMPARISONS = "the places compared with"
    DATES = "the date and what else happened then"
    RESPONDENTS = "who answered"
    LOOKS = "looking until it suits"
    BASELINE = "the baseline"
    AGENCIES = "agencies that are not alike"
    CODERS = "who coded and who read"
    READINGS = "what a reader decided"
    OMITTED = "omitted factors"
    OFFICERS = "a few officers"
    MODEL = "the model"
    BLANKS = "blanks"
    FEW = "few cases, or few officers and days"
    MANY = "many comparisons"
    POWER = "what could have been missed"
    DEFINITIONS = "other definitions and ways of asking"
    RECORDING = "changes of recording"
    PURPOSE = "why it was done"


@dataclass(frozen=True, slots=True)
class Raised:
    """An objection that a method declares, with the numbers of a run that answer it.

    Parameters
    ----------
    answered_by
        Quantities, of this answer or of others in the run that are about the same group: an
        objection without any of them is conceded.
    is_own
        Whether only numbers of the answer itself can answer it: where quantities of one name are
        about other events in other questions.
    """

    topic: Topic
    answered_by: tuple[str, ...] = ()
    is_own: bool = False
