"""Slow down whoever tries too often: logins by name and address, public comments by address."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from daylight.register.models import Attempt


def address(request: HttpRequest) -> str:
    """The caller's address as the server sees it; a forwarded header could be forged."""
    return str(request.META.get("REMOTE_ADDR", ""))


def tried(kind: str, *keys: str) -> None:
    """Count a try under each key."""
    Attempt.objects.bulk_create([Attempt(kind=kind, key=key[:200]) for key in keys])
    Attempt.objects.filter(at__lt=timezone.now() - timedelta(days=1)).delete()


def too_often(kind: str, tries: int, minutes: int, *keys: str) -> bool:
    """Whether any key has been tried so often lately that it must wait."""
    since = timezone.now() - timedelta(minutes=minutes)
    return any(
        Attempt.objects.filter(kind=kind, key=key[:200], at__gt=since).count() >= tries
        for key in keys
    )


def login_keys(request: HttpRequest, name: str) -> tuple[str, str]:
    """A name is guarded everywhere, an address for all names."""
    return f"name:{name.casefold()}", f"address:{address(request)}"


def login_blocked(request: HttpRequest, name: str) -> bool:
    """Whether this name or address must wait; an address may fail for several people."""
    by_name, by_address = login_keys(request, name)
    wait = settings.LOGIN_WAIT_MINUTES
    return too_often("login", settings.LOGIN_TRIES, wait, by_name) or too_often(
        "login", settings.LOGIN_TRIES * 5, wait, by_address
    )
