"""The pages of a site, language by language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2

from daylight import __version__
from daylight.report import numbers, page
from daylight.report.charts.standalone import figure_style
from daylight.report.language import Language, speaking
from daylight.site import feeds, words
from daylight.site.changes import changes_of
from daylight.site.comparisons import by_method
from daylight.site.definitions import AnswerDefinition
from daylight.site.figures import EmbeddedFigure, figures_of
from daylight.site.listing import SiteAgency, agencies_of, by_letter
from daylight.site.questions import SiteMethod, SiteQuestion, method_page, question_page
from daylight.site.told import ToldRun

HERE = Path(__file__).parent
STYLES = Path(page.__file__).parent / "static"

MOST_HEADLINES = 3
"""Answers of a run on the overview at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteShape:
    """What every page of a site is told.

    Parameters
    ----------
    languages
        The first is that of the page at the root.
    address
        Where the site will stand, with a stroke at its end; empty where that is not known.
    known
        What every question of every run rests on.
    claims
        Language → the page of all public claims, from the root; empty without a ledger.
    """

    languages: tuple[Language, ...]
    address: str = ""
    known: Mapping[tuple[str, str], AnswerDefinition] = field(default_factory=dict)
    claims: Mapping[Language, str] = field(default_factory=dict)
    has_register: bool = False


def write_pages(folder: Path, told: Mapping[Language, Sequence[ToldRun]], shape: SiteShape) -> None:
    """Write every page but the reports into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    style = (STYLES / "report.css").read_text("utf-8") + figure_style()
    own = (HERE / "templates" / "site.css").read_text("utf-8")
    (folder / "site.css").write_text(style + own, encoding="utf-8")
    for language in shape.languages:
        with speaking(language):
            _Tongue(folder, language, tuple(told[language]), shape).write()


@dataclass(frozen=True)
class _Tongue:
    """The pages of one language."""

    folder: Path
    language: Language
    told: tuple[ToldRun, ...]
    shape: SiteShape

    def write(self) -> None:
        agencies = agencies_of(self.told)
        asked = by_method(self.told, self.shape.known)
        questions = [question_page(name, here) for name, here in asked.items()]
        methods = [method_page(name, here) for name, here in asked.items()]
        pictured = {one.run.address: figures_of(one) for one in self.told}
        self._overview(agencies, questions)
        self._agencies(agencies, pictured)
        self._questions(questions, methods)
        self._pictures(pictured)
        letters = by_letter(agencies, questions, methods)
        self._page("all.html", "all.html", letters=letters, agencies=agencies)
        self._feed("feed.xml", words.all_reports(), "index.html", self.told)

    def _overview(self, agencies: Sequence[SiteAgency], questions: Sequence[SiteQuestion]) -> None:
        counted = sum(len(one.questions) for one in self.told)
        values: dict[str, Any] = {
            "agencies": agencies,
            "questions": questions,
            "inventory": words.inventory(len(agencies), len(self.told), counted),
            "MOST_HEADLINES": MOST_HEADLINES,
        }
        self._page("index.html", "overview.html", **values)
        if self.language is self.shape.languages[0]:
            self._page("index.html", "overview.html", is_root=True, **values)

    def _agencies(
        self,
        agencies: Sequence[SiteAgency],
        pictured: Mapping[str, Sequence[EmbeddedFigure]],
    ) -> None:
        with_pictures = {name for name, found in pictured.items() if found}
        for agency in agencies:
            self._page(
                f"agencies/{agency.address}.html",
                "agency.html",
                agency=agency,
                changes={one.run.address: changes_of(one, self.told) for one in agency.runs},
                pictured=with_pictures,
            )
            self._feed(
                f"agencies/{agency.address}.xml",
                agency.name,
                f"agencies/{agency.address}.html",
                agency.runs,
            )

    def _questions(self, questions: Sequence[SiteQuestion], methods: Sequence[SiteMethod]) -> None:
        for question in questions:
            self._taken(taken for _, taken in question.charts)
            self._page(f"questions/{question.method}.html", "question.html", question=question)
        for method in methods:
            self._page(f"methods/{method.name}.html", "method.html", method=method)

    def _pictures(self, pictured: Mapping[str, Sequence[EmbeddedFigure]]) -> None:
        for one in self.told:
            figures = pictured[one.run.address]
            if figures:
                self._taken(figures)
                name = f"reports/{one.run.address}/pictures.html"
                self._page(name, "pictures.html", told=one, figures=figures)

    def _taken(self, figures: Any) -> None:
        """Write pictures as files of their own."""
        place = self.folder / "embed"
        place.mkdir(exist_ok=True)
        template = self._environment.get_template("embed.html")
        for one in figures:
            (place / f"{one.name}.svg").write_text(one.svg, encoding="utf-8")
            (place / f"{one.name}-narrow.svg").write_text(one.narrow, encoding="utf-8")
            (place / f"{one.name}.html").write_text(template.render(one=one), encoding="utf-8")

    def _feed(self, name: str, title: str, home: str, told: Sequence[ToldRun]) -> None:
        entries = feeds.entries(told)
        base = self._base(name)
        feed = {
            "id": feeds.urn(f"{self.shape.address}{self.language.value}/{name}"),
            "title": title,
            "updated": max(one.updated for one in entries),
            "own": f"{base}{name}",
            "home": f"{base}{home}",
            "base": base,
            "entries": entries,
        }
        self._render(self.folder / self.language.value / name, "feed.xml", {"feed": feed})

    def _base(self, name: str) -> str:
        """What stands before an address below the language's folder, seen from a file there."""
        if self.shape.address:
            return f"{self.shape.address}{self.language.value}/"
        return "../" * name.count("/")

    def _page(self, name: str, template: str, *, is_root: bool = False, **values: Any) -> None:
        depth = 0 if is_root else name.count("/") + 1
        root, own = "../" * depth, f"{self.language.value}/"
        claims = self.shape.claims.get(self.language, "")
        common = {
            "page": name,
            "root": root,
            "here": own if is_root else "../" * (depth - 1),
            "others": [
                (one, f"{root}{one.value}/{name}")
                for one in self.shape.languages
                if one is not self.language
            ],
            "has_claims": bool(claims),
            "claims_home": claims,
            "has_register": self.shape.has_register,
            "address": self.shape.address,
        }
        place = self.folder if is_root else self.folder / self.language.value
        self._render(place / name, template, {**common, **values})

    def _render(self, path: Path, template: str, values: Mapping[str, Any]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        text = self._environment.get_template(template).render(values)
        path.write_text(text, encoding="utf-8")

    @cached_property
    def _environment(self) -> jinja2.Environment:
        return environment()


def environment() -> jinja2.Environment:
    """The templates of a site beside those of reports."""
    made = page.environment()
    made.loader = jinja2.ChoiceLoader(list(_loaders()))
    made.filters |= {
        "apart": words.apart,
        "stated_value": lambda one: numbers.minus(numbers.value(one)),
        "stated_reach": words.reach,
    }
    made.globals |= {"version": __version__, "tongues": words.TONGUES}
    return made


def _loaders() -> Iterator[jinja2.BaseLoader]:
    """Own templates first, then the parts of reports."""
    yield jinja2.FileSystemLoader(HERE / "templates")
    yield jinja2.FileSystemLoader(Path(page.__file__).parent / "templates")
