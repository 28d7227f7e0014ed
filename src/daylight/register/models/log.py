"""The append-only log: who changed what, when and why, each entry sealed with the one before."""

from django.conf import settings
from django.db import models


class Change(models.Model):
    """One change to one record; the database itself refuses to alter or remove an entry."""

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True)
    role = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=40)
    object_id = models.CharField(max_length=40)
    act = models.CharField(max_length=20)
    reason = models.TextField()
    fields = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    seal = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("kind", "object_id")),)

    def __str__(self) -> str:
        return f"{self.act} {self.kind} {self.object_id}"


class Chain(models.Model):
    """The log's last seal. One row; whoever writes holds it, so the chain cannot fork."""

    head = models.CharField(max_length=64, default="")
    count = models.PositiveBigIntegerField(default=0)


class Attempt(models.Model):
    """A try that is counted so that it can be slowed down: a login, a public comment."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=200)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = (models.Index(fields=("kind", "key", "at")),)
