"""The schemas of the tables and their documentation."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from service.archive.output.table_schemas import COLUMNS, TableName, schema_of
from tests.support.archive_samples import (
    answer,
    store,
    write_block,
)

ROOT = Path(__file__).parents[4]


@pytest.mark.parametrize("table", COLUMNS)
def test_types(tmp_path: Path, table: TableName) -> None:
    """Every part has the schema, what each column is and what made it."""
    write_block(store(tmp_path))
    write_block(store(tmp_path), 1, [answer("Nobody.")])

    for path in (tmp_path / table).iterdir():
        schema = pq.read_schema(path)
        assert schema.equals(schema_of(table))
        assert schema.metadata[b"whosaid.package"] == b"fake"
        assert all(field.metadata[b"description"] for field in schema)


@pytest.mark.parametrize("table", COLUMNS)
def test_documentation(table: TableName) -> None:
    """docs/ARCHIVES.md has a row for every column, with its type and what it is."""
    lines = (ROOT / "docs/ARCHIVES.md").read_text("utf-8").splitlines()

    for column, kind, text in COLUMNS[table]:
        assert f"| `{column}` | {shown(kind)} | {text} |" in lines


def shown(kind: pa.DataType) -> str:
    """Return a type as the documentation has it."""
    if pa.types.is_list(kind):
        return f"list of {shown(kind.value_type)}"
    if pa.types.is_struct(kind):
        return f"({', '.join(field.name for field in kind)})"
    return {"double": "float64"}.get(str(kind), str(kind))
