"""Attribute the articles of a block in batches with a bounded number of words.

A failing article does not change the results of the others.
"""

from collections.abc import Iterator, Sequence

import msgspec

from service.archive.attempts import MAX_DEATHS, Attempts
from service.archive.input.read_articles import InputArticle
from service.batch_attributor import BatchAttributor
from service.errors import LOST, InferenceFailed, RequestError, WhosaidError
from service.records import Reading
from service.text.html import Readable, open_text
from service.text.word_bounds import count_words
from service.wire.problem_rows import problem_row
from service.wire.responses import text_id, to_response
from service.wire.schemas import AttributionRequest, AttributionResponse

UNITS_PER_BATCH = 4
"""Units whose words one batch may hold: with several, units are filled better."""
BATCH_SECONDS = 900.0
"""Seconds after which a batch counts as hung; the longest article takes one or two."""


class ArticleResult(msgspec.Struct, frozen=True, tag=True):
    """The place of an article and the response that the service gives to it."""

    file: str
    position: int
    words: int
    response: AttributionResponse


class ArticleFailure(msgspec.Struct, frozen=True, tag=True):
    """The place of an article and the reason why it has no response."""

    file: str
    position: int
    id: str | None
    status: int
    code: str
    detail: str


Outcome = ArticleResult | ArticleFailure
IndexedArticle = tuple[int, InputArticle]


class BlockAttributor(msgspec.Struct, frozen=True):
    """Attributes articles in batches and isolates those that end a process.

    ``seconds`` is the longest time of a batch.
    """

    attributor: BatchAttributor
    seconds: float = BATCH_SECONDS

    def read(self, items: Sequence[InputArticle], attempts: Attempts) -> list[Outcome]:
        """Return one outcome for each article, in order."""
        outcomes: list[Outcome] = []
        for batch in _batches(items, UNITS_PER_BATCH * self.attributor.words, attempts):
            indices = [index for index, _ in batch]
            if attempts.deaths(indices[0]) >= MAX_DEATHS:
                outcomes.append(_failure(batch[0][1], InferenceFailed(LOST)))
                continue
            with attempts.at(indices, seconds=self.seconds):
                outcomes += self._read_batch([item for _, item in batch])
        attempts.finish()
        return outcomes

    def _read_batch(self, items: Sequence[InputArticle]) -> list[Outcome]:
        opened = [_open(item) for item in items]
        texts = [each.text for each in opened if isinstance(each, Readable)]
        readings = iter(self.attributor.read(texts))
        return [
            self._outcome(item, each, next(readings))
            if isinstance(each, Readable)
            else _failure(item, each)
            for item, each in zip(items, opened, strict=True)
        ]

    def _outcome(
        self, item: InputArticle, readable: Readable, reading: Reading | WhosaidError
    ) -> Outcome:
        if isinstance(reading, WhosaidError):
            return _failure(item, reading)
        request = AttributionRequest(text=item.text, format=item.format, id=item.id)
        info = self.attributor.attributor.info
        response = to_response(reading, request, info=info, readable=readable)
        return ArticleResult(item.file, item.position, reading.words, response)


def _open(item: InputArticle) -> Readable | RequestError:
    """Return what is read of an article, or the error because of which nothing is."""
    if item.error is not None:
        return item.error
    try:
        return open_text(item.text, item.format)
    except RequestError as error:
        return error


def _batches(
    items: Sequence[InputArticle], words: int, attempts: Attempts
) -> Iterator[list[IndexedArticle]]:
    """Yield batches of indexed articles of at most ``words`` words, or of one article.

    An article at which a process ended is a batch of its own, so that the next end of
    a process identifies it.
    """
    batch: list[IndexedArticle] = []
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


def _failure(item: InputArticle, error: WhosaidError) -> ArticleFailure:
    name = item.id if item.id is not None or not item.text else text_id(item.text)
    status = problem_row(error).status
    return ArticleFailure(
        item.file, item.position, name, status, error.code, str(error)
    )
