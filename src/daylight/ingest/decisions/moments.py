"""How dates and times are written, where the values alone do not tell."""

from collections.abc import Iterator
from datetime import datetime

from daylight.ingest.decisions.decision import DraftAnswer, DraftDecision
from daylight.ingest.drafting.moments import DATES, TIMES, reads
from daylight.ingest.drafting.proposal import ColumnProposal
from daylight.ingest.drafting.seen import is_unrecorded
from daylight.schema.columns import Column

FORMAT = "format"


def format_of(column: ColumnProposal) -> str:
    """The id of the decision on how one column's dates or times are written."""
    return f"{FORMAT} {column.name}"


def is_moment(canonical: Column) -> bool:
    """Whether a canonical column holds dates or times of day."""
    return canonical.kind == "date" or canonical.name.endswith("_minute")


def reads_all(column: ColumnProposal, form: str) -> bool:
    """Whether a format reads the column's most frequent values, less those that say nothing."""
    said = [value for value, _ in column.values if not is_unrecorded(value)]
    return bool(said) and all(reads(value.rjust(column.pad, "0"), form) for value in said)


def formats(canonical: Column, column: ColumnProposal) -> Iterator[DraftDecision]:
    """The decision on a column's format, where none or more than one reads its values."""
    turned = _turned(column) if column.question else ""  # the draft looked at every value
    if (column.formats and not turned) or not column.values:
        return
    usual = DATES if canonical.kind == "date" else TIMES
    fitting = list(dict.fromkeys(form for form in (*column.formats, *usual)))
    fitting = [form for form in fitting if form in column.formats or reads_all(column, form)]
    fitting += [turned] if turned else []
    example = _telling(column, fitting)
    yield DraftDecision(
        id=format_of(column),
        question=f"How are the values of {column.name} written?",
        evidence=(", ".join(value for value, _ in column.values[:8]),),
        choices=tuple(
            DraftAnswer(
                answer=form, label=f"{example} is {_said(example.rjust(column.pad, '0'), form)}"
            )
            for form in dict.fromkeys(fitting)
        ),
        default=fitting[0] if len(fitting) == 1 else "",
        free="a format such as %m/%d/%Y (month, day, year) or %H:%M",
        column=column.name,
    )


def _turned(column: ColumnProposal) -> str:
    """The format with day and month the other way round, where that reads every value too."""
    if len(column.formats) != 1 or column.formats[0].startswith("%Y"):
        return ""
    form = column.formats[0]
    if "%m" not in form or "%d" not in form:
        return ""
    other = form.replace("%m", "@").replace("%d", "%m").replace("@", "%d")
    return other if reads_all(column, other) else ""


def _telling(column: ColumnProposal, forms: list[str]) -> str:
    """A value that the formats read differently; the first where there is none."""
    values = [value for value, _ in column.values]
    for value in values:
        if len({_said(value.rjust(column.pad, "0"), form) for form in forms}) == len(forms) > 1:
            return value
    return next(iter(values), "")


def _said(value: str, form: str) -> str:
    """What a value is by a format, in words."""
    try:
        when = datetime.strptime(value, form)  # noqa: DTZ007
    except ValueError:
        return form
    if "%d" not in form and "%j" not in form:
        return f"{when:%H:%M}"
    return f"{when.day} {when:%B %Y}"
