"""Requirements: confirmation, deadlines, extensions, the agency's own account."""

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from daylight.register import record
from daylight.register.choices import Role, Stage
from daylight.register.forms import (
    DeadlineForm,
    ExtensionForm,
    KeptForm,
    RevisionForm,
    StatementForm,
    WordingForm,
)
from daylight.register.models import Deadline, DeadlineExtension, Requirement, Statement, Wording
from daylight.register.permissions import needs, roles
from daylight.register.record import Author, history
from daylight.register.rules.access import classes_seen
from daylight.register.selectors import ratings
from daylight.register.selectors.standing import dated
from daylight.register.services import deadlines, texts
from daylight.register.views.editor import Page, enter, form_of, limit, saving, step
from daylight.register.views.lookup import decree_of, evidence_seen, one, requirement_of, stages


@needs("requirement.view")
def requirements(request: HttpRequest, slug: str) -> HttpResponse:
    """Every duty of the wording in force; those that wait for a person come first."""
    decree = decree_of(slug)
    current = decree.current()
    rows = Wording.objects.filter(paragraph__version=current, rejected=False)
    found = list(rows.select_related("requirement__decree", "paragraph", "confirmed_by"))
    page = {
        "decree": decree,
        "version": current,
        "waiting": [one for one in found if not one.confirmed],
        "confirmed": [one for one in found if one.confirmed],
    }
    return render(request, "register/requirements.html", page)


@needs("requirement.view")
def requirement(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """One requirement: words, deadline, ratings over time, both sides, evidence, audits."""
    decree = decree_of(slug)
    found = requirement_of(decree, code)
    seen = stages(request)
    rows = found.assessments.filter(stage__in=seen).select_related("period", "wording__paragraph")
    links = found.links.filter(evidence__in=evidence_seen(request, decree))
    grades = classes_seen(roles(request.user))
    page = {
        "decree": decree,
        "requirement": found,
        "wordings": found.wordings.filter(rejected=False).select_related("paragraph__version"),
        "assessments": rows.prefetch_related("standings__level").order_by("-period__order"),
        "deadlines": [dated(each, timezone.localdate()) for each in found.deadlines.all()],
        "links": links.select_related("evidence", "period"),
        "audits": found.audits.select_related("period"),
        "measures": found.measures.filter(classification__in=grades).prefetch_related("values"),
        "statements": _statements(request, found, seen),
        "periods": ratings.periods_seen(decree, seen),
        "history": history(found),
        "agreeing": [role for role in deadlines.MAY_AGREE if role in roles(request.user)],
    }
    return render(request, "register/requirement.html", page)


def _statements(request: HttpRequest, found: Requirement, seen: list[Stage]) -> object:
    """Both sides' accounts of the periods one may read, and always one's own."""
    readable = Q(period__stage__in=seen) | Q(author=request.user)
    return found.statements.filter(readable).select_related("period")


@needs("requirement.confirm")
def confirm(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Read a proposed duty against its words and confirm it, mended where needed."""
    decree = decree_of(slug)
    found = one(Wording.objects.filter(requirement__decree=decree), pk)
    form = form_of(WordingForm, request, instance=found)
    page = {"wording": found, "decree": decree, "paragraph": found.paragraph}

    def save(form: KeptForm, by: Author) -> None:
        revision = form.cleaned_data["revision"]
        stored = Wording.objects.get(pk=found.pk)
        texts.confirm(stored, by, revision=revision, **form.fields_given())

    return enter(
        request,
        form,
        save,
        Page(
            title=f"Confirm {found.requirement.code}",
            back=reverse("requirements", args=(slug,)),
            context=page,
            template="register/confirm.html",
        ),
    )


reject = needs("requirement.confirm")(
    step(
        lambda slug: Wording.objects.filter(requirement__decree__slug=slug),
        texts.reject,
        title="Reject {0.requirement.code}",
        back="requirements",
    )
)


@needs("deadline.change")
def deadline(request: HttpRequest, slug: str, code: str, pk: int = 0) -> HttpResponse:
    """Add or change a deadline."""
    decree = decree_of(slug)
    found = requirement_of(decree, code)
    stored = one(found.deadlines, pk) if pk else None
    form = form_of(DeadlineForm, request, instance=stored)

    save = saving(stored, requirement=found)
    return enter(
        request, form, save, Page(title=f"Deadline of {found}", back=found.get_absolute_url())
    )


@needs("extension.agree")
def extend(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask for up to seven days more; it holds once all three have agreed."""
    stored = one(Deadline.objects.filter(requirement__decree__slug=slug), pk)
    role = _agreeing(request)

    def save(form: ExtensionForm, by: Author) -> None:
        deadlines.ask(stored, by, form.cleaned_data["due"], role)

    return enter(
        request,
        form_of(ExtensionForm, request),
        save,
        Page(title="Ask to extend a deadline", back=stored.requirement.get_absolute_url()),
    )


def _agreeing(request: HttpRequest) -> Role:
    return next(role for role in deadlines.MAY_AGREE if role in roles(request.user))


@needs("extension.agree")
def agree(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Agree to an extension for one's own side."""
    found = one(DeadlineExtension.objects.filter(deadline__requirement__decree__slug=slug), pk)
    form = form_of(RevisionForm, request, initial={"revision": found.revision})

    def save(form: RevisionForm, by: Author) -> None:
        deadlines.agree(found, by, _agreeing(request), revision=form.cleaned_data["revision"])

    return enter(
        request,
        form,
        save,
        Page(
            title=f"Agree to {found.due}",
            back=found.deadline.requirement.get_absolute_url(),
            subject=found,
        ),
    )


@needs("statement.write")
def statement(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The agency's or city's own account, beside the monitor's."""
    decree = decree_of(slug)
    found = requirement_of(decree, code)
    form = limit(form_of(StatementForm, request), period=decree.periods.all())
    role = Role.DEPARTMENT if Role.DEPARTMENT in roles(request.user) else Role.CITY

    def save(form: StatementForm, by: Author) -> None:
        record.create(
            Statement(
                requirement=found,
                period=form.cleaned_data["period"],
                role=role,
                text=form.cleaned_data["text"],
                author=request.user,
            ),
            by,
        )

    return enter(
        request, form, save, Page(title=f"Statement on {found}", back=found.get_absolute_url())
    )
