"""From articles to answers: in batches of bounded words, each article for itself."""

from collections.abc import Iterator, Sequence

import msgspec

from service.api.records import text_id, to_response
from service.api.schemas import AttributionRequest, AttributionResponse
from service.archive.attempts import CHANCES, Attempts
from service.archive.reading import Item
from service.attribution.types import Reading
from service.attributor import Attributor, parsed_passages
from service.errors import InferenceFailed, WhosaidError
from service.nlp.annotator import Annotation
from service.serving.units import count_words, plan
from service.text.article import Article, Passage

PATIENCE = 900.0
"""Seconds after which a batch counts as hung; the longest article takes one or two."""


class Answer(msgspec.Struct, frozen=True, tag=True):
    """An article's place and the response that the service would give."""

    file: str
    position: int
    words: int
    response: AttributionResponse


class Failure(msgspec.Struct, frozen=True, tag=True):
    """An article's place and why there is no response."""

    file: str
    position: int
    id: str | None
    code: str
    detail: str


Outcome = Answer | Failure
Numbered = tuple[int, Item]


class Reader(msgspec.Struct, frozen=True):
    """An attributor and how much it is asked at once."""

    attributor: Attributor
    words: int
    """Most words of a batch; a longer article is parsed in parts of so many."""
    patience: float = PATIENCE

    def read(self, items: Sequence[Item], attempts: Attempts) -> list[Outcome]:
        """Return one outcome per item, in order."""
        outcomes: list[Outcome] = []
        for batch in _batches(items, self.words, attempts):
            indices = [index for index, _ in batch]
            if attempts.deaths(indices[0]) >= CHANCES:
                outcomes.append(_lost(batch[0][1]))
                continue
            with attempts.at(indices, seconds=self.patience):
                outcomes += self._read_batch([item for _, item in batch])
        attempts.finish()
        return outcomes

    def _read_batch(self, items: Sequence[Item]) -> list[Outcome]:
        """Annotate the articles together; if that fails, each one alone."""
        try:
            return self._together(items)
        except Exception:  # noqa: BLE001 - whichever it was fails alone
            return [self._alone(item) for item in items]

    def _together(self, items: Sequence[Item]) -> list[Outcome]:
        opened = [self._open(item) for item in items]
        articles = [one for one in opened if isinstance(one, Article)]
        passages = [parsed_passages(article) for article in articles]
        annotations = iter(self._annotate([p for each in passages for p in each]))
        readings = (
            self.attributor.read(article, [next(annotations) for _ in parsed])
            for article, parsed in zip(articles, passages, strict=True)
        )
        return [
            one if isinstance(one, Failure) else self._answer(item, next(readings))
            for item, one in zip(items, opened, strict=True)
        ]

    def _alone(self, item: Item) -> Outcome:
        try:
            return self._together([item])[0]
        except Exception as error:  # noqa: BLE001 - one bad article fails alone
            kind = type(error).__name__
            return _failure(item, InferenceFailed(f"{kind} while reading"))

    def _open(self, item: Item) -> Article | Failure:
        if item.code is not None:
            return Failure(item.file, item.position, item.id, item.code, item.detail)
        try:
            return self.attributor.open(item.text)
        except WhosaidError as error:
            return _failure(item, error)

    def _annotate(self, passages: Sequence[Passage]) -> Iterator[Annotation]:
        for start, end in plan(passages, self.words):
            yield from self.attributor.annotate(passages[start:end])

    def _answer(self, item: Item, reading: Reading) -> Answer:
        request = AttributionRequest(text=item.text, id=item.id)
        response = to_response(reading, request, info=self.attributor.info)
        return Answer(item.file, item.position, reading.words, response)


def _batches(
    items: Sequence[Item], words: int, attempts: Attempts
) -> Iterator[list[Numbered]]:
    """Yield items with their numbers, as many as have so many words, one at least.

    One that a process died at is alone, so that the next death tells who it was.
    """
    batch: list[Numbered] = []
    total = 0
    for index, item in enumerate(items):
        size = count_words(item.text)
        suspect = attempts.deaths(index) > 0
        if batch and (suspect or total + size > words):
            yield batch
            batch, total = [], 0
        batch.append((index, item))
        total += size
        if suspect:
            yield batch
            batch, total = [], 0
    if batch:
        yield batch


def _lost(item: Item) -> Failure:
    error = InferenceFailed("the process that read this article died, twice")
    return _failure(item, error)


def _failure(item: Item, error: WhosaidError) -> Failure:
    name = item.id if item.id is not None or not item.text else text_id(item.text)
    return Failure(item.file, item.position, name, error.code, str(error))
