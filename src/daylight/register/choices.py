"""The register's closed vocabularies: every word a person chooses from, once each."""

from enum import StrEnum


class Word(StrEnum):
    """A closed vocabulary; the value is stored, the label is read."""

    @property
    def label(self) -> str:
        """The word as it is printed."""
        return self.value.replace("_", " ")

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Pairs of stored value and printed label, in order."""
        return [(word.value, word.label) for word in cls]


class Role(Word):
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


class DecreeStatus(Word):
    """Where a decree stands in its life."""

    PROPOSED = "proposed"
    ENTERED = "entered"
    AMENDED = "amended"
    PARTIALLY_TERMINATED = "partially_terminated"
    TERMINATED = "terminated"
    DISMISSED_BEFORE_ENTRY = "dismissed_before_entry"
    REPLACED_BY_LOCAL_PLAN = "replaced_by_local_plan"


class Plaintiff(Word):
    """Who brought the case."""

    US_DOJ = "us_doj"
    STATE_AG = "state_ag"
    STATE_HUMAN_RIGHTS = "state_human_rights"
    PRIVATE_CLASS = "private_class"
    NONE = "none"

    @property
    def label(self) -> str:
        """The word as it is printed."""
        return {
            "us_doj": "US Department of Justice",
            "state_ag": "State attorney general",
            "state_human_rights": "State human-rights agency",
            "private_class": "Private class",
            "none": "None (self-imposed plan)",
        }[self.value]


class TextStatus(Word):
    """How far a text may be trusted to be the court's own words."""

    OFFICIAL = "official"
    OCR = "ocr"
    PARAPHRASE = "paraphrase"
    SYNTHETIC = "synthetic"

    @property
    def label(self) -> str:
        """The word as it is printed."""
        return {
            "official": "official text",
            "ocr": "text read by machine from a scan; may hold errors",
            "paraphrase": "paraphrase, not the court’s words",
            "synthetic": "synthetic text, written for demonstration; no court wrote it",
        }[self.value]


class VersionStage(Word):
    """Whether people have accepted an imported text."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DISCARDED = "discarded"


class ParagraphKind(Word):
    """What a paragraph does; only requirements and monitor duties are rated."""

    REQUIREMENT = "requirement"
    DEFINITION = "definition"
    BACKGROUND = "background"
    PROCEDURE = "procedure"
    MONITOR_DUTY = "monitor_duty"
    COURT = "court"


class Lineage(Word):
    """What an amendment did to a paragraph."""

    NEW = "new"
    UNCHANGED = "unchanged"
    REWORDED = "reworded"
    MOVED = "moved"
    MOVED_AND_REWORDED = "moved_and_reworded"
    DELETED = "deleted"


class OrderEffect(Word):
    """What a motion or order of the court does."""

    APPROVE_PLAN = "approve_plan"
    EXTEND = "extend_deadline"
    AMEND = "amend"
    DECLARE_COMPLIANCE = "declare_compliance"
    TERMINATE_PARTLY = "terminate_partly"
    TERMINATE = "terminate"
    DISMISS = "dismiss"


class OrderStage(Word):
    """Asked for, granted or refused."""

    MOTION = "motion"
    GRANTED = "granted"
    DENIED = "denied"


class ScaleKind(Word):
    """Rating scales differ in kind, not only in words."""

    LADDER = "ladder"
    LABEL = "label"
    SECTION_CLOCK = "section_clock"
    PHASES = "phases"


class State(Word):
    """Where one level of one requirement stands."""

    NOT_ASSESSED = "not_assessed"
    UNDER_ASSESSMENT = "under_assessment"
    NOT_MET = "not_met"
    MET = "met"
    LOST = "lost"
    DEFERRED = "deferred"
    NOT_APPLICABLE = "not_applicable"
    SUSPENDED = "suspended"
    SELF_MONITORED = "self_monitored"
    TERMINATED = "terminated"

    @property
    def label(self) -> str:
        """The word as it is printed."""
        return {
            "suspended": "monitoring suspended",
            "self_monitored": "self-monitored",
            "terminated": "terminated by order",
        }.get(self.value, self.value.replace("_", " "))


class Stage(Word):
    """Who may read a rating: the monitor's team, the parties, everyone."""

    DRAFT = "draft"
    PARTY = "party"
    FILED = "filed"

    @property
    def label(self) -> str:
        """The word as it is printed."""
        return {"draft": "draft", "party": "draft before the parties", "filed": "filed"}[self.value]


class EvidenceKind(Word):
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


class Classification(Word):
    """Who may open a piece of evidence."""

    PUBLIC = "public"
    PARTY = "party"
    MONITOR = "monitor"
    SEALED = "sealed"


class Proves(Word):
    """What a piece of evidence is offered for."""

    POLICY = "policy"
    TRAINING = "training"
    PRACTICE = "practice"
    OUTCOME = "outcome"


class DataState(Word):
    """Missing data is a finding, not a blank."""

    NOT_COLLECTED = "not_collected"
    NOT_USABLE = "not_usable"
    PARTIAL = "partial"
    USABLE = "usable"


class Direction(Word):
    """Which way is good; often neither: more complaints may mean more trust."""

    NONE = "none"
    UP = "up"
    DOWN = "down"

    @property
    def label(self) -> str:
        """The word as it is printed."""
        return {
            "none": "no direction is good in itself",
            "up": "higher is better",
            "down": "lower is better",
        }[self.value]


class VerdictRule(Word):
    """“95 %” is three different tests; the plan says which, before the sample is drawn."""

    POINT = "point"
    LOWER_BOUND = "lower_bound"
    ZERO_FAILURE = "zero_failure"

    @property
    def label(self) -> str:
        """The word as it is printed."""
        return {
            "point": "point estimate at or above the threshold",
            "lower_bound": "one-sided lower confidence bound at or above the threshold",
            "zero_failure": "no failure in a sample large enough to show the threshold",
        }[self.value]


class AuditStage(Word):
    """An audit's course; the verdict rule is fixed when the sample is drawn."""

    PLANNED = "planned"
    DRAWN = "drawn"
    CLOSED = "closed"


class Answer(Word):
    """What a reviewer found in one sampled file."""

    PASS = "pass"  # noqa: S105 -- a finding, not a password
    FAIL = "fail"
    NOT_APPLICABLE = "not_applicable"


class CommentStage(Word):
    """A comment is read by a person before anyone else sees it."""

    RECEIVED = "received"
    PUBLISHED = "published"
    WITHHELD = "withheld"


class Decision(Word):
    """The agency's written answer to a recommendation."""

    OPEN = "open"
    ACCEPTED = "accepted"
    PARTLY = "accepted_in_part"
    DECLINED = "declined"


class Authority(Word):
    """Who moved a deadline."""

    AGREED = "agreed"
    COURT = "court"

    @property
    def label(self) -> str:
        """The word as it is printed."""
        return {
            "agreed": "agreement of monitor, plaintiff and city",
            "court": "order of the court",
        }[self.value]


class ReleaseStage(Word):
    """A public release needs a second person."""

    PREPARED = "prepared"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


class SourceKind(Word):
    """A dated outside document: it can go stale or be retracted."""

    FINDINGS = "findings_report"
    LEGAL_NOTE = "legal_note"
    MONITORING_PLAN = "monitoring_plan"
    MONITOR_REPORT = "monitor_report"


class OnLoss(Word):
    """What a sustainment clock does when compliance is lost."""

    RESTART = "restart"
    PAUSE = "pause"
