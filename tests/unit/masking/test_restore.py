"""Unmasking restores quotations and reports changed placeholders."""

import string
from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.masking import Placeholder, Restored, mask, unmask
from service.masking.marker import ALPHABET
from service.records import Span

FIRST = Placeholder("QUOTE-1-KXTRWD", "“One.”", 4, 10)
SECOND = Placeholder("QUOTE-2-KXTRWD", "“Two.”", 20, 26)
BOTH = (FIRST, SECOND)

LOOKALIKES = st.from_regex(
    r"\[{0,3}(QUOTE|quote)[-_ ]?[0-9]{1,2}[-_ ]?[A-Z]{5,7}\]{0,3}", fullmatch=True
)
TEXTS = st.lists(
    st.one_of(
        st.text(max_size=12),
        LOOKALIKES,
        st.sampled_from(["[[", "]]", "“", "”", "\r\n", "\ufeff", "👩‍👩‍👧", "K", "ß"]),
    ),
    max_size=12,
).map("".join)


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """Draw a text, placeholder lookalikes included, and spans of it."""
    text = draw(TEXTS)
    offsets = st.integers(min_value=0, max_value=len(text))
    pairs = draw(st.lists(st.tuples(offsets, offsets), max_size=6))
    return text, [Span(min(pair), max(pair)) for pair in pairs]


@given(texts_with_spans())
def test_unmask_is_the_inverse_of_mask(drawn: tuple[str, list[Span]]) -> None:
    """A text that was not edited is restored exactly."""
    text, spans = drawn
    masked = mask(text, spans)

    assert unmask(masked.text, masked.placeholders) == Restored(text, (), (), ())


@given(texts_with_spans())
def test_placeholders_are_in_order_and_from_the_text(
    drawn: tuple[str, list[Span]],
) -> None:
    """The text of each placeholder is the text at its offsets, in order, disjoint."""
    text, spans = drawn
    placeholders = mask(text, spans).placeholders

    assert [text[each.start : each.end] for each in placeholders] == [
        each.text for each in placeholders
    ]
    ends = [0, *(each.end for each in placeholders)]
    starts = [*(each.start for each in placeholders), len(text)]
    assert all(end <= start for end, start in zip(ends, starts, strict=True))


@pytest.mark.parametrize(
    "remnant",
    [
        "QUOTE-1-KXTRWD",
        "[QUOTE-1-KXTRWD]",
        "[[quote-1-kxtrwd]]",
        "[[ QUOTE-1-KXTRWD ]]",
        "[[QUOTE 1 KXTRWD]]",
        "[[Quote_1_KXTRWD]]",
        "{{QUOTE-1-KXTRWD}}",
        "⟦QUOTE-1-KXTRWD⟧",
        "<QUOTE-1-KXTRWD>",
        r"\[\[QUOTE-1-KXTRWD\]\]",
        "[[QUOTE–1–KXTRWD]]",
    ],
)
def test_an_altered_placeholder_is_restored_and_reported(remnant: str) -> None:
    """An altered placeholder is recognised by its number and code."""
    restored = unmask(f"He said {remnant}, again.", [FIRST])

    assert restored == Restored("He said “One.”, again.", (), (), (FIRST.id,))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "He said something else.",
        "[[QUOTE-1-KXTRWW]]",
        "[[QUOTE-11-KXTRWD]]",
        "[[QUOTE-1-KXTRWDS]]",
        "[[MISQUOTE-1-KXTRWD]]",
        "[[QUOTE-1]]",
        "KXTRWD",
    ],
)
def test_a_placeholder_without_a_trace_is_lost(text: str) -> None:
    """Another number, another code or no code is not recognised."""
    assert unmask(text, [FIRST]) == Restored(text, (FIRST.id,), (), ())


