"""One decree's address never opens another decree's objects: every address that holds an id."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from tests.register.test_access import OPEN_TO_ALL, PATTERNS, addresses, client_of

from daylight.register import record
from daylight.register.choices import Role
from daylight.register.models import (
    Change,
    CommentWindow,
    Deadline,
    Decree,
    DecreeVersion,
    Kept,
    Period,
    Requirement,
    Scale,
)
from daylight.register.permissions import set_roles
from daylight.register.record import command_line

OTHER = "elsewhere"
IDS = ("pk", "code", "number")
"""What an address calls a thing that belongs to one decree; `form` and `name` are kinds of page."""


@pytest.fixture
def elsewhere(complete: Path) -> Decree:
    """A second decree with a period and a requirement of its own, beside the full one."""
    why = command_line("test")
    today = date(2026, 1, 1)
    first = Decree.objects.get(slug="riverbend")
    decree = record.create(
        Decree(
            slug=OTHER,
            title="Another decree",
            jurisdiction="Elsewhere",
            plaintiff_type=first.plaintiff_type,
            status=first.status,
            scale=Scale.objects.first(),
        ),
        why,
    )
    record.create(Period(decree=decree, name="Only", order=1, ends=today), why)
    own = record.create(Requirement(decree=decree, code="own"), why)
    record.create(Deadline(requirement=own, original_due=today), why)
    return decree


@pytest.fixture
def everyone() -> Client:
    """Somebody who holds every role, whom only the decree can stop."""
    set_roles(User.objects.get(username="monitor"), list(Role))
    return client_of("monitor")


def names_of(name: str) -> list[str]:
    """What an address is made of, in order: `slug`, `pk`, `code`."""
    return list(PATTERNS[name].pattern.converters)


def with_ids() -> list[str]:
    return [
        name
        for name in PATTERNS
        if "slug" in names_of(name) and any(part in IDS for part in names_of(name))
    ]


def mixed(name: str, theirs: tuple[Any, ...], own: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """The other decree's address with ids of the first: all of them, and one at a time."""
    parts = names_of(name)
    places = [i for i, part in enumerate(parts) if part in IDS]
    yield (OTHER, *theirs[1:])
    for foreign in places if len(places) > 1 else ():
        mix = [OTHER, *theirs[1:]]
        for place in places:
            if place != foreign:
                mix[place] = own[parts[place]]
        yield tuple(mix)


def own_ids(name: str, decree: Decree) -> dict[str, Any]:
    deadline = Deadline.objects.get(requirement__decree=decree)
    return {
        "code": "own",
        "pk": deadline.pk if name == "deadline" else decree.periods.get().pk,
    }


def public_comment() -> tuple[Any, ...]:
    return ("riverbend", CommentWindow.objects.get().pk)


def test_the_walk_meets_every_address_with_an_id() -> None:
    assert {"measure-change", "deadline", "assess", "public-comment"} <= set(with_ids())
    assert len(with_ids()) > 40


def test_an_object_of_another_decree_is_not_found(elsewhere: Decree, everyone: Client) -> None:
    places = {**addresses(), "public-comment": public_comment()}
    # Files taken at home are logged as taken; from elsewhere none is, as `opened` shows.
    written = Change.objects.exclude(kind="download")
    before = written.count()
    opened, closed_at_home = [], []
    for name in with_ids():
        if everyone.get(reverse(name, args=places[name])).status_code == 404:
            closed_at_home.append(name)
        for args in mixed(name, places[name], own_ids(name, elsewhere)):
            address = reverse(name, args=args)
            for ask in (everyone.get, everyone.post):
                status = ask(address, {"reason": "by mistake"}).status_code
                if status != 404:
                    opened.append(f"{ask.__name__} {name} {address}: {status}")
    assert opened == []
    assert closed_at_home == [], "without its own decree the walk would prove nothing"
    assert written.count() == before


def test_a_text_is_not_read_through_another_decree(elsewhere: Decree, everyone: Client) -> None:
    theirs = DecreeVersion.objects.filter(decree__slug="riverbend").first()
    for slug, expected in (("riverbend", 200), (OTHER, 404)):
        answer = everyone.get(reverse("text", args=(slug,)), {"version": theirs.pk})
        assert answer.status_code == expected, slug


def owner(thing: Kept) -> str:
    """The slug of the decree that a record belongs to, itself or by its requirement."""
    holder = getattr(thing, "requirement", thing)
    decree = getattr(holder, "decree", None)  # a scale serves all decrees
    return decree.slug if decree else ""


@pytest.mark.usefixtures("contexts")
def test_no_form_offers_another_decrees_objects(elsewhere: Decree, everyone: Client) -> None:
    places = addresses()
    offered, choices = [], 0
    for name in PATTERNS:
        if "slug" not in names_of(name) or name in OPEN_TO_ALL:
            continue
        answer = everyone.get(reverse(name, args=places.get(name, ("riverbend",))))
        form = answer.context.get("form") if answer.context else None
        for field in form.fields.values() if isinstance(form, forms.BaseForm) else ():
            if isinstance(field, forms.ModelChoiceField):
                choices += 1
                offered += [f"{name}: {one}" for one in field.queryset if owner(one) == OTHER]
    assert choices >= 5
    assert offered == []
