"""What a person at a terminal sees: progress while it runs, an outcome as words and tables."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

PIPED = 120
"""Columns of a table that goes to a file rather than to a terminal."""

Show = Callable[[str, str], None]


@contextmanager
def progress() -> Iterator[Show]:
    """One line per step on standard error, with a spinner where that is a terminal."""
    from rich.console import Console

    console = Console(stderr=True, highlight=False)
    if not console.is_terminal:
        yield lambda stage, what: console.print(f"{stage:>7}  {what}", markup=False)
        return
    with console.status("starting") as status:

        def show(stage: str, what: str) -> None:
            status.update(f"[bold]{stage}[/bold]  {what}")

        yield show


class _Shown(logging.Handler):
    """Passes on what methods say of their progress."""

    def __init__(self, show: Show) -> None:
        super().__init__()
        self.show = show

    def emit(self, record: logging.LogRecord) -> None:
        """Show one line."""
        self.show("model", record.getMessage())


@contextmanager
def said_by_methods(show: Show) -> Iterator[None]:
    """Show what long methods log of their progress under `daylight.progress`."""
    said, handler = logging.getLogger("daylight.progress"), _Shown(show)
    level = said.level
    said.addHandler(handler)
    said.setLevel(logging.INFO)
    try:
        yield
    finally:
        said.removeHandler(handler)
        said.setLevel(level)


def show_outcome(outcome: Any) -> None:
    """An outcome as a table for a person."""
    from rich.console import Console

    from daylight.data.result import Refusal
    from daylight.report.refusals import why_not

    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=PIPED)
    if isinstance(outcome, Refusal):
        told = why_not(outcome)
        console.print(f"{outcome.method} gives no answer. {told.why}", markup=False)
        console.print(f"lacking: {told.lacking}", markup=False)
        console.print(f"what would supply it: {told.supply}", markup=False)
        return
    _show_result(outcome, console)


def _show_result(outcome: Any, console: Any) -> None:
    """A result: in words, as tables, and with what limits it."""
    from daylight.report.notes import sentence

    if claims := list(_in_words(outcome)):
        console.print("[bold]in words[/bold], not yet graded: a study corrects for all it asks")
    for claim in claims:
        console.print(f"• {claim}")
    for name in dict.fromkeys(estimate.name for estimate in outcome.estimates):
        console.print(_quantity(name, outcome.named(name)))
    console.print("\n[bold]how the numbers were reached[/bold]")
    for name, value in outcome.diagnostics.items():
        shown = f"{value:.3g}" if isinstance(value, float) else str(value)
        console.print(f"{name.replace('_', ' ')}: {shown}")
    console.print()
    for note in outcome.notes:
        console.print(f"• {sentence(note)}")


def _in_words(outcome: Any) -> Iterator[str]:
    """What a report would say of the result, before any correction for further questions."""
    from daylight.report.presentations import PRESENTATIONS
    from daylight.report.wording.basis import basis_sentence

    if outcome.method in PRESENTATIONS:
        for claim in PRESENTATIONS[outcome.method].says(outcome):
            yield " ".join(filter(None, (claim.sentence, basis_sentence(claim.headline))))


def _quantity(name: str, estimates: Any) -> Any:
    """One quantity's estimates as a small table, as narrow as a terminal."""
    from rich.table import Table

    from daylight.report.labels import facets
    from daylight.report.wording.basis import allows_for, is_told

    against = next((f", against {e.compared_with}" for e in estimates if e.compared_with), "")
    table = Table(title=f"\n{name}{against}", box=None, title_justify="left", title_style="bold")
    told_apart = facets(estimates)
    for facet in told_apart:
        table.add_column(facet.heading.lower(), no_wrap=True)
    for heading in ("value", "interval", "n"):
        table.add_column(heading, justify="right", no_wrap=True)
    if is_told(estimates):
        table.add_column("allows for")
    for place, e in enumerate(estimates):
        interval = "—" if e.low != e.low else f"{e.low:.4g} to {e.high:.4g}"  # NaN: no interval
        named = (facet.texts[place] for facet in told_apart)
        basis = (allows_for(e),) if is_told(estimates) else ()
        table.add_row(*named, f"{e.value:.4g}", interval, f"{e.n:,}", *basis)
    return table
