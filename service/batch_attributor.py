"""Attribution of several articles per call, annotated in batches of bounded size.

The reading of an article does not depend on the other articles of the call. Batches
only save time, more so for short articles.
"""

from collections.abc import Iterator, Sequence

import msgspec

from service.attributor import Attributor, parsed_passages
from service.errors import InferenceFailed, WhosaidError
from service.logs import describe_error
from service.nlp.annotator import Annotation
from service.records import Reading
from service.text.article import Article, Passage
from service.text.word_bounds import plan_parts


class BatchAttributor(msgspec.Struct, frozen=True):
    """Reads several articles per call with one attributor."""

    attributor: Attributor
    words: int
    """Words of the largest annotation batch; a longer article takes several."""

    def read(self, texts: Sequence[str]) -> list[Reading | WhosaidError]:
        """Return the reading or the error of each text, in order.

        Where the annotation of the batch raises, the articles are read one by one, so
        that only the article at fault gets an error.
        """
        try:
            return self._read_all(texts)
        except Exception:  # noqa: BLE001 - the article is unknown
            return [self._read_one(text) for text in texts]

    def _read_all(self, texts: Sequence[str]) -> list[Reading | WhosaidError]:
        opened = [self._open(text) for text in texts]
        articles = [one for one in opened if isinstance(one, Article)]
        passages = [parsed_passages(article) for article in articles]
        annotations = iter(self._annotate([p for each in passages for p in each]))
        readings = (
            self.attributor.read(article, [next(annotations) for _ in parsed])
            for article, parsed in zip(articles, passages, strict=True)
        )
        return [next(readings) if isinstance(one, Article) else one for one in opened]

    def _read_one(self, text: str) -> Reading | WhosaidError:
        try:
            return self._read_all([text])[0]
        except Exception as error:  # noqa: BLE001 - it must not end the batch
            reason = f"{type(error).__name__} while reading"
            return InferenceFailed(reason, trace=tuple(describe_error(error)))

    def _open(self, text: str) -> Article | WhosaidError:
        try:
            return self.attributor.open(text)
        except WhosaidError as error:
            return error

    def _annotate(self, passages: Sequence[Passage]) -> Iterator[Annotation]:
        for start, end in plan_parts(passages, self.words):
            yield from self.attributor.annotate(passages[start:end])
