"""The labelled turns of a transcript, and the split of paragraphs with several.

Offsets count the normalised text; a transcript has at least two labelled paragraphs.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec
from msgspec.structs import replace

from service.text.layout.labels import Label, find_label, find_label_alone
from service.text.layout.paragraphs import Bounds

LEAST_TURNS = 2
"""Labelled paragraphs that make a transcript."""

_CAPTION_START = re.compile(r"(?<=\S)\s+(?=>{2,3}\s?\S)")
_INNER_START = re.compile(r"(?<=[.?!'\")\]])\s+(?=[A-Z\[(\d])")
_DIRECTION = re.compile(r"[(\[][^()\[\]]{1,80}[)\]][.\s]*")
_MOST_LATER = 40
"""Paragraphs without a label that continue one turn at most."""


class Turn(msgspec.Struct, frozen=True):
    """What a labelled speaker says, in one or more paragraphs."""

    label: Bounds
    contents: tuple[Bounds, ...]


class LabelledParagraph(msgspec.Struct, frozen=True):
    """A paragraph of a transcript with its label, if it has one."""

    bounds: Bounds
    label: Label | None


def split_turns(text: str, paragraphs: Sequence[Bounds]) -> Iterator[Bounds]:
    """Yield the paragraphs, cut before captions (">>") and before further labels.

    A further label is one that also begins a paragraph, or "Q:" and "A:".
    """
    keys = {label.key for label in _labels(text, paragraphs) if label.is_capitalised}
    for start, end in paragraphs:
        cuts = [m.end() for m in _CAPTION_START.finditer(text, start, end)]
        own = find_label(text[start:end])
        if own is not None:
            cuts += _further_labels(text, start + own.content, end, keys)
        edges = [start, *sorted(set(cuts)), end]
        for first, last in pairwise(edges):
            part = text[first:last]
            if part.strip():
                yield first, first + len(part.rstrip())


def _labels(text: str, paragraphs: Sequence[Bounds]) -> Iterator[Label]:
    for start, end in paragraphs:
        label = find_label(text[start:end])
        if label is not None:
            yield label


def _further_labels(text: str, start: int, end: int, keys: set[str]) -> Iterator[int]:
    """Yield where a label after the end of a sentence begins, inside a paragraph."""
    for match in _INNER_START.finditer(text, start, end):
        at = match.end()
        label = find_label(text[at : at + _LONGEST_LABEL])
        if label is None or not text.startswith(":", at + label.end):
            continue
        if label.key in keys or label.is_letter:
            yield at


_LONGEST_LABEL = 120


def find_turns(
    text: str, paragraphs: Sequence[Bounds], *, headings: frozenset[int] = frozenset()
) -> tuple[Turn, ...]:
    """Return the labelled turns of a transcript, none for any other text.

    Args:
        text: normalised.
        paragraphs: the parsed ones, in order.
        headings: starts of the paragraphs that are headings, which continue no turn.
    """
    labelled = _without_articles(
        text, [LabelledParagraph(b, _label_of(text, b)) for b in paragraphs]
    )
    found = _speaker_labels(labelled)
    numbers = [n for n, one in enumerate(labelled) if one.bounds[0] in found]
    if len(numbers) < LEAST_TURNS:
        return ()
    turns: list[Turn] = []
    longest = 0
    for number, following in zip(numbers, [*numbers[1:], None], strict=True):
        last = following if following is not None else number + 1 + longest
        later = [
            one.bounds
            for one in labelled[number + 1 : min(last, number + _MOST_LATER)]
            if one.bounds[0] not in headings
            and not _DIRECTION.fullmatch(text[slice(*one.bounds)])
        ]
        longest = max(longest, len(later) if following is not None else 0)
        turn = _turn(text, labelled[number], later)
        if turn is not None:
            turns.append(turn)
    return tuple(turns)


def _label_of(text: str, bounds: Bounds) -> Label | None:
    paragraph = text[slice(*bounds)]
    return find_label_alone(paragraph) or find_label(paragraph)


def _without_articles(
    text: str, paragraphs: Sequence[LabelledParagraph]
) -> list[LabelledParagraph]:
    """Return the paragraphs, without the labels that are the article "A".

    "A" without a mark is a label only where another paragraph has the label "Q".
    """
    if any(one.label is not None and one.label.text == "Q" for one in paragraphs):
        return list(paragraphs)
    return [
        replace(one, label=None)
        if one.label is not None
        and one.label.text == "A"
        and text[one.bounds[0] + one.label.end] not in ".:"
        else one
        for one in paragraphs
    ]


def _speaker_labels(paragraphs: Sequence[LabelledParagraph]) -> set[int]:
    """Return the starts of the paragraphs whose label names a speaker.

    Its label is strong, or it occurs twice beside a strong one.
    """
    counts = Counter(one.label.key for one in paragraphs if one.label)
    strong = {one.bounds[0] for one in paragraphs if one.label and one.label.is_strong}
    repeated = {
        one.bounds[0]
        for one in paragraphs
        if one.label
        and counts[one.label.key] >= LEAST_TURNS
        and one.label.is_capitalised
    }
    speakers = {
        one.label.key for one in paragraphs if one.label and one.bounds[0] in repeated
    }
    if not strong and len(speakers) < LEAST_TURNS:
        return set()
    return strong | repeated


def _turn(
    text: str, paragraph: LabelledParagraph, later: Sequence[Bounds]
) -> Turn | None:
    label = paragraph.label
    if label is None:
        return None
    start, end = paragraph.bounds
    own = (start + label.content, end)
    contents = [b for b in (own, *later) if any(map(str.isalnum, text[slice(*b)]))]
    if not contents:
        return None
    return Turn((start + label.start, start + label.end), tuple(contents))
