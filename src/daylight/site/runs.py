"""The runs of a site: opened, found as they were sealed, told apart, put in order."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from daylight.errors import DaylightError, StudyError
from daylight.pipeline import manifest
from daylight.pipeline.reread import Reread
from daylight.pipeline.verify import verify
from daylight.plan.finished import Run
from daylight.site.addresses import agency_address, run_address, sorted_as
from daylight.site.spans import RecordSpan, span_of_run


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRun:
    """One finished run as a site holds it.

    Parameters
    ----------
    given
        The folder as it was named.
    span
        From when to when its records reach; None where they bear no dates.
    minimum_cell
        The smallest count that may be published: the largest that any run of its agency asks for.
    """

    given: Path
    again: Reread
    record: dict[str, Any]
    span: RecordSpan | None
    minimum_cell: int

    @property
    def agency(self) -> str:
        """Whose records they are."""
        return " ".join(self.again.study.department.name.split())

    @property
    def agency_address(self) -> str:
        """The agency's place in the site."""
        return agency_address(self.agency)

    @property
    def own_address(self) -> str:
        """The run's place below its agency."""
        return run_address(self.again.study.title, self.again.study.period)

    @property
    def address(self) -> str:
        """The run's place below `reports/`."""
        return f"{self.agency_address}/{self.own_address}"

    @property
    def seal(self) -> str:
        """The seal of the run's record."""
        return str(self.record[manifest.SEAL])

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of its sources."""
        return tuple(one.name for one in self.again.study.sources)

    @property
    def order(self) -> tuple[str, ...]:
        """Later records come after earlier ones."""
        ends = (self.span.last.isoformat(), self.span.first.isoformat()) if self.span else ("", "")
        study = self.again.study
        return (*ends, study.period, study.title)

    def shares_records_with(self, other: "SiteRun") -> bool:
        """Whether both may count the same rows: one agency, and no two times known to be apart."""
        if self.agency != other.agency:
            return False
        if self.span is None or other.span is None:
            return True
        return self.span.overlaps(other.span)


def opened(folders: Sequence[Path]) -> tuple[SiteRun, ...]:
    """The runs in these folders by agency, earlier ones first; StudyError names all that is wrong.

    A run that is not as it was sealed, that an earlier Daylight made, or that stands twice is
    refused.
    """
    if not folders:
        raise StudyError(
            "no run was given: name the folders of finished runs, such as "
            "`daylight site RUN RUN -o DIR`"
        )
    found: list[SiteRun] = []
    problems: list[str] = []
    for folder in folders:
        try:
            found.append(_opened(folder))
        except DaylightError as problem:
            problems.append(str(problem))
    problems += _twice(found)
    problems += _of_one_address(found)
    if problems:
        raise StudyError("\n".join(problems))
    return tuple(sorted(_of_one_minimum(found), key=_place))


def _place(one: SiteRun) -> tuple[str, str, tuple[str, ...]]:
    return (sorted_as(one.agency), one.agency, one.order)


def _opened(folder: Path) -> SiteRun:
    if (folder / manifest.PUBLICATION).is_file() and not (folder / manifest.RUN).is_file():
        raise StudyError(
            f"{folder}: is a published report, without the results that pages are made of; give "
            "the run that it was made from"
        )
    record = Run.open(folder).record
    if manifest.SEAL not in record:
        raise StudyError(
            f"{folder}: an earlier version of Daylight made this run, before runs were sealed; "
            f"make it again: daylight run STUDY.toml --out {folder}"
        )
    if faults := verify(folder).faults:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        raise StudyError(
            f"{folder}: is not as it was sealed: {faults[0]}{more}; take it from its archive, or "
            f"make it again: daylight run STUDY.toml --out {folder}"
        )
    try:
        again = Reread.of(folder)
    except DaylightError as problem:
        raise StudyError(f"{folder}: cannot be read: {problem}; make the run again") from problem
    return SiteRun(
        given=folder,
        again=again,
        record=record,
        span=span_of_run(folder, (one.name for one in again.study.sources)),
        minimum_cell=again.study.minimum_cell,
    )


def _twice(found: Sequence[SiteRun]) -> Iterator[str]:
    """Runs of the same study and period of one agency."""
    seen: dict[str, SiteRun] = {}
    for one in found:
        before = seen.setdefault(one.address, one)
        if before is not one:
            study = one.again.study
            period = f", {study.period}" if study.period else ""
            yield (
                f"{before.given} and {one.given}: two runs of the same study and period "
                f"({one.agency}: {study.title}{period}); give the one that is to be published, or "
                "name what differs in `title` or `period`"
            )


def _of_one_address(found: Sequence[SiteRun]) -> Iterator[str]:
    """Agencies whose names differ, and whose places in the site would not."""
    names = Counter(
        address for address, _ in dict.fromkeys((one.agency_address, one.agency) for one in found)
    )
    for address in (name for name, times in names.items() if times > 1):
        alike = dict.fromkeys(one.agency for one in found if one.agency_address == address)
        yield (
            f"{' and '.join(alike)}: are these one agency? Their names differ in capitals alone; "
            "write them alike in `[department] name`, or apart"
        )


def _of_one_minimum(found: Sequence[SiteRun]) -> Iterator[SiteRun]:
    """Each with the largest smallest cell of its agency: one study must not show another's."""
    for one in found:
        least = [other.minimum_cell for other in found if other.agency == one.agency]
        yield replace(one, minimum_cell=max(least))
