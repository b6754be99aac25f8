# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
"""Read ranges of rows of Parquet files: the columns id, text and format."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from service.archive.failure import ArchiveFailed

TEXT = "text"
ID = "id"
FORMAT = "format"
STEP = 256
"""Number of rows decoded at once."""


def count_rows(path: Path) -> int:
    """Return the number of rows of a file.

    Raises:
        ArchiveFailed: the file is damaged or has no column of texts.
    """
    return int(_open(path).metadata.num_rows)


def mean_bytes(path: Path) -> int:
    """Return the mean uncompressed size of a row in bytes, at least 1."""
    metadata = _open(path).metadata
    groups = (metadata.row_group(index) for index in range(metadata.num_row_groups))
    size = sum(int(group.total_byte_size) for group in groups)
    return max(1, size // max(1, int(metadata.num_rows)))


def read_rows(
    path: Path, *, start: int, count: int
) -> Iterator[tuple[str | None, bytes | None, str | None]]:
    """Yield id, text and format of ``count`` rows from row ``start``, from 0.

    Texts are bytes, since a file may hold other encodings than UTF-8.

    Raises:
        ArchiveFailed: the file is damaged.
    """
    file = _open(path)
    columns = [name for name in (ID, TEXT, FORMAT) if name in file.schema_arrow.names]
    groups, first = _groups(file.metadata, start, start + count)
    skip = start - first
    try:
        batches = file.iter_batches(STEP, row_groups=groups, columns=columns)
        for batch in batches:
            part = batch.slice(skip, count)
            skip, count = max(0, skip - batch.num_rows), count - part.num_rows
            yield from _rows(part)
            if not count:
                return
    except (pa.ArrowInvalid, OSError) as error:
        raise ArchiveFailed(f"{path} cannot be read: {error}") from error


def _groups(metadata: Any, start: int, end: int) -> tuple[list[int], int]:  # noqa: ANN401 - Arrow has no types
    """Return the indices of the row groups that overlap ``[start, end)``.

    Also returns the first row of the first of them.
    """
    found: list[int] = []
    first = row = 0
    for index in range(metadata.num_row_groups):
        rows = int(metadata.row_group(index).num_rows)
        if row < end and row + rows > start:
            first = first if found else row
            found.append(index)
        row += rows
    return found, first


def _rows(batch: Any) -> Iterator[tuple[str | None, bytes | None, str | None]]:  # noqa: ANN401 - Arrow has no types
    texts = _column(batch, TEXT)
    ids, forms = _column(batch, ID), _column(batch, FORMAT)
    for name, text, form in zip(ids, texts, forms, strict=True):
        yield _decoded(name), text, _decoded(form)


def _column(batch: Any, name: str) -> list[bytes | None]:  # noqa: ANN401 - Arrow has no types
    """Return the values of a column as bytes; None in each row where there is none."""
    names = batch.schema.names
    if name not in names:
        return [None] * int(batch.num_rows)
    column = batch.column(names.index(name))
    if name == ID:
        column = column.cast(pa.large_string())
    return list(column.cast(pa.large_binary()).to_pylist())


def _decoded(value: bytes | None) -> str | None:
    return None if value is None else value.decode("utf-8", "replace")


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
    if FORMAT in kinds and not _is_text(kinds[FORMAT]):
        raise ArchiveFailed(f"{path}: its column {FORMAT!r} has no strings")
    return file


def _is_text(kind: Any) -> bool:  # noqa: ANN401 - Arrow has no types
    return bool(
        pa.types.is_string(kind)
        or pa.types.is_large_string(kind)
        or pa.types.is_string_view(kind)
    )
