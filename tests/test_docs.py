"""Every code block of the documentation runs, page by page, in a folder that holds a demo run."""

import inspect
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

import daylight
from daylight.cli.main import main
from daylight.model.methods import METHODS

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"^```(\w+)([^\n]*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
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


def test_every_public_name_is_in_the_reference_with_its_words() -> None:
    page = (ROOT / "docs" / "reference" / "api.md").read_text("utf-8")
    rendered = re.findall(r"^::: daylight\.(\w+)$", page, re.MULTILINE)
    assert sorted(rendered) == sorted(daylight.__all__)
    assert [name for name in rendered if not inspect.getdoc(getattr(daylight, name))] == []


def test_every_method_has_its_page_and_its_picture() -> None:
    reference = ROOT / "docs" / "reference"
    for name, entry in METHODS.entries.items():
        page = (reference / "methods" / f"{entry.subject}.md").read_text("utf-8")
        assert f"## {name}\n" in page, f"{name}: run cog on docs/reference/methods"
        assert f"pictures/methods/{name}.svg" in page, f"{name}: make pictures"
        assert f"methods/{entry.subject}.md#{name}" in (reference / "methods.md").read_text("utf-8")


def test_pictures_of_the_documentation_stay_small() -> None:
    sizes = {path: path.stat().st_size for path in (ROOT / "docs" / "pictures").rglob("*.*")}
    assert sum(sizes.values()) < 2_000_000
    assert [
        p.name for p, size in sizes.items() if size > (40_000, 250_000)[p.suffix == ".png"]
    ] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_to_files_of_the_project_lead_somewhere(page: Path) -> None:
    text = FENCE.sub("", page.read_text("utf-8"))
    targets = [t for t in LINK.findall(text) if "://" not in t and not t.startswith("#")]
    assert [t for t in targets if not (page.parent / t.partition("#")[0]).exists()] == []
