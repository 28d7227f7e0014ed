"""How answers changed between waves, overall, by group, and in the gap between groups."""

from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from daylight.data.estimate import SURVEY
from daylight.data.result import Estimate, Note, Outcome, Refusal, Result
from daylight.data.sample import Sample
from daylight.model.method import Method, Needs
from daylight.model.trust.levels import (
    ALL,
    SMALLEST_EFFECTIVE_N,
    ItemMean,
    Levels,
    difference,
    levels,
    limits,
    refuse_sample,
)
from daylight.model.trust.raking import Margins
from daylight.model.trust.survey_gap import GAP, compared, convenience

CHANGE = replace(GAP, name="survey_change", keys=("item", "from_wave", "to_wave"))
GAP_CHANGE = replace(CHANGE, name="survey_gap_change")


class Pair(NamedTuple):
    """An item in two waves, earlier first."""

    item: str
    earlier: str
    later: str


def run(
    sample: Sample,
    *,
    level: float = 0.95,
    reference: str = "white",
    item: str | None = None,
    by: str | None = None,
    smallest_effective_n: float = SMALLEST_EFFECTIVE_N,
    margins: Margins | None = None,
    across_modes: bool = False,
) -> Outcome:
    """Difference of each group's mean from the wave before, and of gaps between groups.

    Estimand: mean answer in the later wave less mean answer in the earlier one, by group; and
    that change less the reference group's.
    Method: both waves are domains of one sample; people and clusters that answered in both enter
    with their covariance. Only the same wording, asked in the same way, is compared.
    Refuses: one wave, a convenience sample, or no item with the same wording and mode twice.
    Reference: Lumley (2010), section 2.4; Kish (1965), chapter 12 on overlapping samples.
    """
    refusal = refuse_sample(sample, item, by, margins) or convenience(sample)
    if refusal is not None:
        return refusal
    found = levels(sample, item=item, by=by, smallest=smallest_effective_n, margins=margins)
    pairs = [
        Pair(name, earlier, later)
        for name in found.items
        for earlier, later in pairwise(_asked_in(found, name))
    ]
    reasons = {pair: _apart(sample, pair, across_modes=across_modes) for pair in pairs}
    estimates = [
        estimate
        for pair, reason in reasons.items()
        if not reason
        for estimate in _changes(found, pair, reference, level)
    ]
    notes = tuple(note for note in reasons.values() if note)
    if not estimates:
        return Refusal(
            code="never-asked-twice-alike",
            facts={
                "items": tuple(str(note.facts["item"]) for note in notes),
                "earlier": tuple(str(note.facts["from"]) for note in notes),
                "later": tuple(str(note.facts["to"]) for note in notes),
                "waves": tuple(found.waves),
            },
            notes=notes,
        )
    compared_pairs = [pair for pair, reason in reasons.items() if not reason]
    notes += _assumed_same(sample, compared_pairs) + _other_modes(sample, compared_pairs)
    return Result(
        estimates=tuple(estimates),
        diagnostics={"raked": found.raked, "overlapping": sample.respondent is not None},
        notes=(*notes, *limits(sample, found)),
    )


def _asked_in(found: Levels, item: str) -> list[str]:
    return [wave for wave in found.waves if found.find(item, ALL, wave) is not None]


def _apart(sample: Sample, pair: Pair, *, across_modes: bool) -> Note | None:
    """Why two waves of an item may not be compared; None where they may."""
    before, after = (_wording(sample, wave, pair.item) for wave in (pair.earlier, pair.later))
    if before and after and _plain(before) != _plain(after):
        return Note(code="other-wording", facts={**pair._asdict(), "from": before, "to": after})
    modes = _modes(sample, pair)
    if not across_modes and all(modes) and modes[0] != modes[1]:
        return Note(code="other-mode", facts={**pair._asdict(), "from": modes[0], "to": modes[1]})
    return None


def _changes(found: Levels, pair: Pair, reference: str, level: float) -> list[Estimate]:
    base = _both(found, pair, reference)
    estimates = []
    for group in (ALL, *found.groups):
        own = _both(found, pair, group)
        if own is None:
            continue
        later, earlier = own
        keys = {key: value for key, value in later.keys.items() if key != "wave"}
        keys |= {"from_wave": pair.earlier, "to_wave": pair.later}
        parts = [(1.0, later), (-1.0, earlier)]
        apart = difference(found.design, parts)
        estimates.append(
            compared(CHANGE, later, apart, level, keys=keys, compared_with=pair.earlier)
        )
        if base is not None and group not in (ALL, reference):
            apart = difference(found.design, [*parts, (-1.0, base[0]), (1.0, base[1])])
            estimates.append(
                compared(GAP_CHANGE, later, apart, level, keys=keys, compared_with=reference)
            )
    return estimates


def _both(found: Levels, pair: Pair, group: str) -> tuple[ItemMean, ItemMean] | None:
    later = found.find(pair.item, group, pair.later)
    earlier = found.find(pair.item, group, pair.earlier)
    return None if later is None or earlier is None else (later, earlier)


def _wording(sample: Sample, wave: str, item: str) -> str:
    return sample.wave_wording.get(wave, sample.wording).get(item, "")


def _modes(sample: Sample, pair: Pair) -> tuple[str, str]:
    return (
        sample.wave_mode.get(pair.earlier, sample.mode),
        sample.wave_mode.get(pair.later, sample.mode),
    )


def _other_modes(sample: Sample, pairs: list[Pair]) -> tuple[Note, ...]:
    """A note for each pair that is compared although people were asked in another way."""
    return tuple(
        Note(code="different-mode", facts={**pair._asdict(), "from": before, "to": after})
        for pair in pairs
        for before, after in [_modes(sample, pair)]
        if before and after and before != after
    )


def _plain(wording: str) -> str:
    return " ".join(wording.casefold().split())


def _assumed_same(sample: Sample, pairs: list[Pair]) -> tuple[Note, ...]:
    unstated = {
        pair.item
        for pair in pairs
        for wave in (pair.earlier, pair.later)
        if not _wording(sample, wave, pair.item)
    }
    if not unstated:
        return ()
    return (Note(code="wording-not-stated", facts={"items": tuple(sorted(unstated))}),)


METHOD = Method(
    name="survey-change",
    needs=Needs(noun="sample"),
    run=run,
    quantities=(CHANGE, GAP_CHANGE),
    basis=SURVEY,
    refuses_when="one wave only, other wording or mode in the other wave, a convenience sample",
    assumptions=(
        "each wave's weights undo how its people were drawn and who declined",
        "the question stood in a like place of the questionnaire",
    ),
    overturned_by=(
        "a change of wording, mode or order between the waves",
        "people who left the panel between the waves for reasons tied to the answer",
    ),
    cannot_say=("why answers changed", "what officers did"),
    reference="Lumley (2010), Complex Surveys, section 2.4; Kish (1965), chapter 12",
)
