"""The attacker can win: each step of the protection, taken away alone, lets something out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from daylight.disclose import figures, view
from daylight.disclose.attack import attack
from daylight.disclose.figures import Coarsening
from daylight.disclose.manifest import Released, read
from daylight.disclose.view import public
from tests.disclose.cases import CASES, Case
from tests.disclose.city import MINIMUM, publish
from tests.disclose.test_cases import exactly, protected
from tests.disclose.test_linked import attacked

Patch = pytest.MonkeyPatch
BY_NAME = {case.name: case for case in CASES}


def counts_are_exact(patch: Patch) -> None:
    patch.setattr(figures, "rounded", lambda count, _minimum: count)


def shares_are_exact(patch: Patch) -> None:
    patch.setattr(Coarsening, "numbers", lambda _self, _one, numbers: tuple(numbers))


def missing_shares_are_exact(patch: Patch) -> None:
    patch.setattr(Coarsening, "_missing", lambda _self, one: one.missing_share)


def nothing_is_withheld(patch: Patch) -> None:
    patch.setattr(view, "withheld", lambda *_: frozenset())


def only_the_small_are_withheld(patch: Patch) -> None:
    patch.setattr(view, "suppressed", lambda _plan, _minimum: frozenset())


def all_of_a_few_is_shown(patch: Patch) -> None:
    patch.setattr(view, "is_telling", lambda _one, _minimum: False)


def names_stay(patch: Patch) -> None:
    patch.setattr(view, "hidden_names", lambda *_: ())


def officers_stay(patch: Patch) -> None:
    patch.setattr(view, "without_officers", lambda outcome: outcome)


def rows_stay(patch: Patch) -> None:
    patch.setattr(view._Words, "_provenance", lambda _self, rows: rows)


def texts_stay(patch: Patch) -> None:
    patch.setattr(view, "rough", lambda text, *_: text)


def small_facts_stay(patch: Patch) -> None:
    patch.setattr(view, "_is_few", lambda *_: False)


def queries_stay(patch: Patch) -> None:
    patch.setattr(view, "mentions", lambda _text, _names: ())


MUTANTS: tuple[tuple[Callable[[Patch], None], str], ...] = (
    (counts_are_exact, "total of all groups beside them"),
    (counts_are_exact, "one cell withheld in a table with margins"),
    (shares_are_exact, "numerators of groups and of all"),
    (missing_shares_are_exact, "blanks of a group"),
    (nothing_is_withheld, "numerators of groups and of all"),
    (all_of_a_few_is_shown, "all of a few"),
    (names_stay, "names listed though withheld"),
    (officers_stay, "single officer by key"),
    (officers_stay, "whom it is about is not declared"),
    (rows_stay, "rows left out for a small reason"),
    (texts_stay, "a small count in the words of a note"),
    (small_facts_stay, "a refusal that says how few"),
    (queries_stay, "name in the SQL"),
)


@pytest.mark.parametrize(
    ("step", "name"), MUTANTS, ids=[f"{step.__name__}: {name}" for step, name in MUTANTS]
)
def test_without_one_step_something_gets_out(
    step: Callable[[Patch], None], name: str, tmp_path: Path, monkeypatch: Patch
) -> None:
    step(monkeypatch)
    _, found = protected(BY_NAME[name], tmp_path)
    assert found


@pytest.mark.parametrize("seed", [1, 29, 155])
def test_without_further_numbers_withheld_a_linked_plan_gives_counts_away(
    seed: int, tmp_path: Path, monkeypatch: Patch
) -> None:
    only_the_small_are_withheld(monkeypatch)
    assert attacked(seed, tmp_path)


def since_an_exact_release(case: Case, folder: Path, earlier: list[Released]) -> Any:
    """The public view of now, beside a release that printed every count exactly."""
    (folder / "before").mkdir(exist_ok=True)
    assert case.earlier is not None
    (folder / "before" / "release.json").write_text(exactly(case.earlier).to_json(), "utf-8")
    shown = public(case.outcomes, MINIMUM, earlier=earlier)
    publish(folder / "public", shown.outcomes, view=shown)
    return attack(folder / "public", MINIMUM, [folder / "before"])


def test_an_earlier_release_is_part_of_the_system(tmp_path: Path) -> None:
    case = BY_NAME["numerator between two releases"]
    assert since_an_exact_release(case, tmp_path, [])
    assert not since_an_exact_release(case, tmp_path, [read(tmp_path / "before")])
