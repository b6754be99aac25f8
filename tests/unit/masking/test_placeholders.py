"""Masking: what is taken out, what stands in its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.masking import Placeholder, mask, quoted_spans
from service.masking.marker import ALPHABET, CODE_LENGTH, TOKEN, choose_code
from service.masking.placeholders import merge_spans
from service.records import Span

TEXT = "The mayor said: “No new trams.” She left."
QUOTE = Span(16, 31)


def test_a_quotation_becomes_a_placeholder() -> None:
    """The span is replaced; the placeholder keeps its words and its offsets."""
    code = choose_code(TEXT)
    masked = mask(TEXT, [QUOTE])

    assert masked.text == f"The mayor said: [[QUOTE-1-{code}]] She left."
    assert masked.placeholders == (
        Placeholder(f"QUOTE-1-{code}", "“No new trams.”", 16, 31),
    )


def test_nothing_to_mask_leaves_the_text() -> None:
    """Without a span, and with an empty one, the text is as it was."""
    assert mask(TEXT, []).text == TEXT
    assert mask(TEXT, [Span(4, 4)]).placeholders == ()


def test_placeholders_are_numbered_in_the_order_of_the_text() -> None:
    """The order in which spans are given does not matter."""
    spans = [Span(5, 9), Span(0, 3)]

    placeholders = mask("abc d efgh", spans).placeholders

    assert [each.id.split("-")[1] for each in placeholders] == ["1", "2"]
    assert [each.text for each in placeholders] == ["abc", " efg"]


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], []),
        ([(0, 4), (2, 6)], [(0, 6)]),
        ([(0, 9), (2, 6)], [(0, 9)]),
        ([(2, 6), (0, 9), (9, 12)], [(0, 9), (9, 12)]),
        ([(3, 3), (4, 5)], [(4, 5)]),
        ([(4, 5), (4, 5)], [(4, 5)]),
    ],
    ids=str,
)
def test_overlapping_spans_become_one(
    spans: list[tuple[int, int]], expected: list[tuple[int, int]]
) -> None:
    """A quotation inside another goes with it; neighbours stay apart."""
    merged = merge_spans([Span(*pair) for pair in spans])

    assert merged == [Span(*pair) for pair in expected]


def test_the_code_is_not_in_the_text_in_any_case() -> None:
    """A text that already holds its own code gets another one."""
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
    """The first spelling of the hash is taken only if the text does not hold it."""
    codes = iter(["TAKENN", "FREEEE"])
    monkeypatch.setattr("service.masking.marker._code", lambda *_: next(codes))

    assert choose_code("already takenn here") == "FREEEE"


@given(st.text())
def test_codes_are_steady_and_spelt_in_the_alphabet(text: str) -> None:
    """The same text gives the same code, of six letters that spell no word."""
    code = choose_code(text)

    assert code == choose_code(text)
    assert len(code) == CODE_LENGTH
    assert set(code) <= set(ALPHABET)


def test_a_placeholder_is_recognised_as_it_was_handed_out() -> None:
    """What mask writes is what unmask looks for."""
    masked = mask(TEXT, [QUOTE])

    assert [match[1] for match in TOKEN.finditer(masked.text)] == [
        each.id for each in masked.placeholders
    ]


@pytest.mark.parametrize(
    ("kind", "content", "expected"),
    [
        ("direct", "“We won,”", ["“We won,”"]),
        ("direct", "“We go on", ["“We go on"]),
        ("indirect", "that “we” won", []),
        ("mixed", "“a bad day” and “a long one”", ["“a bad day”", "“a long one”"]),
        ("mixed", 'it was "a bad day" for all', ['"a bad day"']),
        ("mixed", "it wasn't 'a bad day', he's sure", ["'a bad day'"]),
        ("mixed", "it was «a bad day»", ["«a bad day»"]),
        ("mixed", "it was „a bad day“", ["„a bad day“"]),
        ("mixed", "it was “a ‘bad’ day”", ["“a ‘bad’ day”"]),
        ("mixed", "it was “a bad day", ["“a bad day"]),
        ("mixed", "no marks at all", []),
    ],
    ids=str,
)  # fmt: skip
def test_quoted_words_are_direct_content_and_what_stands_between_marks(
    kind: str, content: str, expected: list[str]
) -> None:
    """Marks are included; indirect content has none; apostrophes are no marks."""
    text = f"😀 He said {content}. Then “rain” fell."
    start = text.index(content)
    span = Span(start, start + len(content))

    found = quoted_spans(text, [(kind, [span])])

    assert [text[each.start : each.end] for each in found] == expected
