"""Every known way out: what is published raw gets out, and what the public view shows does not."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from daylight.data.estimate import Estimate
from daylight.data.result import Outcome, Result
from daylight.data.tidy import Answered, tidy
from daylight.disclose.attack import attack
from daylight.disclose.check import check
from daylight.disclose.manifest import Released, ShownCount, read
from daylight.disclose.outcomes import where_of
from daylight.disclose.recovered import Recovered
from daylight.disclose.view import PublicView, public, rounded_rows
from daylight.errors import DisclosureError
from daylight.schema.vocabulary import Race
from tests.disclose.cases import CASES, Case
from tests.disclose.city import MINIMUM, as_csv, as_database, publish

NAMES = [case.name for case in CASES]


def of(one: Estimate) -> str:
    return " ".join(at for _, at in reversed(where_of(one)))


def is_omitted(one: Estimate, omits: Iterable[str]) -> bool:
    if one.compared_with is not None:
        return False
    return any(set(of(one).split()) == set(name.split()) for name in omits)


def naive(case: Case) -> dict[str, Outcome]:
    """The outcomes without the groups whose own counts are small: nothing else is withheld."""
    return {
        name: replace(
            outcome,
            estimates=tuple(e for e in outcome.estimates if not is_omitted(e, case.omits)),
        )
        if isinstance(outcome, Result)
        else outcome
        for name, outcome in case.outcomes.items()
    }


def table(case: Case, *, is_public: bool) -> str:
    if case.table is None:
        return ""
    first, second, cells = case.table
    shown = rounded_rows(cells, MINIMUM) if is_public else dict(cells)
    if is_public and "Kept" in shown:
        start = next(iter(shown))
        shown[start] = sum(n for name, n in shown.items() if name != start)
    body = "".join(f"<tr><td>{name}</td><td>{n:,}</td></tr>" for name, n in shown.items())
    return f"<table><tr><th>{first}</th><th>{second}</th></tr>{body}</table>"


def raw(case: Case, folder: Path) -> tuple[Recovered, ...]:
    """What comes out where everything but the small groups themselves is published."""
    page = case.page + case.raw + table(case, is_public=False)
    publish(folder / "now", naive(case), page=page)
    special = case.omits & {"n", "n of asian", "csv", "sqlite"}
    if special:
        (folder / "now" / "estimates.parquet").unlink()
        (folder / "now" / "findings.json").unlink()
        answers = [Answered(o, q) for q, o in case.outcomes.items() if isinstance(o, Result)]
        lines = tidy(answers).to_pylist()
        for line in lines:
            asks = line.get("subject_race") == "asian"
            if special == {"n"} or (special == {"n of asian"} and asks):
                line["n"] = None
        (as_database if special == {"sqlite"} else as_csv)(folder / "now", lines)
    earlier = []
    if case.earlier is not None:
        (folder / "now" / "release.json").write_text(exactly(case.outcomes).to_json(), "utf-8")
        (folder / "before").mkdir()
        (folder / "before" / "release.json").write_text(exactly(case.earlier).to_json(), "utf-8")
        earlier = [folder / "before"]
    names = ["Harbour"] if "Harbour" in case.omits else []
    return attack(folder / "now", MINIMUM, earlier, names)


def exactly(outcomes: dict[str, Outcome]) -> Released:
    """A release that printed every count exactly."""
    shown = []
    for outcome in outcomes.values():
        for one in outcome.estimates if isinstance(outcome, Result) else ():
            shown.append(
                ShownCount(unit=one.quantity.unit, keys=where_of(one), low=one.n, high=one.n)
            )
            if one.scale == "proportion":
                top = round(one.value * one.n)
                shown.append(replace(shown[-1], quantity=one.name, low=top, high=top))
    return Released(minimum_cell=MINIMUM, shown=tuple(shown), withheld=False)


def protected(case: Case, folder: Path) -> tuple[PublicView, tuple[Recovered, ...]]:
    """What comes out of the public view of the same."""
    earlier, before = [], []
    if case.earlier is not None:
        first = public(case.earlier, MINIMUM, vocabulary=tuple(Race))
        before = [publish(folder / "before", first.outcomes, view=first)]
        earlier = [read(folder / "before")]
    view = public(case.outcomes, MINIMUM, earlier=earlier, vocabulary=tuple(Race))
    page = view.text(case.page) + table(case, is_public=True)
    publish(folder / "public", view.outcomes, page=page, view=view)
    return view, attack(folder / "public", MINIMUM, before, view.names)


def test_there_are_as_many_cases_as_were_asked_for() -> None:
    assert len(CASES) >= 40
    assert len(set(NAMES)) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_published_raw_it_gets_out(case: Case, tmp_path: Path) -> None:
    found = raw(case, tmp_path)
    assert case.kind in {one.kind for one in found}, found


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_the_public_view_gives_nothing_away(case: Case, tmp_path: Path) -> None:
    _, found = protected(case, tmp_path)
    assert not found


def test_the_agency_is_told_what_would_get_out_and_what_to_do(tmp_path: Path) -> None:
    case = next(case for case in CASES if case.name == "missing share as an exact float")
    folder = publish(tmp_path / "now", naive(case))
    with pytest.raises(DisclosureError) as told:
        check(folder, MINIMUM)
    assert "in no published group = 3" in str(told.value)
    assert "527 of 5864" in str(told.value)
    assert "Remedy: count at a coarser level" in str(told.value)
    check(folder, 0)
