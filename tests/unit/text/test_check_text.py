"""What is refused, and the test for English."""

import pytest

from service.errors import EmptyText, InvalidText, TextTooLong
from service.text.check_text import check_text
from service.text.language import looks_english


@pytest.mark.parametrize("text", ["", " \n\t", "...", "“—”", "\u200b\ufeff", "___"])
def test_empty(text: str) -> None:
    """A text with no letter or digit is refused."""
    with pytest.raises(EmptyText):
        check_text(text, 100)


def test_too_long() -> None:
    """The limit counts characters; the error names both numbers."""
    check_text("a" * 100, 100)
    with pytest.raises(TextTooLong) as caught:
        check_text("a" * 101, 100)
    assert (caught.value.length, caught.value.limit) == (101, 100)


@pytest.mark.parametrize(
    ("text", "reason", "position"),
    [
        ("ab\0c", "NUL", 2),
        ("\ud83d alone", "half of a surrogate pair", 0),
        ("\U0001f600 low \udc00", "half of a surrogate pair", 6),
    ],
)
def test_invalid(text: str, reason: str, position: int) -> None:
    """NUL and half a surrogate pair are refused with their place in code points."""
    with pytest.raises(InvalidText) as caught:
        check_text(text, 100)
    assert (caught.value.reason, caught.value.position) == (reason, position)


@pytest.mark.parametrize("text", ["a\x01b\x1f", "\x85x\x7f", "5", "\ufeffA\r\n", "好"])
def test_kept(text: str) -> None:
    """Other control characters, other scripts and a single digit are accepted."""
    check_text(text, 100)


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
    """English is recognised, and short texts get the benefit of the doubt."""
    assert looks_english(text)


@pytest.mark.parametrize("text", OTHER, ids=lambda text: text[:20])
def test_other_language(text: str) -> None:
    """Other languages and scripts are told apart."""
    assert not looks_english(text)
