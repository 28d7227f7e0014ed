"""The log replayed into the records: what every record should hold, against what it does hold.

An entry that created one record holds its fields; one that created many holds the hash of them all.
Every change holds before and after. So the last value of each field that ever changed must be the
one stored, and with all changes undone each record must be as it was created.
"""

import hashlib
import json
from collections import defaultdict
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from daylight.errors import DaylightError
from daylight.register.models import Change, Kept
from daylight.register.record import dump, plain

Undone = dict[str, dict[str, tuple[Any, Any]]]  # record → field → (first before, last after)


class Differs(DaylightError):
    """A record that is not what the log says."""


def compare() -> int:
    """Replay the log and compare it with every record; the number of records compared."""
    return sum(_compare(model) for model in apps.get_app_config("register").get_models()
               if issubclass(model, Kept))  # fmt: skip


def _compare(model: type[Kept]) -> int:
    kind = str(model._meta.model_name)
    entries = Change.objects.filter(kind=kind).order_by("id")
    moves: Undone = defaultdict(dict)
    for entry in entries.filter(act="change").iterator():
        for name, (before, after) in entry.fields.items():
            first = moves[entry.object_id].get(name, (before, after))[0]
            moves[entry.object_id][name] = (first, after)
    rows = {str(row.pk): row for row in model._default_manager.all()}
    made: set[str] = set()
    for entry in entries.filter(act="create").iterator():
        made |= _created(model, entry, rows, moves)
    _same(kind, set(rows), made)
    for key, fields in moves.items():
        for name, (_, after) in fields.items():
            if not _equal(model, name, getattr(rows[key], _column(model, name)), after):
                raise Differs(f"{name} of {kind} {key} is not what the log says")
    return len(rows)


def _created(model: type[Kept], entry: Change, rows: dict[str, Any], moves: Undone) -> set[str]:
    kind = entry.kind
    if set(entry.fields) != {"records", "sha256"}:
        row = rows.get(entry.object_id)
        if row is None:
            raise Differs(f"{kind} {entry.object_id} is in the log and not among the records")
        for name, logged in entry.fields.items():
            if name in moves.get(entry.object_id, {}):
                first = moves[entry.object_id][name][0]
                if not _equal(model, name, first, logged):
                    raise Differs(f"{name} of {kind} {entry.object_id} changed outside the log")
            elif not _equal(model, name, getattr(row, _column(model, name)), logged):
                raise Differs(f"{name} of {kind} {entry.object_id} is not what the log says")
        return {entry.object_id}
    first, last = (int(each) for each in entry.object_id.split("–"))
    keys = [str(number) for number in range(first, last + 1) if str(number) in rows]
    content = dump([{**plain(rows[key]), **_first(moves.get(key, {}))} for key in keys])
    if len(keys) != entry.fields["records"] or _hash(content) != entry.fields["sha256"]:
        raise Differs(f"{kind} {entry.object_id}: one of them is not what the log says")
    return set(keys)


def _first(fields: dict[str, tuple[Any, Any]]) -> dict[str, Any]:
    return {name: before for name, (before, _) in fields.items()}


def _same(kind: str, found: set[str], made: set[str]) -> None:
    if found - made:
        raise Differs(f"{kind} {min(found - made)} is among the records and not in the log")


def _hash(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def _column(model: type[Kept], name: str) -> str:
    return str(model._meta.get_field(name).attname)


def _equal(model: type[Kept], name: str, one: Any, other: Any) -> bool:
    return _typed(model, name, one) == _typed(model, name, other)


def _typed(model: type[Kept], name: str, value: Any) -> Any:
    field = model._meta.get_field(name)
    if isinstance(field, models.JSONField):
        return json.loads(json.dumps(value, cls=DjangoJSONEncoder))
    if isinstance(field, models.ForeignKey):
        return None if value is None else str(value)
    return field.to_python(value)
