"""Accounts and roles: a role is a group, a person may hold several."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import Group, User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from daylight.register import record
from daylight.register.choices import Role
from daylight.register.models import Change
from daylight.register.record import Author, command_line
from daylight.register.rules.access import MAY, may

ACCOUNT = "account"  # the log's name for what happens to an account
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


@transaction.atomic
def make_person(
    name: str, password: str, *held: Role, full_name: str = "", by: Author | None = None
) -> Any:
    """Add an account with roles; who added it stays in the log."""
    user = User.objects.create_user(name, password=password, first_name=full_name)
    author = by or command_line("account added by a command")
    record.note(author, kind=ACCOUNT, about=user.pk, act="create", account=name)
    set_roles(user, held, author)
    return user


@transaction.atomic
def set_roles(user: Any, held: Any, by: Author | None = None) -> None:
    """Give a person exactly these roles; what was and what is stay in the log."""
    before = sorted(user.groups.values_list("name", flat=True))
    user.groups.set([Group.objects.get_or_create(name=str(role))[0] for role in held])
    after = sorted(str(role) for role in held)
    if before != after:
        author = by or command_line("roles set by a command")
        record.note(author, kind=ACCOUNT, about=user.pk, act="change", roles=[before, after])


def administered(administrator: Any, account: Any) -> bool:
    """Whether one person ever added or changed the account of another."""
    rows = Change.objects.filter(kind=ACCOUNT, object_id=str(account.pk), by=administrator)
    return administrator.pk != account.pk and rows.filter(act__in=("create", "change")).exists()


def roles_in_templates(request: HttpRequest) -> dict[str, Any]:
    """`can` for templates: a set of the deeds this person may do."""
    user = getattr(request, "user", None)
    held = roles(user) if user is not None else frozenset()
    deeds = {deed.replace(".", "_") for deed, allowed in MAY.items() if allowed & held}
    return {"can": dict.fromkeys(deeds, True), "roles": sorted(held)}
