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
TO_MEND = {
    # In model/ and report/: a name leaves this list with the class that gave it a second meaning.
    "Cells", "Counts", "Darkness", "Design", "Draws", "Fit", "Fitted", "Group", "Plan",
    "Posterior", "Question", "Selected", "Table",
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
    assert {name: doubled[name] for name in set(doubled) - IN_MIGRATIONS - TO_MEND} == {}


def test_no_class_of_ingest_reduce_and_the_rules_shares_its_name() -> None:
    settled = ("ingest", "reduce", "register", "schema", "simulate", "alerts", "plan", "pipeline")
    shared = {
        name: where
        for name, where in homes().items()
        if name not in IN_MIGRATIONS and sum(place.split("/")[0] in settled for place in where) > 1
    }
    assert shared == {}
