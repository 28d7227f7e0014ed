"""Public releases: frozen, hashed, and only with a second person."""

from django.conf import settings
from django.db import models

from daylight.register.choices import ReleaseStage
from daylight.register.models.decree import Decree
from daylight.register.models.kept import Kept
from daylight.register.models.rating import Period


class Release(Kept):
    """A frozen public site of everything filed up to a period."""

    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="releases")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="releases")
    sha256 = models.CharField(max_length=64)
    tables = models.JSONField(default=dict, blank=True)
    stage = models.CharField(
        max_length=10, choices=ReleaseStage.choices(), default=ReleaseStage.PREPARED
    )
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="prepared"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="approved",
        null=True,
        blank=True,
    )
    released_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.TextField(blank=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.period} ({self.sha256[:12]})"
