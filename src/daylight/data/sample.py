"""Survey answers with the design that drew them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from daylight.data.provenance import Provenance
from daylight.data.tabular import numbers, read_table, sha256, texts
from daylight.errors import CellsError
from daylight.schema.vocabulary import UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Respondents of a survey: answers, groups, weights, strata and clusters.

    Parameters
    ----------
    answers
        Item → (N,) numbers; NaN where not asked, refused or not known.
    groups
        Group column → (N,) text, `unknown` where not recorded.
    weights
        (N,) positive; all ones for an unweighted sample.
    strata, clusters
        (N,) labels of the design, or None where the design is not known.
    is_probability
        Whether every respondent had a known chance to be drawn. A convenience sample gets no
        sampling error and is never pooled with a probability sample.
    wave
        (N,) label of the wave each respondent answered in, or None.
    respondent
        (N,) identifier that links the same person across waves, or None.
    wording
        Item → the question as asked; items are compared over time only when it is the same.
    mode
        How people were asked (telephone, web, face to face).
    wave_wording, wave_mode
        The same by wave, where waves were put together.
    sampled_share
        (N,) share of the stratum's clusters (or people) that was drawn, where it is not small.
    """

    answers: dict[str, npt.NDArray[np.float64]]
    groups: dict[str, npt.NDArray[np.str_]]
    weights: npt.NDArray[np.float64]
    strata: npt.NDArray[np.str_] | None = None
    clusters: npt.NDArray[np.str_] | None = None
    is_probability: bool = True
    wave: npt.NDArray[np.str_] | None = None
    respondent: npt.NDArray[np.str_] | None = None
    wording: dict[str, str] = field(default_factory=dict)
    mode: str = ""
    wave_wording: dict[str, dict[str, str]] = field(default_factory=dict)
    wave_mode: dict[str, str] = field(default_factory=dict)
    sampled_share: npt.NDArray[np.float64] | None = None
    provenance: Provenance = field(default_factory=Provenance)

    def __post_init__(self) -> None:
        """Refuse columns of different length and weights that are not positive."""
        n = len(self.weights)
        columns = [*self.answers.values(), *self.groups.values()]
        columns += [
            c
            for c in (self.strata, self.clusters, self.wave, self.respondent, self.sampled_share)
            if c is not None
        ]
        if any(len(column) != n for column in columns):
            raise CellsError("sample: every column needs one value per respondent")
        if not np.isfinite(self.weights).all() or (self.weights <= 0).any():
            raise CellsError(
                "sample: weights must be positive; drop respondents of weight zero first"
            )

    @classmethod
    def read(
        cls,
        path: Path | str,
        *,
        items: Sequence[str] = (),
        groups: Sequence[str] = (),
        weight: str = "",
        stratum: str = "",
        cluster: str = "",
        wave: str = "",
        respondent: str = "",
        is_probability: bool = True,
    ) -> "Sample":
        """A sample from a Parquet or CSV file with one row per respondent and wave.

        Items are columns of numbers (blank where not answered), groups columns of text. Left
        empty, items are every column called `item_…` and groups every column called `group_…`, and
        weight, stratum, cluster, wave and respondent the columns of those names where there are
        such. A respondent of weight zero or without weight was not asked and is left out, counted;
        a weight below zero or infinite is refused.
        """
        path = Path(path)
        named = {
            "weight": weight,
            "stratum": stratum,
            "cluster": cluster,
            "wave": wave,
            "respondent": respondent,
        }
        design = [name for name in named.values() if name]
        table = read_table(path, needed=(*items, *groups, *design))
        taken = {*items, *groups, *design}
        own = {name: name for name in named if name in table.column_names and name not in taken}
        weight, stratum, cluster, wave, respondent = (
            column or own.get(name, "") for name, column in named.items()
        )
        asked = {n: n for n in items} or _prefixed(table, "item_")
        by = {n: n for n in groups} or _prefixed(table, "group_")
        if not asked:
            raise CellsError(f"{path.name}: no items named, and no column called item_…")
        rows = table.num_rows
        if weight:
            table = table.filter(pa.array(_asked(numbers(table, weight, path.name), path.name)))
        kept = table.num_rows
        one = {
            name: texts(table, column) if column else None
            for name, column in (("strata", stratum), ("clusters", cluster), ("wave", wave))
        }
        return cls(
            answers={name: numbers(table, column, path.name) for name, column in asked.items()},
            groups={name: texts(table, column) for name, column in by.items()},
            weights=numbers(table, weight, path.name) if weight else np.ones(kept),
            strata=one["strata"],
            clusters=one["clusters"],
            wave=one["wave"],
            respondent=texts(table, respondent) if respondent else None,
            is_probability=is_probability,
            provenance=Provenance(
                origin=path.name,
                sources={path.name: sha256(path)},
                rows_read=rows,
                rows_kept=kept,
                rows_dropped={"no weight": rows - kept} if rows > kept else {},
            ),
        )

    @classmethod
    def stack(cls, waves: dict[str, "Sample"], *, same_design: bool = False) -> "Sample":
        """Several waves as one sample, each respondent labelled with the wave.

        With `same_design` the strata and clusters of the waves are the same places or people (a
        panel), so that differences over time use what the waves share; otherwise waves are drawn
        apart. A probability and a convenience sample are never put together.
        """
        if len({sample.is_probability for sample in waves.values()}) > 1:
            raise CellsError(
                "sample: a probability and a convenience sample cannot be pooled; "
                "study them apart and print them apart"
            )
        items = dict.fromkeys(name for sample in waves.values() for name in sample.answers)
        columns = dict.fromkeys(name for sample in waves.values() for name in sample.groups)
        parts = list(waves.items())
        blank = {name: np.full(len(sample.weights), np.nan) for name, sample in parts}
        unknown = {name: np.full(len(sample.weights), UNKNOWN) for name, sample in parts}
        return cls(
            answers={
                item: np.concatenate([s.answers.get(item, blank[w]) for w, s in parts])
                for item in items
            },
            groups={
                by: np.concatenate([s.groups.get(by, unknown[w]) for w, s in parts])
                for by in columns
            },
            weights=np.concatenate([s.weights for _, s in parts]),
            strata=_labels(parts, "strata", same_design=same_design),
            clusters=_labels(parts, "clusters", same_design=same_design),
            respondent=_labels(parts, "respondent", same_design=same_design),
            wave=np.concatenate([np.full(len(s.weights), w) for w, s in parts]),
            is_probability=parts[0][1].is_probability,
            wave_wording={w: s.wording for w, s in parts},
            wave_mode={w: s.mode for w, s in parts},
            provenance=_joined([s.provenance for _, s in parts]),
        )

    def tables(self) -> dict[str, pa.Table]:
        """The canonical table `survey`."""
        n, items = len(self.weights), list(self.answers)
        wave = np.full(n, "") if self.wave is None else self.wave
        people = np.arange(1, n + 1).astype(str) if self.respondent is None else self.respondent
        waves = wave.tolist()
        design = {
            "weight": self.weights,
            "stratum": pa.nulls(n, pa.string()) if self.strata is None else self.strata,
            "cluster": pa.nulls(n, pa.string()) if self.clusters is None else self.clusters,
            "is_probability": np.full(n, self.is_probability),
        }
        parts = [
            pa.table(
                {
                    "wave": wave,
                    "respondent_id": people,
                    "item": np.full(n, item),
                    "answer": pa.array(self.answers[item], from_pandas=True),
                    "wording": pa.array(
                        [self.wave_wording.get(w, self.wording).get(item) or None for w in waves],
                        pa.string(),
                    ),
                    "mode": pa.array(
                        [self.wave_mode.get(w, self.mode) or None for w in waves], pa.string()
                    ),
                    **design,
                }
            )
            for item in items
        ]
        return {"survey": pa.concat_tables(parts)}


