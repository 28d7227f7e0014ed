"""Evidence, audits and outcome measures."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from daylight.register import record
from daylight.register.choices import Answer, AuditStage, DataState
from daylight.register.forms import (
    AdjudicateForm,
    AuditPlanForm,
    DrawForm,
    EvidenceChangeForm,
    KeptForm,
    LinkForm,
    MeasureForm,
    ReviewForm,
    RevisionForm,
    UploadForm,
    ValueForm,
)
from daylight.register.models import Audit, Decree, Measure, SampleItem
from daylight.register.permissions import author, needs, roles
from daylight.register.record import Author, history
from daylight.register.rules.access import classes_seen
from daylight.register.rules.audits import files_needed, sample_size
from daylight.register.rules.looks import MeasureLook
from daylight.register.selectors.measures import looked_at
from daylight.register.services import audits as audit_services
from daylight.register.services import evidence as evidence_services
from daylight.register.services import measures as measure_services
from daylight.register.views.editor import Page, change, create, enter, form_of, limit, saving, step
from daylight.register.views.lookup import decree_of, evidence_of, evidence_seen, one


@needs("evidence.view")
def evidence(request: HttpRequest, slug: str) -> HttpResponse:
    """The evidence this reader may know of."""
    decree = decree_of(slug)
    page = {"decree": decree, "evidence": evidence_seen(request, decree)}
    return render(request, "register/evidence.html", page)


@needs("evidence.view")
def evidence_one(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """About one piece of evidence."""
    decree = decree_of(slug)
    found = evidence_of(request, decree, pk)
    links = found.links.select_related("requirement", "period")
    page = {"decree": decree, "evidence": found, "links": links, "history": history(found)}
    return render(request, "register/evidence_one.html", page)


@needs("evidence.view")
def download(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The file, always as a download: never run, never shown inline."""
    found = evidence_of(request, decree_of(slug), pk)
    record.note(author(request, "evidence taken"), kind="download", about=found.pk, act="download")
    response = HttpResponse(
        evidence_services.content_of(found), content_type="application/octet-stream"
    )
    response["Content-Disposition"] = f'attachment; filename="{found.filename}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@needs("evidence.add")
def evidence_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Offer a file."""
    decree = decree_of(slug)

    def save(form: UploadForm, by: Author) -> object:
        plain = form.cleaned_data
        upload = plain["file"]
        fields = ("title", "kind", "classification", "valid_from", "valid_to")
        return evidence_services.add(
            by,
            name=upload.name,
            content=upload.read(),
            decree=decree,
            **{name: plain[name] for name in fields},
        )

    form = form_of(UploadForm, request)
    return enter(request, form, save, Page(title="Add evidence", back=decree.get_absolute_url()))


@needs("evidence.change")
def evidence_change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Correct what stands about a piece of evidence, or withdraw it; the file stays."""
    found = evidence_of(request, decree_of(slug), pk)
    form = form_of(EvidenceChangeForm, request, instance=found)
    return enter(
        request, form, change, Page(title=f"Change {found}", back=found.get_absolute_url())
    )


