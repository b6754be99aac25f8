"""Ranges of HTML that can be replaced without breaking an element in two."""

from collections import Counter
from collections.abc import Iterable, Iterator

from service.records import Span
from service.text.html import Readable, read_html
from service.text.html.elements import VOID
from service.text.html.repeats import Gram, grams, is_repeat
from service.text.html.scanner import Scanner, Token

_BLANK = " \t\n\r\f"


def masked_ranges(readable: Readable, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the ranges of a text as sent that hold the words of spans.

    Of HTML, the tags inside of a range are part of it. A range with the one tag of an
    element but not with the other is divided there. A line of an aside that repeats
    words of the spans has ranges too.

    Args:
        readable: the text as sent.
        spans: of the text that was read.
    """
    known: set[Gram] = set()
    for span in spans:
        place = readable.place(span)
        if readable.format == "text":
            yield place
            continue
        known.update(grams(readable.words(span)))
        yield from balanced_pieces(readable.sent, place)
    quoted = frozenset(known)
    for line in readable.repeats:
        if is_repeat(line.text, quoted):
            yield from balanced_pieces(readable.sent, Span(line.start, line.end))


def _shown(markup: str, span: Span) -> str:
    return read_html(markup[span.start : span.end]).shown


def balanced_pieces(markup: str, span: Span) -> Iterator[Span]:
    """Yield the parts of a range between tags whose other tag is outside of it.

    Parts have no white space at their ends, and parts without text are left out.
    """
    at = span.start
    for tag in _unbalanced(markup[span.start : span.end]):
        yield from _piece(markup, at, span.start + tag.start)
        at = span.start + tag.end
    yield from _piece(markup, at, span.end)


def _piece(markup: str, start: int, end: int) -> Iterator[Span]:
    part = markup[start:end]
    start += len(part) - len(part.lstrip(_BLANK))
    piece = Span(start, start + len(part.strip(_BLANK)))
    if _shown(markup, piece).strip():
        yield piece


def _unbalanced(part: str) -> list[Token]:
    """Return the tags of a part whose other tag it lacks, in order."""
    unbalanced: list[Token] = []
    opened: list[Token] = []
    names: Counter[str] = Counter()
    for tag in Scanner(part).tokens():
        if tag.kind == "start" and tag.name not in VOID:
            opened.append(tag)
            names[tag.name] += 1
        elif tag.kind == "end" and not names[tag.name]:
            unbalanced.append(tag)
        elif tag.kind == "end":
            while opened[-1].name != tag.name:
                unbalanced.append(opened[-1])
                names[opened.pop().name] -= 1
            names[opened.pop().name] -= 1
    return sorted([*unbalanced, *opened], key=_start)


def _start(tag: Token) -> int:
    return tag.start
