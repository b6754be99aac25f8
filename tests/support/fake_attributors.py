"""Attributors without models that can be asked piece by piece."""

from collections.abc import Sequence

from service.attribution.lexicon import Lexicon
from service.attributor import Attributor
from service.batch_attributor import BatchAttributor
from service.nlp.annotator import Annotation
from service.records import Reading
from service.text.article import Article, Passage
from tests.support.fakes import FakeAnnotator, fake_reading


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


def batch_attributor(
    annotator: Recorder | None = None, *, words: int = 1_000
) -> BatchAttributor:
    """Return what answers several requests together, up to 1,000 characters each."""
    chosen = annotator or Recorder()
    return BatchAttributor(PatternAttributor(chosen, Lexicon.load(), 1_000), words)
