# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
"""The columns that an audit reads of a Parquet file."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from service.archive.failure import ArchiveFailed

COLUMNS = ("id", "text", "format", "date", "section", "byline", "url")


def read_columns(path: Path) -> Iterator[Mapping[str, object]]:
    """Yield the rows of a file with those of the columns that it has.

    Raises:
        ArchiveFailed: the file is damaged.
    """
    try:
        file = pq.ParquetFile(path)
        known = [name for name in COLUMNS if name in file.schema_arrow.names]
        for part in file.iter_batches(columns=known):
            yield from part.to_pylist()
    except (pa.ArrowInvalid, OSError) as error:
        raise ArchiveFailed(f"{path} cannot be read: {error}") from error
