"""Attributors without models, and outcomes, for the tests of archives."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from service.archive.attempts import Attempts
from service.archive.attribute_block import Answer, Failure, Outcome, Reader
from service.archive.input.read_articles import Item
from service.archive.output.parts import Format, Store
from service.wire.responses import to_response
from service.wire.schemas import AttributionRequest
from tests.support.fake_attributors import Recorder, company
from tests.support.fakes import INFO, fake_reading

RICH = "“We won,” said Ida in CNN. “Not yet,” thought Bo. “Ever,” said Ida. (Agencies)"


def reader(annotator: Recorder | None = None, *, words: int = 1_000) -> Reader:
    """Return a reader without models."""
    return Reader(company(annotator, words=words))


def item(text: str, *, position: int = 1, name: str | None = "a") -> Item:
    """Return an article."""
    return Item("in.jsonl", position, name, text)


def read(items: Sequence[Item], folder: Path, **options: object) -> list[Outcome]:
    """Return the outcomes of articles."""
    made = reader(**options)  # type: ignore[arg-type]
    return made.read(items, Attempts(folder / "notes", run="r"))


def answer(text: str = RICH, *, position: int = 1, name: str | None = "a") -> Answer:
    """Return the outcome of an article."""
    reading = fake_reading(text)
    response = to_response(reading, AttributionRequest(text=text, id=name), info=INFO)
    return Answer("in.jsonl", position, reading.words, response)


def failure(*, position: int = 2) -> Failure:
    """Return the outcome of what was no article."""
    return Failure("in.jsonl", position, None, "malformed_body", "it is cut off")


def store(folder: Path, form: Format = "parquet") -> Store:
    """Return a store that is ready to be written to."""
    made = Store(folder, form, {"whosaid.package": "fake"})
    made.prepare()
    return made


def plain(value: object) -> object:
    """Return a value as JSON has it."""
    return msgspec.json.decode(msgspec.json.encode(value))
