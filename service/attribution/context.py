"""One article as the stages see it: parses, quotations and words, side by side."""

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
    """What every stage reads and none changes."""

    article: Article
    trees: tuple[Tree, ...]
    paragraphs: tuple[int, ...]
    """The paragraph of each tree."""
    quotations: tuple[Quotation, ...]
    lexicon: Lexicon
    classifier: Classifier
    """The fitted numbers that weigh candidates."""

    @classmethod
    def build(
        cls,
        article: Article,
        annotations: Sequence[Annotation],
        quotations: tuple[Quotation, ...],
        lexicon: Lexicon,
        classifier: Classifier,
    ) -> Self:
        """Join the annotations of the article's read passages, in their order."""
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
        """The article, normalised: straight quotes, hyphens, plain spaces."""
        return self.article.normalised

    def tree_at(self, offset: int) -> Tree | None:
        """Return the sentence that covers the offset or ends last before it."""
        starts = [tree.tokens[0].start for tree in self.trees]
        index = bisect_right(starts, offset) - 1
        return self.trees[index] if index >= 0 else None

    def enclosing(self, start: int, end: int) -> Quotation | None:
        """Return the innermost quotation round the range, or None."""
        around = [q for q in self.quotations if q.start <= start and end <= q.end]
        return max(around, key=lambda q: q.depth, default=None)

    def within(self, quotation: Quotation | None) -> list[Quotation]:
        """Return the quotations one level inside, or the outermost ones."""
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
        """Cut blanks and loose punctuation off both ends; None if nothing is left.

        Marks of quotations that lie whole in the span stay, and what is inside them.
        """
        start, end = span.start, span.end
        kept = [q for q in self.quotations if start <= q.start and q.end <= end]
        starts, ends = {q.start for q in kept}, {q.end for q in kept}
        while start < end and start not in starts and _loose(self.text[start]):
            start += 1
        while end > start and end not in ends and _loose_end(self.text, start, end):
            end -= 1
        return Span(start, end) if start < end else None


def _loose(character: str) -> bool:
    return not character.isalnum() and character not in "$£€#@%&(['\""


def _loose_end(text: str, start: int, end: int) -> bool:
    last = text[end - 1]
    if last == ")":
        return "(" not in text[start:end]
    if last in "?!%$€£'\"":
        return False
    if last == "." and end - start > 1:
        return not _abbreviates(text[start : end - 1])
    return not last.isalnum()


def _abbreviates(before: str) -> bool:
    """Tell whether the full stop after ``before`` belongs to an initialism."""
    word = before.rsplit(maxsplit=1)[-1] if before.split() else ""
    return len(word) > 1 and word[-2:-1] == "." and word[-1].isupper()
