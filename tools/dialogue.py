"""Records the dialogue of the tutorial anew: `python -m tools.dialogue`.

The answers stand in the page; the questions are what the command says today. The page's test
compares the two to the letter.
"""

import os
import re
import tempfile
from pathlib import Path

from click.testing import CliRunner

from daylight.cli.main import main

PAGE = Path(__file__).parents[1] / "docs" / "tutorial" / "own-file.md"
SHOWN = re.compile(r"(<!-- dialogue -->\n```text\n).*?(^```)", re.MULTILINE | re.DOTALL)


def record() -> None:
    """Write what `daylight decide` says to the page's answers into the page."""
    text = PAGE.read_text("utf-8")
    making = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)[0]
    answers = re.findall(r'ANSWERS = """\\\n(.*?)"""', text, re.DOTALL)[0]
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        exec(compile(making, str(PAGE), "exec"), {})  # noqa: S102  the page's own code
        runner = CliRunner()
        runner.invoke(main, ["draft", "riverbend.csv", "-o", "riverbend"])
        said = runner.invoke(main, ["decide", "riverbend", "--by", "A. Clerk"], input=answers)
        os.chdir(here)
    shown = said.output.strip("\n")
    PAGE.write_text(SHOWN.sub(lambda found: f"{found[1]}{shown}\n{found[2]}", text), "utf-8")


if __name__ == "__main__":
    record()
