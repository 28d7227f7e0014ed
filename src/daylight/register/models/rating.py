"""Scales, periods, assessments and clocks."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from daylight.register.choices import LevelState, OnLoss, ScaleKind, Stage
from daylight.register.models.decree import CourtOrder, Decree
from daylight.register.models.kept import Kept
from daylight.register.models.requirement import Requirement, Wording

FILED_PERIOD = frozenset(
    [
        "decree",
        "name",
        "order",
        "starts",
        "ends",
        "draft_due",
        "comments_due",
        "filing_due",
        "stage",
        "filed_on",
        "docket_ref",
    ]
)
FILED_ASSESSMENT = frozenset(
    [
        "wording",
        "requirement",
        "period",
        "method",
        "narrative",
        "technical_assistance",
        "stage",
        "filed_on",
    ]
)
FILED_STANDING = frozenset(["assessment", "level", "state", "achieved_on", "lost_on", "reason"])


class Scale(Kept):
    """A rating scale, as data: scales differ in kind, not only in words."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=ScaleKind.choices())
    rule = models.TextField(blank=True, help_text="The decree’s or plan’s rule, and its source")

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return str(self.name)


class Level(Kept):
    """One rung, label, phase or declaration of a scale."""

    scale = models.ForeignKey(Scale, on_delete=models.PROTECT, related_name="levels")
    order = models.PositiveSmallIntegerField()
    stage = models.CharField(max_length=40, blank=True, help_text="policy, training, practice …")
    label = models.CharField(max_length=80)
    definition = models.TextField(blank=True)
    points = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ("scale", "order")

    def __str__(self) -> str:
        return str(self.label)

    def held(self) -> frozenset[str]:
        """What a level means no longer changes once a filed rating uses it."""
        used = Standing.objects.filter(level=self, assessment__stage=Stage.FILED).exists()
        names = ("scale", "order", "stage", "label", "definition", "points")
        return frozenset(names) if used else frozenset()


class Method(Kept):
    """How a rating is reached: the columns of a methodology appendix."""

    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="methods")
    code = models.CharField("task number", max_length=40)
    field_characteristic = models.CharField(max_length=200)
    data_characteristic = models.CharField(max_length=40)
    sources = models.TextField("data sources")
    definition = models.TextField("compliance definition")
    measures = models.TextField("measures, methodologies and sampling")

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return str(self.code)


class Period(Kept):
    """A monitoring period and its calendar; it is filed as one."""

    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="periods")
    name = models.CharField(max_length=60)
    order = models.PositiveIntegerField()
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    draft_due = models.DateField("draft to the parties due", null=True, blank=True)
    comments_due = models.DateField("parties’ comments due", null=True, blank=True)
    filing_due = models.DateField(null=True, blank=True)
    hearing_on = models.DateField(null=True, blank=True)
    stage = models.CharField(max_length=10, choices=Stage.choices(), default=Stage.DRAFT)
    filed_on = models.DateField(null=True, blank=True)
    docket_ref = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(fields=("decree", "order"), name="periods_in_order"),
        )

    def __str__(self) -> str:
        return str(self.name)

    def held(self) -> frozenset[str]:
        """A filed period keeps its name, its days and its docket; a hearing may still be set."""
        return FILED_PERIOD if self.stage == Stage.FILED else frozenset()

    def get_absolute_url(self) -> str:
        """The period's page."""
        return str(reverse("period", args=(self.decree.slug, self.pk)))


class Filing(Kept):
    """All that a filed period rests on, as it stood when it was filed; it never changes."""

    period = models.OneToOneField(Period, on_delete=models.PROTECT, related_name="filing")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    entries = models.PositiveBigIntegerField(help_text="Entries of the log before this one")
    head = models.CharField(max_length=64, help_text="The log’s last seal before this one")

    def __str__(self) -> str:
        return f"Filing of {self.period}"

    def held(self) -> frozenset[str]:
        """Nothing in it ever changes."""
        return frozenset({"period", "content", "sha256", "entries", "head"})


class Assessment(Kept):
    """What the monitor says of one requirement in one period, on the wording then in force."""

    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="assessments")
    requirement = models.ForeignKey(
        Requirement, on_delete=models.PROTECT, related_name="assessments"
    )
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="assessments")
    method = models.ForeignKey(Method, on_delete=models.PROTECT, null=True, blank=True)
    narrative = models.TextField(blank=True)
    technical_assistance = models.TextField(blank=True)
    stage = models.CharField(max_length=10, choices=Stage.choices(), default=Stage.DRAFT)
    filed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("requirement__order", "period__order")
        constraints = (
            models.UniqueConstraint(
                fields=("requirement", "period"), name="one_assessment_per_period"
            ),
        )

    def __str__(self) -> str:
        return f"{self.requirement_id} in {self.period_id}"

    def held(self) -> frozenset[str]:
        """A filed rating no longer changes."""
        return FILED_ASSESSMENT if self.stage == Stage.FILED else frozenset()


class Standing(Kept):
    """The state of one level within an assessment."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="standings")
    level = models.ForeignKey(Level, on_delete=models.PROTECT)
    state = models.CharField(
        max_length=20, choices=LevelState.choices(), default=LevelState.NOT_ASSESSED
    )
    achieved_on = models.DateField(null=True, blank=True)
    lost_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("level__order",)
        constraints = (
            models.UniqueConstraint(fields=("assessment", "level"), name="one_state_per_level"),
        )

    def held(self) -> frozenset[str]:
        """The states of a filed rating no longer change."""
        return FILED_STANDING if self.assessment.stage == Stage.FILED else frozenset()


class Statement(Kept):
    """The agency's or the city's own account, beside the monitor's: two sides, two authors."""

    requirement = models.ForeignKey(
        Requirement, on_delete=models.PROTECT, related_name="statements"
    )
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="statements")
    role = models.CharField(max_length=20)
    text = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)

    class Meta:
        ordering = ("id",)


class SustainmentClock(Kept):
    """How long compliance must hold, over what, and since when it has."""

    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="clocks")
    scope = models.CharField(max_length=200, help_text="A section, paragraphs or the whole decree")
    started = models.DateField()
    months = models.PositiveIntegerField()
    on_loss = models.CharField(max_length=10, choices=OnLoss.choices())
    ended = models.DateField(null=True, blank=True)
    declared_by = models.ForeignKey(CourtOrder, on_delete=models.PROTECT, null=True, blank=True)

    class Meta:
        ordering = ("started",)

    def __str__(self) -> str:
        return str(self.scope)


class ClockPause(Kept):
    """Days that do not count towards sustainment."""

    clock = models.ForeignKey(SustainmentClock, on_delete=models.PROTECT, related_name="pauses")
    start = models.DateField()
    end = models.DateField(null=True, blank=True)
    why = models.TextField()

    class Meta:
        ordering = ("start",)
