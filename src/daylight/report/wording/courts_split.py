"""Sentences on a gap that is split into like cases and the mix of cases."""

from daylight.data.facts.courts import GivenFacts
from daylight.data.result import Estimate, Result
from daylight.report import numbers
from daylight.report.claim import Claim
from daylight.report.language import say
from daylight.report.wording.compared import claim, group_of, in_words, others_of, people_of
from daylight.report.wording.courts_given import given
from daylight.report.wording.groups import listed


def split(result: Result) -> tuple[Claim, ...]:
    """One sentence for each group: the whole, its parts, and how far they hang on the weights."""
    return tuple(_one(result, gap) for gap in result.named("gap"))


def _of(result: Result, name: str, group: str) -> list[Estimate]:
    return [one for one in result.named(name) if group_of(one) == group]


def _one(result: Result, gap: Estimate) -> Claim:
    facts, group = result.facts_as(GivenFacts), group_of(gap)
    factors = listed(list(in_words(facts.factors)))
    within, *others = _of(result, "gap_within_cells", group)
    (mix,) = _of(result, "gap_of_the_mix", group)
    alone = _of(result, "gap_of_cells_of_one_group", group)
    ends = [numbers.value(one) for one in others]
    held = given(facts.charged)
    given_en, given_es = (f", given {held}", f", a igualdad de {held}") if held else ("", "")
    said = say(
        f"The gap between {people_of(gap)} and {others_of(gap)} of {numbers.stated(gap)} is, by "
        f"{factors}: {numbers.stated(within)} within like cases{given_en} "
        f"({ends[0]} at the mix of the one group’s cases, {ends[1]} at that of the other’s) and "
        f"{numbers.stated(mix)} for which cases there are",
        f"La brecha entre {people_of(gap)} y {others_of(gap)}, de {numbers.stated(gap)}, se parte "
        f"por {factors} en {numbers.stated(within)} dentro de casos iguales{given_es} "
        f"({ends[0]} con la composición de casos del primer grupo, {ends[1]} con la del otro) y "
        f"{numbers.stated(mix)} por qué casos hay",
    )
    rests = [gap, *others, mix, *alone]
    for one in alone:
        said += say(
            f"; {numbers.stated(one)} lie in cases that only one group has",
            f"; {numbers.stated(one)} están en casos que solo tiene un grupo",
        )
    return claim(result, f"{said}.", within, *rests, adjusted_for=in_words(facts.factors))
