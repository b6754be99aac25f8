"""The text that is read, from the lines of an HTML text and what is inserted."""

from collections.abc import Sequence

import msgspec

from service.text.html.lines import Line
from service.text.html.quoted_elements import Insertion
from service.text.html.segments import OffsetMap, Segment


class Assembled(msgspec.Struct, frozen=True):
    """A text with the map of its offsets to those of the markup."""

    text: str
    map: OffsetMap
    inserted: tuple[int, ...]
    """Offsets of the characters that are not in the markup, in order."""
    bounds: tuple[tuple[int, int], ...]
    """The range of each line in the text."""


def assemble(
    lines: Sequence[Line], insertions: Sequence[Sequence[Insertion]]
) -> Assembled:
    """Join lines, with a blank line between paragraphs, and insert into them.

    Args:
        lines: of the markup.
        insertions: for each line, in order.
    """
    writer = _Writer()
    bounds: list[tuple[int, int]] = []
    for number, (line, added) in enumerate(zip(lines, insertions, strict=True)):
        if number:
            before = lines[number - 1].end
            writer.write("\n" * line.breaks, before, max(before, line.start))
        start = writer.length
        writer.write_line(line, added)
        bounds.append((start, writer.length))
    return Assembled(
        text="".join(writer.parts),
        map=OffsetMap(tuple(writer.segments), writer.length),
        inserted=tuple(writer.inserted),
        bounds=tuple(bounds),
    )


class _Writer:
    """Writes a text and its segments."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.segments: list[Segment] = []
        self.inserted: list[int] = []
        self.length = 0

    def write(self, text: str, start: int, end: int, *, plain: bool = False) -> None:
        """Write characters that stand for a range of the markup."""
        self.segments.append(Segment(self.length, start, end, plain=plain))
        self.parts.append(text)
        self.length += len(text)

    def write_line(self, line: Line, insertions: Sequence[Insertion]) -> None:
        """Write a line with its insertions, which may divide a plain segment."""
        ends = [*(each.at for each in line.segments[1:]), len(line.text)]
        waiting = list(reversed(insertions))
        for segment, end in zip(line.segments, ends, strict=True):
            at = segment.at
            while waiting and waiting[-1].at < end:
                insertion = waiting.pop()
                if at < insertion.at and segment.plain:
                    self._copy(line, segment, at, insertion.at)
                    at = insertion.at
                self._insert(insertion)
            self._copy(line, segment, at, end)
        while waiting:
            self._insert(waiting.pop())

    def _copy(self, line: Line, segment: Segment, start: int, end: int) -> None:
        """Write a part of a segment: the whole of it, unless it is plain."""
        first, last = segment.start, segment.end
        if segment.plain:
            first, last = first + start - segment.at, first + end - segment.at
        self.write(line.text[start:end], first, last, plain=segment.plain)

    def _insert(self, insertion: Insertion) -> None:
        self.inserted.extend(range(self.length, self.length + len(insertion.text)))
        self.write(insertion.text, insertion.start, insertion.end)
