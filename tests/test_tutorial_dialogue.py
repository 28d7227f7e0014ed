"""The dialogue that the tutorial shows is what the command says, to the letter."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from daylight.cli.main import main

PAGE = Path(__file__).parents[1] / "docs" / "tutorial" / "own-file.md"


def test_the_recorded_dialogue_is_what_the_command_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = PAGE.read_text("utf-8")
    making = re.findall(r"^```python\n(.*?)^```", text, re.MULTILINE | re.DOTALL)[0]
    (shown,) = re.findall(r"<!-- dialogue -->\n```text\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    answers = "".join(f"{line[2:]}\n" for line in shown.splitlines() if line.startswith("> "))
    monkeypatch.chdir(tmp_path)
    exec(compile(making, str(PAGE), "exec"), {})  # noqa: S102
    runner = CliRunner()
    assert runner.invoke(main, ["draft", "riverbend.csv", "-o", "riverbend"]).exit_code == 0
    done = runner.invoke(main, ["decide", "riverbend", "--by", "A. Clerk"], input=answers)
    assert done.output.strip("\n") == shown.strip("\n")
    assert f'ANSWERS = """\\\n{answers}"""' in text
