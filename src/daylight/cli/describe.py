"""What there is, in words: methods, reductions, recipes, tables. Read by the CLI and the docs."""

from collections.abc import Container, Iterable, Mapping
from typing import Any

from daylight.errors import StudyError
from daylight.ingest.recipe import RECIPES
from daylight.model.method import Method
from daylight.model.methods import ENTRIES, METHODS
from daylight.reduce.reductions import COUNTED, REDUCTIONS
from daylight.schema.tables import TABLES

SUBJECTS: dict[str, tuple[str, dict[str, str]]] = {
    "stops": ("Stops", {"stops": "who is stopped, compared with whom"}),
    "searches": (
        "Searches",
        {"searches": "who is searched, and what is found", "threshold-test": "the threshold test"},
    ),
    "force": ("Force", {"force": "how much, on whom, how severe, under what rules"}),
    "officers": ("Officers", {"officers": "one bad officer, or the department?"}),
    "effects": ("Effects", {"effects": "what oversight and training changed"}),
    "trust": ("Trust", {"trust": "what surveys can say"}),
    "monitoring": (
        "Monitoring",
        {"monitoring": "watching, checking, comparing agencies"},
    ),
    "courts": ("Courts", {"courts": "sentences, release and scores of risk"}),
    "published": ("Published numbers", {"claims": "what a record can settle"}),
}
"""Subject of the methods → its title, and the pages that explain it."""

PICTURED = "What {} may look like, drawn from invented records"


def methods() -> str:
    """One line per method: its name and the question it answers."""
    return _lines((name, entry.question) for name, entry in ENTRIES.items())


def method(name: str) -> str:
    """Everything a reader should know about one method before trusting it."""
    record = _one(METHODS, name, "method")
    parts = [
        f"{record.name}\n{record.question}",
        "Needs\n" + _needs(record),
        "Settings\n" + (_settings(record) or "  none"),
        f"Refuses when\n  {record.refuses_when}",
        "Assumes\n" + _bullets(record.assumptions),
        "Would be overturned by\n" + _bullets(record.overturned_by),
        "Cannot say\n" + _bullets(record.cannot_say),
        f"Reference\n  {record.reference}",
    ]
    return "\n\n".join(parts)


def reductions() -> str:
    """One line per reduction: its name and what it counts."""
    return _lines((name, entry.what) for name, entry in COUNTED.items())


def reduction(name: str) -> str:
    """What a reduction reads and counts."""
    record = _one(REDUCTIONS, name, "reduction")
    counts = _lines((f"  {count}", meaning) for count, meaning in record.counts.items())
    derived = f"\nmakes keys: {', '.join(record.derives)}" if record.derives else ""
    return (
        f"{record.name}\nreads: {', '.join(record.tables)}\n"
        f"one row is: {record.unit}{derived}\ncounts:\n{counts}"
    )


def recipes() -> str:
    """One line per embedded recipe."""
    return "\n".join(sorted(RECIPES()))


def recipe(name: str) -> str:
    """An embedded recipe in full."""
    return str(_one(RECIPES(), name, "recipe").read_text("utf-8"))


def tables() -> str:
    """One line per canonical table: its name and what one row of it is."""
    return _lines((t.name, f"one row is {t.row}") for t in TABLES.values())


def table(name: str) -> str:
    """The columns of one canonical table."""
    record = _one(TABLES, name, "table")
    rows = (
        (f"  {c.name}", f"{c.kind:<6}{c.meaning}{_words(c.vocabulary)}") for c in record.columns
    )
    return f"{record.name}: one row is {record.row}\nkey: {', '.join(record.key)}\n" + _lines(rows)


def _needs(record: Method) -> str:
    return _lines((f"  {what}", ", ".join(names)) for what, names in _needed(record))


def _needed(record: Method) -> list[tuple[str, tuple[str, ...]]]:
    """What a method must be given, and the names of each kind of it."""
    needs = record.needs
    kinds = [
        ("input", (needs.noun,)),
        ("reduction", (needs.reduction,) if needs.reduction else ()),
        ("keys", needs.by),
        ("further keys it uses", needs.optional_by),
        ("counts", needs.measures),
        ("further counts it uses", needs.optional_measures),
    ]
    return [(what, names) for what, names in kinds if names]


def _settings(record: Method) -> str:
    return _lines((f"  {p.name}", f"default {p.default!r}") for p in record.parameters)


def _words(vocabulary: Any) -> str:
    return f" [{', '.join(vocabulary)}]" if vocabulary else ""


def _bullets(items: Iterable[str]) -> str:
    return "\n".join(f"  - {item}" for item in items)


def _lines(pairs: Iterable[tuple[str, str]]) -> str:
    rows = list(pairs)
    width = max((len(name) for name, _ in rows), default=0)
    return "\n".join(f"{name:<{width}}  {text}" for name, text in rows)


def _one(known: Mapping[str, Any], name: str, kind: str) -> Any:
    if name not in known:
        raise StudyError(f"no {kind} {name!r}; there are {', '.join(sorted(known))}")
    return known[name]


def methods_page() -> str:
    """The methods as a page of the documentation: by subject, each with its question."""
    parts = []
    for subject, (title, explained) in SUBJECTS.items():
        rows = (
            f"| [`{name}`](methods/{subject}.md#{name}) | {entry.question} |"
            for name, entry in ENTRIES.items()
            if entry.subject == subject
        )
        links = ", ".join(f"[{text}](../explanation/{page}.md)" for page, text in explained.items())
        parts += [
            f"## {title}\n",
            f"Explained in {links}.\n",
            "| method | question |\n|---|---|\n" + "\n".join(rows) + "\n",
        ]
    return "\n".join(parts)


def subject_page(subject: str, pictures: Container[str] = ()) -> str:
    """The methods of one subject as a page of the documentation.

    Parameters
    ----------
    pictures
        The methods that have a picture, `docs/pictures/methods/<method>.svg`.
    """
    parts = []
    for name, entry in ENTRIES.items():
        if entry.subject != subject:
            continue
        record = METHODS[name]
        picture = f"![{PICTURED.format(name)}](../../pictures/methods/{name}.svg)\n"
        parts += [
            f"## {record.name}\n",
            f"*{record.question}*\n",
            *([picture] if name in pictures else []),
            "**Needs**\n\n" + _markdown(_inline_needs(record)),
            f"**Settings.** {_inline_settings(record)}\n",
            f"**Refuses when** {record.refuses_when}\n",
            "**Assumes**\n\n" + _markdown(record.assumptions),
            "**Would be overturned by**\n\n" + _markdown(record.overturned_by),
            "**Cannot say**\n\n" + _markdown(record.cannot_say),
            f"**Reference.** {record.reference}\n",
        ]
    return "\n".join(parts)


def schema_page() -> str:
    """The canonical tables as a page of the documentation."""
    parts = []
    for record in TABLES.values():
        rows = (
            f"| `{c.name}` | {c.kind} | {c.meaning}{_words(c.vocabulary)} |" for c in record.columns
        )
        parts += [
            f"## {record.name}\n",
            f"One row is {record.row}. Key: {', '.join(record.key)}.\n",
            "| column | type | meaning |\n|---|---|---|\n" + "\n".join(rows) + "\n",
        ]
    return "\n".join(parts)


def _inline_needs(record: Method) -> Iterable[str]:
    return (f"{what}: " + ", ".join(f"`{n}`" for n in names) for what, names in _needed(record))


def _inline_settings(record: Method) -> str:
    return ", ".join(f"`{p.name} = {p.default!r}`" for p in record.parameters) or "none"


def _markdown(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items) + "\n"
