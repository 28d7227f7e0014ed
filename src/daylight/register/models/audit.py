"""Audits: a frame, a draw, two reviewers, a rule chosen beforehand."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from daylight.register.choices import Answer, AuditStage, VerdictRule
from daylight.register.models.decree import Decree
from daylight.register.models.kept import Kept
from daylight.register.models.rating import Period
from daylight.register.models.requirement import Requirement


class Audit(Kept):
    """One audit plan and its course; plan, frame and rule are fixed when the sample is drawn."""

    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="audits")
    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="audits")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="audits")
    title = models.CharField(max_length=200)
    question = models.TextField(help_text="The instrument: what a reviewer must answer of a file")
    instrument_version = models.CharField(max_length=40)
    frame_query = models.TextField(help_text="How the list of files was made, so it can be remade")
    frame = models.JSONField(default=dict, blank=True)
    frame_sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(null=True, blank=True)
    seed = models.CharField(max_length=80, blank=True)
    rule = models.CharField(max_length=20, choices=VerdictRule.choices())
    threshold = models.DecimalField(max_digits=4, decimal_places=3, default="0.950")
    kappa_floor = models.DecimalField(max_digits=3, decimal_places=2, default="0.60")
    stage = models.CharField(
        max_length=10, choices=AuditStage.choices(), default=AuditStage.PLANNED
    )
    closed_on = models.DateField(null=True, blank=True)
    verdict = models.JSONField(
        default=dict, blank=True, help_text="The verdict and its rule as they stood at closing"
    )

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return str(self.title)

    def held(self) -> frozenset[str]:
        """A closed audit no longer changes."""
        closed = self.stage == AuditStage.CLOSED
        return frozenset(f.name for f in self._meta.concrete_fields) if closed else frozenset()

    def get_absolute_url(self) -> str:
        """The audit's page."""
        return str(reverse("audit", args=(self.decree.slug, self.pk)))


class SampleItem(Kept):
    """One drawn file, by pseudonym; an adjudicated answer settles a disagreement."""

    audit = models.ForeignKey(Audit, on_delete=models.PROTECT, related_name="items")
    pseudonym = models.CharField(max_length=80)
    stratum = models.CharField(max_length=80)
    order = models.PositiveIntegerField()
    adjudicated = models.CharField(max_length=20, choices=Answer.choices(), blank=True)
    adjudication = models.TextField("reason of the adjudication", blank=True)

    class Meta:
        ordering = ("order",)

    def __str__(self) -> str:
        return str(self.pseudonym)


class Review(Kept):
    """One reviewer's answer for one file; the other reviewer cannot see it before answering."""

    item = models.ForeignKey(SampleItem, on_delete=models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    answer = models.CharField(max_length=20, choices=Answer.choices())
    why = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("item", "reviewer"), name="one_review_per_reviewer"),
        )
