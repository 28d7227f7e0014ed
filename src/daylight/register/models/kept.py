"""What every record shares: it changes only through `record`, with an author and a reason."""

from contextvars import ContextVar
from typing import Any

from django.db import models

from daylight.errors import DaylightError

recording: ContextVar[bool] = ContextVar("recording", default=False)


class Unrecorded(DaylightError):
    """Someone tried to change a record without an author and a reason."""


def _only_recorded() -> None:
    if not recording.get():
        raise Unrecorded("records change only through daylight.register.record")


class KeptRows(models.QuerySet):
    """Rows that refuse to change in silence."""

    def update(self, **fields: Any) -> int:
        """Change rows, if `record` asked."""
        _only_recorded()
        return int(super().update(**fields))

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse: the register withdraws, it does not delete."""
        raise Unrecorded("nothing in the register is deleted; withdraw it instead")

    def bulk_create(self, rows: Any, *args: Any, **settings: Any) -> Any:
        """Add rows, if `record` asked."""
        _only_recorded()
        return super().bulk_create(rows, *args, **settings)

    def bulk_update(self, *_rows: Any, **_settings: Any) -> Any:
        """Refuse: two people's changes could cross."""
        raise Unrecorded("change records one by one, so that no one's change is lost")


class Kept(models.Model):
    """A record with a revision number, which lets two people edit without losing either's work."""

    revision = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, editable=False)

    objects = KeptRows.as_manager()

    class Meta:
        abstract = True

    def held(self) -> frozenset[str]:
        """The fields that no longer change, because something that was filed rests on them."""
        return frozenset()

    def save(self, *args: Any, **settings: Any) -> None:
        """Write, if `record` asked."""
        _only_recorded()
        super().save(*args, **settings)

    def delete(self, *_args: Any, **_settings: Any) -> Any:
        """Refuse: the register withdraws, it does not delete."""
        raise Unrecorded("nothing in the register is deleted; withdraw it instead")
