"""How every form is shown, saved, refused and, when two people meet, reconciled."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from daylight.errors import DaylightError
from daylight.register import record
from daylight.register.forms import KeptForm
from daylight.register.models import Kept
from daylight.register.permissions import author
from daylight.register.record import Author, Stale

Save = Callable[[Any, Author], Any]


def enter(
    request: HttpRequest,
    form: Any,
    save: Save,
    *,
    title: str,
    back: Any,
    context: dict[str, Any] | None = None,
    template: str = "register/form.html",
) -> HttpResponse:
    """Show a form; save it with its author and reason; say what went wrong in words."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                with transaction.atomic():
                    made = save(form, author(request, form.cleaned_data.get("reason", title)))
            except Stale:
                return _conflict(request, form, title, back)
            except DaylightError as fault:
                form.add_error(None, str(fault))
            except IntegrityError:
                form.add_error(None, "There is already an entry with this number or name.")
            else:
                messages.success(request, f"Saved: {title}.")
                return redirect(made if isinstance(made, Kept) and _has_page(made) else back)
    page = {"form": form, "title": title, "back": back, **(context or {})}
    return render(request, template, page, status=status)


def _has_page(made: Kept) -> bool:
    return hasattr(made, "get_absolute_url")


def _conflict(request: HttpRequest, form: Any, title: str, back: Any) -> HttpResponse:
    """Both versions side by side; saving again keeps the reader's, knowingly."""
    rows: list[tuple[str, Any, Any]] = []
    form.data = form.data.copy()
    if isinstance(form, KeptForm):
        stored = type(form.instance).objects.get(pk=form.instance.pk)
        form.data["revision"] = stored.revision
        for name in form._meta.fields:
            mine, theirs = form.cleaned_data[name], getattr(stored, name)
            if mine != theirs:
                rows.append((form.fields[name].label or name, mine, theirs))
    page = {"form": form, "title": title, "back": back, "rows": rows}
    return render(request, "register/conflict.html", page, status=409)


def create(form: KeptForm, by: Author, **fields: Any) -> Any:
    """Add the record a form describes."""
    made = form.save(commit=False)
    for name, value in fields.items():
        setattr(made, name, value)
    return record.create(made, by)


def change(form: KeptForm, by: Author) -> Any:
    """Change the record a form was opened on."""
    return record.change(
        form.instance, by, revision=form.cleaned_data["revision"], **form.fields_given()
    )


def form_of(form_class: Any, request: HttpRequest, **settings: Any) -> Any:
    """A form filled from the request when it was sent."""
    if request.method == "POST":
        return form_class(request.POST, request.FILES or None, **settings)
    return form_class(**settings)


def limit(form: forms.Form, **choices: Any) -> Any:
    """Offer only records of this decree."""
    for name, rows in choices.items():
        if name in form.fields:
            form.fields[name].queryset = rows
    return form
