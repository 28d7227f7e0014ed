"""One account per role, so that every side of the register can be tried."""

from typing import Any

from django.contrib.auth.models import User

from daylight.register.choices import Role
from daylight.register.permissions import make_person


def add_people(password: str) -> dict[Role, Any]:
    """An account named after each role, all with one password; for a demonstration only."""
    return {role: _person(role, password) for role in Role}


def _person(role: Role, password: str) -> Any:
    stored = User.objects.filter(username=role.value).first()
    return stored or make_person(role.value, password, role, full_name=f"Demo {role.label}")


def reset_password(password: str) -> None:
    """Give every demonstration account a new password."""
    for role in Role:
        person = User.objects.get(username=role.value)
        person.set_password(password)
        person.save(update_fields=["password"])
