"""Attribution of one article, from text to records."""

from collections.abc import Sequence
from functools import cached_property
from typing import Self

import msgspec

from service.attribution import (
    Classifier,
    Lexicon,
    Stages,
    attribute_in_stages,
    run_stages,
)
from service.nlp.annotator import Annotation, Annotator
from service.provenance import AttributorInfo, load_classifier, rules_version
from service.records import Reading
from service.text.article import Article, Passage
from service.text.check_text import check_text
from service.text.reader import read_article

PARSED_KINDS = frozenset({"body", "heading"})


class Attributor(msgspec.Struct, frozen=True, dict=True):
    """Reads articles with an annotator, a lexicon and a classifier.

    Not thread safe, because the annotator is not. ``dict=True`` lets ``info`` be kept.
    """

    annotator: Annotator
    lexicon: Lexicon
    limit: int
    """Length of the longest accepted text, in code points."""
    classifier: Classifier = msgspec.field(default_factory=load_classifier)
    """The shipped one by default."""

    @cached_property
    def info(self) -> AttributorInfo:
        """The versions of the models and of the rules."""
        models = self.annotator.info
        return AttributorInfo(
            stanza=models.stanza,
            package=models.package,
            tagger=models.tagger,
            rules_version=rules_version(self.classifier),
        )

    def with_threshold(self, threshold: float) -> Self:
        """Return one that keeps candidates from other log-odds on."""
        classifier = self.classifier.with_threshold(threshold)
        return msgspec.structs.replace(self, classifier=classifier)

    def attribute(self, text: str) -> Reading:
        """Return the reading of ``text``.

        Raises:
            RequestError: the text is empty, too long or has invalid characters.
        """
        article = self.open(text)
        return self.read(article, self.annotate(parsed_passages(article)))

    def open(self, text: str) -> Article:
        """Return the article of ``text``, in passages.

        Raises:
            RequestError: the text is empty, too long or has invalid characters.
        """
        check_text(text, limit=self.limit)
        return read_article(text)

    def annotate(self, passages: Sequence[Passage]) -> list[Annotation]:
        """Return one annotation per passage, in order.

        The annotation of a passage does not depend on the other passages.
        """
        return self.annotator.annotate(passages)

    def read(self, article: Article, annotations: Sequence[Annotation]) -> Reading:
        """Return the reading of an article.

        Args:
            article: from ``open``.
            annotations: of ``parsed_passages(article)``, one per passage, in order.
        """
        return run_stages(self.read_in_stages(article, annotations))

    def read_in_stages(
        self, article: Article, annotations: Sequence[Annotation]
    ) -> Stages[Reading]:
        """Return the stages of ``read``, which may be paused between them."""
        return attribute_in_stages(
            article,
            annotations,
            lexicon=self.lexicon,
            classifier=self.classifier,
            tagger=self.info.tagger,
        )


def parsed_passages(article: Article) -> tuple[Passage, ...]:
    """Return the passages to annotate: bodies and headings."""
    return tuple(
        passage for passage in article.passages if passage.kind in PARSED_KINDS
    )
