"""A decree as versioned legal text."""

from datetime import date

from django.db import models
from django.urls import reverse

from daylight.register.choices import (
    DecreeStatus,
    Lineage,
    OrderEffect,
    OrderStage,
    ParagraphKind,
    Plaintiff,
    SourceKind,
    TextStatus,
    VersionStage,
)
from daylight.register.models.kept import Kept
from daylight.register.rules.versions import in_force

ACCEPTED_PARAGRAPH = frozenset(
    ["version", "section", "number", "order", "text", "kind", "page", "joined"]
)


class Decree(Kept):
    """One agreement, order or plan, and where it stands."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    jurisdiction = models.CharField(max_length=200)
    court = models.CharField(max_length=200, blank=True)
    docket = models.CharField(max_length=80, blank=True)
    plaintiff_type = models.CharField(max_length=30, choices=Plaintiff.choices())
    status = models.CharField(max_length=30, choices=DecreeStatus.choices())
    effective_date = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    replaced_by = models.CharField(max_length=200, blank=True)
    scale = models.ForeignKey("Scale", on_delete=models.PROTECT, null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("jurisdiction",)

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        """The decree's page."""
        return str(reverse("decree", args=(self.slug,)))

    def accepted(self) -> "list[DecreeVersion]":
        """The versions people have accepted, oldest first."""
        return list(self.versions.filter(stage=VersionStage.ACCEPTED).order_by("in_force_from"))

    def version_on(self, day: date) -> "DecreeVersion":
        """The wording in force on a day."""
        return in_force(self.accepted(), day)

    def current(self) -> "DecreeVersion | None":
        """The latest accepted wording, None before any was accepted."""
        versions = self.accepted()
        return versions[-1] if versions else None

    @property
    def never_entered(self) -> bool:
        """Whether the court never made it an order: nothing in it ever bound anyone."""
        return self.status in (DecreeStatus.PROPOSED, DecreeStatus.DISMISSED_BEFORE_ENTRY)


class DecreeVersion(Kept):
    """One wording of the decree: a document on the docket with its date."""

    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(max_length=120)
    doc_no = models.CharField("docket document", max_length=40, blank=True)
    filed = models.DateField(null=True, blank=True)
    in_force_from = models.DateField()
    source_name = models.CharField(max_length=200)
    source_sha256 = models.CharField(max_length=64)
    text_status = models.CharField(max_length=20, choices=TextStatus.choices())
    stage = models.CharField(
        max_length=20, choices=VersionStage.choices(), default=VersionStage.PROPOSED
    )
    accounting = models.JSONField(default=dict, blank=True)
    pages = models.JSONField(
        default=list, blank=True, help_text="The text of every page of the file as it was read"
    )

    class Meta:
        ordering = ("in_force_from",)

    def __str__(self) -> str:
        return str(self.name)


class Section(Kept):
    """A headed part of one version."""

    version = models.ForeignKey(DecreeVersion, on_delete=models.PROTECT, related_name="sections")
    number = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=200)
    order = models.PositiveIntegerField()

    class Meta:
        ordering = ("order",)

    def __str__(self) -> str:
        return f"{self.number}. {self.title}" if self.number else str(self.title)


class Paragraph(Kept):
    """One numbered paragraph of one version; the number is a string, as `438.b` is."""

    version = models.ForeignKey(DecreeVersion, on_delete=models.PROTECT, related_name="paragraphs")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="paragraphs")
    number = models.CharField(max_length=20)
    order = models.PositiveIntegerField()
    text = models.TextField()
    kind = models.CharField(
        max_length=20, choices=ParagraphKind.choices(), default=ParagraphKind.REQUIREMENT
    )
    page = models.PositiveIntegerField(null=True, blank=True)
    doubt = models.TextField(blank=True)
    checked = models.BooleanField(default=False)
    joined = models.BooleanField(default=False, editable=False)
    before = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="after"
    )
    lineage = models.CharField(max_length=20, choices=Lineage.choices(), default=Lineage.NEW)

    class Meta:
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(
                fields=("version", "number"),
                condition=models.Q(joined=False),
                name="one_paragraph_per_number",
            ),
        )

    def __str__(self) -> str:
        return f"¶ {self.number}"

    def held(self) -> frozenset[str]:
        """An accepted text no longer changes."""
        accepted = self.version.stage == VersionStage.ACCEPTED
        return ACCEPTED_PARAGRAPH if accepted else frozenset()

    @property
    def page_text(self) -> str:
        """The page of the file on which it begins, as it was read."""
        pages = self.version.pages
        return str(pages[self.page - 1]) if self.page and self.page <= len(pages) else ""

    def get_absolute_url(self) -> str:
        """The paragraph's page, in this version."""
        slug = self.version.decree.slug
        return f"{reverse('paragraph', args=(slug, self.number))}?version={self.version_id}"


class Definition(Kept):
    """A defined term and the paragraph that defines it."""

    paragraph = models.ForeignKey(Paragraph, on_delete=models.PROTECT, related_name="definitions")
    term = models.CharField(max_length=120)

    class Meta:
        ordering = ("term",)

    def __str__(self) -> str:
        return str(self.term)


class CourtOrder(Kept):
    """A motion or order, the paragraphs it touches, and what it does to them."""

    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="orders")
    doc_no = models.CharField("docket document", max_length=40)
    filed = models.DateField()
    stage = models.CharField(max_length=20, choices=OrderStage.choices())
    effect = models.CharField(max_length=30, choices=OrderEffect.choices())
    paragraphs = models.CharField(
        max_length=500, blank=True, help_text="For example ¶¶ 69-168, 438.b. Empty: all of them."
    )
    summary = models.TextField()

    class Meta:
        ordering = ("filed", "id")

    def __str__(self) -> str:
        return f"{self.get_effect_display()} (Doc. {self.doc_no})"


class Source(Kept):
    """A dated outside document about the decree; it may go stale or be retracted."""

    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="sources")
    kind = models.CharField(max_length=20, choices=SourceKind.choices())
    title = models.CharField(max_length=200)
    issued_on = models.DateField()
    checked_on = models.DateField(null=True, blank=True)
    retracted_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("issued_on",)

    def __str__(self) -> str:
        return str(self.title)
