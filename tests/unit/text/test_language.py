"""The test for English."""

import pytest

from service.text.language import looks_english

ENGLISH = [
    "The board will raise its fees next spring, said its chair, Ada Moreno, who has "
    "led it for nine years.",
    "He said so.",
    "Moreno",
    "",
    "12 34 56",
    "Müller and Gálvez met Łukasz in São Paulo, and they said that it was early.",
]
OTHER = [
    "Die Hafenbehörde wird im nächsten Frühjahr ihre Gebühren erhöhen, sagte ihre "
    "Vorsitzende, die seit neun Jahren im Amt ist.",
    "La autoridad portuaria subirá sus tarifas la próxima primavera, dijo su "
    "presidenta, que lleva nueve años en el cargo.",
    "Le conseil du port va augmenter ses tarifs au printemps prochain, a déclaré sa "
    "présidente, en poste depuis neuf ans.",
    "De havenraad zal volgend voorjaar zijn tarieven verhogen, zei de voorzitter, die "
    "al negen jaar in functie is.",
    "Совет порта повысит сборы следующей весной, сказала его председатель.",
    "港务局明年春天将提高收费，其主席说。",
]


@pytest.mark.parametrize("text", ENGLISH, ids=lambda text: text[:20])
def test_english(text: str) -> None:
    """English text passes, and so does a text that is too short to tell."""
    assert looks_english(text)


@pytest.mark.parametrize("text", OTHER, ids=lambda text: text[:20])
def test_other_language(text: str) -> None:
    """Other languages, of Latin script or not, are not taken for English."""
    assert not looks_english(text)
