"""Every method of every subject has a known answer, a recovery and words, or says why it cannot."""

import ast
import importlib
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from daylight.model.methods import METHODS
from tests.evidence import KNOWN, OWED, RECOVERED, SHOWN, WORDS, No, Tests

TESTS = Path(__file__).parent


@cache
def names_in(file: str) -> frozenset[str]:
    tree = ast.parse((TESTS / file).read_text("utf-8"))
    return frozenset(n.name for n in tree.body if isinstance(n, ast.FunctionDef))


def assert_there(tests: Tests) -> None:
    for node in tests:
        file, _, name = node.partition("::")
        assert (TESTS / file).is_file(), node
        assert not name or (name.startswith("test_") and name in names_in(file)), node


def marked() -> dict[str, dict[str, list[str]]]:
    """Method → what is shown → the recovery tests that carry its mark."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for folder in ("recovery", "methods"):
        for path in sorted((TESTS / folder).glob("test_*.py")):
            module = importlib.import_module(f"tests.{folder}.{path.stem}")
            for name, test in vars(module).items():
                for method, shows in getattr(test, "recovers", ()):
                    found[method][shows].append(f"{folder}/{path.name}::{name}")
    return found


def given() -> set[str]:
    """Methods whose known answer is marked in the file of their tests."""
    return {
        method
        for path in sorted((TESTS / "methods").glob("test_*.py"))
        for test in vars(importlib.import_module(f"tests.methods.{path.stem}")).values()
        for method in getattr(test, "gives", ())
    }


MARKED, GIVEN = marked(), given()


@pytest.mark.parametrize("method", METHODS)
def test_every_method_has_a_known_answer(method: str) -> None:
    if method in GIVEN:
        return
    assert method in KNOWN, f"{method}: mark its known answer with gives({method!r})"
    tests = KNOWN[method]
    if isinstance(tests, No):
        assert tests.why
        return
    assert tests
    assert_there(tests)


@pytest.mark.parametrize("shows", SHOWN)
@pytest.mark.parametrize("method", METHODS)
def test_every_method_is_recovered(method: str, shows: str) -> None:
    listed = RECOVERED.get(method, {}).get(shows, ())
    if isinstance(listed, No):
        assert listed.why
        return
    assert_there(listed)
    there = (*listed, *MARKED.get(method, {}).get(shows, ()))
    assert there, f"{method}: no test marked recovers({method!r}, shows={shows!r})"


def test_every_method_is_heard_and_its_numbers_read() -> None:
    assert_there((WORDS,))
    from tests.report.test_words_of_every_method import EXAMPLES

    assert set(EXAMPLES) == set(METHODS)


def test_entries_name_methods_and_show_what_there_is_to_show() -> None:
    assert set(KNOWN) | set(RECOVERED) | set(MARKED) <= set(METHODS)
    for entry in (*RECOVERED.values(), *MARKED.values()):
        assert set(entry) <= set(SHOWN)


def test_what_is_owed_only_falls() -> None:
    entries = [*KNOWN.values(), *(t for entry in RECOVERED.values() for t in entry.values())]
    owed = [entry.why for entry in entries if isinstance(entry, No) and entry.owed]
    assert len(owed) <= OWED, owed
