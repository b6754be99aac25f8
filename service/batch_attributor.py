"""Several articles at once: annotated in batches of bounded words, each for itself.

What stands beside an article has no effect on its records, so this is only faster than
one article after another, the more the shorter they are.
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
    """A response, and how many words were read for it."""

    words: int
    response: AttributionResponse


class BatchAttributor(msgspec.Struct, frozen=True):
    """An attributor that answers several requests together."""

    attributor: Attributor
    words: int
    """Most words that are annotated at once; a longer article is parsed in parts."""

    def answer(
        self, requests: Sequence[AttributionRequest]
    ) -> list[BatchAnswer | WhosaidError]:
        """Return a response or what is wrong for each request, in order."""
        try:
            return self._together(requests)
        except Exception:  # noqa: BLE001 - whichever it was fails alone
            return [self._alone(request) for request in requests]

    def _together(
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
            self._answered(next(readings), request) if isinstance(one, Article) else one
            for request, one in zip(requests, opened, strict=True)
        ]

    def _alone(self, request: AttributionRequest) -> BatchAnswer | WhosaidError:
        try:
            return self._together([request])[0]
        except Exception as error:  # noqa: BLE001 - one bad article fails alone
            return InferenceFailed(f"{type(error).__name__} while reading")

    def _open(self, request: AttributionRequest) -> Article | WhosaidError:
        try:
            return self.attributor.open(request.text)
        except WhosaidError as error:
            return error

    def _annotate(self, passages: Sequence[Passage]) -> Iterator[Annotation]:
        for start, end in plan_parts(passages, self.words):
            yield from self.attributor.annotate(passages[start:end])

    def _answered(self, reading: Reading, request: AttributionRequest) -> BatchAnswer:
        response = to_response(reading, request, info=self.attributor.info)
        return BatchAnswer(reading.words, response)
