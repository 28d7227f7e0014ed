import pytest

from daylight.report.forbidden import ForbiddenWord, checked, forbidden_words


@pytest.mark.parametrize(
    "sentence",
    [
        "Officers discriminated against no one.",
        "The stops were Biased.",
        "An unconstitutional pattern.",
        "It was intentional.",
        "Race caused the difference.",
        "This proves it.",
        "He is guilty.",
        "There is no disparity.",
        "There is no evidence of a difference.",
    ],
)
def test_a_sentence_that_claims_too_much_is_refused(sentence: str) -> None:
    with pytest.raises(ForbiddenWord, match="reword"):
        checked(sentence, "here")


@pytest.mark.parametrize(
    "sentence",
    [
        "Searches for probable cause found something more often.",
        "It rose because more stops were recorded.",
        "Not enough evidence either way.",
        "Improved records provide a clearer picture.",
    ],
)
def test_words_that_only_look_alike_may_stay(sentence: str) -> None:
    assert forbidden_words(sentence) == ()
