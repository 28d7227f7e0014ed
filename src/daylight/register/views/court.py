"""The court's side: orders, clocks, methods, sources, scales."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from daylight.register.forms import (
    ClockForm,
    KeptForm,
    LevelForm,
    MethodForm,
    OrderForm,
    PauseForm,
    ScaleForm,
    SourceForm,
)
from daylight.register.models import Scale, SustainmentClock
from daylight.register.permissions import needs
from daylight.register.record import Author
from daylight.register.selectors.calendar import read_clock
from daylight.register.services import ratings as services
from daylight.register.views.editor import Page, create, editor, enter, form_of, saving
from daylight.register.views.lookup import decree_of, one


@needs("decree.view")
def court(request: HttpRequest, slug: str) -> HttpResponse:
    """Orders, clocks, methods and sources of a decree."""
    decree = decree_of(slug)
    today = timezone.localdate()
    page = {
        "decree": decree,
        "orders": decree.orders.order_by("-filed"),
        "clocks": [(one, read_clock(one, today)) for one in decree.clocks.all()],
        "methods": decree.methods.all(),
        "sources": decree.sources.all(),
    }
    return render(request, "register/court.html", page)


@needs("order.add")
def order_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Enter a motion or order; one that was granted takes effect at once."""
    decree = decree_of(slug)

    def save(form: KeptForm, by: Author) -> None:
        stored = form.save(commit=False)
        stored.decree = decree
        services.order(stored, by)

    form = form_of(OrderForm, request)
    back = reverse("court", args=(slug,))
    return enter(request, form, save, Page(title="Enter a motion or order", back=back))


clock_edit = needs("clock.change")(
    editor(ClockForm, "clocks", change="Sustainment clock", back="court", declared_by="orders")
)


@needs("clock.change")
def pause_add(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Pause a clock."""
    clock = one(SustainmentClock.objects.filter(decree__slug=slug), pk)

    def save(form: KeptForm, by: Author) -> None:
        create(form, by, clock=clock)
        read_clock(clock, timezone.localdate())

    back = reverse("court", args=(slug,))
    return enter(
        request, form_of(PauseForm, request), save, Page(title="Pause the clock", back=back)
    )


method_edit = needs("period.change")(
    editor(MethodForm, "methods", change="Methodology", back="court")
)


source_edit = needs("source.change")(editor(SourceForm, "sources", change="Source", back="court"))


@needs("scale.view")
def scales(request: HttpRequest) -> HttpResponse:
    """Every rating scale."""
    page = {"scales": Scale.objects.prefetch_related("levels")}
    return render(request, "register/scales.html", page)


@needs("scale.change")
def scale_add(request: HttpRequest) -> HttpResponse:
    """Add a scale."""
    return enter(
        request, form_of(ScaleForm, request), create, Page(title="Add a scale", back="scales")
    )


@needs("scale.change")
def level_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a level to a scale."""
    save = saving(None, scale=one(Scale.objects, pk))
    return enter(
        request, form_of(LevelForm, request), save, Page(title="Add a level", back="scales")
    )
