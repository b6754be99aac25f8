"""Attributors without models, for the tests of batches."""

from collections.abc import Sequence

from service.attribution import Lexicon
from service.attributor import Attributor
from service.batch_attributor import BatchAttributor
from service.nlp.annotator import Annotation
from service.records import Reading
from service.text.article import Article, Passage
from tests.support.fakes import FakeAnnotator, fake_reading


class PatternAttributor(Attributor, frozen=True):
    """Returns ``fake_reading``, whatever the annotations are."""

    def read(self, article: Article, annotations: Sequence[Annotation]) -> Reading:
        """Return the fake reading of the article."""
        del annotations
        return fake_reading(article.text)


class Recorder(FakeAnnotator):
    """Records the texts of each call in ``asked``; fails on a text with RAISE."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[list[str]] = []

    def annotate(self, passages: Sequence[Passage], /) -> list[Annotation]:
        """Return one sentence for each passage."""
        texts = [passage.text for passage in passages]
        self.asked.append(texts)
        if any("RAISE" in text for text in texts):
            raise ZeroDivisionError
        return super().annotate(passages)


def batch_attributor(
    annotator: Recorder | None = None, *, words: int = 1_000
) -> BatchAttributor:
    """Return a batch attributor for requests of at most 1,000 characters.

    ``words`` is the most words of a call of the annotator.
    """
    chosen = annotator or Recorder()
    return BatchAttributor(PatternAttributor(chosen, Lexicon.load(), 1_000), words)
