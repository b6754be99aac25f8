"""Output lines of a batch, and where an earlier run stopped."""

import os
from pathlib import Path
from typing import BinaryIO

import msgspec

from service.cli.terminal import CommandFailed
from service.errors import InvalidField, WhosaidError

LINE_START = b'{"id":'
"""The first bytes of every output line."""


class LineError(msgspec.Struct, frozen=True):
    """Why a line has no response. ``path`` is the invalid field, if any."""

    code: str
    detail: str
    path: str | None


class ErrorLine(msgspec.Struct, frozen=True):
    """The output line of a request without a response."""

    id: str | None
    error: LineError


class ResultId(msgspec.Struct, frozen=True):
    """The field of an output line that links it to its request."""

    id: str | None = None


def error_line(line: bytes, error: WhosaidError) -> bytes:
    """Return the output line of an input line that failed."""
    path = error.path if isinstance(error, InvalidField) else None
    return msgspec.json.encode(
        ErrorLine(id_of(line), LineError(error.code, str(error), path))
    )


def id_of(line: bytes) -> str | None:
    """Return the id in a line; None if it has none or is no JSON object."""
    try:
        return msgspec.json.decode(line, type=ResultId).id
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def resume(output: BinaryIO, source: Path) -> int:
    """Remove an incomplete last line of ``output``; return the number of lines left.

    The file is positioned at its end.

    Args:
        output: the output of an earlier run, open for reading and appending; may be
            empty.
        source: the requests.

    Raises:
        CommandFailed: the lines of ``output`` are no results of those of ``source``.
    """
    done, end, last, torn = 0, 0, b"", b""
    output.seek(0)
    for line in output:
        if line.endswith(b"\n"):
            done, end, last = done + 1, end + len(line), line
        else:
            torn = line
    ours = torn.startswith(LINE_START) or LINE_START.startswith(torn)
    if not ours or (done and not _answers(last, _line(source, done))):
        raise CommandFailed(f"{output.name} does not hold the results of {source}")
    output.truncate(end)
    output.seek(0, os.SEEK_END)
    return done


def _answers(result: bytes, request: bytes | None) -> bool:
    """Whether an output line can be the result of an input line, by its id."""
    wanted = None if request is None else id_of(request)
    return (
        request is not None
        and result.startswith(LINE_START)
        and (wanted is None or wanted == id_of(result))
    )


def _line(path: Path, number: int) -> bytes | None:
    with path.open("rb") as file:
        return next((line for i, line in enumerate(file, 1) if i == number), None)
