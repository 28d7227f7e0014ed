"""Comments, with or without an account, and recommendations with their answers."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from daylight.register import record, throttle
from daylight.register.choices import CommentStage
from daylight.register.forms import (
    AnswerForm,
    CommentDecisionForm,
    CommentForm,
    RecommendationForm,
    WindowForm,
)
from daylight.register.models import Comment, CommentWindow, Recommendation
from daylight.register.permissions import allows, needs, roles
from daylight.register.record import Author
from daylight.register.views.editor import Page, create, editor, enter, form_of
from daylight.register.views.lookup import decree_of, one


@needs("comment.view")
def windows(request: HttpRequest, slug: str) -> HttpResponse:
    """Comment windows and what was said; the monitor also sees what waits to be read."""
    decree = decree_of(slug)
    stages = [CommentStage.PUBLISHED]
    if allows(request.user, "comment.decide"):
        stages = list(CommentStage)
    found = [(window, window.comments.filter(stage__in=stages)) for window in decree.windows.all()]
    page = {"decree": decree, "windows": found, "today": timezone.localdate()}
    return render(request, "register/windows.html", page)


window_edit = needs("window.change")(
    editor(
        WindowForm,
        "windows",
        change="Change the window",
        add="Open a comment window",
        back="windows",
    )
)


def _open_window(pk: int, slug: str) -> CommentWindow:
    window: CommentWindow = one(CommentWindow.objects.filter(decree__slug=slug), pk)
    if not window.opens <= timezone.localdate() <= window.closes:
        raise Http404
    return window


@needs("comment.write")
def comment(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Comment as a party, union or commission."""
    window = _open_window(pk, slug)

    def save(form: CommentForm, by: Author) -> None:
        create(
            form,
            by.because("comment"),
            window=window,
            author=request.user,
            role=", ".join(sorted(roles(request.user))),
        )

    form = form_of(CommentForm, request)
    back = reverse("windows", args=(slug,))
    return enter(request, form, save, Page(title=f"Comment on {window}", back=back))


def public_comment(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Comment as anyone, in a public window; read by a person before it is shown."""
    window = _open_window(pk, slug)
    if not window.public:
        raise Http404
    form = form_of(CommentForm, request)
    status = 200
    if request.method == "POST":
        caller = throttle.address(request)
        if throttle.too_often("comment", settings.PUBLIC_COMMENTS_PER_HOUR, 60, caller):
            page = {"status": 429, "fault": "Too many comments from here. Try again in an hour."}
            return render(request, "register/fault.html", page, status=429)
        status = 422
        if form.is_valid():
            throttle.tried("comment", caller)
            if not form.cleaned_data["website"]:
                stored = form.save(commit=False)
                stored.window = window
                record.create(stored, Author(None, "public comment", "public"))
            messages.success(request, "Thank you. A person will read your comment.")
            return redirect("public-comment", slug, pk)
    page = {"form": form, "window": window, "title": f"Comment on {window.subject}", "public": True}
    return render(request, "register/public_comment.html", page, status=status)


@needs("comment.decide")
def comment_decide(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Publish or withhold a comment, with an answer."""
    found = one(Comment.objects.filter(window__decree__slug=slug), pk)
    form = form_of(CommentDecisionForm, request, initial={"revision": found.revision})

    def save(form: CommentDecisionForm, by: Author) -> None:
        plain = form.cleaned_data
        record.change(
            found, by, revision=plain["revision"], stage=plain["stage"], answer=plain["answer"]
        )

    back = reverse("windows", args=(slug,))
    page = {"note": found.text}
    return enter(
        request,
        form,
        save,
        Page(title="Decide on a comment", back=back, context=page, subject=found),
    )


@needs("recommendation.view")
def recommendations(request: HttpRequest, slug: str) -> HttpResponse:
    """Recommendations, their answers, and those overdue."""
    decree = decree_of(slug)
    page = {
        "decree": decree,
        "recommendations": decree.recommendations.all(),
        "today": timezone.localdate(),
    }
    return render(request, "register/recommendations.html", page)


recommendation_add = needs("recommendation.add")(
    editor(
        RecommendationForm, "recommendations", change="Add a recommendation", back="recommendations"
    )
)


@needs("recommendation.answer")
def recommendation_answer(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The agency answers in writing."""
    found = one(Recommendation.objects.filter(decree__slug=slug), pk)
    form = form_of(AnswerForm, request, initial={"revision": found.revision})

    def save(form: AnswerForm, by: Author) -> None:
        plain = form.cleaned_data
        record.change(
            found,
            by,
            revision=plain["revision"],
            decision=plain["decision"],
            answer=plain["answer"],
            answered_on=timezone.localdate(),
        )

    back = reverse("recommendations", args=(slug,))
    page = {"note": found.text}
    return enter(request, form, save, Page(title="Answer", back=back, context=page, subject=found))
