"""What passes between model and report is typed: report takes no text apart."""

import ast
from pathlib import Path

import pytest

REPORT = Path(__file__).parents[2] / "src" / "daylight" / "report"

TAKING_APART = {
    "split",
    "rsplit",
    "partition",
    "rpartition",
    "removeprefix",
    "removesuffix",
    "startswith",
    "endswith",
    "splitlines",
}
UNTYPED = {"group", "stratum", "reference", "diagnostics"}
"""Attributes that stand for free text, or for values asked for by name."""

PRINTS_THEM = {"page.py", "context.py", "quality_page.py", "charts/overview.py"}
"""What prints diagnostics as they are, and has fields called so of its own."""

TYPOGRAPHY = {
    "labels/__init__.py",
    "charts/letters.py",
    "charts/standalone.py",
    "page.py",
    "wording/groups.py",
    "forbidden.py",
}
"""Where letters are what the function is about: code names as words, ties, minus signs, SVG."""


def modules() -> list[Path]:
    return sorted(REPORT.rglob("*.py"))


def named(path: Path) -> str:
    return path.relative_to(REPORT).as_posix()


def taken_apart(path: Path) -> list[str]:
    """Calls that take a text apart, but where letters are what the module is about."""
    if named(path) in TYPOGRAPHY:
        return []
    return [
        f"{node.lineno}: {node.func.attr}"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in TAKING_APART
    ]


def asked_by_name(path: Path) -> list[str]:
    """Reads of free text and of values by name; a function called so is neither."""
    if named(path) in PRINTS_THEM:
        return []
    tree = ast.parse(path.read_text("utf-8"))
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return [
        f"{node.lineno}: {node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in UNTYPED and id(node) not in called
    ]


@pytest.mark.parametrize("path", modules(), ids=named)
def test_report_takes_no_text_apart_and_asks_nothing_by_name(path: Path) -> None:
    assert [*taken_apart(path), *asked_by_name(path)] == []
