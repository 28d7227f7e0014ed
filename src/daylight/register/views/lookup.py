"""Find what an address names, and only what the reader may see."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from daylight.register.choices import Classification, Stage
from daylight.register.models import Decree, Evidence, Period, Requirement
from daylight.register.permissions import roles
from daylight.register.rules.access import CLASSES, classes_seen, stages_seen


def decree_of(slug: str) -> Decree:
    """A decree by its slug."""
    found: Decree = get_object_or_404(Decree.objects.select_related("scale"), slug=slug)
    return found


def requirement_of(decree: Decree, code: str) -> Requirement:
    """A requirement by its code."""
    found: Requirement = get_object_or_404(decree.requirements, code=code)
    return found


def period_of(decree: Decree, pk: int) -> Period:
    """A period of this decree."""
    found: Period = get_object_or_404(decree.periods, pk=pk)
    return found


def one(rows: Any, pk: int) -> Any:
    """One of some rows, or 404."""
    return get_object_or_404(rows, pk=pk)


def stages(request: HttpRequest) -> list[Stage]:
    """The stages this reader may see."""
    return stages_seen(roles(request.user))


def evidence_seen(request: HttpRequest, decree: Decree) -> Any:
    """The evidence this reader may know of."""
    return decree.evidence.filter(classification__in=classes_seen(roles(request.user)))


def evidence_of(request: HttpRequest, decree: Decree, pk: int) -> Evidence:
    """One piece of evidence; refused when its class is not for this reader."""
    found: Evidence = get_object_or_404(decree.evidence, pk=pk)
    if not CLASSES[Classification(found.classification)] & roles(request.user):
        raise PermissionDenied
    return found
