"""What the other side will say: every method is open to it, and every answer has its number."""

import re
from collections import Counter
from dataclasses import fields, replace
from functools import cache
from itertools import product

import pytest

from daylight.data.comparison import Comparison, Family
from daylight.data.estimate import Estimate
from daylight.data.facts import Facts
from daylight.data.quantity import Quantity, Scale
from daylight.data.result import Result
from daylight.model.families import family_of
from daylight.model.methods import METHODS
from daylight.model.multiplicity import correct_by_family
from daylight.report import numbers
from daylight.report.context import AnsweredQuestion
from daylight.report.finding import Finding, Weighing, claims, findings, headline_p
from daylight.report.forbidden import forbidden_words
from daylight.report.grade import room
from daylight.report.language import WRITTEN, Language, speaking
from daylight.report.notes import sentence
from daylight.report.objection import Cited, Hearing, Rejoinder, Stands
from daylight.report.objections import RAISED, answers, challenged, headlines, raised
from daylight.report.page import as_json, fit_to_publish, render
from daylight.report.presentations import defences, wordings
from daylight.report.topic import Topic
from daylight.report.wording.objections import INTRODUCTION, OBJECTIONS, conceded
from daylight.report.wording.objections.chance import detectable
from daylight.report.wording.objections.other_numbers import lies, prints_as_none
from daylight.report.wording.objections.topics import TOPICS
from tests.report.example import context
from tests.report.test_words_of_every_method import EXAMPLES

DIGIT = re.compile(r"\d")


@cache
def outcome(name: str) -> Result:
    result = EXAMPLES[name]()
    assert isinstance(result, Result), result
    return result


def found(name: str, p: float) -> tuple[Finding, ...]:
    """A method's findings, their p-values made this many times as large."""
    result = outcome(name)
    proposed = claims({name: result}, wordings())
    comparisons = {
        key: Comparison(p_value=min(1.0, p * raw), fact=key, family=Family.FORCE, is_primary=True)
        for key, raw in headline_p(proposed).items()
    }
    weighing = Weighing(corrected=correct_by_family(comparisons), defences=defences())
    return findings({name: result}, proposed, weighing)


def question(name: str, p: float = 1.0) -> AnsweredQuestion:
    return AnsweredQuestion(
        id=name,
        asked=METHODS.entries[name].question,
        is_primary=True,
        family=family_of(name),
        method=name,
        outcome=outcome(name),
        findings=found(name, p),
    )


@cache
def every_question() -> tuple[AnsweredQuestion, ...]:
    return tuple(question(name) for name in METHODS)


def test_every_method_declares_its_objections() -> None:
    assert set(RAISED) <= set(METHODS)
    for name in METHODS:
        topics = [one.topic for one in raised(name)]
        assert Topic.PURPOSE in topics, name
        assert len(topics) == len(set(topics)), name
        assert len(topics) >= 2, name


def test_every_method_that_compares_is_asked_for_chance_and_for_power() -> None:
    for name in METHODS:
        if any(claim.p is not None for claim in claims({name: outcome(name)}, wordings()).values()):
            topics = {one.topic for one in raised(name)}
            assert {Topic.FEW, Topic.MANY, Topic.POWER, Topic.RECORDING} <= topics, name


def test_every_objection_has_words_and_a_concession() -> None:
    assert set(OBJECTIONS) == set(Topic)
    for topic, words in OBJECTIONS.items():
        said = [words.says(stands) for stands in Stands]
        assert any(said), topic
        for text in (*filter(None, said), conceded(words)):
            assert text.endswith("."), text
            assert text[0] == text[0].upper(), text
            assert not forbidden_words(text), text
            assert not DIGIT.search(text), text
    assert OBJECTIONS[Topic.PURPOSE].answering is None


def test_an_objection_is_one_of_each_side() -> None:
    """Where nothing is shown the other side is the one that says there is something."""
    for topic, words in OBJECTIONS.items():
        if words.shown.text and topic is not Topic.READINGS:
            assert words.not_shown != words.shown, topic
    assert not OBJECTIONS[Topic.POWER].shown.text


def test_an_objection_is_answered_only_by_quantities_that_exist() -> None:
    known = {quantity.name for method in METHODS.values() for quantity in method.quantities}
    for name in METHODS:
        for one in raised(name):
            assert set(one.answered_by) <= known, (name, one.topic, set(one.answered_by) - known)


