"""Counts over a whole output."""

from pathlib import Path

import pytest

from service.archive.output.parts import TableFormat
from service.archive.output.summary import Summary, summarise
from tests.support.archive_samples import answer, store, write_block


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_summary(tmp_path: Path, form: TableFormat) -> None:
    """The summary counts the whole output, whichever run wrote it."""
    kept = store(tmp_path, form)
    empty = summarise(kept)
    write_block(kept)
    write_block(kept, 1, [answer()])

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
