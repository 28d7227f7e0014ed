"""Units over time: the input of every before-and-after design."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from daylight.data.periods import read_calendar
from daylight.data.provenance import Provenance
from daylight.data.tabular import numbers, read_table, sha256, texts
from daylight.errors import CellsError

NEVER = np.inf


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Outcomes of units (agencies, officers, cities) by period, with when each was treated.

    Parameters
    ----------
    units
        (U,) names, distinct.
    periods
        (T,) whole numbers, increasing.
    outcomes
        Outcome name → (U, T) values; NaN where a unit did not report.
    first_treated
        (U,) the first treated period, infinity for units never treated.
    breaks
        Period → why nothing may be compared across it (a changed definition, a new form).
    exposure
        Outcome → (U, T) what it is counted against (people, officer-months); an outcome without
        one is already a rate or a mean.
    events
        Kind of event → (U,) the period it happened to each unit, infinity for never: an
        investigation, findings, an agreement, its end.
    unverified
        Units whose dates nobody has checked against the documents.
    periods_per_year
        12 where periods are months, so that a season can be told; 1 where they are years, or
        numbers of which nobody said what they are.
    """

    units: tuple[str, ...]
    periods: tuple[int, ...]
    outcomes: dict[str, npt.NDArray[np.float64]]
    first_treated: npt.NDArray[np.float64]
    breaks: dict[int, str] = field(default_factory=dict)
    exposure: dict[str, npt.NDArray[np.float64]] = field(default_factory=dict)
    events: dict[str, npt.NDArray[np.float64]] = field(default_factory=dict)
    unverified: tuple[str, ...] = ()
    periods_per_year: int = 1
    provenance: Provenance = field(default_factory=Provenance)

    def __post_init__(self) -> None:
        """Refuse shapes that do not fit."""
        shape = (len(self.units), len(self.periods))
        for name, values in [*self.outcomes.items(), *self.exposure.items()]:
            if values.shape != shape:
                raise CellsError(f"panel outcome {name} has shape {values.shape}, not {shape}")
        for name, when in [("first_treated", self.first_treated), *self.events.items()]:
            if when.shape != (len(self.units),):
                raise CellsError(f"panel: {name} needs one value per unit")

    def at(self, event: str | None) -> "Panel":
        """The same panel with treatment starting at that kind of event; unchanged for None."""
        if event is None:
            return self
        if event not in self.events:
            raise CellsError(f"panel: no event {event}; it has {', '.join(self.events) or 'none'}")
        return replace(self, first_treated=self.events[event])

    @classmethod
    def from_long(
        cls,
        unit: Sequence[Any],
        period: Sequence[int],
        outcomes: dict[str, Sequence[float]],
        first_treated: Sequence[float | None],
        *,
        breaks: dict[int, str] | None = None,
        provenance: Provenance | None = None,
        periods_per_year: int = 1,
    ) -> "Panel":
        """A panel from one row per unit and period; 0, NaN or None in `first_treated` is never."""
        names, row = np.unique(np.asarray([str(u) for u in unit]), return_inverse=True)
        times, column = np.unique(np.asarray(period, dtype=np.int64), return_inverse=True)
        if len(set(zip(row.tolist(), column.tolist(), strict=True))) < len(row):
            raise CellsError("panel: a unit has two rows for one period; add them up first")
        grids = {name: np.full((len(names), len(times)), np.nan) for name in outcomes}
        for name, values in outcomes.items():
            grids[name][row, column] = np.asarray(values, dtype=np.float64)
        start = np.array([np.nan if v is None else v for v in first_treated], dtype=np.float64)
        start = np.where(np.isnan(start) | (start == 0), NEVER, start)
        first = np.full(len(names), NEVER)
        first[row] = start
        if (first[row] != start).any():
            raise CellsError("panel: a unit has two different first treated periods")
        return cls(
            units=tuple(names.tolist()),
            periods=tuple(times.tolist()),
            outcomes=grids,
            first_treated=first,
            breaks=breaks or {},
            provenance=provenance or Provenance(),
            periods_per_year=periods_per_year,
        )

    @classmethod
    def read(
        cls,
        path: Path | str,
        *,
        unit: str = "unit",
        period: str = "period",
        first_treated: str = "first_treated",
        outcomes: Sequence[str] = (),
    ) -> "Panel":
        """A panel from a Parquet or CSV file with one row per unit and period.

        The columns are `unit`, `period` (a whole number, or dates of years, quarters or months:
        see `daylight.data.periods`), `first_treated` in the same way (blank or 0 for never) and
        the outcomes: every other column of numbers unless they are named.
        """
        path = Path(path)
        table = read_table(path, needed=(unit, period, first_treated, *outcomes))
        keys = {unit, period, first_treated}
        named = tuple(outcomes) or tuple(
            column.name
            for column in table.schema
            if column.name not in keys
            and (pa.types.is_integer(column.type) or pa.types.is_floating(column.type))
        )
        if not named:
            raise CellsError(f"{path.name}: no column of numbers beside {', '.join(sorted(keys))}")
        calendar = read_calendar(
            texts(table, period).tolist(), where=f"{path.name}: column {period}"
        )
        starts = [
            calendar.first(text, where=f"{path.name}: column {first_treated}")
            for text in texts(table, first_treated).tolist()
        ]
        return cls.from_long(
            texts(table, unit).tolist(),
            calendar.numbers,
            {name: numbers(table, name, path.name).tolist() for name in named},
            starts,
            periods_per_year=calendar.per_year,
            provenance=Provenance(
                origin=path.name,
                sources={path.name: sha256(path)},
                rows_read=table.num_rows,
                rows_kept=table.num_rows,
            ),
        )

    def tables(self) -> dict[str, pa.Table]:
        """The canonical tables `panel` and `interventions`."""
        U, T, K = len(self.units), len(self.periods), len(self.outcomes)
        blank = np.full((U, T), np.nan)
        panel = pa.table(
            {
                "unit_id": np.tile(np.repeat(self.units, T), K),
                "period": np.tile(np.array(self.periods, dtype=np.int64), U * K),
                "outcome_name": np.repeat(list(self.outcomes), U * T),
                "outcome_value": _nullable([v.ravel() for v in self.outcomes.values()]),
                "exposure": _nullable([self.exposure.get(n, blank).ravel() for n in self.outcomes]),
                "break_reason": pa.array(
                    [self.breaks.get(t) for t in self.periods] * (U * K), pa.string()
                ),
            }
        )
        events = self.events or {"start": self.first_treated}
        rows = [
            {
                "unit_id": unit,
                "event_kind": kind,
                "event_period": int(when[at]),
                "is_verified": unit not in self.unverified if self.events else None,
            }
            for kind, when in events.items()
            for at, unit in enumerate(self.units)
            if np.isfinite(when[at])
        ]
        kinds = {
            "unit_id": pa.string(),
            "event_kind": pa.string(),
            "event_period": pa.int64(),
            "is_verified": pa.bool_(),
        }
        return {"panel": panel, "interventions": pa.Table.from_pylist(rows, pa.schema(kinds))}


def _nullable(parts: Sequence[npt.NDArray[np.float64]]) -> pa.Array:
    return pa.array(np.concatenate(parts), from_pandas=True)