def strangers(answer: Rejoinder) -> str:
    """What is left of the numbers of an answer when those it cites are taken out."""
    rest = answer.answer
    for cite in sorted(answer.cited, key=lambda one: -len(one.printed)):
        assert cite.printed in answer.answer, (cite.printed, answer.answer)
        rest = rest.replace(cite.printed, "")
    return rest if DIGIT.search(rest) else ""


def is_of_the_run(cite: Cited, hearing: Hearing) -> bool:
    """Whether a cited number stands in the run as it is printed."""
    asked = {one.id: one for one in hearing.run}
    result = asked[cite.question].outcome
    assert isinstance(result, Result)
    one = cite.estimate
    if one is not None:
        shown = (numbers.value(one), numbers.bounds(one), numbers.percent(one.value, 0))
        return any(one is e for e in result.estimates) and any(s in cite.printed for s in shown)
    return cite.value in stated(cite, hearing, result)


def stated(cite: Cited, hearing: Hearing, result: Result) -> tuple[object, ...]:
    """What the run holds of what a citation says it is, where it is no estimate."""
    one, finding = hearing.headline, hearing.finding
    basis, corrected = one.basis, finding.corrected
    if cite.what.startswith("note "):
        return tuple(sentence(note) for note in result.notes if cite.what == f"note {note.code}")
    facts = {
        name: len(value) if isinstance(value, tuple) else value
        for name, value in (vars_of(result.facts) if result.facts else {}).items()
    }
    known: dict[str, tuple[object, ...]] = {
        "n": (one.n,),
        "clusters": (basis.clusters,),
        "effective": (basis.effective,),
        "largest": (basis.largest,),
        "factor": (basis.factor,),
        "room": (room(one),),
        "p_value": (corrected.p_value,) if corrected else (),
        "p_adjusted": (corrected.p_adjusted,) if corrected else (),
        "comparisons": (corrected.comparisons,) if corrected else (),
        "missing_share": tuple(e.missing_share for e in result.estimates),
        "found in four of five": (detectable(one.low, one.high, is_ratio=one.scale.is_ratio),),
        "choices": tuple(e.n for e in result.named("median_choice")),
        "checks that held": (len(finding.survives),),
        "checks that did not hold": (len(finding.fails),),
    }
    return known[cite.what] if cite.what in known else (facts[cite.what],)


def vars_of(facts: Facts) -> dict[str, object]:
    return {field.name: getattr(facts, field.name) for field in fields(facts)}


def test_the_reading_finds_a_number_that_nobody_cites() -> None:
    own = question("search-rate")
    (answer, *_) = (
        one for one in answers(Hearing(own.findings[0], own, (own,))) if one.topic is Topic.FEW
    )
    assert strangers(answer) == ""
    assert strangers(replace(answer, answer=f"{answer.answer} And 7.")) != ""
    (cite, *_) = answer.cited
    assert not is_of_the_run(replace(cite, value=-1.0), Hearing(own.findings[0], own, (own,)))


@pytest.mark.parametrize(("name", "p"), [*product(METHODS, (1e-9, 1e9))])
def test_every_answer_has_the_number_it_cites_or_concedes(name: str, p: float) -> None:
    own = question(name, p)
    run = tuple(own if one.id == name else one for one in every_question())
    for finding in own.findings:
        hearing = Hearing(finding, own, run)
        given = answers(hearing)
        assert given, finding.sentence
        for answer in given:
            assert answer.is_conceded == answer.answer.startswith("Conceded."), answer
            assert strangers(answer) == "", answer.answer
            assert not forbidden_words(f"{answer.says} {answer.answer}")
            assert not {"nan", "inf", "None"} & set(re.split(r"[ %.,;()]", answer.answer)), answer
            for cite in answer.cited:
                assert is_of_the_run(cite, hearing), cite
        topics = {answer.topic for answer in given}
        assert (Topic.POWER in topics) == (
            hearing.stands is Stands.NOT_SHOWN and any(o.topic is Topic.POWER for o in raised(name))
        )


@pytest.mark.parametrize("name", METHODS)
def test_nothing_is_answered_by_the_headline_itself(name: str) -> None:
    own = question(name)
    for finding in own.findings:
        hearing = Hearing(finding, own, every_question())
        for one in raised(name):
            assert all(f.estimate is not hearing.headline for f in hearing.alike(one))


def test_a_number_about_another_group_never_answers() -> None:
    own = question("search-rate")
    for finding in own.findings:
        hearing = Hearing(finding, own, every_question())
        for one in raised("search-rate"):
            for answer in hearing.alike(one):
                assert answer.estimate.keys["subject_race"] == hearing.headline.keys["subject_race"]


