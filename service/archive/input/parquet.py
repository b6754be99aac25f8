# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
"""Parquet files of articles: their columns ``id`` and ``text``, a range of rows."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from service.archive.failure import ArchiveFailed

TEXT = "text"
ID = "id"
STEP = 256
"""Rows that are decoded at once."""


def count_rows(path: Path) -> int:
    """Return how many articles a file has.

    Raises:
        ArchiveFailed: it is damaged or has no texts.
    """
    return int(_open(path).metadata.num_rows)


def mean_bytes(path: Path) -> int:
    """Return about how many bytes an article of a file has; one at least."""
    metadata = _open(path).metadata
    groups = (metadata.row_group(index) for index in range(metadata.num_row_groups))
    size = sum(int(group.total_byte_size) for group in groups)
    return max(1, size // max(1, int(metadata.num_rows)))


def read_rows(
    path: Path, *, start: int, count: int
) -> Iterator[tuple[str | None, bytes | None]]:
    """Yield id and text (UTF-8, or not) of ``count`` rows from ``start`` (from 0).

    Raises:
        ArchiveFailed: it is damaged.
    """
    file = _open(path)
    columns = [name for name in (ID, TEXT) if name in file.schema_arrow.names]
    groups, first = _groups(file.metadata, start, start + count)
    skip = start - first
    try:
        batches = file.iter_batches(STEP, row_groups=groups, columns=columns)
        for batch in batches:
            part = batch.slice(skip, count)
            skip, count = max(0, skip - batch.num_rows), count - part.num_rows
            yield from _pairs(part)
            if not count:
                return
    except (pa.ArrowInvalid, OSError) as error:
        raise ArchiveFailed(f"{path} cannot be read: {error}") from error


def _groups(metadata: Any, start: int, end: int) -> tuple[list[int], int]:  # noqa: ANN401 - Arrow has no types
    """Return the row groups that hold rows, and the first row of the first one."""
    found: list[int] = []
    first = row = 0
    for index in range(metadata.num_row_groups):
        rows = int(metadata.row_group(index).num_rows)
        if row < end and row + rows > start:
            first = first if found else row
            found.append(index)
        row += rows
    return found, first


def _pairs(batch: Any) -> Iterator[tuple[str | None, bytes | None]]:  # noqa: ANN401 - Arrow has no types
    names = batch.schema.names
    texts: list[bytes | None] = (
        batch.column(names.index(TEXT)).cast(pa.large_binary()).to_pylist()
    )
    ids: list[bytes | None] = [None] * len(texts)
    if ID in names:
        column = batch.column(names.index(ID)).cast(pa.large_string())
        ids = column.cast(pa.large_binary()).to_pylist()
    for name, text in zip(ids, texts, strict=True):
        yield None if name is None else name.decode("utf-8", "replace"), text


def _open(path: Path) -> Any:  # noqa: ANN401 - Arrow has no types
    try:
        file = pq.ParquetFile(path)
    except pa.ArrowInvalid as error:
        raise ArchiveFailed(f"{path} cannot be read: {error}") from error
    kinds = {field.name: field.type for field in file.schema_arrow}
    if TEXT not in kinds or not _is_text(kinds[TEXT]):
        raise ArchiveFailed(f"{path} has no column {TEXT!r} of strings")
    if ID in kinds and not (_is_text(kinds[ID]) or pa.types.is_integer(kinds[ID])):
        raise ArchiveFailed(f"{path}: its column {ID!r} has no strings or integers")
    return file


def _is_text(kind: Any) -> bool:  # noqa: ANN401 - Arrow has no types
    return bool(
        pa.types.is_string(kind)
        or pa.types.is_large_string(kind)
        or pa.types.is_string_view(kind)
    )
