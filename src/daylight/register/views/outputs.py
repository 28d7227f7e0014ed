"""What can be taken away: reports, data, the calendar, releases, the public site, the log."""

import mimetypes
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from daylight.register import record
from daylight.register.choices import Stage
from daylight.register.forms import RevisionForm
from daylight.register.models import Change, Release
from daylight.register.outputs import calendar as ics
from daylight.register.outputs import content, data, filing
from daylight.register.outputs.public import folder
from daylight.register.permissions import allows, author, needs
from daylight.register.record import Author
from daylight.register.selectors.calendar import events
from daylight.register.services import releases as services
from daylight.register.views.editor import Page, enter, form_of, step
from daylight.register.views.lookup import decree_of, one, period_of, stages


def _attachment(body: bytes | str, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(body, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _noted(request: HttpRequest, what: str, name: str) -> None:
    """Log that somebody took something away."""
    record.note(author(request, f"{what} taken"), kind="download", about=name[:40], act="download")


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@needs("report.filed")
def report(request: HttpRequest, slug: str, pk: int, form: str) -> HttpResponse:
    """A period's report; a draft only for those who may read drafts."""
    decree = decree_of(slug)
    period = period_of(decree, pk)
    if period.stage not in stages(request):
        raise PermissionDenied
    if period.stage == Stage.DRAFT and not allows(request.user, "report.draft"):
        raise PermissionDenied
    _noted(request, "report", f"{slug}/{period.order}.{form}")
    blocks = content.report(decree, period, stages(request))
    title = f"{period.name}: {decree.title}"
    name = f"{slug}-{period.order}"
    if form == "docx":
        return _attachment(filing.as_docx(title, blocks), f"{name}.docx", WORD)
    return _attachment(filing.as_pdf(title, blocks), f"{name}.pdf", "application/pdf")


@needs("report.filed")
def ratings_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Every filed rating as CSV."""
    _noted(request, "ratings", f"{slug}.csv")
    rows = data.filed_ratings(decree_of(slug))
    return _attachment(data.as_csv(rows), f"{slug}-ratings.csv", "text/csv; charset=utf-8")


@needs("report.filed")
def ratings_json(request: HttpRequest, slug: str) -> HttpResponse:
    """Every filed rating as JSON."""
    _noted(request, "ratings", f"{slug}.json")
    rows = data.filed_ratings(decree_of(slug))
    return _attachment(data.as_json(rows), f"{slug}-ratings.json", "application/json")


@needs("decree.view")
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The calendar as ICS."""
    decree = decree_of(slug)
    today = timezone.localdate()
    body = ics.as_ics(decree.title, slug, events(decree, today), today)
    return _attachment(body, f"{slug}.ics", "text/calendar; charset=utf-8")


@needs("export.everything")
def everything(request: HttpRequest) -> HttpResponse:
    """Every record and the log, drafts included."""
    _noted(request, "everything", "register.zip")
    return _attachment(data.everything(), "register.zip", "application/zip")


@needs("release.view")
def releases(request: HttpRequest, slug: str) -> HttpResponse:
    """Releases, and what can be taken away."""
    decree = decree_of(slug)
    page = {
        "decree": decree,
        "releases": decree.releases.select_related("period", "prepared_by", "approved_by"),
        "filed": decree.periods.filter(stage=Stage.FILED).order_by("-order"),
        "readable": decree.periods.filter(stage__in=stages(request)).order_by("-order"),
    }
    return render(request, "register/releases.html", page)


@needs("release.prepare")
def prepare(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Freeze a release."""
    decree = decree_of(slug)
    period = period_of(decree, pk)

    def save(form: RevisionForm, by: Author) -> None:
        services.prepare(decree, period, by)

    form = form_of(RevisionForm, request, initial={"revision": period.revision})
    back = reverse("releases", args=(slug,))
    title = f"Prepare the public release of {period}"
    return enter(request, form, save, Page(title=title, back=back))


def _releases(slug: str) -> Any:
    return Release.objects.filter(decree__slug=slug)


# The second person.
approve = needs("release.approve")(
    step(_releases, services.approve, title="Release {}", back="releases")
)


withdraw = needs("release.withdraw")(
    step(_releases, services.withdraw, title="Withdraw {}", back="releases")
)


@needs("release.approve")
def preview(request: HttpRequest, slug: str, pk: int, name: str) -> HttpResponse:
    """The frozen files, for whoever is to approve them."""
    found = one(_releases(slug), pk)
    place = folder(found)
    if name not in {each.name for each in place.iterdir()}:
        raise Http404
    return _frozen((place / name).read_bytes(), name)


def public(request: HttpRequest, slug: str, name: str = "index.html") -> HttpResponse:
    """The public site: the latest release, for anyone."""
    del request
    body = services.public_file(slug, name)
    if body is None:
        raise Http404
    return _frozen(body, name)


def _frozen(body: bytes, name: str) -> HttpResponse:
    kind = mimetypes.guess_type(name)[0] or "text/plain"
    response = HttpResponse(body, content_type=f"{kind}; charset=utf-8")
    if kind in ("text/csv", "application/json"):
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@needs("log.view")
def log(request: HttpRequest) -> HttpResponse:
    """Who changed what, when and why."""
    rows = Change.objects.select_related("by").order_by("-id")
    page = Paginator(rows, 100).get_page(request.GET.get("page"))
    return render(request, "register/log.html", {"page": page})


def healthy(request: HttpRequest) -> HttpResponse:
    """That the register answers and its database too."""
    del request
    Change.objects.exists()
    return HttpResponse("ok\n", content_type="text/plain")