@pytest.mark.parametrize("kind", ["frisk", "citation", "arrest"])
def test_what_follows_a_stop_is_not_answered_by_searches(kind: str) -> None:
    for method in (f"{kind}-rate", f"{kind}-rate-adjusted", f"{kind}-regression"):
        own = question(method)
        for finding in own.findings:
            for answer in answers(Hearing(finding, own, every_question())):
                names = [cite.estimate.name for cite in answer.cited if cite.estimate]
                assert not [name for name in names if name.startswith("search")], answer
                assert "hidden circumstance" not in answer.answer


def test_an_answer_moves_with_its_number() -> None:
    """An adjusted ratio that changes is another answer; without it the objection is conceded."""
    crude, adjusted = question("search-rate"), question("search-rate-adjusted")
    finding = crude.findings[0]

    def omitted(*others: AnsweredQuestion) -> Rejoinder:
        given = answers(Hearing(finding, crude, (crude, *others)))
        return next(one for one in given if one.topic is Topic.OMITTED)

    assert omitted().is_conceded
    before = omitted(adjusted)
    assert not before.is_conceded
    result = adjusted.outcome
    assert isinstance(result, Result)
    moved = tuple(
        replace(e, value=9.0, low=8.0, high=10.0) if e.name.endswith("ratio_adjusted") else e
        for e in result.estimates
    )
    after = omitted(replace(adjusted, outcome=replace(result, estimates=moved)))
    assert "9.00 (95 % interval 8.00 to 10.00)" in after.answer
    assert after.answer != before.answer


@pytest.mark.parametrize(("share", "is_conceded"), [(0.2, True), (0.0, False)])
def test_blanks_that_nothing_was_tried_on_are_conceded(share: float, is_conceded: bool) -> None:
    own = question("stop-rate")
    result = own.outcome
    assert isinstance(result, Result)
    finding = own.findings[0]
    kept = tuple(replace(e, missing_share=share) for e in result.estimates)
    stated = tuple(replace(e, missing_share=share) for e in finding.estimates)
    asked = replace(own, outcome=replace(result, estimates=kept))
    hearing = Hearing(replace(finding, estimates=stated), asked, (asked,))
    (answer,) = (one for one in answers(hearing) if one.topic is Topic.BLANKS)
    assert answer.answer.startswith(f"What it needs was left blank in {100 * share:.1f} %")
    assert ("was not tried: that much is conceded" in answer.answer) == is_conceded


def test_the_difference_found_in_four_of_five_is_that_of_the_textbook() -> None:
    """z(.975) + z(.8) standard errors: 1.960 + 0.842 (Fleiss, Levin & Paik 2003, section 4.2)."""
    assert detectable(-1.959964, 1.959964, is_ratio=False) == pytest.approx(2.80159, abs=1e-4)
    ratio = detectable(1 / 2.0, 2.0, is_ratio=True)
    assert ratio == pytest.approx(2.0 ** (2.80159 / 1.959964), abs=1e-3)
    assert detectable(0.0, 2.0, is_ratio=True) is None


@pytest.mark.parametrize(
    ("low", "value", "high", "said"),
    [
        (-0.0130, -0.0065, -0.0003, " (barely below no difference)"),
        (-0.0130, -0.0065, -0.0010, " (wholly below no difference)"),
        (-0.0130, -0.0065, 0.0003, " (it holds no difference)"),
        (0.0002, 0.0065, 0.0130, " (barely above no difference)"),
    ],
)
def test_an_interval_that_prints_as_none_is_not_called_wholly_clear(
    low: float, value: float, high: float, said: str
) -> None:
    quantity = Quantity(name="search_rate_difference", scale=Scale.DIFFERENCE)
    one = Estimate(quantity=quantity, value=value, low=low, high=high, n=9)
    assert lies(one) == said
    assert prints_as_none(one) == (said != " (wholly below no difference)")


def test_what_may_not_leave_the_agency_is_not_cited_either() -> None:
    shown = replace(context(), minimum_cell=5_000, is_public=True)
    fit = fit_to_publish(shown)
    kept = {
        (question.id, id(e))
        for question in fit.questions
        if isinstance(question.outcome, Result)
        for e in question.outcome.estimates
    }
    cited: list[Estimate] = []
    for one in challenged(fit.questions):
        for _, given in one.heard:
            for answer in given:
                for cite in answer.cited:
                    if cite.estimate is not None:
                        assert (cite.question, id(cite.estimate)) in kept
                        cited.append(cite.estimate)
    assert all(e.n >= 5_000 for e in cited)


