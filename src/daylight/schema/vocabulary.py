"""The closed lists of words that canonical tables may hold, each defined once.

A value outside its list never enters a canonical table. "Not recorded" is a null, never a word
of these lists, except in counts, where a missing key becomes `UNKNOWN`.
"""

from enum import StrEnum

UNKNOWN = "unknown"
"""The key under which cells count rows whose value was not recorded."""


class Race(StrEnum):
    """Race or ethnicity as one question; Hispanic or Latino of any race is `hispanic`."""

    WHITE = "white"
    BLACK = "black"
    HISPANIC = "hispanic"
    ASIAN = "asian"
    NATIVE_AMERICAN = "native_american"
    PACIFIC_ISLANDER = "pacific_islander"
    MIDDLE_EASTERN = "middle_eastern"
    EAST_AFRICAN = "east_african"
    MULTIRACIAL = "multiracial"
    OTHER = "other"


class DatePrecision(StrEnum):
    """What a date is exact to."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Sex(StrEnum):
    """Sex or gender as the form asks it."""

    FEMALE = "female"
    MALE = "male"
    TRANSGENDER = "transgender"
    NONBINARY = "nonbinary"
    OTHER = "other"


class StopType(StrEnum):
    """What the stopped person was doing."""

    VEHICULAR = "vehicular"
    PEDESTRIAN = "pedestrian"
    BICYCLE = "bicycle"
    OTHER = "other"


class SearchBasis(StrEnum):
    """The legal ground given for a search."""

    CONSENT = "consent"
    PROBABLE_CAUSE = "probable_cause"
    PLAIN_VIEW = "plain_view"
    CANINE = "canine"
    FRISK = "frisk"
    INCIDENT_TO_ARREST = "incident_to_arrest"
    INVENTORY = "inventory"
    WARRANT = "warrant"
    SUPERVISION = "supervision"
    EXIGENT = "exigent"
    OTHER = "other"

    @property
    def is_discretionary(self) -> bool:
        """Whether an officer could as well have chosen not to search."""
        return self in {
            SearchBasis.CONSENT,
            SearchBasis.PROBABLE_CAUSE,
            SearchBasis.PLAIN_VIEW,
            SearchBasis.CANINE,
            SearchBasis.FRISK,
        }


class StopReason(StrEnum):
    """Why the stop was made, in groups that most forms can be brought to."""

    MOVING = "moving"
    EQUIPMENT = "equipment"
    REGISTRATION = "registration"
    INVESTIGATIVE = "investigative"
    SUSPICION = "suspicion"
    CALL = "call"
    WARRANT = "warrant"
    CHECKPOINT = "checkpoint"
    OTHER = "other"


class StopOutcome(StrEnum):
    """The most serious recorded end of a stop."""

    NONE = "none"
    WARNING = "warning"
    CITATION = "citation"
    SUMMONS = "summons"
    ARREST = "arrest"
    OTHER = "other"


class ForceKind(StrEnum):
    """What was done, whatever an agency calls it."""

    PRESENCE = "presence"
    VERBAL = "verbal"
    HANDCUFFING = "handcuffing"
    HOLD = "hold"
    TAKEDOWN = "takedown"
    STRIKE = "strike"
    BODY_WEIGHT = "body_weight"
    NECK_RESTRAINT = "neck_restraint"
    RESTRAINT_DEVICE = "restraint_device"
    CHEMICAL = "chemical"
    CONDUCTED_ENERGY = "conducted_energy"
    IMPACT_WEAPON = "impact_weapon"
    IMPACT_PROJECTILE = "impact_projectile"
    CANINE = "canine"
    VEHICLE = "vehicle"
    FIREARM = "firearm"
    OTHER_PHYSICAL = "other_physical"
    OTHER = "other"


class ForceUse(StrEnum):
    """How far a weapon went: drawn, pointed and used are never one thing."""

    DRAWN = "drawn"
    POINTED = "pointed"
    USED = "used"


class Resistance(StrEnum):
    """The subject's most serious recorded conduct, least to most."""

    NONE = "none"
    VERBAL = "verbal"
    PASSIVE = "passive"
    FLIGHT = "flight"
    ACTIVE = "active"
    ASSAULT = "assault"
    DEADLY = "deadly"
    OTHER = "other"


class Injury(StrEnum):
    """The worst injury recorded, least to most."""

    NONE = "none"
    COMPLAINT_OF_PAIN = "complaint_of_pain"
    MINOR = "minor"
    SERIOUS = "serious"
    FATAL = "fatal"
    UNSPECIFIED = "unspecified"


class Disposition(StrEnum):
    """How an allegation ended."""

    SUSTAINED = "sustained"
    NOT_SUSTAINED = "not_sustained"
    EXONERATED = "exonerated"
    UNFOUNDED = "unfounded"
    WITHDRAWN = "withdrawn"
    NO_AFFIDAVIT = "no_affidavit"
    MEDIATED = "mediated"
    PENDING = "pending"
    OTHER = "other"


class ComplaintSource(StrEnum):
    """Who complained."""

    CIVILIAN = "civilian"
    OFFICER = "officer"
    AGENCY = "agency"
    OTHER = "other"


class PolicyVerdict(StrEnum):
    """What a coder found a policy to say about one item of a benchmark."""

    MEETS = "meets"
    PARTLY = "partly"
    FAILS = "fails"
    CONFLICT = "conflict"


class CaseStage(StrEnum):
    """At which point of a case a sentence is given."""

    ORIGINAL = "original"
    REVOCATION = "revocation"


class Supervision(StrEnum):
    """What a person was under when they broke its conditions."""

    PROBATION = "probation"
    SUPERVISED_RELEASE = "supervised_release"
    PAROLE = "parole"


class SupervisionEnd(StrEnum):
    """What a court made of a broken supervision."""

    REVOKED = "revoked"
    MODIFIED = "modified"
    CONTINUED = "continued"
    OTHER = "other"


class RangePosition(StrEnum):
    """Where a sentence lies to the range that a guideline names."""

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"


class SentenceKind(StrEnum):
    """The gravest part of a sentence."""

    LIFE = "life"
    PRISON = "prison"
    SPLIT = "split"
    PROBATION = "probation"
    FINE = "fine"
    OTHER = "other"


class HearingKind(StrEnum):
    """Whether a board hears a person for the first time."""

    INITIAL = "initial"
    SUBSEQUENT = "subsequent"


class HearingResult(StrEnum):
    """How a hearing for release ended; only a grant and a denial are decisions on the merits."""

    GRANTED = "granted"
    DENIED = "denied"
    STIPULATED = "stipulated"
    WAIVED = "waived"
    POSTPONED = "postponed"
    CONTINUED = "continued"
    CANCELLED = "cancelled"
    SPLIT = "split"


class Darkness(StrEnum):
    """Light at the place and minute of a stop, by the sun alone."""

    DAYLIGHT = "daylight"
    TWILIGHT = "twilight"
    DARK = "dark"


class DayPart(StrEnum):
    """Six equal parts of the local day."""

    H00 = "00-04"
    H04 = "04-08"
    H08 = "08-12"
    H12 = "12-16"
    H16 = "16-20"
    H20 = "20-24"
