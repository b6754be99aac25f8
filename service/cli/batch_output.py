"""Where an earlier run of a batch stopped, by its output."""

import os
import sys
from itertools import islice
from typing import Annotated, BinaryIO

import msgspec

from service.cli.terminal import CommandFailed
from service.wire.codecs import decode_id
from service.wire.line_splitter import is_blank

LINE_START = b'{"line":'
"""The first bytes of every output line."""
SUCCESS = 200
"""The status of an output line with a response."""
OLD_LINE_START = b'{"id":'
"""The first bytes of every output line of Whosaid 0.1."""


class Progress(msgspec.Struct, frozen=True):
    """What an output holds of the results of a batch."""

    lines: int = 0
    """Number of its lines."""
    last: int = 0
    """Number of the input line that its last one answers, from 1; blank ones count."""
    failed: int = 0
    """Number of its lines that hold an error."""


class OutputLine(msgspec.Struct, frozen=True):
    """The fields of an output line that say what it answers, and how."""

    line: Annotated[int, msgspec.Meta(ge=0, le=sys.maxsize)]
    status: int = SUCCESS


_decode = msgspec.json.Decoder(OutputLine).decode


def resume(output: BinaryIO, source: BinaryIO, *, name: str) -> Progress:
    """Remove an incomplete last line of ``output``; return what it holds before.

    The file is positioned at its end.

    Args:
        output: the output of an earlier run, open for reading and appending; may be
            empty.
        source: the requests; read from its start.
        name: of the requests, for errors.

    Raises:
        CommandFailed: the lines of ``output`` are no results of those of ``source``, or
            of the shape of Whosaid 0.1.
    """
    done, end, last, torn, failed = 0, 0, b"", b"", 0
    output.seek(0)
    for line in output:
        if line.endswith(b"\n"):
            done, end, last = done + 1, end + len(line), line
            failed += _read(line).status != SUCCESS
        else:
            torn = line
    if (last or torn).startswith(OLD_LINE_START):
        raise CommandFailed(
            f"{output.name} was begun by Whosaid 0.1, whose lines have another shape; "
            "name another output, or finish it with 0.1"
        )
    ours = torn.startswith(LINE_START) or LINE_START.startswith(torn)
    if not ours or (done and not _answers(last, source, lines=done)):
        raise CommandFailed(f"{output.name} does not hold the results of {name}")
    output.truncate(end)
    output.seek(0, os.SEEK_END)
    return Progress(done, _read(last).line if done else 0, failed)


def count_lines(source: BinaryIO) -> int:
    """Return the number of lines that are not blank, from the start of the input."""
    source.seek(0)
    return sum(not is_blank(line) for line in source)


def _read(line: bytes) -> OutputLine:
    """Return the fields of an output line; of one that is none, the line number 0."""
    try:
        return _decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return OutputLine(0, 0)


def _answers(result: bytes, source: BinaryIO, *, lines: int) -> bool:
    """Whether an output line can be the answer to that number of lines of the input.

    That is so by the number in it, blank lines included, and by its id.
    """
    source.seek(0)
    request, found = b"", 0
    for line in islice(source, _read(result).line):
        request, found = line, found + (not is_blank(line))
    known = decode_id(request) in {None, decode_id(result)}
    return known and found == lines and not is_blank(request)
