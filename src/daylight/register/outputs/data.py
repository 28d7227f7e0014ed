"""Everything as data: one CSV per kind of record and one JSON, in a ZIP that never varies."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder

from daylight.register.choices import Stage
from daylight.register.models import Change, Decree, Kept, Period
from daylight.register.selectors import ratings

EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date a ZIP can hold: the same data, the same bytes


def everything() -> bytes:
    """Every record and the whole log, for the monitor."""
    kinds: list[Any] = [
        model for model in apps.get_app_config("register").get_models() if issubclass(model, Kept)
    ]
    tables: dict[str, Any] = {model._meta.model_name: _rows(model) for model in (*kinds, Change)}
    files: dict[str, str | bytes] = {f"{name}.csv": as_csv(rows) for name, rows in tables.items()}
    files["register.json"] = as_json(tables)
    return as_zip(files)


def _rows(model: Any) -> list[dict[str, Any]]:
    names = [field.attname for field in model._meta.concrete_fields]
    return list(model.objects.order_by("pk").values(*names))


def as_csv(rows: Iterable[dict[str, Any]]) -> str:
    """Rows as CSV; what a spreadsheet would run as a formula gets an apostrophe."""
    listed = list(rows)
    out = io.StringIO()
    if listed:
        writer = csv.DictWriter(out, list(listed[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: _cell(value) for name, value in row.items()} for row in listed)
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, dict | list):
        return json.dumps(value, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return value


def as_json(content: Any) -> str:
    """Readable JSON with a fixed order."""
    text = json.dumps(content, cls=DjangoJSONEncoder, indent=1, sort_keys=True, ensure_ascii=False)
    return f"{text}\n"


def as_zip(files: dict[str, str | bytes]) -> bytes:
    """Files in a ZIP without times."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, EPOCH), files[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()


def filed_ratings(decree: Decree, upto: Period | None = None) -> list[dict[str, Any]]:
    """One row per filed requirement, level and period."""
    rows: list[dict[str, Any]] = []
    for period in ratings.periods_seen(decree, [Stage.FILED]):
        if upto and period.order > upto.order:
            continue
        found = period.assessments.filter(stage=Stage.FILED)
        for one in found.prefetch_related("standings__level").select_related(
            "requirement", "wording__paragraph__version"
        ):
            rows.extend(_filed_row(period, one, standing) for standing in one.standings.all())
    return rows


def _filed_row(period: Period, one: Any, standing: Any) -> dict[str, Any]:
    return {
        "period": period.name,
        "filed_on": period.filed_on,
        "docket": period.docket_ref,
        "requirement": one.requirement.code,
        "paragraph": one.wording.paragraph.number,
        "version": one.wording.paragraph.version.name,
        "text_status": one.wording.paragraph.version.text_status,
        "level": standing.level.label,
        "state": standing.state,
        "achieved_on": standing.achieved_on,
        "lost_on": standing.lost_on,
        "reason": standing.reason,
    }
