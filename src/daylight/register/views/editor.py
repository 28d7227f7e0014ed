"""How every form is shown, saved, refused and, when two people meet, reconciled."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from daylight.errors import DaylightError
from daylight.register import record
from daylight.register.forms import KeptForm, RevisionForm
from daylight.register.models import Kept
from daylight.register.permissions import View, author
from daylight.register.record import Author, Stale
from daylight.register.views.lookup import decree_of, one

Save = Callable[[Any, Author], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page a form stands on: its title, where it leads back to, and what else it shows."""

    title: str
    back: Any
    context: Mapping[str, Any] = field(default_factory=dict)
    template: str = "register/form.html"
    subject: Kept | None = None  # the record a form without fields of its own acts on
    stored: Callable[[], Mapping[str, Any]] | None = None  # its fields as they are now


def enter(request: HttpRequest, form: Any, save: Save, page: Page) -> HttpResponse:
    """Show a form; save it with its author and reason; say what went wrong in words."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                with transaction.atomic():
                    made = save(form, author(request, form.cleaned_data.get("reason", page.title)))
            except Stale:
                return _conflict(request, form, page)
            except DaylightError as fault:
                form.add_error(None, str(fault))
            except IntegrityError:
                form.add_error(None, "There is already an entry with this number or name.")
            else:
                messages.success(request, f"Saved: {page.title}.")
                return redirect(made if isinstance(made, Kept) and _has_page(made) else page.back)
    shown = {"form": form, "title": page.title, "back": page.back, **page.context}
    return render(request, page.template, shown, status=status)


def _has_page(made: Kept) -> bool:
    return hasattr(made, "get_absolute_url")


def _conflict(request: HttpRequest, form: Any, page: Page) -> HttpResponse:
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
    elif page.subject is not None:
        _refresh(form, page, rows)
    shown = {"form": form, "title": page.title, "back": page.back, "rows": rows}
    return render(request, "register/conflict.html", shown, status=409)


def _refresh(form: Any, page: Page, rows: list[tuple[str, Any, Any]]) -> None:
    """Bring a form that is no record's own up to date, and say what moved meanwhile."""
    assert page.subject is not None  # noqa: S101 -- asked by the caller
    fresh = type(page.subject).objects.get(pk=page.subject.pk)
    form.data[form.add_prefix("revision")] = fresh.revision
    if page.stored is None:
        entries = record.history(fresh)
        moved = entries[0].fields if entries and entries[0].act == "change" else {}
        rows += [(name, was, now) for name, (was, now) in moved.items()]
        return
    for name, theirs in page.stored().items():
        mine = form.cleaned_data.get(name)
        if name != "revision" and name in form.fields and str(mine or "") != str(theirs or ""):
            rows.append((form.fields[name].label or name.replace("_", " "), mine, theirs))


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


def saving(stored: Kept | None, **owner: Any) -> Save:
    """Change the stored record; where there is none, add one that belongs to its owner."""

    def save(form: KeptForm, by: Author) -> Any:
        return change(form, by) if stored else create(form, by, **owner)

    return save


def editor(
    form_class: type[KeptForm],
    relation: str,
    *,
    back: str,
    change: str,
    add: str = "",
    **offered: str,
) -> View:
    """A view that adds a record to a relation of the decree, or changes the one at `pk`.

    Parameters
    ----------
    relation
        The decree's name for these records: `methods`, `windows`.
    back
        The decree's page to go to afterwards.
    change, add
        Titles; `{}` is the record. `add` is that of changing when left out.
    offered
        Field → the decree's relation whose records it offers.
    """

    def edit(request: HttpRequest, slug: str, pk: int = 0) -> HttpResponse:
        decree = decree_of(slug)
        rows = getattr(decree, relation)
        stored = one(rows, pk) if pk else None
        choices = {name: getattr(decree, others).all() for name, others in offered.items()}
        form = limit(form_of(form_class, request, instance=stored), **choices)
        title = (change if stored else add or change).format(stored)
        save = saving(stored, **{rows.field.name: decree})
        return enter(request, form, save, Page(title=title, back=reverse(back, args=(slug,))))

    return edit


def step(
    rows: Callable[[str], Any],
    take: Callable[..., Any],
    *,
    title: str,
    back: str | Callable[[Any], str],
) -> View:
    """A view for a step that needs only a reason: `take(found, by, revision=…)`.

    Parameters
    ----------
    rows
        The records of the decree of this slug among which the one at `pk` is found.
    title
        `{}` is the record.
    back
        The decree's page to go to afterwards, or what gives the record's own.
    """

    def ask(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        found = one(rows(slug), pk)
        form = form_of(RevisionForm, request, initial={"revision": found.revision})

        def save(form: RevisionForm, by: Author) -> None:
            take(found, by, revision=form.cleaned_data["revision"])

        after = reverse(back, args=(slug,)) if isinstance(back, str) else back(found)
        return enter(
            request, form, save, Page(title=title.format(found), back=after, subject=found)
        )

    return ask


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
