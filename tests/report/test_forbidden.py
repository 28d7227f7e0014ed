import pytest

from daylight.report.forbidden import ForbiddenWord, checked, forbidden_words
from daylight.report.language import Language, speaking


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


@pytest.mark.parametrize(
    "sentence",
    [
        "Los agentes discriminaron a personas negras.",
        "Las paradas estaban sesgadas.",
        "Una práctica inconstitucional.",
        "Fue intencional.",
        "La raza causó la diferencia.",
        "Esto demuestra una práctica.",
        "Los números prueban que fue así.",
        "El agente es culpable.",
        "No hay disparidad.",
        "No hay evidencia de una diferencia.",
        "No hubo diferencia.",
    ],
)
def test_a_spanish_sentence_that_claims_too_much_is_refused(sentence: str) -> None:
    with speaking(Language.SPANISH), pytest.raises(ForbiddenWord, match="reword"):
        checked(sentence, "here")


@pytest.mark.parametrize(
    "sentence",
    [
        "Por el motivo «causa probable» los registros hallaron contrabando más a menudo.",
        "La prueba del umbral y el modelo discriminante.",
        "Con estos datos no se puede saber en un sentido ni en otro.",
        "El intervalo incluye la ausencia de diferencia.",
        "Hechos sin evidencia suficiente.",
    ],
)
def test_spanish_words_that_only_look_alike_may_stay(sentence: str) -> None:
    assert forbidden_words(sentence, Language.SPANISH) == ()
