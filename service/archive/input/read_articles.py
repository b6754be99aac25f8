"""Read the articles of a block from their files."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from service.archive.input.blocks import LINE_CHUNK, Block, Piece
from service.archive.input.input_files import InputFormat
from service.archive.input.parquet import read_rows
from service.errors import InvalidField, RequestError
from service.text.html import TextFormat
from service.wire.codecs import HTML, PLAIN, decode_request
from service.wire.decoding import BYTE_ORDER_MARK, decode_body
from service.wire.request_errors import BodyTooLarge


class InputArticle(msgspec.Struct, frozen=True):
    """An article, or the ``error`` because of which it cannot be read."""

    file: str
    position: int
    id: str | None
    text: str = ""
    format: TextFormat = "text"
    error: RequestError | None = None


class JsonlArticle(msgspec.Struct, frozen=True):
    """The fields of a JSONL line that are read; others are ignored."""

    text: str
    id: str | int | None = None
    format: TextFormat | None = None


class JsonlId(msgspec.Struct, frozen=True):
    """The id of a line whose other fields are invalid."""

    id: str | int | None = None


_FORMATS: dict[str | None, TextFormat] = {None: "text", "text": "text", "html": "html"}
_lines = msgspec.json.Decoder(JsonlArticle)
_names = msgspec.json.Decoder(JsonlId)


def read_block(block: Block, *, limit: int) -> Iterator[InputArticle]:
    """Yield the articles of a block in order, with invalid ones in their places.

    Args:
        block: of the plan.
        limit: most bytes of an article.

    Raises:
        OSError: a file cannot be read.
        ArchiveFailed: a Parquet file is damaged.
    """
    for piece in block.pieces:
        yield from _READERS[piece.kind](piece, limit)


def _read_lines(piece: Piece, limit: int) -> Iterator[InputArticle]:
    with Path(piece.path).open("rb") as file:
        file.seek(piece.start)
        position = piece.position
        while file.tell() < piece.end:
            line = _read_line(file, limit)
            yield _from_line(line, piece.name, position, limit)
            position += 1


def _read_line(file: BinaryIO, limit: int) -> bytes:
    """Read a line; return at most one byte more of it than the limit."""
    line = chunk = file.readline(limit + 1)
    while chunk and not chunk.endswith(b"\n"):
        chunk = file.readline(LINE_CHUNK)
    return line


def _from_line(line: bytes, name: str, position: int, limit: int) -> InputArticle:
    line = line.removeprefix(BYTE_ORDER_MARK)
    try:
        _refuse_large(line.rstrip(b"\n"), limit)
        read = decode_body(_lines.decode, line)
    except RequestError as error:
        return _failed(error, name, position, _id_of(line))
    form = read.format or "text"
    return InputArticle(name, position, _text(read.id), read.text, form)


def _id_of(line: bytes) -> str | None:
    try:
        return _text(_names.decode(line).id)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _text(value: str | int | None) -> str | None:
    return None if value is None else str(value)


def _read_table(piece: Piece, limit: int) -> Iterator[InputArticle]:
    rows = read_rows(Path(piece.path), start=piece.position - 1, count=piece.articles)
    for position, (name, text, form) in enumerate(rows, piece.position):
        try:
            if text is None:
                raise InvalidField("Expected `str`, got `null`", path="$.text")
            _refuse_large(text, limit)
            article = decode_body(bytes.decode, text)
            known = _format(form)
        except RequestError as error:
            yield _failed(error, piece.name, position, name)
        else:
            yield InputArticle(piece.name, position, name, article, known)


def _read_text(piece: Piece, limit: int) -> Iterator[InputArticle]:
    with Path(piece.path).open("rb") as file:
        body = file.read(limit + 1)
    try:
        _refuse_large(body, limit)
        media = HTML if piece.kind == "html" else PLAIN
        request = decode_request(body, media=media, query={})
    except RequestError as error:
        yield _failed(error, piece.name, piece.position, piece.name)
    else:
        yield InputArticle(
            piece.name, piece.position, piece.name, request.text, request.format
        )


_READERS: dict[InputFormat, Callable[[Piece, int], Iterator[InputArticle]]] = {
    "jsonl": _read_lines,
    "parquet": _read_table,
    "text": _read_text,
    "html": _read_text,
}


def _format(name: str | None) -> TextFormat:
    """Return the format in a column; a row without one holds plain text.

    Raises:
        InvalidField: the format is unknown.
    """
    if name not in _FORMATS:
        raise InvalidField(f"Invalid enum value {name!r}", path="$.format")
    return _FORMATS[name]


def _refuse_large(body: bytes, limit: int) -> None:
    if len(body) > limit:
        raise BodyTooLarge(limit=limit)


def _failed(
    error: RequestError, name: str, position: int, given: str | None
) -> InputArticle:
    return InputArticle(name, position, given, error=error)
