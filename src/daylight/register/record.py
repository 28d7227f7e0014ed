"""The only way to change a record: who, why, and on which revision; logged and sealed."""

import hashlib
import json
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.forms.models import model_to_dict

from daylight.errors import DaylightError
from daylight.register.models.kept import Kept, recording
from daylight.register.models.log import Chain, Change

K = TypeVar("K", bound=Kept)


class Stale(DaylightError):
    """Someone else changed the record first; nothing was written."""


class Frozen(DaylightError):
    """A change to what a filed period rests on."""


class NoReason(DaylightError):
    """A change without a reason."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who changes something and why; `user` is None for the command line."""

    user: Any
    why: str
    role: str = ""

    def because(self, why: str) -> "Author":
        """The same person with another reason."""
        return Author(self.user, why, self.role)


def command_line(why: str) -> Author:
    """The author of a change made by a command on the server."""
    return Author(None, why, "command line")


@contextmanager
def _recorded() -> Generator[None]:
    token = recording.set(True)
    try:
        # No savepoint: a change that fails takes the whole act with it.
        with transaction.atomic(savepoint=False):
            yield
    finally:
        recording.reset(token)


def create(thing: K, author: Author) -> K:
    """Add a record."""
    with _recorded():
        thing.save(force_insert=True)
        _append(author, _kind(thing), str(thing.pk), "create", plain(thing))
    return thing


def create_all(things: Sequence[K], author: Author) -> Sequence[K]:
    """Add many records of one kind under one entry of the log, which holds all of them."""
    if not things:
        return things
    with _recorded():
        added = type(things[0]).objects.bulk_create(things, batch_size=400)
        content = dump([plain(thing) for thing in added])
        digest = hashlib.sha256(content.encode()).hexdigest()
        ids = f"{added[0].pk}–{added[-1].pk}"
        _append(author, _kind(added[0]), ids, "create", {"records": len(added), "sha256": digest})
    return list(added)


def change(thing: K, author: Author, *, revision: int | None = None, **fields: Any) -> K:
    """Change fields of a record; refused when it is no longer the revision that was read."""
    with _recorded():
        seen = thing.revision if revision is None else revision
        stored = type(thing).objects.select_for_update().get(pk=thing.pk)
        before = {name: getattr(stored, name) for name in fields}
        differs = {name: new for name, new in fields.items() if before[name] != new}
        held = sorted(set(differs) & stored.held())
        if held:
            raise Frozen(
                f"{', '.join(held)} of {stored} can no longer change: a filed period rests on it. "
                "Add a new entry that cites this one instead"
            )
        rows = type(thing).objects.filter(pk=thing.pk, revision=seen)
        if not rows.update(**differs, revision=seen + 1):
            raise Stale(f"{thing} was changed by someone else since you opened it")
        moved = {name: [_key(before[name]), _key(new)] for name, new in differs.items()}
        _append(author, _kind(thing), str(thing.pk), "change", moved)
        _copy(stored, thing, {**differs, "revision": seen + 1})
    return thing


def _copy(stored: Kept, thing: Kept, fields: dict[str, Any]) -> None:
    """Bring a record in memory to what the database now holds, without asking it again."""
    for field in stored._meta.concrete_fields:
        setattr(thing, field.attname, getattr(stored, field.attname))
    for name, value in fields.items():
        setattr(thing, name, value)


def note(author: Author, *, kind: str, about: object, act: str, **fields: Any) -> None:
    """Log what a person did that changes no record: an account, a sign-in, a download."""
    with transaction.atomic():
        _append(author, kind, str(about), act, fields)


def head() -> tuple[int, str]:
    """How many entries the log has, and its last seal."""
    chain = Chain.objects.get(pk=1)
    return chain.count, chain.head


def verify() -> int:
    """Recompute every seal; the number of entries, or the first one that does not fit."""
    previous, count = "", 0
    for entry in Change.objects.order_by("id").iterator():
        if entry.previous != previous or entry.seal != _seal(entry):
            raise DaylightError(f"the log was altered at entry {entry.pk} ({entry})")
        previous, count = entry.seal, count + 1
    chain = Chain.objects.first()
    if chain and (chain.head, chain.count) != (previous, count):
        raise DaylightError(f"the log was cut: {chain.count} entries written, {count} found")
    return count


def _append(author: Author, kind: str, object_id: str, act: str, fields: dict[str, Any]) -> None:
    if not author.why.strip():
        raise NoReason("say why: every change in the register has a reason")
    chain = Chain.objects.select_for_update().get(pk=1)  # made by a migration
    entry = Change(
        at=datetime.now(UTC).replace(microsecond=0),
        by=author.user,
        role=author.role,
        kind=kind,
        object_id=object_id,
        act=act,
        reason=author.why.strip(),
        fields=json.loads(dump(fields)),
        previous=chain.head,
    )
    entry.seal = _seal(entry)
    entry.save(force_insert=True)
    Chain.objects.filter(pk=1).update(head=entry.seal, count=chain.count + 1)


def _seal(entry: Change) -> str:
    content = [
        entry.previous,
        entry.at.astimezone(UTC).isoformat(),
        entry.by_id,
        entry.role,
        entry.kind,
        entry.object_id,
        entry.act,
        entry.reason,
        entry.fields,
    ]
    return hashlib.sha256(dump(content).encode()).hexdigest()


def _kind(thing: Kept) -> str:
    return str(thing._meta.model_name)


def plain(thing: Kept) -> dict[str, Any]:
    """A record's fields as the log holds them."""
    names = [field.name for field in thing._meta.concrete_fields if field.name != "revision"]
    return dict(model_to_dict(thing, fields=names))


def _key(value: Any) -> Any:
    return value.pk if isinstance(value, models.Model) else value


def dump(content: Any) -> str:
    """Content as the text that is sealed."""
    return json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)


def history(thing: Kept) -> Sequence[Change]:
    """Everything that happened to one record, latest first."""
    rows = Change.objects.filter(kind=_kind(thing), object_id=str(thing.pk))
    return list(rows.select_related("by").order_by("-id"))
