"""Splitting a body into its lines while it arrives, within bounds."""

from service.errors import WhosaidError
from service.wire.request_errors import BodyTooLarge, TooManyLines


class LineSplitter:
    """Turns parts of a body into lines; after an excess it only counts bytes."""

    def __init__(self, *, most_bytes: int, most_lines: int, announced: str) -> None:
        self.most_bytes = most_bytes
        self._most_lines = most_lines
        self._open: list[bytes] = []
        self._lines = 0
        self.size = 0
        self.error: WhosaidError | None = None
        if announced.isdecimal() and int(announced) > most_bytes:
            self.error = BodyTooLarge(limit=most_bytes)

    def feed(self, part: bytes) -> list[bytes]:
        """Return the lines that ``part`` completes."""
        self.size += len(part)
        if self.error is None and self.size > self.most_bytes:
            self.error = BodyTooLarge(limit=self.most_bytes)
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
        """Return the last line, if the body does not end with a newline."""
        last = b"".join(self._open)
        return self._admit([last]) if last and self.error is None else []

    def _admit(self, lines: list[bytes]) -> list[bytes]:
        room = self._most_lines - self._lines
        self._lines += len(lines)
        if len(lines) > room:
            self.error = TooManyLines(limit=self._most_lines)
        return lines[:room]
