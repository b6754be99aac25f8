"""Articles, outcomes and stores without models, for the unit tests of archives."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.dataset as ds

from service.archive.attempts import Attempts
from service.archive.attribute_block import (
    ArticleFailure,
    ArticleResult,
    BlockAttributor,
    Outcome,
)
from service.archive.input.read_articles import InputArticle
from service.archive.output.parts import TableFormat, TableStore
from service.archive.output.table_rows import to_rows
from service.archive.output.table_schemas import TableName
from service.wire.responses import to_response
from service.wire.schemas import AttributionRequest
from tests.support.fake_attributors import Recorder, batch_attributor
from tests.support.fakes import INFO, fake_reading

RICH = "“We won,” said Ida in CNN. “Not yet,” thought Bo. “Ever,” said Ida. (Agencies)"


def reader(annotator: Recorder | None = None, *, words: int = 1_000) -> BlockAttributor:
    """Return a block attributor without models."""
    return BlockAttributor(batch_attributor(annotator, words=words))


def item(text: str, *, position: int = 1, name: str | None = "a") -> InputArticle:
    """Return an article of the input."""
    return InputArticle("in.jsonl", position, name, text)


def read(
    items: Sequence[InputArticle], folder: Path, **options: object
) -> list[Outcome]:
    """Return the outcomes of articles, with the options of ``reader``."""
    made = reader(**options)  # type: ignore[arg-type]
    return made.read(items, Attempts(folder / "notes", run="r"))


def answer(
    text: str = RICH, *, position: int = 1, name: str | None = "a"
) -> ArticleResult:
    """Return the result of an article."""
    reading = fake_reading(text)
    response = to_response(reading, AttributionRequest(text=text, id=name), info=INFO)
    return ArticleResult("in.jsonl", position, reading.words, response)


def failure(*, position: int = 2) -> ArticleFailure:
    """Return the failure of an invalid line."""
    return ArticleFailure(
        "in.jsonl", position, None, 400, "malformed_body", "it is cut off"
    )


def store(folder: Path, form: TableFormat = "parquet") -> TableStore:
    """Return a prepared store."""
    made = TableStore(folder, form, {"whosaid.package": "fake"})
    made.prepare()
    return made


OUTCOMES: Sequence[Outcome] = (answer(), failure(), answer("Nobody.", position=3))
"""The outcomes of a block: two results and a failure."""


def write_block(
    kept: TableStore, number: int = 0, outcomes: Sequence[Outcome] = OUTCOMES
) -> None:
    """Write the parts of a block, by default those of ``OUTCOMES``."""
    kept.write(number, to_rows(outcomes))


def table_rows(folder: Path, table: TableName) -> list[dict[str, Any]]:
    """Return the rows of a Parquet table as pyarrow reads them."""
    return ds.dataset(sorted((folder / table).glob("*.parquet"))).to_table().to_pylist()


def plain(value: object) -> object:
    """Return a value as decoded JSON."""
    return msgspec.json.decode(msgspec.json.encode(value))
