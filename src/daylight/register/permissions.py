"""Accounts and roles: a role is a group, a person may hold several."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import Group, User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from daylight.register.choices import Role
from daylight.register.record import Author
from daylight.register.rules.access import MAY, may

View = Callable[..., HttpResponse]


def roles(user: Any) -> frozenset[str]:
    """The roles a person holds; none for one without an account."""
    if not user.is_authenticated:
        return frozenset()
    if not hasattr(user, "_roles"):
        user._roles = frozenset(user.groups.values_list("name", flat=True))
    return frozenset(user._roles)


def allows(user: Any, deed: str) -> bool:
    """Whether a person may do something."""
    return may(roles(user), deed)


def require(user: Any, deed: str) -> None:
    """Refuse a person who may not."""
    if not allows(user, deed):
        raise PermissionDenied(deed)


def needs(deed: str) -> Callable[[View], View]:
    """A view that only people allowed this deed may open."""
    assert deed in MAY, deed  # noqa: S101 -- a misspelt deed is a defect, found at import

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **named: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            require(request.user, deed)
            return view(request, *args, **named)

        guarded.deed = deed  # type: ignore[attr-defined]  # read by the test that walks the table
        return guarded

    return wrap


def author(request: HttpRequest, why: str) -> Author:
    """The person behind a request, with a reason."""
    return Author(request.user, why, ", ".join(sorted(roles(request.user))))


def make_person(name: str, password: str, *held: Role, full_name: str = "") -> Any:
    """Add an account with roles."""
    user = User.objects.create_user(name, password=password, first_name=full_name)
    set_roles(user, held)
    return user


def set_roles(user: Any, held: Any) -> None:
    """Give a person exactly these roles."""
    user.groups.set([Group.objects.get_or_create(name=str(role))[0] for role in held])


def roles_in_templates(request: HttpRequest) -> dict[str, Any]:
    """`can` for templates: a set of the deeds this person may do."""
    user = getattr(request, "user", None)
    held = roles(user) if user is not None else frozenset()
    deeds = {deed.replace(".", "_") for deed, allowed in MAY.items() if allowed & held}
    return {"can": dict.fromkeys(deeds, True), "roles": sorted(held)}
