# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
"""Count what an output holds, with one part in memory at a time."""

import heapq
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec
import pyarrow.parquet as pq

from service.archive.output.parts import TableStore
from service.archive.output.table_schemas import TableName

MAX_NAMES = 10
"""Most names of a list in a summary."""

NameCounts = tuple[tuple[str, int], ...]
Row = TypeVar("Row", bound=msgspec.Struct)


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """Counts over a whole output."""

    articles: int
    errors: int
    words: int
    types: NameCounts
    speakers: NameCounts
    """The speakers with the most attributions, by their names in the articles."""
    outlets: NameCounts


class _Article(msgspec.Struct, frozen=True):
    """The counted columns of ``articles``, in their order."""

    status: int
    words: int | None


class _Attribution(msgspec.Struct, frozen=True):
    """The counted columns of ``attributions``, in their order."""

    type: str
    speaker: str | None
    outlet: str | None


def summarise(store: TableStore) -> Summary:
    """Return the counts over all parts."""
    states: Counter[int] = Counter()
    words = 0
    for article in _rows(store, "articles", _Article):
        states[article.status] += 1
        words += article.words or 0
    types: Counter[str] = Counter()
    speakers: Counter[str | None] = Counter()
    outlets: Counter[str | None] = Counter()
    for said in _rows(store, "attributions", _Attribution):
        types[said.type] += 1
        speakers[said.speaker] += 1
        outlets[said.outlet] += 1
    return Summary(
        articles=states.total(),
        errors=states.total() - states[200],
        words=words,
        types=_most(types),
        speakers=_most(speakers),
        outlets=_most(outlets),
    )


def _most(counter: Counter[str] | Counter[str | None]) -> NameCounts:
    """Return the most frequent names; equally frequent ones in alphabetical order."""
    known = ((name, count) for name, count in counter.items() if name is not None)
    return tuple(
        heapq.nsmallest(MAX_NAMES, known, key=lambda pair: (-pair[1], pair[0]))
    )


def _rows(store: TableStore, table: TableName, kind: type[Row]) -> Iterator[Row]:
    read = _read_table if store.format == "parquet" else _read_lines
    for path in sorted((store.folder / table).glob(f"part-*.{store.format}")):
        yield from read(path, kind)


def _read_table(path: Path, kind: type[Row]) -> Iterator[Row]:
    columns = list(kind.__struct_fields__)
    table = pq.ParquetFile(path).read(columns, use_threads=False)
    values = (table[column].to_pylist() for column in columns)
    return map(kind, *values)


def _read_lines(path: Path, kind: type[Row]) -> Iterator[Row]:
    decoder = msgspec.json.Decoder(kind)
    with path.open("rb") as file:
        yield from map(decoder.decode, file)
