"""The tables: typed, whole, and what other tools read from them."""

import errno
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import msgspec
import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest

from service.archive.attribute_block import Answer, Outcome
from service.archive.output.parts import Format, Store
from service.archive.output.summary import Summary, summarise
from service.archive.output.table_rows import to_rows
from service.archive.output.table_schemas import COLUMNS, TableName, schema_of
from service.wire.schemas import AttributionResponse
from tests.support.archive_samples import answer, failure, plain, store

ROOT = Path(__file__).parents[4]
OUTCOMES: Sequence[Outcome] = (answer(), failure(), answer("Nobody.", position=3))
Row = dict[str, Any]


def write(kept: Store, number: int = 0, outcomes: Sequence[Outcome] = OUTCOMES) -> None:
    """Write a block."""
    kept.write(number, to_rows(outcomes))


def files(folder: Path) -> list[str]:
    """Return the names of the parts."""
    return sorted(str(path.relative_to(folder)) for path in folder.glob("*/part-*"))


def rows(folder: Path, table: TableName) -> list[Row]:
    """Return the rows of a table as pyarrow reads them."""
    return ds.dataset(sorted((folder / table).glob("*.parquet"))).to_table().to_pylist()


def rebuilt(article: Row, attributions: Sequence[Row]) -> AttributionResponse:
    """Return the response of the service, from nothing but the tables."""

    def part(row: Row, name: str, text: str) -> Row | None:
        if row[text] is None:
            return None
        return {
            "start": row[f"{name}_start"],
            "end": row[f"{name}_end"],
            "text": row[text],
        }

    def attribution(row: Row) -> Row:
        cue = part(row, "cue", "cue")
        speaker = {
            "id": row["speaker_id"],
            "name": row["speaker"],
            "type": row["speaker_type"],
        }
        outlet = {
            "id": row["outlet_id"],
            "name": row["outlet"],
            "mention": part(row, "outlet", "outlet_mention"),
        }
        return {
            **{name: row[name] for name in ("id", "type", "kind", "content")},
            "cue": cue and cue | {"lemma": row["cue_lemma"]},
            "source": part(row, "source", "source"),
            "speaker": speaker if row["speaker_id"] else None,
            "outlet": outlet if row["outlet_id"] else None,
            "addressee": part(row, "addressee", "addressee"),
            **{name: row[name] for name in ("parent", "continues", "negated")},
            "confidence": row["confidence"],
            "evidence": [],
        }

    kept = ("id", "language", "speakers", "outlets", "credits", "warnings", "model")
    own = [row for row in attributions if row["position"] == article["position"]]
    return msgspec.convert(
        {
            **{name: article[name] for name in kept},
            "offset_unit": "codepoint",
            "attributions": [attribution(row) for row in own],
        },
        AttributionResponse,
    )


def test_every_field_of_the_response_is_there(tmp_path: Path) -> None:
    """The response of the service can be made from the tables, to the last field."""
    write(store(tmp_path))

    said = rows(tmp_path, "attributions")
    answers = [rebuilt(row, said) for row in rows(tmp_path, "articles") if row["words"]]

    assert answers == [one.response for one in OUTCOMES if isinstance(one, Answer)]
    assert len(said) == 3


def test_rows(tmp_path: Path) -> None:
    """Each outcome is one article; a failed one tells why in errors."""
    write(store(tmp_path))

    articles = rows(tmp_path, "articles")
    told = [(row["id"], row["position"], row["status"]) for row in articles]
    assert told == [("a", 1, "ok"), (None, 2, "error"), ("a", 3, "ok")]
    assert rows(tmp_path, "errors") == [
        {
            "id": None,
            "file": "in.jsonl",
            "position": 2,
            "code": "malformed_body",
            "detail": "it is cut off",
        }
    ]
    assert [row["attributions"] for row in articles] == [3, None, 0]


@pytest.mark.parametrize("table", COLUMNS)
def test_types(tmp_path: Path, table: TableName) -> None:
    """Every part has the schema, what each column is and what made it."""
    write(store(tmp_path))
    write(store(tmp_path), 1, [answer("Nobody.")])

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


def test_duckdb(tmp_path: Path) -> None:
    """DuckDB joins the tables on the key of an article, errors or none."""
    write(store(tmp_path))

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


def test_duckdb_without_errors(tmp_path: Path) -> None:
    """Where nothing failed, errors is an empty table and not a missing one."""
    write(store(tmp_path), 0, [answer()])

    counted = duckdb.execute(
        "select count(*), max(code) from read_parquet(?)",
        [f"{tmp_path}/errors/*.parquet"],
    )

    assert counted.fetchall() == [(0, None)]


def test_pandas(tmp_path: Path) -> None:
    """Pandas reads a folder as one frame."""
    write(store(tmp_path))
    write(store(tmp_path), 1, [answer(position=9)])

    frame = pd.read_parquet(tmp_path / "attributions")

    assert frame.groupby("speaker").size().to_dict() == {"Bo": 2, "Ida": 4}
    assert frame["content"][0][0]["text"] == "“We won,”"
    assert frame["outlet_start"].dtype.kind == "i"


def test_lines(tmp_path: Path) -> None:
    """As JSONL the rows are the same, with every column in each."""
    write(store(tmp_path))
    write(store(tmp_path, "jsonl"))

    for table in COLUMNS:
        lines = (tmp_path / table / "part-000000.jsonl").read_text("utf-8")
        read = [json.loads(line) for line in lines.splitlines()]
        assert [plain(row) for row in rows(tmp_path, table)] == [
            row | {name: row[name] for name, _, _ in COLUMNS[table]} for row in read
        ]


def test_finished(tmp_path: Path) -> None:
    """A block is complete when its articles are there, and not before."""
    kept = store(tmp_path)
    write(kept, 3)
    write(kept, 12, [answer()])
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
            write(kept)
    assert kept.finished() == frozenset()
    assert list((tmp_path / ".run/passing").iterdir()) == []

    write(kept)

    assert kept.finished() == {0}
    assert [len(rows(tmp_path, table)) for table in COLUMNS] == [3, 3, 1]


def test_errors_that_are_gone(tmp_path: Path) -> None:
    """A block written anew without errors keeps none of its old ones."""
    kept = store(tmp_path)
    write(kept)
    write(kept, 0, [answer()])

    assert rows(tmp_path, "errors") == []


def test_prepare_sweeps(tmp_path: Path) -> None:
    """What a killed run left half, and what it noted, is thrown away."""
    kept = store(tmp_path)
    for name in ("passing/half", "attempts/block-3"):
        (tmp_path / ".run" / name).touch()

    kept.prepare()

    assert list((tmp_path / ".run").glob("*/*")) == []


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_summary(tmp_path: Path, form: Format) -> None:
    """The summary counts the whole output, whichever run wrote it."""
    kept = store(tmp_path, form)
    empty = summarise(kept)
    write(kept)
    write(kept, 1, [answer()])

    assert empty == Summary(
        articles=0, errors=0, words=0, types=(), speakers=(), outlets=()
    )
    assert summarise(kept) == Summary(
        articles=4,
        errors=1,
        words=29,
        types=(("direct", 4), ("indirect", 2)),
        speakers=(("Ida", 4), ("Bo", 2)),
        outlets=(("CNN", 6),),
    )
