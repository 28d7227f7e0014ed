"""Every code block of the documentation runs, page by page, in a folder that holds a demo run."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from daylight.cli.main import main

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
NOT_RUN = {"text", "toml", "json", "sql", "csv", "make", "html"}
"""Blocks in these languages show a file; they are not commands."""


def blocks(page: Path) -> list[tuple[str, str, str]]:
    return FENCE.findall(page.read_text("utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_code_block_runs(
    page: Path, demo_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(demo_folder)
    names: dict[str, object] = {}
    for language, rest, code in blocks(page):
        if language == "python":
            exec(compile(code, str(page), "exec"), names)  # noqa: S102
        elif language == "console":
            _run_console(code, expect_failure="fails" in rest)
        else:
            assert language in NOT_RUN, (
                f"{page.name}: a block of {language!r} is neither run nor shown"
            )


def _run_console(code: str, *, expect_failure: bool) -> None:
    for line in code.splitlines():
        if not line.startswith("$ daylight"):
            continue
        outcome = CliRunner().invoke(main, shlex.split(line)[2:], catch_exceptions=False)
        assert (outcome.exit_code != 0) is expect_failure, outcome.output


def test_every_page_of_the_documentation_is_reachable_from_the_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text("utf-8")
    missing = [
        str(page.relative_to(ROOT / "docs"))
        for page in (ROOT / "docs").rglob("*.md")
        if page.name != "index.md" and str(page.relative_to(ROOT / "docs")) not in index
    ]
    assert missing == []
