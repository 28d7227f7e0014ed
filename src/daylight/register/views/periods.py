"""Periods: draft, before the parties, filed; the chart and what changed."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from daylight.register.forms import AssessForm, FilingForm, PeriodForm
from daylight.register.models import Assessment, Period
from daylight.register.permissions import needs
from daylight.register.record import Author, history
from daylight.register.rules.states import LevelStanding
from daylight.register.selectors import ratings
from daylight.register.services import ratings as services
from daylight.register.services.filings import missing, version_of
from daylight.register.views.editor import Page, editor, enter, form_of, step
from daylight.register.views.lookup import decree_of, period_of, requirement_of, stages


@needs("period.view")
def periods(request: HttpRequest, slug: str) -> HttpResponse:
    """All periods with their calendar."""
    decree = decree_of(slug)
    page = {"decree": decree, "periods": decree.periods.order_by("-order")}
    return render(request, "register/periods.html", page)


period_edit = needs("period.change")(
    editor(PeriodForm, "periods", change="Change {}", add="Add a period", back="decree")
)


@needs("assessment.view")
def period(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One period: what changed, counts, every requirement."""
    decree = decree_of(slug)
    found = period_of(decree, pk)
    seen = stages(request)
    readable = found.stage in seen
    page = {
        "decree": decree,
        "period": found,
        "readable": readable,
        "changes": ratings.changes(decree, found, seen) if readable else [],
        "counts": ratings.counts(decree, found, seen) if readable else [],
        "score": ratings.score(decree, found, seen) if readable else None,
        "previous": ratings.previous(decree, found, seen),
        "requirements": decree.requirements.filter(ended_on=None),
        "assessed": set(found.assessments.values_list("requirement_id", flat=True)),
        "history": history(found),
    }
    return render(request, "register/period.html", page)


@needs("assessment.view")
def chart(request: HttpRequest, slug: str) -> HttpResponse:
    """Every requirement in every period."""
    decree = decree_of(slug)
    page = {"decree": decree, "chart": ratings.chart(decree, stages(request))}
    return render(request, "register/chart.html", page)


@needs("assessment.change")
def assess(request: HttpRequest, slug: str, pk: int, code: str) -> HttpResponse:
    """Write a draft assessment on the wording in force at the period's end."""
    decree = decree_of(slug)
    found, requirement = period_of(decree, pk), requirement_of(decree, code)
    if found.stage not in stages(request) or decree.scale is None:
        raise PermissionDenied
    stored = Assessment.objects.filter(period=found, requirement=requirement).first()
    levels = list(decree.scale.levels.all())
    before = services.standings_before(requirement, found)
    form = form_of(AssessForm, request, levels=levels, initial=_initial(stored, before))
    wording = requirement.wordings.filter(
        rejected=False, paragraph__version=version_of(found)
    ).last()
    page = {
        "decree": decree,
        "period": found,
        "requirement": requirement,
        "wording": stored.wording if stored else wording,
        "before": [(level, before.get(level.pk)) for level in levels],
        "links": requirement.links.filter(period=found).select_related("evidence"),
        "audits": requirement.audits.filter(period=found),
        "statements": requirement.statements.filter(period=found),
    }

    def save(form: AssessForm, by: Author) -> None:
        plain = form.cleaned_data
        services.assess(
            requirement,
            found,
            by,
            services.Draft(
                form.found(),
                narrative=plain["narrative"],
                technical_assistance=plain["technical_assistance"],
                reason=plain["loss_reason"],
            ),
            revision=(plain["revision"] or 0) if stored else None,  # 0: opened before there was one
        )

    return enter(
        request,
        form,
        save,
        Page(
            title=f"Assess {requirement} for {found}",
            back=requirement.get_absolute_url(),
            context=page,
            template="register/assess.html",
            subject=stored,
            stored=lambda: _initial(
                Assessment.objects.get(period=found, requirement=requirement), before
            ),
        ),
    )


def _initial(stored: Assessment | None, before: dict[int, LevelStanding]) -> dict[str, object]:
    """A new draft starts from where each level stood; a stored one from itself."""
    if stored is None:
        return {f"level_{pk}": str(one.state) for pk, one in before.items()}
    rows = list(stored.standings.all())
    return {
        **{f"level_{row.level_id}": str(row.state) for row in rows},
        "revision": stored.revision,
        "narrative": stored.narrative,
        "technical_assistance": stored.technical_assistance,
        "loss_reason": next((row.reason for row in rows if row.reason), ""),
    }


send = needs("period.send")(
    step(
        lambda slug: decree_of(slug).periods,
        services.send,
        title="Send the draft of {} to the parties",
        back=Period.get_absolute_url,
    )
)


@needs("period.file")
def file(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """File a period with the court."""
    found = period_of(decree_of(slug), pk)
    gaps = missing(found)
    form = form_of(FilingForm, request, initial={"revision": found.revision}, incomplete=bool(gaps))

    def save(form: FilingForm, by: Author) -> object:
        plain = form.cleaned_data
        return services.file(
            found,
            by,
            revision=plain["revision"],
            filed_on=plain["filed_on"],
            docket_ref=plain["docket_ref"],
        )

    return enter(
        request,
        form,
        save,
        Page(
            title=f"File {found}",
            back=found.get_absolute_url(),
            template="register/file.html",
            context={"gaps": gaps, "period": found, "decree": found.decree},
            subject=found,
        ),
    )
