"""The register's closed vocabularies: every word a person chooses from, once each."""

from enum import StrEnum
from typing import Self


class Choices(StrEnum):
    """A closed vocabulary, each member `value` or `(value, label)`: stored and read.

    Written like Django's `TextChoices`, but without Django: the rules choose from these words too.
    """

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """A member; without a label of its own it is read as it is stored."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or value.replace("_", " ")
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Pairs of stored value and printed label, in order."""
        return [(member.value, member.label) for member in cls]


class Role(Choices):
    """What a person may do here; each role is a group of accounts."""

    ADMINISTRATOR = "administrator"
    MONITOR = "monitor"
    EXPERT = "expert"
    AUDITOR = "auditor"
    PLAINTIFF = "plaintiff"
    CITY = "city"
    DEPARTMENT = "department"
    DATA_UNIT = "data_unit"
    UNION = "union"
    COMMISSION = "commission"
    COURT = "court"


class DecreeStatus(Choices):
    """Where a decree stands in its life."""

    PROPOSED = "proposed"
    ENTERED = "entered"
    AMENDED = "amended"
    PARTIALLY_TERMINATED = "partially_terminated"
    TERMINATED = "terminated"
    DISMISSED_BEFORE_ENTRY = "dismissed_before_entry"
    REPLACED_BY_LOCAL_PLAN = "replaced_by_local_plan"


class Plaintiff(Choices):
    """Who brought the case."""

    US_DOJ = ("us_doj", "US Department of Justice")
    STATE_AG = ("state_ag", "State attorney general")
    STATE_HUMAN_RIGHTS = ("state_human_rights", "State human-rights agency")
    PRIVATE_CLASS = ("private_class", "Private class")
    NONE = ("none", "None (self-imposed plan)")


class TextStatus(Choices):
    """How far a text may be trusted to be the court's own words."""

    OFFICIAL = ("official", "official text")
    OCR = ("ocr", "text read by machine from a scan; may hold errors")
    PARAPHRASE = ("paraphrase", "paraphrase, not the court’s words")
    SYNTHETIC = ("synthetic", "synthetic text, written for demonstration; no court wrote it")


class VersionStage(Choices):
    """Whether people have accepted an imported text."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DISCARDED = "discarded"


class ParagraphKind(Choices):
    """What a paragraph does; only requirements and monitor duties are rated."""

    REQUIREMENT = "requirement"
    DEFINITION = "definition"
    BACKGROUND = "background"
    PROCEDURE = "procedure"
    MONITOR_DUTY = "monitor_duty"
    COURT = "court"


class Lineage(Choices):
    """What an amendment did to a paragraph."""

    NEW = "new"
    UNCHANGED = "unchanged"
    REWORDED = "reworded"
    MOVED = "moved"
    MOVED_AND_REWORDED = "moved_and_reworded"
    DELETED = "deleted"


class OrderEffect(Choices):
    """What a motion or order of the court does."""

    APPROVE_PLAN = "approve_plan"
    EXTEND = "extend_deadline"
    AMEND = "amend"
    DECLARE_COMPLIANCE = "declare_compliance"
    TERMINATE_PARTLY = "terminate_partly"
    TERMINATE = "terminate"
    DISMISS = "dismiss"


class OrderStage(Choices):
    """Asked for, granted or refused."""

    MOTION = "motion"
    GRANTED = "granted"
    DENIED = "denied"


class ScaleKind(Choices):
    """Rating scales differ in kind, not only in words."""

    LADDER = "ladder"
    LABEL = "label"
    SECTION_CLOCK = "section_clock"
    PHASES = "phases"


class LevelState(Choices):
    """Where one level of one requirement stands."""

    NOT_ASSESSED = "not_assessed"
    UNDER_ASSESSMENT = "under_assessment"
    NOT_MET = "not_met"
    MET = "met"
    LOST = "lost"
    DEFERRED = "deferred"
    NOT_APPLICABLE = "not_applicable"
    SUSPENDED = ("suspended", "monitoring suspended")
    SELF_MONITORED = ("self_monitored", "self-monitored")
    TERMINATED = ("terminated", "terminated by order")


class Stage(Choices):
    """Who may read a rating: the monitor's team, the parties, everyone."""

    DRAFT = "draft"
    PARTY = ("party", "draft before the parties")
    FILED = "filed"


class EvidenceKind(Choices):
    """What a piece of evidence is."""

    POLICY = "policy"
    CURRICULUM = "curriculum"
    ROSTER = "roster"
    TEST_RESULTS = "test_results"
    AUDIT = "audit"
    VIDEO_LOG = "video_log"
    ANALYSIS_RUN = "analysis_run"
    SURVEY = "survey"
    ORDER = "order"
    LOG = "log"


class Classification(Choices):
    """Who may open a piece of evidence."""

    PUBLIC = "public"
    PARTY = "party"
    MONITOR = "monitor"
    SEALED = "sealed"


class Proves(Choices):
    """What a piece of evidence is offered for."""

    POLICY = "policy"
    TRAINING = "training"
    PRACTICE = "practice"
    OUTCOME = "outcome"


class DataState(Choices):
    """Missing data is a finding, not a blank."""

    NOT_COLLECTED = "not_collected"
    NOT_USABLE = "not_usable"
    PARTIAL = "partial"
    USABLE = "usable"


class Direction(Choices):
    """Which way is good; often neither: more complaints may mean more trust."""

    NONE = ("none", "no direction is good in itself")
    UP = ("up", "higher is better")
    DOWN = ("down", "lower is better")


class VerdictRule(Choices):
    """“95 %” is three different tests; the plan says which, before the sample is drawn."""

    POINT = ("point", "point estimate at or above the threshold")
    LOWER_BOUND = ("lower_bound", "one-sided lower confidence bound at or above the threshold")
    ZERO_FAILURE = ("zero_failure", "no failure in a sample large enough to show the threshold")


class AuditStage(Choices):
    """An audit's course; the verdict rule is fixed when the sample is drawn."""

    PLANNED = "planned"
    DRAWN = "drawn"
    CLOSED = "closed"


class Answer(Choices):
    """What a reviewer found in one sampled file."""

    PASS = "pass"  # noqa: S105 -- a finding, not a password
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"


class CommentStage(Choices):
    """A comment is read by a person before anyone else sees it."""

    RECEIVED = "received"
    PUBLISHED = "published"
    WITHHELD = "withheld"


class Decision(Choices):
    """The agency's written answer to a recommendation."""

    OPEN = "open"
    ACCEPTED = "accepted"
    PARTLY = "accepted_in_part"
    DECLINED = "declined"


class Authority(Choices):
    """Who moved a deadline."""

    AGREED = ("agreed", "agreement of monitor, plaintiff and city")
    COURT = ("court", "order of the court")


class ReleaseStage(Choices):
    """A public release needs a second person."""

    PREPARED = "prepared"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


class SourceKind(Choices):
    """A dated outside document: it can go stale or be retracted."""

    FINDINGS = "findings_report"
    LEGAL_NOTE = "legal_note"
    MONITORING_PLAN = "monitoring_plan"
    MONITOR_REPORT = "monitor_report"


class OnLoss(Choices):
    """What a sustainment clock does when compliance is lost."""

    RESTART = "restart"
    PAUSE = "pause"
