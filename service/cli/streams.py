"""The standard streams of a process: closed ones, and those that are not UTF-8."""

import codecs
import io
import os
import sys
import unicodedata
from typing import BinaryIO, TextIO

from service.text.normalise import DASHES, DOUBLE_QUOTES, SINGLE_QUOTES

LOOK_ALIKE = "whosaid.look_alike"
"""Name of the handler that writes a character by one that looks like it."""
AS_IT_IS = "whosaid.as_it_is"
"""Name of the handler that writes bytes of file names as they are, else escapes."""
_MARKS = (
    dict.fromkeys(DOUBLE_QUOTES, '"')
    | dict.fromkeys(SINGLE_QUOTES, "'")
    | dict.fromkeys(DASHES, "-")
    | {"…": ".", "→": ">", "\u00a0": " "}
)
_ESCAPED_BYTES = range(0xDC80, 0xDD00)
"""Surrogates that stand for bytes which are not UTF-8 (PEP 383)."""


def open_closed_streams() -> None:
    """Open the standard streams that are closed (``>&-``), so that using them fails.

    Otherwise the next file to be opened gets the number of the stream, and what is
    printed goes into it. Errors of a closed standard error are lost.
    """
    for number, flags in enumerate((os.O_WRONLY, os.O_RDONLY, os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, flags)  # takes the lowest free number, which is this
    sys.stdin = sys.stdin or _open(0, "rb")
    sys.stdout = sys.stdout or _open(1, "wb")
    sys.stderr = sys.stderr or _open(2, "wb")


def _open(number: int, mode: str) -> TextIO:
    return io.TextIOWrapper(io.FileIO(number, mode, closefd=False), encoding="utf-8")


def write_any_text() -> None:
    """Let standard output and standard error write text that they cannot encode."""
    codecs.register_error(LOOK_ALIKE, _look_alike)
    codecs.register_error(AS_IT_IS, _as_it_is)
    for stream, errors in ((sys.stdout, LOOK_ALIKE), (sys.stderr, AS_IT_IS)):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=errors)


def binary_stdout() -> BinaryIO:
    """Return standard output for bytes, buffered even where Python is unbuffered.

    A raw stream (``PYTHONUNBUFFERED``) writes a part of the data and raises no error
    where the reader leaves meanwhile.
    """
    stream: BinaryIO = sys.stdout.buffer
    if isinstance(stream, io.RawIOBase):
        return os.fdopen(sys.stdout.fileno(), "wb", closefd=False)
    return stream


def discard_unwritten(*streams: BinaryIO | TextIO) -> None:
    """Discard what streams do not take, so that nothing is said at the exit."""
    for stream in streams:
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _look_alike(error: UnicodeError) -> tuple[str, int]:
    """Return one ASCII character for each that cannot be encoded."""
    text, end = _unencodable(error)
    return "".join(map(_plain, text)), end


def _plain(char: str) -> str:
    shown = _MARKS.get(char) or unicodedata.normalize("NFKD", char)[0]
    return shown if shown.isascii() else "?"


def _as_it_is(error: UnicodeError) -> tuple[bytes, int]:
    """Return the bytes that surrogates stand for, and escapes of other characters."""
    text, end = _unencodable(error)
    return b"".join(map(_byte_or_escape, text)), end


def _byte_or_escape(char: str) -> bytes:
    if ord(char) in _ESCAPED_BYTES:
        return char.encode("ascii", "surrogateescape")
    return char.encode("ascii", "backslashreplace")


def _unencodable(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return error.object[error.start : error.end], error.end
