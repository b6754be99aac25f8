"""The input cut into blocks: the same blocks for the same input, whoever cuts it.

A block is what is read, attributed and written as one, so it is also what is repeated
when something dies. Articles are not held in memory here: what is kept of them are
their places.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from service.archive.input.input_files import InputFile, InputFormat
from service.archive.input.parquet import count_rows, mean_bytes

TARGET_BLOCKS = 200
"""Blocks that the input is cut into, unless their bounds forbid."""
MIN_BYTES = 32 << 10
MAX_BYTES = 4 << 20
MAX_ARTICLES = 1_000
LINE_CHUNK = 1 << 20
"""Bytes of a line that are read at once, however long it is."""


class Piece(msgspec.Struct, frozen=True):
    """Articles that stand one after another in a file."""

    name: str
    path: str
    kind: InputFormat
    position: int
    """Number of the first one's line, row or file in its file, from 1."""
    articles: int
    start: int
    end: int
    """Bytes of a JSONL or text file; in a Parquet file only a measure of size."""


class Block(msgspec.Struct, frozen=True):
    """What is read, attributed and written as one."""

    number: int
    pieces: tuple[Piece, ...]

    @property
    def articles(self) -> int:
        """How many articles it has."""
        return sum(piece.articles for piece in self.pieces)


class ArchivePlan(msgspec.Struct, frozen=True):
    """Everything there is to do."""

    blocks: tuple[bytes, ...]
    """Encoded, since there may be many; ``decode_block`` reads them."""
    sizes: tuple[int, ...]
    """Articles of each block."""
    total: int
    """Articles of the input; more than those of the blocks in a sample."""
    digest: str
    """Of the names, sizes and times of the input's files."""

    @property
    def articles(self) -> int:
        """How many articles the blocks have."""
        return sum(self.sizes)


_encode = msgspec.msgpack.Encoder().encode
decode_block = msgspec.msgpack.Decoder(Block).decode


def plan_blocks(
    sources: Sequence[InputFile], *, sample: int | None = None
) -> ArchivePlan:
    """Cut the input into blocks.

    Args:
        sources: the files of the input.
        sample: take only so many articles, evenly spread over the input.

    Raises:
        ArchiveFailed: a Parquet file is damaged or has no texts.
    """
    places: Iterable[Piece] = _places(sources)
    fraction = 1.0
    if sample is not None:
        total = sum(1 for _ in _places(sources))
        places = _sampled(places, wanted=sample, total=total)
        fraction = min(1.0, sample / max(total, 1))
    else:
        total = 0
    weight = int(sum(source.size for source in sources) * fraction / TARGET_BLOCKS)
    most = min(max(weight, MIN_BYTES), MAX_BYTES)
    blocks: list[bytes] = []
    sizes: list[int] = []
    for number, pieces in enumerate(_cut(places, most_bytes=most)):
        block = Block(number, tuple(pieces))
        blocks.append(_encode(block))
        sizes.append(block.articles)
    return ArchivePlan(
        tuple(blocks), tuple(sizes), total or sum(sizes), _digest(sources)
    )


def _places(sources: Sequence[InputFile]) -> Iterator[Piece]:
    """Yield the place of every article, in order."""
    for source in sources:
        yield from _PLACES[source.kind](source)


def _lines(source: InputFile) -> Iterator[Piece]:
    with Path(source.path).open("rb") as file:
        start, number = 0, 0
        while chunk := file.readline(LINE_CHUNK):
            blank = chunk.isspace()
            end = start + len(chunk)
            while not chunk.endswith(b"\n") and (chunk := file.readline(LINE_CHUNK)):
                blank, end = blank and chunk.isspace(), end + len(chunk)
            number += 1
            if not blank:
                yield _piece(source, number, start, end)
            start = end


def _rows(source: InputFile) -> Iterator[Piece]:
    path = Path(source.path)
    mean = mean_bytes(path)
    for row in range(count_rows(path)):
        yield _piece(source, row + 1, row * mean, (row + 1) * mean)


def _whole(source: InputFile) -> Iterator[Piece]:
    yield _piece(source, 1, 0, source.size)


_PLACES: dict[InputFormat, Callable[[InputFile], Iterator[Piece]]] = {
    "jsonl": _lines,
    "parquet": _rows,
    "text": _whole,
}


def _piece(source: InputFile, position: int, start: int, end: int) -> Piece:
    return Piece(source.name, source.path, source.kind, position, 1, start, end)


def _sampled(places: Iterable[Piece], *, wanted: int, total: int) -> Iterator[Piece]:
    """Keep so many places, with equal steps between them."""
    for index, place in enumerate(places):
        if (index + 1) * wanted // total > index * wanted // total:
            yield place


def _cut(places: Iterable[Piece], *, most_bytes: int) -> Iterator[list[Piece]]:
    """Yield the pieces of one block after another."""
    pieces: list[Piece] = []
    size = articles = 0
    for place in places:
        weight = place.end - place.start
        if articles == MAX_ARTICLES or (articles and size + weight > most_bytes):
            yield pieces
            pieces, size, articles = [], 0, 0
        if pieces and _follows(pieces[-1], place):
            pieces[-1] = _joined(pieces[-1], place)
        else:
            pieces.append(place)
        size, articles = size + weight, articles + 1
    if pieces:
        yield pieces


def _follows(piece: Piece, place: Piece) -> bool:
    """Return whether nothing lies between a piece and an article."""
    return piece.path == place.path and piece.end == place.start


def _joined(piece: Piece, place: Piece) -> Piece:
    articles = piece.articles + place.articles
    return msgspec.structs.replace(piece, articles=articles, end=place.end)


def _digest(sources: Sequence[InputFile]) -> str:
    digest = hashlib.sha256()
    for source in sources:
        digest.update(f"{source.name}\0{source.size}\0{source.changed}\n".encode())
    return digest.hexdigest()
