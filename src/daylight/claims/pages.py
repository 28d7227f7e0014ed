"""A ledger as pages: every claim, every document, in one folder that works without a network."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from daylight.claims import words
from daylight.claims.assess import standing
from daylight.claims.check import text_of
from daylight.claims.ledger import Ledger
from daylight.claims.objects import (
    Bearing,
    ClaimAssessment,
    Document,
    PublicClaim,
    Quotation,
)
from daylight.claims.passages import marked
from daylight.claims.picture import CAPTION, picture
from daylight.claims.spoken import told, widest
from daylight.claims.status import Standing
from daylight.claims.write import written_whole
from daylight.report.language import Language
from daylight.report.numbers import count

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim with everything its page says."""

    claim: PublicClaim
    standing: Standing
    quotations: tuple[tuple[Quotation, Document], ...]
    answers: tuple[ClaimAssessment, ...]
    bears_on: tuple[ClaimAssessment, ...]


def write_pages(ledger: Ledger, out: Path, languages: Sequence[Language]) -> Path:
    """Write all pages into a folder; the first language at its root, others in a folder each.

    The folder takes its name only when every page is there. Returns the page of all claims.
    """
    with written_whole(out, "index.html") as folder:
        for language in languages:
            place = folder if language is languages[0] else folder / language.value
            _write(ledger, place, Site(language, tuple(languages), place is folder))
    return out / "index.html"


@dataclass(frozen=True, slots=True)
class Site:
    """One language's pages, and where those of the others are."""

    language: Language
    languages: tuple[Language, ...]
    is_root: bool

    def others(self, page: str) -> list[tuple[Language, str]]:
        """Each other language and the address of the same page, from a page at that depth."""
        up = "../" * (page.count("/") + (0 if self.is_root else 1))
        first = self.languages[0]
        return [
            (one, f"{up}{'' if one is first else one.value + '/'}{page}")
            for one in self.languages
            if one is not self.language
        ]


def _write(ledger: Ledger, folder: Path, site: Site) -> None:
    environment = _environment(site.language)
    shown = tuple(_shown(ledger, claim) for claim in ledger.claims.values())
    common = {"ledger": ledger, "language": site.language, "style": _style()}

    def page(name: str, template: str, **values: Any) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        values |= {**common, "others": site.others(name), "root": "../" * name.count("/")}
        path.write_text(environment.get_template(template).render(values), encoding="utf-8")

    page("index.html", "index.html", shown=shown)
    for one in shown:
        page(f"claims/{one.claim.id}.html", "claim.html", one=one, acts=_acts(ledger, one))
    for document in ledger.documents.values():
        passages = [q for q in ledger.quotations.values() if q.document == document.id]
        passages.sort(key=lambda q: (q.start, q.end))
        text = text_of(ledger, document) if document.may_be_shown else None
        page(
            f"documents/{document.id}.html",
            "document.html",
            document=document,
            numbers={q.id: number for number, q in enumerate(passages, 1)},
            passages=[(q, _claims_of(ledger, q)) for q in passages],
            text=None if text is None else marked(text, passages),
        )


def _shown(ledger: Ledger, claim: PublicClaim) -> Shown:
    made = ledger.assessed(claim.id)
    said = [ledger.quotations[key] for key in claim.quotations if key in ledger.quotations]
    return Shown(
        claim=claim,
        standing=standing(ledger, claim),
        quotations=tuple(
            (q, ledger.documents[q.document]) for q in said if q.document in ledger.documents
        ),
        answers=tuple(one for one in made if one.role is Bearing.ANSWERS),
        bears_on=tuple(one for one in made if one.role is Bearing.BEARS_ON),
    )


def _acts(ledger: Ledger, one: Shown) -> list[Any]:
    """Everything done to a claim and to what it was put to, withdrawn or not."""
    things = {f"claims/{one.claim.id}"}
    things |= {act.thing for act in ledger.acts if act.content.get("claim") == one.claim.id}
    return [act for act in ledger.acts if act.thing in things]


def _claims_of(ledger: Ledger, quotation: Quotation) -> list[PublicClaim]:
    return [claim for claim in ledger.claims.values() if quotation.id in claim.quotations]


def _style() -> Markup:
    return Markup((HERE / "templates" / "claims.css").read_text("utf-8"))  # noqa: S704  our own


def _environment(language: Language) -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "ui": lambda name: words.UI[name][language],
        "status": lambda standing: words.STATUS[standing.status][language],
        "told_act": lambda told: words.act(told, language),
        "reason": lambda because: words.because(because, language),
        "term": lambda name: words.term(name, language),
        "kind": lambda claim: words.KIND[claim.kind][language],
        "form": lambda quotation: words.FORM[quotation.form][language],
        "relation": lambda claim: words.RELATION[claim.relation][language],
        "said_in": lambda claim: _neutral(claim, language),
        "number": lambda found: told(found, language),
        "widest": lambda found: widest(found, language),
        "drawn": lambda claim, found: Markup(picture(claim, found, language)),  # noqa: S704
        "caption": CAPTION[language],
        "is_web": lambda url: url.startswith(("https://", "http://")),
    }
    made.filters["count"] = count
    return made


def _neutral(claim: PublicClaim, language: Language) -> str:
    """The claim in a language; in English where nobody wrote it in the other."""
    return claim.palabras if language is Language.SPANISH and claim.palabras else claim.words
