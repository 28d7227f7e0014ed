from daylight.register.choices import LevelState, Plaintiff


def test_a_word_without_a_label_is_read_as_it_is_stored() -> None:
    assert LevelState.NOT_MET.label == "not met"


def test_a_word_with_a_label_is_stored_as_its_value() -> None:
    assert Plaintiff("us_doj") is Plaintiff.US_DOJ
    assert f"{Plaintiff.US_DOJ}" == "us_doj"
    assert Plaintiff.US_DOJ.label == "US Department of Justice"


def test_choices_keep_their_order() -> None:
    assert Plaintiff.choices()[0] == ("us_doj", "US Department of Justice")
    assert [value for value, _ in Plaintiff.choices()] == [str(one) for one in Plaintiff]
