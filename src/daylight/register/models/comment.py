"""Comments and recommendations: what others say, and the answer they get."""

from django.conf import settings
from django.db import models

from daylight.register.choices import CommentStage, Decision
from daylight.register.models.decree import Decree
from daylight.register.models.kept import Kept


class CommentWindow(Kept):
    """Days during which a plan, policy or draft may be commented on."""

    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="windows")
    subject = models.CharField(max_length=200)
    about = models.TextField(blank=True)
    opens = models.DateField()
    closes = models.DateField()
    public = models.BooleanField(default=True, help_text="Anyone may comment, without an account")

    class Meta:
        ordering = ("-closes",)

    def __str__(self) -> str:
        return str(self.subject)


class Comment(Kept):
    """One comment; a person reads it before anyone else sees it."""

    window = models.ForeignKey(CommentWindow, on_delete=models.PROTECT, related_name="comments")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True
    )
    name = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=20, blank=True)
    text = models.TextField()
    stage = models.CharField(
        max_length=10, choices=CommentStage.choices(), default=CommentStage.RECEIVED
    )
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ("id",)


class Recommendation(Kept):
    """A recommendation and the agency's written answer to it."""

    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="recommendations")
    made_by = models.CharField("recommended by", max_length=120)
    made_on = models.DateField()
    text = models.TextField()
    paragraphs = models.CharField(max_length=200, blank=True)
    answer_due = models.DateField()
    decision = models.CharField(max_length=20, choices=Decision.choices(), default=Decision.OPEN)
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-made_on", "id")
