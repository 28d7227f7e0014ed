"""The register's records, one module per idea."""

from daylight.register.models.audit import Audit, Review, SampleItem
from daylight.register.models.comment import Comment, CommentWindow, Recommendation
from daylight.register.models.decree import (
    CourtOrder,
    Decree,
    DecreeVersion,
    Definition,
    Paragraph,
    Section,
    Source,
)
from daylight.register.models.evidence import Evidence, EvidenceLink, Measure, MeasureValue
from daylight.register.models.kept import Kept, Unrecorded
from daylight.register.models.log import Attempt, Chain, Change
from daylight.register.models.rating import (
    Assessment,
    ClockPause,
    Filing,
    Level,
    Method,
    Period,
    Scale,
    Standing,
    Statement,
    SustainmentClock,
)
from daylight.register.models.release import Release
from daylight.register.models.requirement import Deadline, DeadlineExtension, Requirement, Wording

__all__ = [
    "Assessment",
    "Attempt",
    "Audit",
    "Chain",
    "Change",
    "ClockPause",
    "Comment",
    "CommentWindow",
    "CourtOrder",
    "Deadline",
    "DeadlineExtension",
    "Decree",
    "DecreeVersion",
    "Definition",
    "Evidence",
    "EvidenceLink",
    "Filing",
    "Kept",
    "Level",
    "Measure",
    "MeasureValue",
    "Method",
    "Paragraph",
    "Period",
    "Recommendation",
    "Release",
    "Requirement",
    "Review",
    "SampleItem",
    "Scale",
    "Section",
    "Source",
    "Standing",
    "Statement",
    "SustainmentClock",
    "Unrecorded",
    "Wording",
]