def test_the_page_has_each_answer_and_each_headline_leads_to_it() -> None:
    shown = context()
    page = render(shown)
    heard = challenged(shown.questions)
    assert heard
    assert ">What the other side will say</h3>" in page
    for one in heard:
        for finding, given in one.heard:
            assert f'href="#o-{finding.id}"' in page
            assert f'id="o-{finding.id}"' in page
            assert given
    assert '"objections": [' in as_json(shown)


def test_a_question_named_like_a_finding_of_another_has_its_own_place() -> None:
    """`rate` has the finding `rate-1`; another question may be called that."""
    shown = context()
    first = next(q for q in shown.questions if q.findings)
    named = replace(first, findings=tuple(replace(f, id="rate-1") for f in first.findings[:1]))
    other = replace(
        named, id="rate-1", findings=tuple(replace(f, id="rate-1-1") for f in named.findings)
    )
    page = render(replace(shown, questions=(replace(named, id="rate"), other)))
    found = re.findall(r' id="([^"]+)"', page)
    assert len(found) == len(set(found))


def test_primary_questions_come_first_and_all_their_findings_are_heard() -> None:
    shown = context()
    first, *rest = shown.questions
    chosen = (replace(first, is_primary=False), *(replace(q, is_primary=True) for q in rest))
    heard = challenged(chosen)
    assert [one.question.is_primary for one in heard] == sorted(
        (one.question.is_primary for one in heard), reverse=True
    )
    for one in heard:
        assert one.ids == tuple(f.id for f in headlines(one.question, chosen))
        if one.question.is_primary:
            assert one.ids == tuple(f.id for f in one.question.findings)


def test_what_all_findings_share_is_said_once_and_nothing_is_lost() -> None:
    for one in challenged(every_question()):
        shared = {(a.topic, a.answer) for a in one.shared}
        for (finding, apart), (heard, given) in zip(one.apart, one.heard, strict=True):
            assert finding is heard
            own = {(a.topic, a.answer) for a in apart}
            assert not own & shared
            assert {(a.topic, a.answer) for a in given} == own | (shared if one.shared else set())


ENGLISH = re.compile(
    r"\b(?:the|of|and|were|was|is|are|with|than|that|those|from|for|which|who|whose|not|but|their|"
    r"its|they|them|this|these|it|as|or|be|would|could|had|has|have|conceded|other|none)\b",
    re.IGNORECASE,
)
IN_MARKS = re.compile(r"«[^»]*»|`[^`]*`")
NUMBER = re.compile(r"\d[\d.,\u202f]*")


def digits_of(text: str) -> Counter[str]:
    return Counter(re.sub(r"\D", "", found) for found in NUMBER.findall(text))


def test_every_objection_is_written_in_spanish() -> None:
    for topic, words in OBJECTIONS.items():
        with speaking(Language.ENGLISH):
            english = [words.says(stands) for stands in Stands] + [conceded(words)]
        with speaking(Language.SPANISH):
            spanish = [words.says(stands) for stands in Stands] + [conceded(words)]
            assert TOPICS[topic].text
            assert not [words for text in spanish for words in forbidden_words(text)], topic
        for en, es in zip(english, spanish, strict=True):
            assert bool(en) == bool(es), topic
            if es:
                assert es.endswith("."), es
                assert es[0] == es[0].upper(), es
                assert not ENGLISH.search(es), es
                assert len(es) <= 1.5 * len(en) + 25, es
    assert not ENGLISH.search(INTRODUCTION.es)


@pytest.mark.skipif(
    Language.SPANISH not in WRITTEN, reason="labels and notes are not all in Spanish yet"
)
@pytest.mark.parametrize("p", [0.0, 1.0])
@pytest.mark.parametrize("name", sorted(METHODS))
def test_an_answer_says_the_same_numbers_in_spanish(name: str, p: float) -> None:
    heard = []
    for language in (Language.ENGLISH, Language.SPANISH):
        with speaking(language):
            own = question(name, p)
            run = tuple(own if one.id == name else one for one in every_question())
            heard.append([answers(Hearing(finding, own, run)) for finding in own.findings])
    for english, spanish in zip(*heard, strict=True):
        for en, es in zip(english, spanish, strict=True):
            assert digits_of(en.answer) == digits_of(es.answer), (en.answer, es.answer)
            assert [one.value for one in en.cited if isinstance(one.value, float)] == [
                one.value for one in es.cited if isinstance(one.value, float)
            ]
            assert all(cite.printed in es.answer for cite in es.cited), es.answer
            assert not ENGLISH.search(IN_MARKS.sub("", es.answer)), es.answer