@needs("evidence.change")
def link(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Offer a piece of evidence for a requirement."""
    decree = decree_of(slug)
    found = evidence_of(request, decree, pk)
    form = limit(
        form_of(LinkForm, request),
        requirement=decree.requirements.filter(ended_on=None),
        period=decree.periods.all(),
    )

    save = saving(None, evidence=found)
    return enter(request, form, save, Page(title=f"Offer {found}", back=found.get_absolute_url()))


@needs("audit.view")
def audits(request: HttpRequest, slug: str) -> HttpResponse:
    """All audits, with the tables that plan them."""
    decree = decree_of(slug)
    rows = decree.audits.select_related("requirement", "period")
    page = {"decree": decree, "audits": rows, "sizes": SIZES, "needed": NEEDED}
    return render(request, "register/audits.html", page)


POPULATIONS = (50, 100, 200, 500, 1000, 5000, None)
SIZES = [
    (
        population,
        sample_size(population, margin=0.05, expected=0.5),
        sample_size(population, margin=0.05, expected=0.95),
        sample_size(population, margin=0.03, expected=0.95),
    )
    for population in POPULATIONS
]
NEEDED = [
    (f"{threshold:.0%}", [files_needed(threshold, failures) for failures in range(4)])
    for threshold in (0.90, 0.94, 0.95, 0.98)
]


@needs("audit.view")
def audit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One audit: plan, sample, agreement, verdict. A reviewer does not see the other's answers."""
    decree = decree_of(slug)
    found = one(decree.audits.select_related("requirement", "period"), pk)
    items = list(found.items.prefetch_related("reviews__reviewer"))
    closed = found.stage == AuditStage.CLOSED
    page = {
        "decree": decree,
        "audit": found,
        "standing": audit_services.standing(found),
        "items": [_item(item, request, closed) for item in items],
        "draw": DrawForm(initial={"revision": found.revision}),
        "close": RevisionForm(initial={"revision": found.revision}),
        "history": history(found),
    }
    return render(request, "register/audit.html", page)


def _item(item: SampleItem, request: HttpRequest, closed: bool) -> dict[str, object]:
    reviews = list(item.reviews.all())
    mine = [one for one in reviews if one.reviewer_id == request.user.pk]
    both = len(reviews) == audit_services.REVIEWERS
    return {
        "item": item,
        "shown": reviews if both or closed else mine,
        "mine": bool(mine),
        "both": both,
        "differ": both and len({one.answer for one in reviews}) > 1,
    }


@needs("audit.plan")
def audit_plan(request: HttpRequest, slug: str) -> HttpResponse:
    """Plan an audit: the rule is chosen before anyone sees a file."""
    decree = decree_of(slug)
    form = limit(
        form_of(AuditPlanForm, request),
        requirement=decree.requirements.filter(ended_on=None),
        period=decree.periods.all(),
    )

    def save(form: KeptForm, by: Author) -> object:
        frame = audit_services.read_frame(form.cleaned_data["frame_csv"])
        return create(form, by, decree=decree, frame=frame)

    return enter(
        request, form, save, Page(title="Plan an audit", back=reverse("audits", args=(slug,)))
    )


@needs("audit.draw")
def draw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Draw the sample; plan, frame and rule are fixed from here on."""
    found = one(Audit.objects.filter(decree__slug=slug), pk)

    def save(form: DrawForm, by: Author) -> object:
        plain = form.cleaned_data
        return audit_services.draw(
            found, by, revision=plain["revision"], size=plain["size"], seed=plain["seed"]
        )

    form = form_of(DrawForm, request, initial={"revision": found.revision})
    return enter(
        request,
        form,
        save,
        Page(title=f"Draw the sample of {found}", back=found.get_absolute_url(), subject=found),
    )


@needs("audit.review")
def review(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Answer the instrument for one file, without seeing the other reviewer's answer."""
    item = one(SampleItem.objects.filter(audit__decree__slug=slug), pk)
    form = form_of(ReviewForm, request)

    def save(form: ReviewForm, by: Author) -> None:
        plain = form.cleaned_data
        audit_services.review(item, by.because("review"), Answer(plain["answer"]), plain["why"])

    return enter(
        request,
        form,
        save,
        Page(
            title=f"Review {item}",
            back=item.audit.get_absolute_url(),
            context={"note": item.audit.question},
        ),
    )


@needs("audit.close")
def adjudicate(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Settle a disagreement."""
    item = one(SampleItem.objects.filter(audit__decree__slug=slug), pk)
    form = form_of(AdjudicateForm, request, initial={"revision": item.revision})

    def save(form: AdjudicateForm, by: Author) -> None:
        plain = form.cleaned_data
        audit_services.adjudicate(
            item,
            by.because(plain["why"]),
            Answer(plain["answer"]),
            plain["why"],
            revision=plain["revision"],
        )

    return enter(
        request,
        form,
        save,
        Page(title=f"Adjudicate {item}", back=item.audit.get_absolute_url(), subject=item),
    )


close = needs("audit.close")(
    step(
        lambda slug: Audit.objects.filter(decree__slug=slug),
        audit_services.close,
        title="Close {}",
        back=Audit.get_absolute_url,
    )
)


def _measures(request: HttpRequest, decree: Decree) -> list[tuple[Measure, list[MeasureLook]]]:
    grades = classes_seen(roles(request.user))
    rows = Measure.objects.filter(requirement__decree=decree, classification__in=grades)
    rows = rows.select_related("requirement").prefetch_related("values__period")
    return [(one, looked_at(one.values.all())) for one in rows]


@needs("measure.view")
def measures(request: HttpRequest, slug: str) -> HttpResponse:
    """Outcome measures with the state of their data."""
    decree = decree_of(slug)
    page = {"decree": decree, "measures": _measures(request, decree)}
    return render(request, "register/measures.html", page)


@needs("measure.change")
def measure_edit(request: HttpRequest, slug: str, pk: int = 0) -> HttpResponse:
    """Add or change a measure."""
    decree = decree_of(slug)
    stored = one(Measure.objects.filter(requirement__decree=decree), pk) if pk else None
    form = limit(
        form_of(MeasureForm, request, instance=stored), requirement=decree.requirements.all()
    )

    title = f"Change {stored}" if stored else "Add an outcome measure"
    return enter(
        request, form, saving(stored), Page(title=title, back=reverse("measures", args=(slug,)))
    )


@needs("measure.read")
def measure_value(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Fill a measure from a finished run, or say what state its data are in."""
    decree = decree_of(slug)
    found = one(Measure.objects.filter(requirement__decree=decree), pk)
    if found.classification not in classes_seen(roles(request.user)):
        raise PermissionDenied
    form = limit(form_of(ValueForm, request), period=decree.periods.all())
    form.fields["run"].choices = [
        ("", "no run"),
        *((name, name) for name in measure_services.runs()),
    ]

    def save(form: ValueForm, by: Author) -> None:
        plain = form.cleaned_data
        state = DataState(plain["data_state"])
        if plain["run"]:
            measure_services.read_from_run(
                found,
                plain["period"],
                by,
                plain["run"],
                measure_services.DataNote(state, plain["note"]),
            )
        else:
            measure_services.enter(found, plain["period"], by, data_state=state, note=plain["note"])

    back = reverse("measures", args=(slug,))
    return enter(request, form, save, Page(title=f"Value of {found}", back=back))


@needs("audit.review")
def next_file(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Go to the first file this reviewer has not answered."""
    found = one(Audit.objects.filter(decree__slug=slug), pk)
    for item in found.items.prefetch_related("reviews"):
        reviewers = {each.reviewer_id for each in item.reviews.all()}
        if request.user.pk not in reviewers and len(reviewers) < audit_services.REVIEWERS:
            return redirect("review", slug, item.pk)
    messages.info(request, "There is no file left for you to review.")
    return redirect(found)
