"""What a terminal shows of an ingest."""

from collections.abc import Iterator

from daylight.ingest.audit import IngestAudit


def told(audit: IngestAudit) -> Iterator[str]:
    """Rows read, kept and set aside, cells blanked, sheets not read."""
    yield f"{audit.rows_read:,} rows read, {audit.rows_kept:,} kept"
    for reason, rows in audit.reasons().items():
        yield f"{rows:,} set aside: {reason}"
    for reason, cells in audit.blanks().items():
        yield f"{cells:,} cells blanked: {reason}"
    for file in audit.files:
        if file.unread_sheets:
            yield f"{file.name}: sheets not read: {', '.join(file.unread_sheets)}"
