"""What every answer carries, and what a reader sees when a rule says no."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from daylight.errors import DaylightError
from daylight.register.record import Stale

# No script at all: pages work without JavaScript, so none can be smuggled in.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)

Answer = Callable[[HttpRequest], HttpResponse]


def content_security_policy(answer: Answer) -> Answer:
    """Forbid scripts, frames and foreign content on every page, and caching of private ones."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=()"
        )
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return respond


class explain_faults:  # noqa: N801 -- Django's middleware with a hook; named as in the settings
    """Turn a broken rule into a page that says what and why, never a traceback."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.answer(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> Any:
        """A page for the faults Daylight can explain; all others stay what they are."""
        if not isinstance(fault, DaylightError):
            return None
        status = 409 if isinstance(fault, Stale) else 422
        return render(
            request, "register/fault.html", {"fault": fault, "status": status}, status=status
        )
