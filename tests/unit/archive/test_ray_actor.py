"""What an actor does with a block, without Ray."""

import errno
import json
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from service.archive.attempts import MAX_LOADS
from service.archive.failure import ArchiveFailed
from service.archive.input.blocks import plan_blocks
from service.archive.input.input_files import find_input_files
from service.archive.output.manifest import RULES_VERSION
from service.archive.output.parts import TableStore
from service.archive.ray_actor import ActorJob, BlockActor, BlockResult, decode_result
from service.provenance import load_classifier, rules_version
from service.settings import Settings, pack

FACTORY = "tests.support.fake_models:build"


def job(folder: Path, factory: str = FACTORY, *, rules: str | None = None) -> bytes:
    """Return the job of a run; ``rules`` is the version of the rules in its output."""
    made = ActorJob(
        run="r",
        folder=str(folder / "out"),
        format="parquet",
        metadata={} if rules is None else {RULES_VERSION: rules},
        settings=pack(Settings(threads=1)),
        factory=factory,
    )
    (folder / "out").mkdir(exist_ok=True)
    made.store().prepare()
    return msgspec.msgpack.encode(made)


def block(folder: Path) -> pa.Table:
    """Return the first block of an input of three articles, one of them bad."""
    texts = ["The ferry is late.", "RAISE", ""]
    lines = (json.dumps({"id": str(n), "text": t}) for n, t in enumerate(texts))
    (folder / "in.jsonl").write_text("\n".join(lines))
    plan = plan_blocks(
        find_input_files(str(folder / "in.jsonl"), output=folder / "out")
    )
    return pa.table({"block": [0], "data": pa.array([plan.blocks[0]], pa.binary())})


def result(table: pa.Table) -> BlockResult:
    """Return the result in a table."""
    (row,) = table.to_pylist()
    return decode_result(row)


def test_way_of_a_block(tmp_path: Path) -> None:
    """A block is read, attributed and written; its result has the counts."""
    packed = job(tmp_path)

    done = result(BlockActor(packed)(block(tmp_path)))

    assert done == BlockResult(block=0, articles=3, errors=2, words=4)
    path = tmp_path / "out/articles/part-000000.parquet"
    assert pq.read_table(path)["status"].to_pylist() == [200, 500, 422]
    assert list((tmp_path / "out/.run/attempts").iterdir()) == []


def test_input_that_went_away(tmp_path: Path) -> None:
    """A file that is gone is named by the run."""
    packed = job(tmp_path)
    table = block(tmp_path)
    (tmp_path / "in.jsonl").unlink()

    last = BlockActor(packed)(table)

    with pytest.raises(ArchiveFailed, match=r"No such file.*in\.jsonl"):
        result(last)


@pytest.mark.parametrize(
    ("factory", "told"),
    [("tests.support.fake_models:build_damaged", "x.pt: is damaged")],
)
def test_models_that_do_not_load(tmp_path: Path, factory: str, told: str) -> None:
    """Damaged models are reported in one line."""
    packed = job(tmp_path, factory)

    last = BlockActor(packed)(block(tmp_path))

    with pytest.raises(ArchiveFailed, match=told):
        result(last)


def test_other_rules(tmp_path: Path) -> None:
    """A machine with other rules than those of the output writes nothing."""
    packed = job(tmp_path, rules="of another Whosaid")

    last = BlockActor(packed)(block(tmp_path))

    with pytest.raises(ArchiveFailed, match="those of the output of another Whosaid"):
        result(last)
    assert not list((tmp_path / "out/articles").iterdir())


def test_the_same_rules(tmp_path: Path) -> None:
    """A machine with the rules of the output writes to it."""
    packed = job(tmp_path, rules=rules_version(load_classifier()))

    assert result(BlockActor(packed)(block(tmp_path))).articles == 3


def test_models_that_kill(tmp_path: Path) -> None:
    """Models whose loading ends the process are given up after some attempts."""
    packed = job(tmp_path)
    (tmp_path / "out/.run/attempts/load-none").write_text("again\n" * MAX_LOADS)

    last = BlockActor(packed)(block(tmp_path))

    with pytest.raises(ArchiveFailed, match="memory enough"):
        result(last)


def test_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk error ends the run with its message; the block is not complete."""
    packed = job(tmp_path)
    actor = BlockActor(packed)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(TableStore, "_write", full)
        last = actor(block(tmp_path))

    with pytest.raises(ArchiveFailed, match="No space left on device"):
        result(last)
    assert not list((tmp_path / "out/articles").iterdir())
