"""Articles read from Parquet files."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from service.archive.failure import ArchiveFailed
from service.archive.input import blocks as planning
from service.archive.input.read_articles import InputArticle
from tests.support.archive_inputs import items, plan_of, write_table


def test_table(tmp_path: Path) -> None:
    """The columns id and text of a Parquet file are read, numbers as ids too."""
    plan = plan_of(write_table(tmp_path / "in.parquet", 20))

    assert items(plan) == [
        InputArticle("in.parquet", n + 1, str(n), f"text {n}") for n in range(20)
    ]


def test_blocks_inside_of_row_groups(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A block may begin and end anywhere in a row group."""
    monkeypatch.setattr(planning, "MAX_ARTICLES", 3)
    monkeypatch.setattr("service.archive.input.parquet.STEP", 2)

    plan = plan_of(write_table(tmp_path / "in.parquet", 20))

    assert plan.sizes == (3, 3, 3, 3, 3, 3, 2)
    assert [item.text for item in items(plan)] == [f"text {n}" for n in range(20)]


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"body": ["A"]}, "no column 'text'"),
        ({"text": [1]}, "no column 'text' of strings"),
        ({"text": ["A"], "id": [1.5]}, "'id' has no strings or integers"),
    ],
)
def test_other_tables(
    tmp_path: Path, columns: dict[str, list[object]], told: str
) -> None:
    """A table without the columns is refused before anything runs."""
    pq.write_table(pa.table(columns), tmp_path / "in.parquet")

    with pytest.raises(ArchiveFailed, match=told):
        plan_of(tmp_path)


def test_damaged_table(tmp_path: Path) -> None:
    """A damaged file is named: at once, or when its part is read."""
    path = write_table(tmp_path / "in.parquet", 2_000, group=100)
    plan = plan_of(path)
    data = bytearray(path.read_bytes())
    data[100:8_000] = b"\0" * 7_900
    path.write_bytes(data)

    with pytest.raises(ArchiveFailed, match=r"in\.parquet cannot be read"):
        items(plan)
    path.write_bytes(b"no Parquet")
    with pytest.raises(ArchiveFailed, match=r"in\.parquet cannot be read"):
        plan_of(path)
