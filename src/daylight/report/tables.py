"""Estimates → rows of printable text: no number without the interval it has."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from daylight.data.result import Estimate
from daylight.report import labels, numbers
from daylight.report.finding import Finding
from daylight.report.language import say
from daylight.report.wording import answers, basis
from daylight.report.wording.grades import p_value
from daylight.report.wording.groups import adjective

NONE = "—"

Column = tuple[str, Callable[[Estimate], str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSection:
    """Rows of one quantity; the title is empty where the table is not divided."""

    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedTable:
    """A table ready to print.

    Parameters
    ----------
    columns
        Headings, left to right.
    sections
        Rows, divided by quantity, each a tuple of text as long as `columns`.
    headings
        How many columns at the left name the row.
    """

    columns: tuple[str, ...]
    sections: tuple[TableSection, ...]
    headings: int


def table(estimates: Sequence[Estimate]) -> PrintedTable:
    """One row per estimate; a name that is the same in every row is left to the caption."""
    titles = quantities(estimates)
    divided = 1 < len(set(titles.values())) < len(estimates)
    naming = _naming(estimates)
    if not naming or (len(titles) > 1 and not divided):
        naming = [(say("Quantity", "Cantidad"), lambda e: titles[e.name]), *naming]
    columns = [*naming, *_figures(estimates)]
    sections = (
        TableSection(
            title=title if divided else "",
            rows=tuple(
                tuple(text(e) for _, text in columns)
                for e in estimates
                if not divided or titles[e.name] == title
            ),
        )
        for title in (dict.fromkeys(titles.values()) if divided else [""])
    )
    return PrintedTable(
        columns=tuple(title for title, _ in columns),
        sections=tuple(sections),
        headings=len(naming),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """One finding in the table of its section.

    Parameters
    ----------
    id
        The finding's, which its evidence bears.
    label
        Whom it is of and whom they are compared with, or what it describes.
    grade
        1 to 4; 0 for a description.
    sure
        How sure it is, in words; a dash for a description.
    """

    id: str
    label: str
    value: str
    interval: str
    n: str
    blank: str
    grade: int
    sure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingGroup:
    """The findings of one question in the table of its section.

    Parameters
    ----------
    heading
        The question as it was asked.
    quantity
        What all its rows are; empty where they are not of one quantity.
    against
        The group that all are compared with; empty where that differs.
    held
        What was held equal; empty where that differs or nothing is compared.
    """

    heading: str
    quantity: str
    against: str
    held: str
    rows: tuple[FindingRow, ...]

    @property
    def shared(self) -> str:
        """What stands once for all rows, behind the question."""
        return " · ".join(filter(None, (self.quantity, self.against, self.held)))


def finding_group(asked: str, found: Sequence[Finding]) -> FindingGroup:
    """The rows of a question's findings."""
    names = {finding.estimates[0].name for finding in found}
    kept = {answers.held(finding) for finding in found}
    only = next(iter(names)) if len(names) == 1 else ""
    others = {answers.against(finding.estimates[0]) for finding in found}
    other = next(iter(others)) if len(others) == 1 else ""
    return FindingGroup(
        heading=asked,
        quantity=labels.quantity(only) if only else "",
        against=other,
        held=next(iter(kept)) if len(kept) == 1 else "",
        rows=tuple(
            _finding_row(finding, has_name=not only, has_other=not other) for finding in found
        ),
    )


def _finding_row(finding: Finding, *, has_name: bool, has_other: bool) -> FindingRow:
    one = finding.estimates[0]
    grade = finding.grade if finding.corrected is not None else 0
    of = answers.whom(one, has_other=has_other)
    label = answers.named(one, has_other=has_other) if has_name else of or labels.quantity(one.name)
    return FindingRow(
        id=finding.id,
        label=f"{label[:1].upper()}{label[1:]}",
        value=numbers.value(one),
        interval=bounds(one),
        n=numbers.count(one.n),
        blank=_missing(one),
        grade=grade,
        sure=answers.SURE[grade].text if grade else NONE,
    )


def caption(estimates: Sequence[Estimate]) -> str:
    """What all rows share, so that it need not be a column: `search rate, Black`."""
    titles = set(quantities(estimates).values())
    kinds = [
        titles,
        *(set(facet.texts) - {say("All", "Todos")} for facet in labels.facets(estimates)),
    ]
    shared = [next(iter(names)) for names in kinds if len(names) == 1]
    return ": " + ", ".join([shared[0], *shared[1:]]) if shared else ""


def quantities(estimates: Sequence[Estimate]) -> dict[str, str]:
    """Quantity → its title, with whom it is compared where that is always the same group."""
    titles = {}
    for name in dict.fromkeys(e.name for e in estimates):
        against = {e.compared_with for e in estimates if e.name == name}
        (only,) = against if len(against) == 1 else (None,)
        said = labels.quantity(name)
        if only:
            other = adjective(only)
            said = say(f"{said}, compared with {other}", f"{said}, en comparación con {other}")
        titles[name] = said
    return titles


def bounds(estimate: Estimate) -> str:
    """The two ends of an interval, or that the method gives none."""
    if math.isnan(estimate.low) and math.isnan(estimate.high):
        return say("none given", "sin intervalo")
    return numbers.bounds(estimate)


def _naming(estimates: Sequence[Estimate]) -> list[Column]:
    """The columns that tell one row from another."""
    kept = [_column(facet, estimates) for facet in labels.facets(estimates) if facet.varies]
    pairs = {(e.name, e.compared_with) for e in estimates}
    if len(pairs) > len({name for name, _ in pairs}):
        kept.append(
            (
                say("Compared with", "En comparación con"),
                lambda e: labels.group(e.compared_with) if e.compared_with else NONE,
            )
        )
    return kept


def _column(facet: labels.Facet, estimates: Sequence[Estimate]) -> Column:
    texts = {id(e): text for e, text in zip(estimates, facet.texts, strict=True)}
    return facet.heading, lambda e: texts[id(e)]


def _compared(estimate: Estimate) -> str:
    return labels.group(estimate.compared_with) if estimate.compared_with else NONE


def _figures(estimates: Sequence[Estimate]) -> list[Column]:
    columns: list[Column] = [
        (say("Estimate", "Estimación"), numbers.value),
        (_interval_title(estimates), bounds),
        ("n", lambda e: numbers.count(e.n)),
    ]
    if basis.is_told(estimates):
        columns.append((say("Allows for", "Tiene en cuenta"), _allows_for))
    if any(e.missing_share is not None for e in estimates):
        columns.append((say("Not recorded", "Sin registrar"), _missing))
    if any(e.p_value is not None for e in estimates):
        columns.append((say("p, uncorrected", "p, sin corregir"), _p))
    return columns


def _interval_title(estimates: Sequence[Estimate]) -> str:
    levels = {e.level for e in estimates}
    if len(levels) != 1:
        return say("Interval", "Intervalo")
    level = numbers.percent(levels.pop(), 0)
    return say(f"{level} interval", f"Intervalo del {level}")


def _allows_for(estimate: Estimate) -> str:
    return NONE if math.isnan(estimate.low) else basis.allows_for(estimate) or NONE


def _missing(estimate: Estimate) -> str:
    return NONE if estimate.missing_share is None else numbers.percent(estimate.missing_share)


def _p(estimate: Estimate) -> str:
    p = estimate.p_value
    return NONE if p is None or math.isnan(p) else p_value(p)
