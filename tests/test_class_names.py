"""One class name, one meaning."""

import ast
from collections import defaultdict
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "daylight"

IN_MIGRATIONS = {
    # Models of the register: their names are in its migrations and its log, so they stay.
    "Audit", "Chain", "Level", "Measure", "Method", "Scale", "Section", "Source", "Standing",
    # Django's own.
    "Migration",
}  # fmt: skip


def homes() -> dict[str, list[str]]:
    """Class name → the modules that define it."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef):
                found[node.name].append(str(path.relative_to(SOURCE)))
    return found


def test_no_class_name_has_two_meanings() -> None:
    doubled = {name: where for name, where in homes().items() if len(where) > 1}
    assert {name: doubled[name] for name in set(doubled) - IN_MIGRATIONS} == {}
