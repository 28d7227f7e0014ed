"""Gender, number, and the words that change before a sound."""

from collections.abc import Iterator
from enum import StrEnum

import pytest

from daylight.data.comparison import PRIMARY, Family
from daylight.model.methods import METHODS
from daylight.report.labels import group, key_value, said, words
from daylight.report.labels.families import FAMILIES
from daylight.report.labels.names import KEYS, NAMES
from daylight.report.labels.units import UNITS, unit
from daylight.report.language import Language, speaking
from daylight.report.wording.basis import cluster_of
from daylight.report.wording.compared import ENDS, ENDS_NOW, ENDS_THEN, alike
from daylight.report.wording.grades import meanings
from daylight.report.wording.groups import (
    all_people,
    either,
    listed,
    officers,
    people,
    person,
    the_people,
)
from daylight.report.wording.spanish import o, y
from daylight.schema import vocabulary


@pytest.fixture(autouse=True)
def spanish() -> Iterator[None]:
    with speaking(Language.SPANISH):
        yield


@pytest.mark.parametrize(
    ("before", "said_so"),
    [
        ("blancas", "y"),
        ("hispanas", "e"),
        ("indígenas", "e"),
        ("«inventario»", "e"),
        ("hielo", "y"),
        ("hierba", "y"),
        ("años", "y"),
    ],
)
def test_y_turns_to_e_before_the_sound_i(before: str, said_so: str) -> None:
    assert y(before) == said_so


@pytest.mark.parametrize(
    ("before", "said_so"),
    [("otros", "u"), ("hospitales", "u"), ("8 paradas", "u"), ("agentes", "o"), ("80", "u")],
)
def test_o_turns_to_u_before_the_sound_o(before: str, said_so: str) -> None:
    assert o(before) == said_so


def test_lists_join_with_the_word_that_the_last_one_asks() -> None:
    assert listed(["paradas", "registros", "inventarios"]) == "paradas, registros e inventarios"
    assert listed(["a", "b"]) == "a y b"
    assert listed(["a"]) == "a"
    assert listed([]) == ""
    assert either(["siete", "ocho"]) == "siete u ocho"


@pytest.mark.parametrize(
    ("code", "whom", "one", "police"),
    [
        ("black", "personas negras", "negra", "agentes negros"),
        ("white", "personas blancas", "blanca", "agentes blancos"),
        ("hispanic", "personas hispanas", "hispana", "agentes hispanos"),
        ("asian", "personas asiáticas", "asiática", "agentes asiáticos"),
        ("multiracial", "personas multirraciales", "multirracial", "agentes multirraciales"),
        ("other", "personas de otros grupos", "de otro grupo", "agentes de otros grupos"),
    ],
)
def test_a_group_bends_with_whom_it_is_of(code: str, whom: str, one: str, police: str) -> None:
    assert people(code) == whom
    assert the_people(code) == f"las {whom}"
    assert person(code) == one
    assert officers(code) == police
    assert group(code) == whom[:1].upper() + whom[1:]
    assert key_value("officer_race", code) == police[:1].upper() + police[1:]


def test_a_group_that_a_file_names_itself_stays_as_it_is_spelled() -> None:
    assert people("cape_verdean") == "personas registradas como «cape verdean»"
    assert all_people(["black", "other"]) == "personas negras y personas de otros grupos"


def test_nouns_bend_by_gender_and_number() -> None:
    stops, week, officer = unit("stops"), cluster_of("week"), cluster_of("officer_id")
    assert stops.the_many == "las paradas"
    assert (week.a_single, week.none, week.another) == (
        "una misma semana",
        "ninguna semana",
        "otra",
    )
    assert (officer.a_single, officer.none) == ("un mismo agente", "ningún agente")
    assert officer.counted(1) == "1 agente"
    assert officer.counted(1200) == "1\u202f200 agentes"
    assert unit("widgets").many == "widgets"


def test_what_is_alike_agrees_with_what_is_compared() -> None:
    assert alike((said("year"), said("day_part"))) == "las paradas iguales en año y hora del día"
    assert alike(("agente", "año")) == "las paradas del mismo agente e iguales en año"
    assert alike(("agente",), unit("searches")) == "los registros del mismo agente"


def test_codes_have_words() -> None:
    assert words("incident_to_arrest") == "a raíz de un arresto"
    assert key_value("stop_type", "vehicular") == "En vehículo"
    assert key_value("district", "North End") == "North End"
    assert key_value("top_percent", 2.5) == "El 2,5 % más alto"


def values(listing: type[StrEnum]) -> set[str]:
    return {str(value) for value in listing}


LISTS = [
    listing
    for name, listing in vars(vocabulary).items()
    if isinstance(listing, type)
    and issubclass(listing, StrEnum)
    and name not in ("StrEnum", "Race", "DayPart")
]


def test_every_key_that_a_method_asks_or_gives_has_its_words() -> None:
    keys = {
        key
        for method in METHODS.values()
        for names in (
            method.needs.by,
            method.needs.optional_by,
            *(quantity.keys for quantity in method.quantities),
        )
        for key in names
    }
    assert keys - set(KEYS) == set()


def test_every_unit_that_a_method_counts_has_its_words() -> None:
    counted = {quantity.unit for method in METHODS.values() for quantity in method.quantities}
    assert counted - set(UNITS) == set()


@pytest.mark.parametrize("listing", LISTS, ids=lambda listing: listing.__name__)
def test_every_value_of_a_closed_list_has_its_words(listing: type[StrEnum]) -> None:
    assert values(listing) - set(NAMES) == set()


def test_every_family_and_grade_has_its_words() -> None:
    assert {*Family, PRIMARY} <= set(FAMILIES)
    assert all(FAMILIES[family].en == family for family in Family)
    assert set(meanings()) == {1, 2, 3, 4}


def test_every_end_of_a_stop_is_said_in_each_mood() -> None:
    assert set(ENDS) == set(ENDS_NOW) == set(ENDS_THEN)
    for end in ENDS:
        assert len({ENDS[end].text, ENDS_NOW[end].text, ENDS_THEN[end].text}) == 3
