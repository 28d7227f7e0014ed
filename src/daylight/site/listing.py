"""What a site holds, by agency and by letter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from daylight.site import words
from daylight.site.addresses import sorted_as
from daylight.site.questions import SiteMethod, SiteQuestion
from daylight.site.told import ToldRun


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteAgency:
    """One agency with its runs, the latest records first."""

    name: str
    address: str
    runs: tuple[ToldRun, ...]

    @property
    def latest(self) -> tuple[ToldRun, ...]:
        """Of runs that ask the same questions the latest one."""
        kept: list[ToldRun] = []
        for one in self.runs:
            asked = {(q.id, q.method) for q in one.questions}
            seen = [{(q.id, q.method) for q in other.questions} for other in kept]
            if asked not in seen:
                kept.append(one)
        return tuple(kept)


@dataclass(frozen=True, slots=True)
class ListedPage:
    """A line of the index: its words, what it leads to, and where."""

    words: str
    what: str
    address: str


def agencies_of(told: Sequence[ToldRun]) -> tuple[SiteAgency, ...]:
    """The agencies in the order of their names."""
    found: dict[str, list[ToldRun]] = {}
    for one in told:
        found.setdefault(one.run.agency, []).append(one)
    return tuple(
        SiteAgency(
            name=name,
            address=runs[0].run.agency_address,
            runs=tuple(sorted(runs, key=lambda one: one.run.order, reverse=True)),
        )
        for name, runs in sorted(found.items(), key=lambda pair: sorted_as(pair[0]))
    )


def by_letter(
    agencies: Sequence[SiteAgency],
    questions: Sequence[SiteQuestion],
    methods: Sequence[SiteMethod],
) -> tuple[tuple[str, tuple[ListedPage, ...]], ...]:
    """Every agency, report, question and method under the letter it begins with."""
    listed = sorted(
        _listed(agencies, questions, methods), key=lambda one: (sorted_as(one.words), one.address)
    )
    found: dict[str, list[ListedPage]] = {}
    for one in listed:
        first = next((c for c in sorted_as(one.words) if c.isalnum()), "#")
        found.setdefault(first.upper() if first.isalpha() else "0–9", []).append(one)
    return tuple((letter, tuple(found[letter])) for letter in sorted(found))


def _listed(
    agencies: Sequence[SiteAgency],
    questions: Sequence[SiteQuestion],
    methods: Sequence[SiteMethod],
) -> Iterator[ListedPage]:
    for agency in agencies:
        yield ListedPage(agency.name, words.AGENCY.text, f"agencies/{agency.address}.html")
        for told in agency.runs:
            address = f"reports/{told.run.address}/index.html"
            parts = (words.REPORT.text, agency.name, told.shown.period)
            yield ListedPage(told.shown.title, " · ".join(p for p in parts if p), address)
    for question in questions:
        yield ListedPage(question.asked, words.QUESTION.text, f"questions/{question.method}.html")
    for method in methods:
        yield ListedPage(method.name, words.METHOD.text, f"methods/{method.name}.html")
