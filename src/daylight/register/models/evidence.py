"""Evidence by hash, and outcome measures read from Daylight's run folders."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from daylight.register.choices import (
    Classification,
    DataState,
    Direction,
    EvidenceKind,
    Proves,
    Stage,
)
from daylight.register.models.decree import Decree
from daylight.register.models.kept import Kept
from daylight.register.models.rating import Period
from daylight.register.models.requirement import Requirement

FILED_EVIDENCE = frozenset(
    [
        "decree",
        "title",
        "kind",
        "classification",
        "sha256",
        "size",
        "filename",
        "valid_from",
        "valid_to",
        "submitted_by",
    ]
)


class Evidence(Kept):
    """A file the agency offers; the hash is its identity, the content never changes."""

    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="evidence")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=EvidenceKind.choices())
    classification = models.CharField(max_length=10, choices=Classification.choices())
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    filename = models.CharField(max_length=200)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return str(self.title)

    def held(self) -> frozenset[str]:
        """What a filed period was offered stays as it was; it may still be withdrawn."""
        filed = self.links.filter(period__stage=Stage.FILED).exists()
        return FILED_EVIDENCE if filed else frozenset()

    def get_absolute_url(self) -> str:
        """The page about this evidence; the file itself is a download from there."""
        return str(reverse("evidence-one", args=(self.decree.slug, self.pk)))


class EvidenceLink(Kept):
    """What a piece of evidence is offered for."""

    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="links")
    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="links")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="links")
    proves = models.CharField(max_length=10, choices=Proves.choices())
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("period__order", "id")

    def held(self) -> frozenset[str]:
        """What was offered for a filed period stays offered for it."""
        names = ("evidence", "requirement", "period", "proves", "note")
        return frozenset(names) if self.period.stage == Stage.FILED else frozenset()


class Measure(Kept):
    """An outcome the decree wants watched, and the estimate in a Daylight run that answers it."""

    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="measures")
    name = models.CharField(max_length=200)
    definition = models.TextField(blank=True)
    numerator = models.CharField(max_length=200, blank=True)
    denominator = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    direction = models.CharField(max_length=10, choices=Direction.choices(), default=Direction.NONE)
    baseline = models.CharField("baseline period", max_length=60, blank=True)
    classification = models.CharField(
        max_length=10, choices=Classification.choices(), default=Classification.PARTY
    )
    question = models.CharField("question in the run", max_length=120, blank=True)
    estimate = models.CharField("estimate’s name", max_length=120, blank=True)
    group = models.CharField(max_length=120, blank=True)
    stratum = models.CharField(max_length=120, default="all")

    class Meta:
        ordering = ("requirement__order", "name")

    def __str__(self) -> str:
        return str(self.name)


class MeasureValue(Kept):
    """A measure in one period: the data's state, and the number where there is one."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="values")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="values")
    data_state = models.CharField(max_length=20, choices=DataState.choices())
    value = models.FloatField(null=True, blank=True)
    low = models.FloatField(null=True, blank=True)
    high = models.FloatField(null=True, blank=True)
    level = models.FloatField(null=True, blank=True)
    n = models.PositiveBigIntegerField(null=True, blank=True)
    scale = models.CharField(max_length=20, blank=True)
    method = models.CharField(max_length=60, blank=True)
    reference = models.CharField(max_length=120, blank=True)
    missing_share = models.FloatField(null=True, blank=True)
    run = models.CharField(max_length=200, blank=True)
    run_sha256 = models.CharField(max_length=64, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("period__order",)
        constraints = (
            models.UniqueConstraint(fields=("measure", "period"), name="one_value_per_period"),
        )
