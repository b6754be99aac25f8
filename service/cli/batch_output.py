"""Where an earlier run of a batch stopped, by its output."""

import os
from pathlib import Path
from typing import BinaryIO

import msgspec

from service.cli.terminal import CommandFailed
from service.wire.codecs import decode_id

LINE_START = b'{"line":'
"""The first bytes of every output line."""
OLD_LINE_START = b'{"id":'
"""The first bytes of every output line of Whosaid 0.1."""


class LineNumber(msgspec.Struct, frozen=True):
    """The field of an output line that names its input line."""

    line: int


_numbers = msgspec.json.Decoder(LineNumber)


def resume(output: BinaryIO, source: Path) -> int:
    """Remove an incomplete last line of ``output``; return the number of lines left.

    The file is positioned at its end.

    Args:
        output: the output of an earlier run, open for reading and appending; may be
            empty.
        source: the requests.

    Raises:
        CommandFailed: the lines of ``output`` are no results of those of ``source``, or
            of the shape of Whosaid 0.1.
    """
    done, end, last, torn = 0, 0, b"", b""
    output.seek(0)
    for line in output:
        if line.endswith(b"\n"):
            done, end, last = done + 1, end + len(line), line
        else:
            torn = line
    if (last or torn).startswith(OLD_LINE_START):
        raise CommandFailed(
            f"{output.name} was begun by Whosaid 0.1, whose lines have another shape; "
            "name another output, or finish it with 0.1"
        )
    ours = torn.startswith(LINE_START) or LINE_START.startswith(torn)
    if not ours or (done and not _answers(last, _line(source, done), done)):
        raise CommandFailed(f"{output.name} does not hold the results of {source}")
    output.truncate(end)
    output.seek(0, os.SEEK_END)
    return done


def _answers(result: bytes, request: bytes | None, number: int) -> bool:
    """Whether an output line can be that of an input line, by its number and id."""
    if request is None:
        return False
    try:
        same = _numbers.decode(result).line == number
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return same and decode_id(request) in {None, decode_id(result)}


def _line(path: Path, number: int) -> bytes | None:
    with path.open("rb") as file:
        return next((line for i, line in enumerate(file, 1) if i == number), None)
