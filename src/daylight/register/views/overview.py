"""The first pages: all decrees, and one decree with what changed first."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from daylight.register.choices import Stage
from daylight.register.forms import DecreeForm
from daylight.register.models import Decree
from daylight.register.permissions import needs
from daylight.register.selectors import ratings
from daylight.register.selectors.calendar import events, read_clock
from daylight.register.selectors.standing import standing_alerts, unconfirmed
from daylight.register.views.editor import Page, change, create, enter, form_of
from daylight.register.views.lookup import decree_of, stages


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Every decree in the register."""
    return render(request, "register/home.html", {"decrees": Decree.objects.all()})


@needs("decree.view")
def decree(request: HttpRequest, slug: str) -> HttpResponse:
    """One decree: what changed, counts, alerts, what comes next."""
    found = decree_of(slug)
    seen = stages(request)
    today = timezone.localdate()
    periods = ratings.periods_seen(found, [Stage.FILED])
    latest = periods[-1] if periods else None
    coming = [event for event in events(found, today) if event.day >= today]
    page = {
        "decree": found,
        "version": found.current(),
        "latest": latest,
        "changes": ratings.changes(found, latest, [Stage.FILED]) if latest else [],
        "counts": ratings.counts(found, latest, [Stage.FILED]) if latest else [],
        "score": ratings.score(found, latest, [Stage.FILED]) if latest else None,
        "drafts": [one for one in ratings.periods_seen(found, seen) if one.stage != Stage.FILED],
        "alerts": standing_alerts(found, today),
        "coming": coming[:8],
        "clocks": [(one, read_clock(one, today)) for one in found.clocks.all()],
        "unconfirmed": unconfirmed(found),
    }
    return render(request, "register/decree.html", page)


@needs("decree.add")
def decree_add(request: HttpRequest) -> HttpResponse:
    """Add a decree."""
    return enter(
        request, form_of(DecreeForm, request), create, Page(title="Add a decree", back="home")
    )


@needs("decree.change")
def decree_change(request: HttpRequest, slug: str) -> HttpResponse:
    """Change what stands about a decree."""
    found = decree_of(slug)
    form = form_of(DecreeForm, request, instance=found)
    return enter(
        request, form, change, Page(title=f"Change {found}", back=found.get_absolute_url())
    )


@needs("decree.view")
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything with a date."""
    found = decree_of(slug)
    today = timezone.localdate()
    page = {"decree": found, "events": events(found, today), "today": today}
    return render(request, "register/calendar.html", page)