def test_a_repeated_placeholder_is_restored_everywhere() -> None:
    """Two occurrences are repeated; one in another form is altered as well."""
    twice = unmask("[[QUOTE-1-KXTRWD]] [[QUOTE-1-KXTRWD]]", BOTH)
    mixed = unmask("[[QUOTE-1-KXTRWD]] QUOTE-1-KXTRWD", BOTH)

    assert twice == Restored("“One.” “One.”", (SECOND.id,), (FIRST.id,), ())
    assert mixed == Restored("“One.” “One.”", (SECOND.id,), (FIRST.id,), (FIRST.id,))


def test_brackets_of_the_article_are_not_eaten() -> None:
    """Brackets around an unaltered placeholder are kept."""
    masked = mask("[[“One.”]] [“Two.”]", [Span(2, 8), Span(12, 18)])

    assert unmask(masked.text, masked.placeholders).text == "[[“One.”]] [“Two.”]"


def test_restored_words_are_not_read_again() -> None:
    """A placeholder inside a restored quotation is not replaced."""
    tricky = Placeholder(FIRST.id, "[[QUOTE-2-KXTRWD]]", 0, 18)

    restored = unmask("[[QUOTE-1-KXTRWD]]", [tricky])

    assert restored.text == "[[QUOTE-2-KXTRWD]]"


def test_placeholders_of_two_texts_can_be_restored_at_once() -> None:
    """Placeholders of different articles are distinguished by their codes."""
    other = Placeholder("QUOTE-1-BBBBBB", "“Other.”", 0, 8)

    restored = unmask("[[QUOTE-1-BBBBBB]] [[QUOTE-1-KXTRWD]]", [FIRST, other])

    assert restored == Restored("“Other.” “One.”", (), (), ())


EDITS = ("keep", "drop", "repeat", "alter")
FILLERS = st.text(alphabet=string.ascii_lowercase + " .,“”\n", max_size=10).map(
    lambda words: f" {words} "
)


def _edited(token: str, edit: str) -> str:
    altered = token.strip("[]").lower()
    return {"keep": token, "drop": "", "repeat": token * 2, "alter": altered}[edit]


def _named(
    placeholders: Sequence[Placeholder], edits: Sequence[str], edit: str
) -> tuple[str, ...]:
    pairs = zip(placeholders, edits, strict=True)
    return tuple(each.id for each, done in pairs if done == edit)


@given(
    st.lists(st.tuples(st.sampled_from(EDITS), FILLERS), max_size=8),
    st.randoms(use_true_random=False),
)
def test_edits_report_exactly_the_touched_placeholders(
    plan: list[tuple[str, str]], random: Random
) -> None:
    """Exactly the dropped, repeated and altered placeholders are reported."""
    quotations = [f"“Words {number}”" for number in range(len(plan))]
    text = " ".join(quotations)
    spans = [
        Span(start, start + len(each))
        for each in quotations
        for start in [text.index(each)]
    ]
    placeholders = mask(text, spans).placeholders
    edits = [edit for edit, _ in plan]
    pieces = [
        (
            filler + _edited(f"[[{each.id}]]", edit),
            filler + each.text * {"drop": 0, "repeat": 2}.get(edit, 1),
        )
        for each, (edit, filler) in zip(placeholders, plan, strict=True)
    ]
    random.shuffle(pieces)

    restored = unmask("".join(piece for piece, _ in pieces), placeholders)

    assert restored.text == "".join(expected for _, expected in pieces)
    assert restored.lost == _named(placeholders, edits, "drop")
    assert restored.repeated == _named(placeholders, edits, "repeat")
    assert restored.altered == _named(placeholders, edits, "alter")


def test_thousands_of_remnants_are_read_in_linear_time() -> None:
    """Long runs of brackets and partial placeholders are searched in linear time."""
    noise = "[[" * 20_000 + "QUOTE-1-" * 20_000 + "[ QUOTE " * 20_000

    assert unmask(noise, [FIRST]).lost == (FIRST.id,)


def test_codes_in_tests_are_spelt_as_real_ones() -> None:
    """The ids in this test have the form of real ones."""
    assert set("KXTRWD") <= set(ALPHABET)
