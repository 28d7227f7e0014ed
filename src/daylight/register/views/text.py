"""The decree's text: versions, paragraphs, import, and the doubts a person settles."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from daylight.register.choices import TextStatus, VersionStage
from daylight.register.forms import (
    CheckForm,
    ImportForm,
    KeptForm,
    PartForm,
    RevisionForm,
    SectionForm,
)
from daylight.register.importer.grammar import duties
from daylight.register.importer.propose import RATED
from daylight.register.models import DecreeVersion, Definition, Paragraph, Section
from daylight.register.permissions import needs, require
from daylight.register.record import Author, history
from daylight.register.rules.numbers import references
from daylight.register.rules.versions import marked_changes
from daylight.register.services import texts
from daylight.register.services.evidence import place
from daylight.register.views.editor import Page, enter, form_of, limit, step
from daylight.register.views.lookup import decree_of, one


@needs("decree.view")
def text(request: HttpRequest, slug: str) -> HttpResponse:
    """The wording of one version, the current one unless another is asked for."""
    decree = decree_of(slug)
    version = _version(request, slug)
    page = {
        "decree": decree,
        "versions": decree.accepted(),
        "version": version,
        "proposed": decree.versions.filter(stage=VersionStage.PROPOSED),
        "paragraphs": _paragraphs(version) if version else [],
    }
    return render(request, "register/text.html", page)


def _version(request: HttpRequest, slug: str) -> DecreeVersion | None:
    decree = decree_of(slug)
    asked = request.GET.get("version", "")
    if asked.isdigit():
        found: DecreeVersion = get_object_or_404(
            decree.versions.exclude(stage=VersionStage.DISCARDED), pk=int(asked)
        )
        return found
    return decree.current()


def _paragraphs(version: DecreeVersion) -> list[Paragraph]:
    return list(version.paragraphs.filter(joined=False).select_related("section"))


@needs("decree.view")
def paragraph(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """One paragraph: its words, what an amendment changed, what it asks, what defines it."""
    decree = decree_of(slug)
    version = _version(request, slug)
    found = get_object_or_404(Paragraph, version=version, number=number, joined=False)
    others = set(version.paragraphs.values_list("number", flat=True)) if version else set()
    page = {
        "decree": decree,
        "version": version,
        "paragraph": found,
        "wordings": found.wordings.filter(rejected=False).select_related("requirement"),
        "changed": marked_changes(found.before.text, found.text) if found.before else [],
        "references": [name for name in references(found.text) if name in others],
        "terms": [
            term
            for term in _definitions(version)
            if term.term in found.text and term.paragraph_id != found.pk
        ],
        "history": history(found),
    }
    return render(request, "register/paragraph.html", page)


def _definitions(version: DecreeVersion | None) -> list[Definition]:
    rows = Definition.objects.filter(paragraph__version=version)
    return list(rows.select_related("paragraph"))


@needs("text.import")
def import_text(request: HttpRequest, slug: str) -> HttpResponse:
    """Import a text; nothing in it counts before people have read it."""
    decree = decree_of(slug)

    def save(form: ImportForm, by: Author) -> object:
        plain = form.cleaned_data
        version = texts.import_text(
            DecreeVersion(
                decree=decree,
                name=plain["version_name"],
                doc_no=plain["doc_no"],
                filed=plain["filed"],
                in_force_from=plain["in_force_from"],
                text_status=TextStatus(plain["text_status"]),
            ),
            by,
            name=plain["file"].name,
            content=plain["file"].read(),
        )
        form.made = version
        return version

    form = form_of(ImportForm, request)
    response = enter(
        request,
        form,
        save,
        Page(title=f"Import a text of {decree}", back=decree.get_absolute_url()),
    )
    made = getattr(form, "made", None)
    return redirect("version", slug, made.pk) if made else response


@needs("text.check")
def version(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """What the importer made of a file: doubts first, lines set aside, the changes it brings."""
    decree = decree_of(slug)
    found = one(decree.versions, pk)
    paragraphs = _paragraphs(found)
    before = decree.current()
    page = {
        "decree": decree,
        "version": found,
        "paragraphs": paragraphs,
        "open": [one for one in paragraphs if not one.checked],
        "proposed": found.stage == VersionStage.PROPOSED,
        "steps": texts.steps(before, found) if before and before.pk != found.pk else [],
        "form": RevisionForm(initial={"revision": found.revision}),
    }
    return render(request, "register/version.html", page)


@needs("text.check")
def check(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A person reads one doubtful paragraph against the original and settles it."""
    decree = decree_of(slug)
    found = one(Paragraph.objects.filter(version__decree=decree), pk)
    form = form_of(CheckForm, request, instance=found)
    back = reverse("version", args=(slug, found.version_id))
    limit(form, section=found.version.sections.all())
    initial = {"revision": found.revision}
    page = {
        "paragraph": found,
        "decree": decree,
        "duties": duties(found.text) if found.kind in RATED else [],
        "part": PartForm(initial=initial, prefix="part"),
        "join": RevisionForm(initial=initial, prefix="join"),
    }

    def save(form: CheckForm, by: Author) -> None:
        stored = Paragraph.objects.get(pk=found.pk)
        revision = form.cleaned_data["revision"]
        texts.check(stored, by, revision=revision, **form.fields_given())

    title = f"Check paragraph {found.number}"
    return enter(
        request,
        form,
        save,
        Page(title=title, back=back, context=page, template="register/check.html"),
    )


