"""How the nouns show themselves in a notebook: a small table, escaped, without any script."""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import islice
from typing import Any

SHOWN = 12
"""Rows that a notebook is shown; the rest are counted."""

ESTIMATE = ("quantity", "of", "compared with", "value", "low", "high", "n", "not recorded")
"""Headings of a table of estimates."""

LONGEST = 200
"""Characters of a text that a notebook is shown."""


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], total: int) -> str:
    """The first rows as an HTML table under a title, and how many more there are."""
    head = "".join(f'<th scope="col">{_text(column)}</th>' for column in columns)
    lines = "".join(
        f"<tr>{''.join(f'<td>{_text(value)}</td>' for value in row)}</tr>"
        for row in islice(rows, SHOWN)
    )
    more = f"<p>and {total - SHOWN:,} more rows</p>" if total > SHOWN else ""
    return (
        f"<table><caption>{_text(title)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{lines}</tbody></table>{more}"
    )


def lines(title: str, said: Iterable[tuple[str, str]]) -> str:
    """A title and named lines."""
    told = "".join(f"<dt>{_text(name)}</dt><dd>{_text(words)}</dd>" for name, words in said)
    return f"<p><strong>{_text(title)}</strong></p><dl>{told}</dl>"


def _text(value: Any) -> str:
    if value is None:
        return ""
    text = f"{value:.4g}" if isinstance(value, float) else str(value)
    return escape(text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…")
