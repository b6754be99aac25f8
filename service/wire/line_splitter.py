"""Incremental splitting of a request body into lines, with size limits."""

from service.errors import WhosaidError
from service.wire.request_errors import BodyTooLarge, TooManyLines


class LineSplitter:
    """Splits the parts of a body into lines.

    When a limit is exceeded ``error`` is set; later parts only add to ``size``.
    """

    def __init__(self, *, max_bytes: int, max_lines: int, content_length: str) -> None:
        self.max_bytes = max_bytes
        self._max_lines = max_lines
        self._open: list[bytes] = []
        self._lines = 0
        self.size = 0
        self.error: WhosaidError | None = None
        if content_length.isdecimal() and int(content_length) > max_bytes:
            self.error = BodyTooLarge(limit=max_bytes)

    def feed(self, part: bytes) -> list[bytes]:
        """Return the lines that ``part`` completes, without their newlines."""
        self.size += len(part)
        if self.error is None and self.size > self.max_bytes:
            self.error = BodyTooLarge(limit=self.max_bytes)
        if self.error is not None or not part:
            return []
        first, *others = part.split(b"\n")
        self._open.append(first)
        if not others:
            return []
        whole = [b"".join(self._open), *others[:-1]]
        self._open = [others[-1]]
        return self._admit(whole)

    def finish(self) -> list[bytes]:
        """Return the last line if the body does not end with a newline, else none."""
        last = b"".join(self._open)
        return self._admit([last]) if last and self.error is None else []

    def _admit(self, lines: list[bytes]) -> list[bytes]:
        room = self._max_lines - self._lines
        self._lines += len(lines)
        if len(lines) > room:
            self.error = TooManyLines(limit=self._max_lines)
        return lines[:room]
