"""The public site: static pages of filed material only, frozen and hashed."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from daylight.register import anchor
from daylight.register.choices import (
    Classification,
    CommentStage,
    DataState,
    ReleaseStage,
    Stage,
)
from daylight.register.models import Decree, Filing, Measure, MeasureValue, Period, Release
from daylight.register.outputs.content import banner, text_note
from daylight.register.outputs.data import as_csv, as_json, filed_ratings
from daylight.register.rules.disclosure import (
    MINIMUM,
    Protected,
    ReleaseTable,
    protect,
    publishable_n,
)
from daylight.register.selectors import ratings
from daylight.register.selectors.measures import looked_at
from daylight.register.services.filings import version_of

FILED = [Stage.FILED]
MANIFEST = "SHA256SUMS"


def site(decree: Decree, period: Period) -> tuple[dict[str, bytes], dict[str, Any]]:
    """Every file of the public site up to a filed period, and the protected tables in it."""
    earlier = _earlier_tables(decree)
    measures, tables = _measures(decree, period, earlier)
    shared = {
        "decree": decree,
        "period": period,
        "banner": banner(period),
        "text_note": text_note(period),
        "sources": decree.sources.all(),
    }
    rows = filed_ratings(decree, period)
    pages = {
        "index.html": {**shared, **_overview(decree, period)},
        "chart.html": {**shared, "chart": ratings.chart(decree, FILED, until=period)},
        "text.html": {**shared, "paragraphs": _paragraphs(period)},
        "measures.html": {**shared, "measures": measures, "minimum": MINIMUM},
        "voices.html": {**shared, **_comments(decree)},
    }
    files = {
        name: render_to_string(f"register/public/{name}", context).encode()
        for name, context in pages.items()
    }
    files["ratings.csv"] = as_csv(rows).encode()
    files["ratings.json"] = as_json(rows).encode()
    files["tables.json"] = as_json(tables).encode()
    files["log-head.txt"] = f"{_head(period)}\n".encode()
    files["register.css"] = Path(str(finders.find("register/register.css"))).read_bytes()
    files[MANIFEST] = manifest(files).encode()
    return files, tables


def _head(period: Period) -> anchor.Anchor:
    """The log's head at the filing; that of now for a period filed before filings were kept."""
    filing = Filing.objects.filter(period=period).first()
    return anchor.at(filing.entries, filing.head) if filing else anchor.current()


def manifest(files: dict[str, bytes]) -> str:
    """The hash of every file, in the form that `sha256sum -c` checks."""
    return "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(files.items())
        if name != MANIFEST
    )


def digest(files: dict[str, bytes]) -> str:
    """One hash that stands for the whole site."""
    return hashlib.sha256(files[MANIFEST]).hexdigest()


def _overview(decree: Decree, period: Period) -> dict[str, Any]:
    return {
        "changes": ratings.changes(decree, period, FILED),
        "previous": ratings.previous(decree, period, FILED),
        "counts": ratings.counts(decree, period, FILED),
        "score": ratings.score(decree, period, FILED),
        "orders": decree.orders.order_by("-filed"),
        "evidence": decree.evidence.filter(classification=Classification.PUBLIC, withdrawn_on=None),
    }


def _paragraphs(period: Period) -> list[Any]:
    version = version_of(period)
    rows = version.paragraphs.filter(joined=False).select_related("section") if version else ()
    return list(rows)


def _comments(decree: Decree) -> dict[str, Any]:
    return {
        "windows": [
            (window, window.comments.filter(stage=CommentStage.PUBLISHED))
            for window in decree.windows.all()
        ],
        "recommendations": decree.recommendations.all(),
    }


def _earlier_tables(decree: Decree) -> dict[str, list[Protected]]:
    """The tables of every release so far: what the public already knows."""
    known: dict[str, list[Protected]] = {}
    released = Release.objects.filter(decree=decree).exclude(stage=ReleaseStage.PREPARED)
    for release in released.order_by("id"):
        for name, table in release.tables.items():
            known.setdefault(name, []).append(
                Protected(
                    rows=tuple(table["rows"]),
                    columns=tuple(table["columns"]),
                    cells=tuple(tuple(row) for row in table["cells"]),
                    primary=0,
                    complementary=0,
                )
            )
    return known


def _measures(
    decree: Decree, period: Period, earlier: dict[str, list[Protected]]
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    shown, tables = [], {}
    public = Measure.objects.filter(
        requirement__decree=decree, classification=Classification.PUBLIC
    ).select_related("requirement")
    for measure in public:
        values = list(_values(measure, period))
        for value in values:
            table = value.pop("counts")
            if table:
                name = f"{measure.pk}:{value['period']}"
                safe = protect(_table(table), earlier=earlier.get(name, ()))
                value["table"] = safe
                value["lines"] = list(zip(safe.rows, safe.cells, strict=True))
                tables[name] = safe.plain()
        public_values = [value["number"] for value in values if value["number"] is not None]
        shown.append({"measure": measure, "values": values, "looks": looked_at(public_values)})
    return shown, tables


def _values(measure: Measure, period: Period) -> Iterator[dict[str, Any]]:
    rows = measure.values.filter(period__order__lte=period.order, period__stage=Stage.FILED)
    for value in rows.select_related("period"):
        yield {
            "period": value.period.name,
            "state": DataState(value.data_state),
            "counts": value.counts,
            **_number(value),
        }


def _number(value: MeasureValue) -> dict[str, Any]:
    if value.value is None:
        return {"number": None, "withheld": False}
    if not publishable_n(value.n):
        return {"number": None, "withheld": True}
    return {"number": value, "withheld": False}


def _table(plain: dict[str, Any]) -> ReleaseTable:
    return ReleaseTable(
        rows=tuple(plain["rows"]),
        columns=tuple(plain["columns"]),
        cells=tuple(tuple(row) for row in plain["cells"]),
    )


def folder(release: Release) -> Path:
    """Where a release's files lie; the hash is part of the name, so none can be written over."""
    return Path(settings.RELEASES_FOLDER) / f"{release.decree.slug}-{release.sha256[:16]}"
