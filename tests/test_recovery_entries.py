"""Every method of stops and searches is recovered: coverage, size, and its known failure."""

import importlib
from collections import defaultdict
from pathlib import Path

import pytest

from daylight.model.methods import METHODS

RECOVERY = Path(__file__).parent / "recovery"
SHOWN = ("coverage", "size", "failure")

NOTHING_TO_SHOW = {
    ("knowles-persico-todd", "coverage"): "it estimates nothing but a p-value; its power is shown",
    (
        "hidden-confounder",
        "size",
    ): "it tests nothing of its own; coverage at no difference is shown",
    ("multiverse", "size"): "it has no p-value; how rarely its choices clear the null is shown",
}
"""What a method cannot show as the word means it, and what its entry shows instead."""

ELSEWHERE = {"threshold": "test_threshold.py", "threshold-discriminant": "test_threshold.py"}
"""Methods whose recovery has a file of its own, without entries."""


def entries() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(RECOVERY.glob("test_*.py")):
        module = importlib.import_module(f"tests.recovery.{path.stem}")
        for test in vars(module).values():
            for method, shows in getattr(test, "recovers", ()):
                found[method].add(shows)
    return found


ENTRIES = entries()


@pytest.mark.parametrize(
    "method", [m.name for m in METHODS.values() if m.subject in ("stops", "searches")]
)
def test_a_method_of_stops_or_searches_has_its_recovery(method: str) -> None:
    if method in ELSEWHERE:
        assert (RECOVERY / ELSEWHERE[method]).is_file()
        return
    missing = [shows for shows in SHOWN if shows not in ENTRIES[method]]
    assert not missing, f"{method}: no recovery test marked to show {', '.join(missing)}"


def test_entries_name_methods_and_show_what_there_is_to_show() -> None:
    for method, shown in ENTRIES.items():
        assert method in METHODS, method
        assert shown <= set(SHOWN), (method, shown)
    for method, shows in NOTHING_TO_SHOW:
        assert shows in ENTRIES[method]