def _asked(weights: npt.NDArray[np.float64], file: str) -> npt.NDArray[np.bool_]:
    """Who was asked: whoever has a weight above zero; a weight that is none is refused."""
    wrong = (weights < 0) | np.isinf(weights)
    if wrong.any():
        first = int(np.flatnonzero(wrong)[0])
        raise CellsError(
            f"{file}: {int(wrong.sum())} weights are below zero or infinite, the first in row "
            f"{first + 1} ({weights[first]:g}); a weight says how many people an answer stands for"
        )
    known = ~np.isnan(weights) & (weights > 0)
    if not known.any():
        raise CellsError(f"{file}: no respondent has a weight above zero")
    return np.asarray(known)


def _prefixed(table: pa.Table, prefix: str) -> dict[str, str]:
    return {n.removeprefix(prefix): n for n in table.column_names if n.startswith(prefix)}


def _labels(
    parts: list[tuple[str, Sample]], name: str, *, same_design: bool
) -> npt.NDArray[np.str_] | None:
    """A design column of all waves; labels of waves drawn apart are kept apart."""
    columns = [getattr(sample, name) for _, sample in parts]
    drawn_apart = name == "strata" and not same_design
    if all(column is None for column in columns) and not drawn_apart:
        return None
    filled = []
    for (wave, sample), column in zip(parts, columns, strict=True):
        own = np.arange(len(sample.weights)).astype(str) if name != "strata" else "all"
        labels = np.broadcast_to(own, len(sample.weights)) if column is None else column
        filled.append(labels if same_design else np.char.add(f"{wave}:", labels.astype(str)))
    return np.concatenate(filled)


def _joined(parts: list[Provenance]) -> Provenance:
    dropped: dict[str, int] = {}
    for part in parts:
        for reason, rows in part.rows_dropped.items():
            dropped[reason] = dropped.get(reason, 0) + rows
    return Provenance(
        origin=" + ".join(part.origin for part in parts),
        sources={name: digest for part in parts for name, digest in part.sources.items()},
        rows_read=sum(part.rows_read for part in parts),
        rows_kept=sum(part.rows_kept for part in parts),
        rows_dropped=dropped,
    )
