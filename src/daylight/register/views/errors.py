"""Pages for what cannot be shown."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

SAYS = {
    403: "Your role does not allow this.",
    404: "There is nothing at this address.",
    500: "Something went wrong here. Nothing was saved.",
}


def _page(request: HttpRequest, status: int, says: str = "") -> HttpResponse:
    page = {"status": status, "fault": says or SAYS[status]}
    return render(request, "register/fault.html", page, status=status)


def denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    del exception
    return _page(request, 403)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    del exception
    return _page(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """500."""
    return _page(request, 500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was not made by this site, or is too old."""
    del reason
    return _page(
        request, 403, "This form is too old or was not sent from this site. Open it again."
    )
