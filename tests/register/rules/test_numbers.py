import pytest

from daylight.register.rules.numbers import BadNumber, expand, follows, references, sort_key

FOLLOWS = [
    (None, "1", True),
    (None, "69", True),
    ("35", "36", True),
    ("35", "37", False),
    ("35", "42", False),
    ("35", "35", False),
    ("438", "438.a", True),
    ("438", "438.b", True),
    ("438.a", "438.b", True),
    ("438.a", "438.c", False),
    ("14", "14a", True),
    ("14a", "15", True),
    ("35", "14141", False),
]


@pytest.mark.parametrize(("last", "number", "yes"), FOLLOWS)
def test_a_number_continues_the_sequence_or_does_not(
    last: str | None, number: str, yes: bool
) -> None:
    assert follows(last, number) is yes


def test_numbers_sort_as_a_reader_expects() -> None:
    numbers = ["100", "14a", "2", "438.b", "14", "438.a", "438"]
    assert sorted(numbers, key=sort_key) == ["2", "14", "14a", "100", "438", "438.a", "438.b"]


EXISTING = ["68", "69", "70", "70a", "71", "168", "168.a", "169"]


def test_a_range_names_the_paragraphs_that_exist_with_those_inserted() -> None:
    assert expand("¶¶ 69-168", EXISTING) == ["69", "70", "70a", "71", "168", "168.a"]
    assert expand("68, 70a and 169", EXISTING) == ["68", "70a", "169"]


@pytest.mark.parametrize("text", ["500", "¶¶ 300-400", "71-69"])
def test_a_range_that_names_nothing_is_refused(text: str) -> None:
    with pytest.raises(BadNumber):
        expand(text, EXISTING)


REFERENCES = [
    ("pursuant to paragraph 17, CDP will", ["17"]),
    ("paragraphs 166, 167, and 177 apply", ["166", "167", "177"]),
    ("see ¶ 438.b", ["438.b"]),
    ("42 U.S.C. 14141 and 80 persons", []),
]


@pytest.mark.parametrize(("text", "found"), REFERENCES)
def test_a_text_points_to_other_paragraphs(text: str, found: list[str]) -> None:
    assert references(text) == found
