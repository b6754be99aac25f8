"""What the stages read: the article's parses and quotations, and the resources."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Self

import msgspec

from service.attribution.classification.logistic import Classifier
from service.attribution.lexicon import Lexicon
from service.attribution.quotation_marks import Quotation
from service.attribution.syntax.entity_relabelling import relabel_entities
from service.attribution.syntax.parse_repair import repair_parse
from service.attribution.syntax.sentence import Tree
from service.nlp.annotator import Annotation
from service.records import Span
from service.text.article import Article


class Context(msgspec.Struct, frozen=True):
    """What every stage reads: one article with its parses, and the resources."""

    article: Article
    trees: tuple[Tree, ...]
    paragraphs: tuple[int, ...]
    """The paragraph of each tree."""
    quotations: tuple[Quotation, ...]
    lexicon: Lexicon
    classifier: Classifier
    """The fitted numbers that decide on candidates."""

    @classmethod
    def build(
        cls,
        article: Article,
        annotations: Sequence[Annotation],
        quotations: tuple[Quotation, ...],
        lexicon: Lexicon,
        classifier: Classifier,
    ) -> Self:
        """Join an article with its annotations, parses and entity labels repaired.

        ``annotations`` are those of the body and heading passages, in text order;
        another number of them raises ``ValueError``.
        """
        read = [p for p in article.passages if p.kind in {"body", "heading"}]
        pairs = [
            (sentence, passage.paragraph)
            for passage, annotation in zip(read, annotations, strict=True)
            for sentence in annotation.sentences
            if sentence.tokens
        ]
        trees = [repair_parse(s, lexicon, index=i) for i, (s, _) in enumerate(pairs)]
        return cls(
            article=article,
            trees=relabel_entities(trees, lexicon),
            paragraphs=tuple(paragraph for _, paragraph in pairs),
            quotations=quotations,
            lexicon=lexicon,
            classifier=classifier,
        )

    @property
    def text(self) -> str:
        """The article, normalised: straight quotation marks, hyphens, plain spaces."""
        return self.article.normalised

    def tree_at(self, offset: int) -> Tree | None:
        """Return the sentence that covers the offset or ends last before it."""
        starts = [tree.tokens[0].start for tree in self.trees]
        index = bisect_right(starts, offset) - 1
        return self.trees[index] if index >= 0 else None

    def enclosing(self, start: int, end: int) -> Quotation | None:
        """Return the innermost quotation that encloses the range, or None."""
        enclosing = [q for q in self.quotations if q.start <= start and end <= q.end]
        return max(enclosing, key=lambda q: q.depth, default=None)

    def parent_quotation(self, quotation: Quotation) -> Quotation | None:
        """Return the quotation that encloses this one, one level up."""
        enclosing = (
            q
            for q in self.quotations
            if q.depth == quotation.depth - 1
            and q.start <= quotation.start
            and quotation.end <= q.end
        )
        return next(enclosing, None)

    def quotations_in(self, quotation: Quotation | None) -> list[Quotation]:
        """Return the quotations one level inside one, or the outermost for None."""
        if quotation is None:
            return [q for q in self.quotations if q.depth == 0]
        return [
            q
            for q in self.quotations
            if q.depth == quotation.depth + 1
            and quotation.start <= q.start
            and q.end <= quotation.end
        ]

    def trim(self, span: Span) -> Span | None:
        """Return the span without outer blanks and punctuation; None if none is left.

        The marks of a quotation that lies whole in the span stay, and so does the
        punctuation inside them.
        """
        start, end = span.start, span.end
        kept = [q for q in self.quotations if start <= q.start and q.end <= end]
        starts, ends = {q.start for q in kept}, {q.end for q in kept}
        while start < end and start not in starts and _is_trimmed(self.text[start]):
            start += 1
        while end > start and end not in ends and _ends_loose(self.text, start, end):
            end -= 1
        return Span(start, end) if start < end else None


def _is_trimmed(character: str) -> bool:
    """Whether a character at the start of a span is punctuation or a blank."""
    return not character.isalnum() and character not in "$£€#@%&(['\""


def _ends_loose(text: str, start: int, end: int) -> bool:
    """Whether the last character of a span is punctuation that no word needs."""
    last = text[end - 1]
    if last == ")":
        return "(" not in text[start:end]
    if last in "?!%$€£'\"":
        return False
    if last == "." and end - start > 1:
        return not _abbreviates(text[start : end - 1])
    return not last.isalnum()


def _abbreviates(before: str) -> bool:
    """Whether a full stop after ``before`` belongs to an initialism ("U.S.")."""
    word = before.rsplit(maxsplit=1)[-1] if before.split() else ""
    return len(word) > 1 and word[-2:-1] == "." and word[-1].isupper()
