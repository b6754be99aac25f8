"""Attributors without models, and outcomes, for the tests of archives."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
from fakes import INFO, FakeAnnotator, fake_reading

from service.api.records import to_response
from service.api.schemas import AttributionRequest
from service.archive.attempts import Attempts
from service.archive.attributing import Answer, Failure, Outcome, Reader
from service.archive.parts import Format, Store
from service.archive.reading import Item
from service.attribution.lexicon import Lexicon
from service.attribution.types import Reading
from service.attributor import Attributor
from service.nlp.annotator import Annotation
from service.text.article import Article, Passage

RICH = "“We won,” said Ida in CNN. “Not yet,” thought Bo. “Ever,” said Ida. (Agencies)"


class PatternAttributor(Attributor, frozen=True):
    """Reads by a pattern, on top of annotations that it does not look at."""

    def read(self, article: Article, annotations: Sequence[Annotation]) -> Reading:
        """Return the fake reading."""
        del annotations
        return fake_reading(article.text)


class Recorder(FakeAnnotator):
    """Remembers what it was asked at once, and fails on RAISE."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[list[str]] = []

    def annotate(self, passages: Sequence[Passage], /) -> list[Annotation]:
        """Return one sentence per passage."""
        texts = [passage.text for passage in passages]
        self.asked.append(texts)
        if any("RAISE" in text for text in texts):
            raise ZeroDivisionError
        return super().annotate(passages)


def reader(annotator: Recorder | None = None, *, words: int = 1_000) -> Reader:
    """Return a reader without models."""
    chosen = annotator or Recorder()
    return Reader(PatternAttributor(chosen, Lexicon.load(), 1_000), words)


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
