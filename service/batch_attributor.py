"""Attribution of several articles per call, annotated in batches of bounded size.

The records of an article do not depend on the other articles of the call. Batches only
save time, more so for short articles.
"""

from collections.abc import Iterator, Sequence

import msgspec

from service.attributor import Attributor, parsed_passages
from service.errors import InferenceFailed, WhosaidError
from service.nlp.annotator import Annotation
from service.records import Reading
from service.serving.work_units import plan_parts
from service.text.article import Article, Passage
from service.wire.responses import to_response
from service.wire.schemas import AttributionRequest, AttributionResponse


class BatchAnswer(msgspec.Struct, frozen=True):
    """A response and the number of words of its article."""

    words: int
    response: AttributionResponse


class BatchAttributor(msgspec.Struct, frozen=True):
    """Answers several requests per call with one attributor."""

    attributor: Attributor
    words: int
    """Words of the largest annotation batch; a longer article takes several."""

    def answer(
        self, requests: Sequence[AttributionRequest]
    ) -> list[BatchAnswer | WhosaidError]:
        """Return a response or an error for each request, in order.

        Where the annotation of the batch raises, the requests are answered one by one,
        so that only the article at fault gets an error.
        """
        try:
            return self._answer_all(requests)
        except Exception:  # noqa: BLE001 - the article is unknown
            return [self._answer_one(request) for request in requests]

    def _answer_all(
        self, requests: Sequence[AttributionRequest]
    ) -> list[BatchAnswer | WhosaidError]:
        opened = [self._open(request) for request in requests]
        articles = [one for one in opened if isinstance(one, Article)]
        passages = [parsed_passages(article) for article in articles]
        annotations = iter(self._annotate([p for each in passages for p in each]))
        readings = (
            self.attributor.read(article, [next(annotations) for _ in parsed])
            for article, parsed in zip(articles, passages, strict=True)
        )
        return [
            self._to_answer(next(readings), request)
            if isinstance(one, Article)
            else one
            for request, one in zip(requests, opened, strict=True)
        ]

    def _answer_one(self, request: AttributionRequest) -> BatchAnswer | WhosaidError:
        try:
            return self._answer_all([request])[0]
        except Exception as error:  # noqa: BLE001 - it must not end the batch
            return InferenceFailed(f"{type(error).__name__} while reading")

    def _open(self, request: AttributionRequest) -> Article | WhosaidError:
        try:
            return self.attributor.open(request.text)
        except WhosaidError as error:
            return error

    def _annotate(self, passages: Sequence[Passage]) -> Iterator[Annotation]:
        for start, end in plan_parts(passages, self.words):
            yield from self.attributor.annotate(passages[start:end])

    def _to_answer(self, reading: Reading, request: AttributionRequest) -> BatchAnswer:
        response = to_response(reading, request, info=self.attributor.info)
        return BatchAnswer(reading.words, response)
