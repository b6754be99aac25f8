"""Placeholder codes do not occur in the text and are recognised by the pattern."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.masking import mask
from service.masking.marker import ALPHABET, CODE_LENGTH, TOKEN, choose_code
from service.records import Span

TEXT = "The mayor said: “No new trams.” She left."
QUOTE = Span(16, 31)


def test_the_code_is_not_in_the_text_in_any_case() -> None:
    """A code that occurs in the text in any case is not used."""
    first = choose_code("An article.")
    lookalike = f"An article.{first.lower()}"
    crowded = lookalike
    for _ in range(5):
        crowded += choose_code(crowded)

    assert choose_code(lookalike).casefold() not in lookalike.casefold()
    assert choose_code(crowded).casefold() not in crowded.casefold()


def test_a_second_code_is_tried_where_the_first_occurs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A code that occurs in the text is skipped."""
    codes = iter(["TAKENN", "FREEEE"])
    monkeypatch.setattr("service.masking.marker._code", lambda *_: next(codes))

    assert choose_code("already takenn here") == "FREEEE"


@given(st.text())
def test_codes_are_steady_and_spelt_in_the_alphabet(text: str) -> None:
    """The code of a text is deterministic and of six letters of the alphabet."""
    code = choose_code(text)

    assert code == choose_code(text)
    assert len(code) == CODE_LENGTH
    assert set(code) <= set(ALPHABET)


def test_a_placeholder_is_recognised_as_it_was_handed_out() -> None:
    """The pattern recognises the placeholders that mask writes."""
    masked = mask(TEXT, [QUOTE])

    assert [match[1] for match in TOKEN.finditer(masked.text)] == [
        each.id for each in masked.placeholders
    ]
