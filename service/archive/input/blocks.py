"""Cut the input into blocks: the same blocks for the same input and settings.

A block is read, attributed and written as one, and so also repeated as one when a
process ends. Plans hold the places of articles in their files, never their texts.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from service.archive.input.input_files import InputFile, InputFormat
from service.archive.input.parquet import count_rows, mean_bytes

TARGET_BLOCKS = 200
"""Number of blocks aimed at, within the bounds on the size of a block."""
MIN_BYTES = 32 << 10
MAX_BYTES = 4 << 20
MAX_ARTICLES = 1_000
LINE_CHUNK = 1 << 20
"""Most bytes of a line that are read at once."""


class Piece(msgspec.Struct, frozen=True):
    """Consecutive articles of a file."""

    name: str
    path: str
    kind: InputFormat
    position: int
    """Line or row number of the first article in the file, from 1."""
    articles: int
    start: int
    end: int
    """Half-open byte range of a JSONL or text file; an estimate for Parquet rows."""


class Block(msgspec.Struct, frozen=True):
    """Articles that are read, attributed and written as one."""

    number: int
    pieces: tuple[Piece, ...]

    @property
    def articles(self) -> int:
        """Number of articles."""
        return sum(piece.articles for piece in self.pieces)


class ArchivePlan(msgspec.Struct, frozen=True):
    """The blocks of a run, and what identifies their input."""

    blocks: tuple[bytes, ...]
    """Encoded, to save memory; ``decode_block`` decodes one."""
    sizes: tuple[int, ...]
    """Number of articles of each block."""
    total: int
    """Number of articles of the input; a sample has fewer in its blocks."""
    digest: str
    """SHA-256 of the names, sizes and modification times of the input files."""

    @property
    def articles(self) -> int:
        """Number of articles in all blocks."""
        return sum(self.sizes)


_encode = msgspec.msgpack.Encoder().encode
decode_block = msgspec.msgpack.Decoder(Block).decode


def plan_blocks(
    sources: Sequence[InputFile], *, sample: int | None = None
) -> ArchivePlan:
    """Cut the input into blocks.

    Args:
        sources: the files of the input.
        sample: number of articles to take, evenly spread; None takes all.

    Raises:
        ArchiveFailed: a Parquet file is damaged or has no column of texts.
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
    "html": _whole,
}


def _piece(source: InputFile, position: int, start: int, end: int) -> Piece:
    return Piece(source.name, source.path, source.kind, position, 1, start, end)


def _sampled(places: Iterable[Piece], *, wanted: int, total: int) -> Iterator[Piece]:
    """Yield ``wanted`` of ``total`` places, evenly spread."""
    for index, place in enumerate(places):
        if (index + 1) * wanted // total > index * wanted // total:
            yield place


def _cut(places: Iterable[Piece], *, most_bytes: int) -> Iterator[list[Piece]]:
    """Yield the pieces of each block."""
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
    """Whether the article directly follows the piece in the same file."""
    return piece.path == place.path and piece.end == place.start


def _joined(piece: Piece, place: Piece) -> Piece:
    articles = piece.articles + place.articles
    return msgspec.structs.replace(piece, articles=articles, end=place.end)


def _digest(sources: Sequence[InputFile]) -> str:
    digest = hashlib.sha256()
    for source in sources:
        digest.update(f"{source.name}\0{source.size}\0{source.changed}\n".encode())
    return digest.hexdigest()
