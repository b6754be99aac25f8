"""The quotations of a draft: their words, and where the draft shows an omission."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from service.attribution.quotation_marks import find_marked_quotations
from service.checking.broken_lines import join_broken_lines
from service.checking.check_records import Credit, DraftSide
from service.checking.words.check_words import Words, join_words
from service.masking.placeholders import merge_spans
from service.masking.quoted_spans import quoted_spans
from service.records import Attribution, Reading, Span
from service.text.reader import read_article

FEWEST_UNATTRIBUTED = 5
"""Words of a quotation that is checked though no record has it; fewer are more often a
title or a nickname."""
_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.")
_BRACKETS = re.compile(r"\[([^\[\]\n]{1,300})\]")


class DraftQuotation(msgspec.Struct, frozen=True):
    """One quotation, or an indirect content, in words.

    A number ``p`` in ``signs`` says that the draft shows an omission before word ``p``:
    an ellipsis, or words of its own between two pieces. ``bracketed`` are the words in
    square brackets, ``begins`` the first words of pieces. ``apart`` says that the
    pieces are quoted one by one ("mixed").
    """

    id: str
    side: DraftSide
    words: Words
    signs: frozenset[int] = frozenset()
    bracketed: frozenset[int] = frozenset()
    begins: frozenset[int] = frozenset({0})
    apart: bool = False


def find_draft_quotations(text: str, reading: Reading) -> tuple[DraftQuotation, ...]:
    """Return the direct and mixed attributions, and long quotations without a record.

    In text order. An attribution of which no word is quoted is left out.
    """
    found = [
        _quotation(text, reading, attribution, spans)
        for attribution in reading.attributions
        if (spans := _quoted(text, attribution))
    ]
    covered = [span for each in found for span in each.side.content]
    loose = enumerate(_unattributed(text, covered), start=1)
    found.extend(
        _from_spans(f"q{number}", text, DraftSide((span,), None, None))
        for number, span in loose
    )
    wordy = (each for each in found if each.words.keys)
    return tuple(sorted(wordy, key=lambda each: each.side.content[0]))


def find_indirect(text: str, reading: Reading) -> tuple[DraftQuotation, ...]:
    """Return the indirect attributions of a draft."""
    return tuple(
        _quotation(text, reading, each, each.content)
        for each in reading.attributions
        if each.type == "indirect"
    )


def _quoted(text: str, attribution: Attribution) -> tuple[Span, ...]:
    return tuple(quoted_spans(text, [(attribution.type, attribution.content)]))


def _quotation(
    text: str, reading: Reading, attribution: Attribution, spans: Sequence[Span]
) -> DraftQuotation:
    side = DraftSide(
        content=tuple(spans),
        speaker=speaker_credit(reading, attribution),
        outlet=attribution.outlet.name if attribution.outlet else None,
    )
    apart = attribution.type == "mixed"
    return _from_spans(attribution.id, text, side, apart=apart)


def speaker_credit(reading: Reading, attribution: Attribution) -> Credit | None:
    """Return the speaker of an attribution as its text gives it."""
    speaker = next((s for s in reading.speakers if s.id == attribution.speaker), None)
    return Credit(speaker.name, speaker.type, speaker.role) if speaker else None


def _from_spans(
    name: str, text: str, side: DraftSide, *, apart: bool = False
) -> DraftQuotation:
    spans = side.content
    words = join_words(text, [(span.start, span.end) for span in spans])
    return DraftQuotation(
        id=name,
        side=side,
        words=words,
        signs=frozenset(_signs(text, words, spans)),
        bracketed=frozenset(_bracketed(text, words, spans)),
        begins=frozenset(_position(words, span.start) for span in spans),
        apart=apart,
    )


def _signs(text: str, words: Words, spans: Sequence[Span]) -> Iterator[int]:
    """Yield the words before which the draft shows that something is left out."""
    for span in spans:
        for match in _ELLIPSIS.finditer(text, span.start, span.end):
            yield _position(words, match.start())
    for before, after in pairwise(spans):
        if any(char.isalnum() for char in text[before.end : after.start]):
            yield _position(words, after.start)


def _bracketed(text: str, words: Words, spans: Sequence[Span]) -> Iterator[int]:
    """Yield the words that stand in square brackets, wholly or in part."""
    inside = [
        (match.start(), match.end())
        for span in spans
        for match in _BRACKETS.finditer(text, span.start, span.end)
    ]
    for start, end in inside:
        first = _position(words, start)
        yield from range(first, _position(words, end))
        if first and words.ends[first - 1] > start:
            yield first - 1


def _position(words: Words, offset: int) -> int:
    """Return the number of words that start before the offset."""
    return bisect_left(words.starts, offset)


def _unattributed(text: str, covered: Sequence[Span]) -> Iterator[Span]:
    """Yield the outermost quotations of a draft that no record touches."""
    quotations, _ = find_marked_quotations(read_article(join_broken_lines(text)))
    taken = merge_spans(covered)
    ends = [span.end for span in taken]
    for each in quotations:
        at = bisect_right(ends, each.start)
        touched = at < len(taken) and taken[at].start < each.end
        if each.depth or touched or not each.closed:
            continue
        if len(text[each.start : each.end].split()) >= FEWEST_UNATTRIBUTED:
            yield Span(each.start, each.end)
