# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
"""Write the parts of the tables: a file for each block and table.

A part is written under a temporary name and then renamed, so that it exists only as a
whole. The part of ``articles`` is written last and marks the block as complete. The
parts of an incomplete block are replaced when the block is repeated.
"""

import os
import uuid
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Literal, get_args

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from service.archive.output.table_rows import Row, Rows
from service.archive.output.table_schemas import TableName, schema_of

TableFormat = Literal["parquet", "jsonl"]
RUN = ".run"
"""Folder in the output with files that only runs need: lock, notes, temporary parts."""
EMPTY = "none"
"""In place of the number of an empty part, from which readers get the columns."""
ORDER: tuple[TableName, ...] = ("errors", "attributions", "articles")


class TableStore(msgspec.Struct, frozen=True):
    """The folder, format and metadata of the tables."""

    folder: Path
    format: TableFormat
    metadata: Mapping[str, str]

    def prepare(self) -> None:
        """Create the folders; remove temporary parts and notes of killed runs."""
        for name in get_args(TableName):
            (self.folder / name).mkdir(exist_ok=True)
        for name in ("passing", "attempts"):
            folder = self.folder / RUN / name
            folder.mkdir(parents=True, exist_ok=True)
            for left in folder.iterdir():
                left.unlink(missing_ok=True)
        if self.format == "parquet":
            self._write("errors", EMPTY, [])

    def write(self, number: int, rows: Rows) -> None:
        """Write the parts of a block.

        Raises:
            OSError: a part cannot be written (the disk is full).
        """
        for name in ORDER:
            if name == "errors" and not rows[name]:
                self._path(name, f"{number:06}").unlink(missing_ok=True)
            else:
                self._write(name, f"{number:06}", rows[name])

    def finished(self) -> frozenset[int]:
        """Return the numbers of the complete blocks."""
        names = (path.stem for path in (self.folder / "articles").glob("part-*"))
        numbers = (name.removeprefix("part-") for name in names)
        return frozenset(int(number) for number in numbers if number.isdecimal())

    def _path(self, name: TableName, number: str) -> Path:
        return self.folder / name / f"part-{number}.{self.format}"

    def _write(self, name: TableName, number: str, rows: Sequence[Row]) -> None:
        temporary = self.folder / RUN / "passing" / uuid.uuid4().hex
        try:
            with temporary.open("wb") as file:
                _WRITERS[self.format](file, rows, schema_of(name, self.metadata))
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(self._path(name, number))
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def _write_parquet(file: BinaryIO, rows: Sequence[Row], schema: Any) -> None:  # noqa: ANN401 - Arrow has no types
    table = pa.Table.from_pylist(list(rows), schema=schema)
    pq.write_table(table, file, compression="zstd")


def _write_lines(file: BinaryIO, rows: Sequence[Row], schema: Any) -> None:  # noqa: ANN401 - Arrow has no types
    """Write rows as JSON lines with every column; an absent value is null."""
    empty: Row = dict.fromkeys(schema.names)
    encoder = msgspec.json.Encoder()
    file.writelines(encoder.encode(empty | row) + b"\n" for row in rows)


_WRITERS: Mapping[TableFormat, Callable[[BinaryIO, Sequence[Row], Any], None]] = {
    "parquet": _write_parquet,
    "jsonl": _write_lines,
}
