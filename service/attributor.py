"""Text in, records out: the whole job on one article, with no HTTP in sight."""

from collections.abc import Sequence

import msgspec

from service.attribution.classification.logistic import Classifier
from service.attribution.lexicon import Lexicon
from service.attribution.pipeline import attribute_document
from service.nlp.annotator import Annotation, Annotator, AnnotatorInfo
from service.records import Reading
from service.text.article import Article, Passage
from service.text.check_text import check_text
from service.text.reader import read_article

PARSED = frozenset({"body", "heading"})


class Attributor(msgspec.Struct, frozen=True):
    """An annotator and a lexicon at work. Not thread safe: the annotator is not."""

    annotator: Annotator
    lexicon: Lexicon
    limit: int
    """Longest text in characters."""
    classifier: Classifier = msgspec.field(default_factory=Classifier.load)

    @property
    def info(self) -> AnnotatorInfo:
        """The models behind the records."""
        return self.annotator.info

    def attribute(self, text: str) -> Reading:
        """Return everything that is found in ``text``.

        Raises:
            RequestError: the text is empty, too long or not text.
        """
        article = self.open(text)
        return self.read(article, self.annotate(parsed_passages(article)))

    def open(self, text: str) -> Article:
        """Check ``text`` and cut it into passages."""
        check_text(text, limit=self.limit)
        return read_article(text)

    def annotate(self, passages: Sequence[Passage]) -> list[Annotation]:
        """Return one annotation per passage; what stands beside it has no effect."""
        return self.annotator.annotate(passages)

    def read(self, article: Article, annotations: Sequence[Annotation]) -> Reading:
        """Return the records, from the annotations of ``parsed_passages``."""
        return attribute_document(
            article, annotations, lexicon=self.lexicon, classifier=self.classifier
        )


def parsed_passages(article: Article) -> tuple[Passage, ...]:
    """Return the passages that are annotated; boilerplate and credits are not."""
    return tuple(passage for passage in article.passages if passage.kind in PARSED)
