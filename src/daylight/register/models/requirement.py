"""What a paragraph asks of whom by when; it counts only after a person confirmed it."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from daylight.register.choices import Authority, Stage
from daylight.register.models.decree import CourtOrder, Decree, Paragraph
from daylight.register.models.kept import Kept

RATED_WORDS = frozenset(
    [
        "requirement",
        "paragraph",
        "actor",
        "modal",
        "act",
        "condition",
        "assessable",
        "span_start",
        "span_end",
        "confirmed",
        "rejected",
        "confirmed_by",
    ]
)


class Requirement(Kept):
    """A duty that keeps its identity while its wording, number and section change."""

    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="requirements")
    code = models.CharField(max_length=40)
    order = models.PositiveIntegerField(default=0)
    weight = models.DecimalField(max_digits=8, decimal_places=2, default=1)
    ended_on = models.DateField(null=True, blank=True)
    ended_why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("order", "code")
        constraints = (
            models.UniqueConstraint(fields=("decree", "code"), name="one_requirement_per_code"),
        )

    def __str__(self) -> str:
        return str(self.code)

    def get_absolute_url(self) -> str:
        """The requirement's page."""
        return str(reverse("requirement", args=(self.decree.slug, self.code)))


class Wording(Kept):
    """A requirement as one version of the decree words it, with the span it was read from."""

    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="wordings")
    paragraph = models.ForeignKey(Paragraph, on_delete=models.PROTECT, related_name="wordings")
    actor = models.CharField(max_length=200)
    modal = models.CharField(max_length=40)
    act = models.TextField()
    condition = models.TextField(blank=True)
    assessable = models.BooleanField(default=True)
    span_start = models.PositiveIntegerField()
    span_end = models.PositiveIntegerField()
    confidence = models.PositiveSmallIntegerField(default=0, help_text="The importer’s, 0 to 100")
    confirmed = models.BooleanField(default=False)
    rejected = models.BooleanField(default=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True
    )

    class Meta:
        ordering = ("paragraph__order", "span_start")

    def __str__(self) -> str:
        return f"{self.actor} {self.modal} {self.act}"

    def held(self) -> frozenset[str]:
        """The words a filed rating rests on no longer change."""
        filed = self.assessments.filter(stage=Stage.FILED).exists()
        return RATED_WORDS if filed else frozenset()

    @property
    def span(self) -> str:
        """The words of the decree this was read from."""
        return str(self.paragraph.text[self.span_start : self.span_end])

    @property
    def words_before(self) -> str:
        """The paragraph up to the span."""
        return str(self.paragraph.text[: self.span_start])

    @property
    def words_after(self) -> str:
        """The paragraph after the span."""
        return str(self.paragraph.text[self.span_end :])


class Deadline(Kept):
    """Anchor + offset + recurrence, the plan's date, and when it was done."""

    requirement = models.ForeignKey(Requirement, on_delete=models.PROTECT, related_name="deadlines")
    phrase = models.CharField(max_length=300, blank=True)
    anchor = models.CharField(max_length=200, default="Effective Date")
    anchor_date = models.DateField(null=True, blank=True)
    offset = models.CharField(max_length=40, blank=True, help_text="For example 180 days")
    recurrence = models.CharField(
        max_length=200, blank=True, help_text="For example every 6 months; each 02-01, 08-01"
    )
    original_due = models.DateField(null=True, blank=True)
    plan_due = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.phrase or self.offset or self.recurrence)


class DeadlineExtension(Kept):
    """A proposed or granted move of one deadline; it never moves another."""

    deadline = models.ForeignKey(Deadline, on_delete=models.PROTECT, related_name="extensions")
    due = models.DateField()
    authority = models.CharField(max_length=20, choices=Authority.choices())
    order = models.ForeignKey(CourtOrder, on_delete=models.PROTECT, null=True, blank=True)
    agreed_monitor = models.BooleanField(default=False)
    agreed_plaintiff = models.BooleanField(default=False)
    agreed_city = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)

    @property
    def agreed_by(self) -> frozenset[str]:
        """The roles that have agreed."""
        agreed = {
            "monitor": self.agreed_monitor,
            "plaintiff": self.agreed_plaintiff,
            "city": self.agreed_city,
        }
        return frozenset(role for role, yes in agreed.items() if yes)