@needs("text.check")
def section(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Put a heading's number or title right before the text is accepted."""
    found = one(Section.objects.filter(version__decree__slug=slug), pk)
    form = form_of(SectionForm, request, instance=found)

    def save(form: KeptForm, by: Author) -> None:
        stored = Section.objects.get(pk=found.pk)
        revision = form.cleaned_data["revision"]
        texts.mend_section(stored, by, revision=revision, **form.fields_given())

    back = reverse("version", args=(slug, found.version_id))
    return enter(request, form, save, Page(title=f"Mend the heading {found}", back=back))


@needs("decree.view")
def original(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The file a text was imported from, as it was sent; always a download."""
    found = one(decree_of(slug).versions.exclude(stage=VersionStage.DISCARDED), pk)
    if found.stage == VersionStage.PROPOSED:
        require(request.user, "text.check")
    kept = place(found.source_sha256)
    if not kept.exists():
        raise Http404
    name = "".join(sign if sign.isalnum() or sign in ".-_" else "-" for sign in found.source_name)
    response = HttpResponse(kept.read_bytes(), content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@needs("text.check")
def part(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Part one paragraph from another."""
    found = one(Paragraph.objects.filter(version__decree__slug=slug), pk)
    form = form_of(PartForm, request, prefix="part")

    def save(form: PartForm, by: Author) -> None:
        plain = form.cleaned_data
        texts.part(found, by, revision=plain["revision"], number=plain["number"].strip())

    back = reverse("version", args=(slug, found.version_id))
    return enter(
        request, form, save, Page(title=f"Part paragraph {found.number}", back=back, subject=found)
    )


@needs("text.check")
def join(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Join what is no paragraph to the one before it."""
    found = one(Paragraph.objects.filter(version__decree__slug=slug), pk)
    form = form_of(RevisionForm, request, prefix="join")

    def save(form: RevisionForm, by: Author) -> None:
        texts.join(found, by, revision=form.cleaned_data["revision"])

    back = reverse("version", args=(slug, found.version_id))
    return enter(
        request, form, save, Page(title=f"Join paragraph {found.number}", back=back, subject=found)
    )


def _versions(slug: str) -> Any:
    return decree_of(slug).versions


accept = needs("text.accept")(step(_versions, texts.accept, title="Accept {}", back="requirements"))


discard = needs("text.accept")(step(_versions, texts.discard, title="Discard {}", back="text"))
