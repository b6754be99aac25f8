"""Paragraph boundaries: blank lines, single newlines and hard-wrapped lines.

Bounds are half-open offsets of the normalised text.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

Bounds = tuple[int, int]

WIDEST_WRAP = 100
"""Characters; a text with a longer line is not hard-wrapped."""

SLACK = 0.85
"""Share of the width. A line break is forced where the line, together with the next
word, would be longer than this."""

_LINE = re.compile(r"[^\n]+")
_TERMINAL = re.compile(r"[.!?:;][\"')\]]*\s*$")


def find_paragraphs(text: str) -> tuple[Bounds, ...]:
    """Return the bounds of each paragraph, without leading and trailing space.

    A blank line always ends a paragraph. A single newline also does, unless the text
    is hard-wrapped: no line is longer than ``WIDEST_WRAP``, at least four of five line
    breaks are forced, and at least a third of the lines begin in lower case.
    """
    blocks = tuple(_find_blocks(text))
    width = max((end - start for block in blocks for start, end in block), default=0)
    wrapped = _is_wrapped(text, blocks, width)
    return tuple(
        _trim(text, paragraph)
        for block in blocks
        for paragraph in (_join_lines(text, block, width) if wrapped else block)
    )


def _find_blocks(text: str) -> Iterator[list[Bounds]]:
    """Yield the runs of lines between blank lines."""
    block: list[Bounds] = []
    for match in _LINE.finditer(text):
        start, end = match.span()
        if not match[0].strip():
            continue
        if block and start - block[-1][1] > 1:
            yield block
            block = []
        block.append((start, end))
    if block:
        yield block


def _is_wrapped(text: str, blocks: Sequence[Sequence[Bounds]], width: int) -> bool:
    breaks = [pair for block in blocks for pair in pairwise(block)]
    if not breaks or width > WIDEST_WRAP:
        return False
    forced = sum(_is_forced(text, *pair, width) for pair in breaks)
    running = sum(text[start:end].lstrip()[0].islower() for _, (start, end) in breaks)
    return forced * 5 >= len(breaks) * 4 and running * 3 >= len(breaks)


def _is_forced(text: str, line: Bounds, following: Bounds, width: int) -> bool:
    """Whether the first word of the next line did not fit on this line."""
    word = text[slice(*following)].split(maxsplit=1)[0]
    return len(text[slice(*line)].rstrip()) + 1 + len(word) > SLACK * width


def _join_lines(text: str, block: Sequence[Bounds], width: int) -> Iterator[Bounds]:
    start, end = block[0]
    for line, following in pairwise(block):
        indented = text[following[0]].isspace() and not text[line[0]].isspace()
        ended = bool(_TERMINAL.search(text, *line))
        if ended and (indented or not _is_forced(text, line, following, width)):
            yield start, end
            start = following[0]
        end = following[1]
    yield start, end


def _trim(text: str, bounds: Bounds) -> Bounds:
    start, end = bounds
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), start + len(part.rstrip())
