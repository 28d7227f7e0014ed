"""`make site`: lay out the pages of the documentation, build the site, and look it through.

The pages of `docs/` and those at the root are laid out together in `build/pages`, so that the
generator needs no plugin of ours, and another one can take its place.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES, SITE = ROOT / "build" / "pages", ROOT / "site"

AT_THE_ROOT = {
    "ARCHITECTURE.md": "architecture.md",
    "CONTRIBUTING.md": "contributing.md",
    "CHANGELOG.md": "changelog.md",
}
"""File at the root → its page on the site."""

LINK = re.compile(r"(?<=\]\()([^)\s#:]+\.md)(?=[)#])")
MARK = re.compile(r"<!-- \[\[\[(?:cog.*?\]\]\]|end\]\]\]) -->\n?", re.DOTALL)
FETCHED = re.compile(r'<(?:script|link|img|iframe)\b[^>]*?(?:src|href)="(?:https?:)?//[^"]+"')


def lay_out() -> None:
    """Copy every page, without the marks of what was generated; root pages among them."""
    shutil.rmtree(PAGES, ignore_errors=True)
    shutil.copytree(ROOT / "docs", PAGES)
    for name, page in AT_THE_ROOT.items():
        shutil.copy(ROOT / name, PAGES / page)
    for path in PAGES.rglob("*.md"):
        at_root = path.relative_to(PAGES).as_posix() in AT_THE_ROOT.values()
        text = MARK.sub("", path.read_text("utf-8"))
        home = ROOT if at_root else ROOT / "docs" / path.relative_to(PAGES).parent
        path.write_text(LINK.sub(lambda link: moved(link[1], home, path.parent), text), "utf-8")  # noqa: B023


def moved(target: str, home: Path, page: Path) -> str:
    """A link to another page, as it reads from where the page is laid out."""
    file = Path(os.path.normpath(home / target))
    if file.parent == ROOT and file.name in AT_THE_ROOT:
        file = ROOT / "docs" / AT_THE_ROOT[file.name]
    if not file.is_relative_to(ROOT / "docs"):
        return target
    return Path(os.path.relpath(PAGES / file.relative_to(ROOT / "docs"), page)).as_posix()


def fetches() -> list[str]:
    """What a page of the site would fetch from elsewhere when somebody opens it: nothing."""
    return [
        f"{path.relative_to(SITE)}: {found}"
        for path in sorted(SITE.rglob("*.html"))
        for found in FETCHED.findall(path.read_text("utf-8"))
        if 'rel="canonical"' not in found
    ]


def main() -> None:
    """Build the site; links that lead nowhere, and pages that would fetch anything, stop it."""
    lay_out()
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)  # noqa: S603  our own command
    if found := fetches():
        raise SystemExit("the site would fetch:\n" + "\n".join(found))
    sys.stdout.write(f"{SITE / 'index.html'}\n")


if __name__ == "__main__":
    main()
