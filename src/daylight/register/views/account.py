"""Signing in, passwords, people and their roles."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import views as auth
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.views.decorators.debug import sensitive_post_parameters

from daylight.register import record, throttle
from daylight.register.choices import Role
from daylight.register.forms import PersonForm, RolesForm
from daylight.register.permissions import ACCOUNT, author, make_person, needs, set_roles
from daylight.register.record import Author


class SignIn(auth.LoginView):
    """Sign in, not too often."""

    template_name = "register/login.html"
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
        """Refuse to look at the password of one who has tried too often."""
        if throttle.login_blocked(request, request.POST.get("username", "")):
            page = {"status": 429, "fault": "Too many tries. Wait a quarter of an hour."}
            return render(request, "register/fault.html", page, status=429)
        return super().post(request, *args, **named)

    def form_valid(self, form: Any) -> HttpResponse:
        """Sign in, and say so in the log."""
        user = form.get_user()
        record.note(Author(user, "sign-in"), kind=ACCOUNT, about=user.pk, act="sign-in")
        return super().form_valid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        """Count the failure."""
        name = form.data.get("username", "")
        throttle.tried("login", *throttle.login_keys(self.request, name))
        record.note(
            Author(None, "sign-in refused"), kind=ACCOUNT, about="?", act="refused", name=name[:60]
        )
        response = super().form_invalid(form)
        response.status_code = 422
        return response


class NewPassword(auth.PasswordChangeView):
    """Change one's own password."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Change it, and say so in the log."""
        user = form.user
        record.note(Author(user, "own password"), kind=ACCOUNT, about=user.pk, act="password")
        return super().form_valid(form)

    template_name = "register/form.html"
    success_url = reverse_lazy("home")
    extra_context = {"title": "Change your password", "back": "/"}  # noqa: RUF012 -- Django's name


@needs("people.change")
def people(request: HttpRequest) -> HttpResponse:
    """Everyone with an account."""
    rows = User.objects.order_by("username").prefetch_related("groups")
    return render(request, "register/people.html", {"people": rows})


@sensitive_post_parameters("password")
@needs("people.change")
def person_add(request: HttpRequest) -> HttpResponse:
    """Add an account."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _acceptable(form):
        make_person(
            form.cleaned_data["username"],
            form.cleaned_data["password"],
            *(Role(one) for one in form.cleaned_data["roles"]),
            full_name=form.cleaned_data["full_name"],
            by=author(request, "account added"),
        )
        messages.success(request, "Account added.")
        return redirect("people")
    page = {"form": form, "title": "Add a person", "back": "/people/"}
    return render(request, "register/form.html", page, status=422 if request.POST else 200)


def _acceptable(form: PersonForm) -> bool:
    name = form.cleaned_data["username"]
    if User.objects.filter(username__iexact=name).exists():
        form.add_error("username", "There is already such an account.")
        return False
    try:
        validate_password(form.cleaned_data["password"], User(username=name))
    except ValidationError as fault:
        form.add_error("password", fault)
        return False
    return True


def _may_sign_in(person: User, active: bool, by: Author) -> None:
    if person.is_active == active:
        return
    record.note(by, kind=ACCOUNT, about=person.pk, act="change", active=[person.is_active, active])
    person.is_active = active
    person.save(update_fields=["is_active"])


@needs("people.change")
def person_roles(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a person may do."""
    person = get_object_or_404(User, pk=pk)
    held = list(person.groups.values_list("name", flat=True))
    initial = {"roles": held, "active": person.is_active}
    form = RolesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["roles"]
        stays = form.cleaned_data["active"] and Role.ADMINISTRATOR in chosen
        if person == request.user and not stays:
            form.add_error(None, "You cannot take your own access away; ask another administrator.")
        else:
            by = author(request, "roles changed")
            with transaction.atomic():
                set_roles(person, chosen, by)
                _may_sign_in(person, form.cleaned_data["active"], by)
            messages.success(request, "Roles changed.")
            return redirect("people")
    page = {"form": form, "title": f"Roles of {person.username}", "back": "/people/"}
    return render(request, "register/form.html", page, status=422 if request.POST else 200)
