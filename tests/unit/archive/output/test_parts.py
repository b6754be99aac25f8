"""Parts of tables: complete, replaced, and readable by other tools."""

import errno
import json
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from service.archive.output.table_schemas import COLUMNS
from tests.support.archive_samples import (
    answer,
    plain,
    store,
    table_rows,
    write_block,
)


def files(folder: Path) -> list[str]:
    """Return the names of the parts."""
    return sorted(str(path.relative_to(folder)) for path in folder.glob("*/part-*"))


def test_duckdb(tmp_path: Path) -> None:
    """DuckDB joins the tables on the key of an article, errors or none."""
    write_block(store(tmp_path))

    found = duckdb.execute(
        """
        select a.id, s.speaker, s.cue_lemma, s.content[1].text, a.model.package
        from read_parquet(?) a join read_parquet(?) s using (file, position)
        where s.type = 'direct' order by s.id
        """,
        [f"{tmp_path}/{name}/*.parquet" for name in ("articles", "attributions")],
    )

    assert found.fetchall() == [
        ("a", "Ida", "said", "“We won,”", "fake"),
        ("a", "Ida", "said", "“Ever,”", "fake"),
    ]


def test_duckdb_audits(tmp_path: Path) -> None:
    """DuckDB counts the attributions by the fields of their speakers."""
    write_block(store(tmp_path))

    counted = duckdb.execute(
        """
        select speaker_class, speaker_gender, speaker_anonymous, count(*)
        from read_parquet(?) where speaker is not null group by all
        """,
        [f"{tmp_path}/attributions/*.parquet"],
    )

    assert counted.fetchall() == [("unknown", None, False, 3)]


def test_duckdb_without_errors(tmp_path: Path) -> None:
    """Where nothing failed, errors is an empty table and not a missing one."""
    write_block(store(tmp_path), 0, [answer()])

    counted = duckdb.execute(
        "select count(*), max(code) from read_parquet(?)",
        [f"{tmp_path}/errors/*.parquet"],
    )

    assert counted.fetchall() == [(0, None)]


def test_pandas(tmp_path: Path) -> None:
    """Pandas reads a folder as one frame."""
    write_block(store(tmp_path))
    write_block(store(tmp_path), 1, [answer(position=9)])

    frame = pd.read_parquet(tmp_path / "attributions")

    assert frame.groupby("speaker").size().to_dict() == {"Bo": 2, "Ida": 4}
    assert frame["content"][0][0]["text"] == "“We won,”"
    assert frame["outlet_start"].dtype.kind == "i"


def test_lines(tmp_path: Path) -> None:
    """As JSONL the rows are the same, with every column in each."""
    write_block(store(tmp_path))
    write_block(store(tmp_path, "jsonl"))

    for table in COLUMNS:
        lines = (tmp_path / table / "part-000000.jsonl").read_text("utf-8")
        read = [json.loads(line) for line in lines.splitlines()]
        assert [plain(row) for row in table_rows(tmp_path, table)] == [
            row | {name: row[name] for name, _, _ in COLUMNS[table]} for row in read
        ]


def test_finished(tmp_path: Path) -> None:
    """A block is complete when its articles are there, and not before."""
    kept = store(tmp_path)
    write_block(kept, 3)
    write_block(kept, 12, [answer()])
    (tmp_path / "attributions/part-000005.parquet").touch()

    assert kept.finished() == {3, 12}
    assert files(tmp_path) == [
        "articles/part-000003.parquet",
        "articles/part-000012.parquet",
        "attributions/part-000003.parquet",
        "attributions/part-000005.parquet",
        "attributions/part-000012.parquet",
        "errors/part-000003.parquet",
        "errors/part-none.parquet",
    ]


@pytest.mark.parametrize("renames", [0, 1, 2])
def test_stopped_between_renames(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, renames: int
) -> None:
    """A block that was cut short is not complete; written anew it has one row each."""
    kept = store(tmp_path)
    left = iter([*range(renames), None])
    replace = Path.replace

    def failing(path: Path, target: Path) -> Path:
        if next(left) is None:
            raise OSError(errno.ENOSPC, "No space left on device")
        return replace(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", failing)
        with pytest.raises(OSError, match="No space left"):
            write_block(kept)
    assert kept.finished() == frozenset()
    assert list((tmp_path / ".run/passing").iterdir()) == []

    write_block(kept)

    assert kept.finished() == {0}
    assert [len(table_rows(tmp_path, table)) for table in COLUMNS] == [3, 3, 1]


def test_errors_that_are_gone(tmp_path: Path) -> None:
    """A block written anew without errors keeps none of its old ones."""
    kept = store(tmp_path)
    write_block(kept)
    write_block(kept, 0, [answer()])

    assert table_rows(tmp_path, "errors") == []


def test_prepare_sweeps(tmp_path: Path) -> None:
    """What a killed run left half, and what it noted, is thrown away."""
    kept = store(tmp_path)
    for name in ("passing/half", "attempts/block-3"):
        (tmp_path / ".run" / name).touch()

    kept.prepare()

    assert list((tmp_path / ".run").glob("*/*")) == []
