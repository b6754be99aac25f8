"""Which words of a draft are checked."""

import msgspec
import pytest

from service.checking.draft_quotations import find_draft_quotations, find_indirect
from tests.support.check_samples import reading_of


def quotation(text: str) -> tuple[tuple[str, ...], set[int], set[int]]:
    """Return the words of the only quotation, its signs and its bracketed words."""
    (found,) = find_draft_quotations(text, reading_of(text))
    return found.words.keys, set(found.signs), set(found.bracketed)


@pytest.mark.parametrize(
    ("quoted", "words", "signs", "bracketed"),
    [
        ("We won", "we won", set(), set()),
        ("We … won", "we won", {1}, set()),
        ("… we won ...", "we won", {0, 2}, set()),
        ("We [the crew] won", "we the crew won", set(), {1, 2}),
        ("[W]e won", "we won", set(), {0}),
        ("We [...] won", "we won", {1}, set()),
    ],
)
def test_signs_of_an_editor(
    quoted: str, words: str, signs: set[int], bracketed: set[int]
) -> None:
    """Ellipses and square brackets are found by the word that they stand before."""
    found = quotation(f"“{quoted}” said Ann.")

    assert found == (tuple(words.split()), signs, bracketed)


def test_a_cue_between_two_pieces_is_a_sign() -> None:
    """Words of the draft's own may stand for words that were left out."""
    text = "“We won” said Ann “at last” said Ann."
    reading = reading_of(text)
    first, second = reading.attributions
    both = msgspec.structs.replace(first, content=first.content + second.content)
    (found,) = find_draft_quotations(
        text, msgspec.structs.replace(reading, attributions=(both,))
    )

    assert (set(found.signs), set(found.begins)) == ({2}, {0, 2})


def test_an_indirect_attribution_is_no_quotation() -> None:
    """It is kept apart: it gets no verdict."""
    text = "“We won” thought Ann."

    assert find_draft_quotations(text, reading_of(text)) == ()
    assert [each.id for each in find_indirect(text, reading_of(text))] == ["a1"]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("A sign read “we are closed for repairs”.", ["q1"]),
        ("A sign read “we are closed”.", []),
        ("“We are closed for repairs” said Ann.", ["a1"]),
        ("She read “we are closed for repairs and no mark.", []),
    ],
)
def test_long_quotations_without_a_record(text: str, ids: list[str]) -> None:
    """Five quoted words are checked though nobody is named; fewer may be a title."""
    found = find_draft_quotations(text, reading_of(text))

    assert [each.id for each in found] == ids
