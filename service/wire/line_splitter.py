"""Incremental splitting of a request body into lines, with size limits."""

from typing import NamedTuple

from service.errors import WhosaidError
from service.wire.request_errors import BodyTooLarge, TooManyLines


class NumberedLine(NamedTuple):
    """A line without its newline, and its number in the body, from 1."""

    number: int
    body: bytes


def is_blank(line: bytes) -> bool:
    """Whether a line holds nothing but white space."""
    return not line or line.isspace()


class LineSplitter:
    """Splits the parts of a body into lines; blank ones are skipped, but numbered.

    When a limit is exceeded ``error`` is set; later parts only add to ``size``.
    """

    def __init__(self, *, max_bytes: int, max_lines: int, content_length: str) -> None:
        self.max_bytes = max_bytes
        self._max_lines = max_lines
        self._open = bytearray()
        self._found = 0
        self.lines = 0
        """Number of lines so far, blank ones included."""
        self.size = 0
        self.error: WhosaidError | None = None
        if content_length.isdecimal() and int(content_length) > max_bytes:
            self.error = BodyTooLarge(limit=max_bytes)

    def feed(self, part: bytes) -> list[NumberedLine]:
        """Return the lines that ``part`` completes, without their newlines."""
        self.size += len(part)
        if self.error is None and self.size > self.max_bytes:
            self.error = BodyTooLarge(limit=self.max_bytes)
        if self.error is not None or not part:
            return []
        first, *others = part.split(b"\n")
        self._open += first
        if not others:
            return []
        whole = [bytes(self._open), *others[:-1]]
        self._open = bytearray(others[-1])
        return self._admit(whole)

    def finish(self) -> list[NumberedLine]:
        """Return the last line if the body does not end with a newline, else none."""
        last = bytes(self._open)
        return self._admit([last]) if last and self.error is None else []

    def _admit(self, lines: list[bytes]) -> list[NumberedLine]:
        admitted: list[NumberedLine] = []
        for line in lines:
            blank = is_blank(line)
            if not blank and self._found == self._max_lines:
                self.error = TooManyLines(limit=self._max_lines)
                break
            self.lines += 1
            if not blank:
                self._found += 1
                admitted.append(NumberedLine(self.lines, line))
        return admitted
