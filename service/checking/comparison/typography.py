"""How agreeing words are set on the two sides: case, marks, punctuation, spaces."""

import re
from collections.abc import Iterator

from service.checking.check_records import Difference, Operation
from service.checking.comparison.critical_changes import is_critical
from service.checking.comparison.sides import Sides
from service.checking.search.word_alignment import Run
from service.records import Span

_MARK = "[\"“”„‟«»'‘’‚‹›`´]"
_LINE_BREAK = re.compile(rf"{_MARK}*\s*\n\s*{_MARK}*")
_TAIL = re.compile(r"[^\w\s\"“”„‟«»'‘’‚‹›`´\[\]()$€£¥°]*")
_BRACKETS = re.compile(r"[\[\]]")
_ELLIPSIS = re.compile(r"…|\.\s?\.\s?\.")


def compare_run(sides: Sides, run: Run) -> Iterator[Difference]:
    """Yield the differences in the setting of words that agree, in order."""
    for step in range(run.length):
        position, place = run.draft + step, run.place + step
        if step:
            yield from _compare_gap(sides, position, place)
        op = _word_change(sides, position, place)
        if op is not None:
            yield _difference(sides, op, position, place)
    yield from compare_tail(sides, run.draft_end - 1, run.place_end - 1)


def compare_tail(sides: Sides, position: int, place: int) -> Iterator[Difference]:
    """Yield a difference where other punctuation follows the last word of a run.

    Punctuation that the draft leaves out is none: the words may go on outside.
    """
    words, at = sides.source(place)
    ours = tail_of(sides.draft.text, sides.draft.ends[position])
    theirs = tail_of(words.text, words.ends[at])
    shown = _ELLIPSIS.sub("", ours)
    if shown and shown != theirs:
        start, end = sides.draft.ends[position], words.ends[at]
        yield Difference(
            "typography",
            Span(start, start + len(ours)),
            Span(end, end + len(theirs)) if theirs else None,
        )


def tail_of(text: str, end: int) -> str:
    """Return the punctuation right after a word."""
    match = _TAIL.match(text, end)
    return match[0] if match else ""


def _compare_gap(sides: Sides, position: int, place: int) -> Iterator[Difference]:
    """Compare what stands between two words on both sides."""
    words, at = sides.source(place)
    ours, theirs = sides.draft.between(position), words.between(at)
    if position in sides.quotation.begins:
        yield from compare_tail(sides, position - 1, place - 1)
    elif _plain(ours) != _plain(theirs):
        yield Difference(
            "typography",
            Span(sides.draft.ends[position - 1], sides.draft.starts[position]),
            Span(words.ends[at - 1], words.starts[at]),
        )


def _plain(gap: str) -> str:
    """Return a gap with its line breaks as spaces, brackets left out.

    A mark that a quotation opens anew in each paragraph goes with the line break.
    """
    return _BRACKETS.sub("", _LINE_BREAK.sub(" ", gap))


def _word_change(sides: Sides, position: int, place: int) -> Operation | None:
    """Return what was done to a word that agrees, None for nothing."""
    words, at = sides.source(place)
    ours, theirs = sides.draft.written(position), words.written(at)
    if position in sides.quotation.bracketed and _brackets(
        sides, position
    ) != _source_brackets(sides, place):
        return "bracketed"
    if ours == theirs:
        return None
    one, other = _BRACKETS.sub("", ours), _BRACKETS.sub("", theirs)
    if one.casefold() != other.casefold() or one == other:
        return "typography"
    begins = (
        position in sides.quotation.begins
        or position in sides.quotation.signs
        or sides.begins_in_source(place)
        or _after_sentence(sides, position)
    )
    first_only = one[1:] == other[1:]
    return "typography" if first_only and begins else "changed"


def _after_sentence(sides: Sides, position: int) -> bool:
    return any(mark in sides.draft.between(position) for mark in ".?!…:\n")


def _brackets(sides: Sides, position: int) -> str:
    draft = sides.draft
    around = (
        sides.draft_gap(position)
        + draft.written(position)
        + sides.draft_gap(position + 1)
    )
    return "".join(_BRACKETS.findall(around))


def _source_brackets(sides: Sides, place: int) -> str:
    words, at = sides.source(place)
    around = words.between(at) + words.written(at) + words.between(at + 1)
    return "".join(_BRACKETS.findall(around))


def _difference(sides: Sides, op: Operation, position: int, place: int) -> Difference:
    words, at = sides.source(place)
    critical = op == "changed" and is_critical(
        op, (sides.draft, range(position, position + 1)), (words, range(at, at + 1))
    )
    return Difference(
        op,
        sides.draft_span(position, position + 1),
        sides.source_span(place, place + 1),
        critical,
    )
