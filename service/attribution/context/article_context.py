"""What the stages read: the article's parses and quotations, and the resources."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import islice
from operator import attrgetter
from typing import Self

import msgspec

from service.attribution.classification.logistic import Classifier
from service.attribution.context.convention_scores import ConventionScores
from service.attribution.context.quotation_index import QuotationIndex
from service.attribution.lexicon import Lexicon
from service.attribution.quotation_marks import Quotation
from service.attribution.syntax.entity_relabelling import relabel_entities
from service.attribution.syntax.parse_repair import repair_parse
from service.attribution.syntax.sentence import Tree
from service.nlp.annotator import Annotation
from service.records import Span
from service.text.article import Article, Passage

_start = attrgetter("start")
_WORD = re.compile(r"\S+")
_WORD_CHARACTER = re.compile(r"[^\W_]")


class Context(msgspec.Struct, frozen=True, dict=True):
    """What every stage reads: one article with its parses, and the resources.

    The indexes are computed on first use and kept, which ``dict=True`` makes possible.
    """

    article: Article
    trees: tuple[Tree, ...]
    paragraphs: tuple[int, ...]
    """The paragraph of each tree."""
    quotations: tuple[Quotation, ...]
    lexicon: Lexicon
    classifier: Classifier
    """The fitted numbers that decide on candidates."""
    tagger: bool
    """Whether the attribution tagger read the article; it may have found nothing."""

    @classmethod
    def build(  # noqa: PLR0913 - the parts of a context
        cls,
        article: Article,
        annotations: Sequence[Annotation],
        quotations: tuple[Quotation, ...],
        lexicon: Lexicon,
        classifier: Classifier,
        *,
        tagger: bool,
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
            tagger=tagger,
        )

    @cached_property
    def encoded(self) -> bool:
        """Whether all sentences have readouts of the encoder."""
        return bool(self.trees) and all(t.sentence.readouts for t in self.trees)

    @cached_property
    def conventions(self) -> ConventionScores | None:
        """The scores of the words by the conventions; None without the tagger."""
        return ConventionScores.of(self.trees) if self.tagger else None

    @property
    def text(self) -> str:
        """The article, normalised: straight quotation marks, hyphens, plain spaces."""
        return self.article.normalised

    @cached_property
    def quotation_index(self) -> QuotationIndex:
        """The quotations by their place."""
        return QuotationIndex.build(self.quotations)

    @cached_property
    def label_starts(self) -> frozenset[int]:
        """Where the labels of the turns of a transcript begin."""
        return frozenset(turn.label[0] for turn in self.article.turns)

    @cached_property
    def surnames(self) -> frozenset[str]:
        """The last words of the names of persons, in lower case."""
        return frozenset(
            tree.lower(name.end - 1)
            for tree in self.trees
            for name in tree.sentence.entities
            if name.label == "Person"
        )

    @cached_property
    def text_nouns(self) -> dict[str, list[tuple[int, int]]]:
        """The places (sentence, token) of nouns for texts, by lemma ("statement")."""
        nouns = self.lexicon.nouns.own_words | {"release"}
        places: dict[str, list[tuple[int, int]]] = {noun: [] for noun in nouns}
        for tree in self.trees:
            for position in range(len(tree)):
                if tree.lemma(position) in nouns:
                    places[tree.lemma(position)].append((tree.index, position))
        return places

    @cached_property
    def _tree_starts(self) -> tuple[int, ...]:
        return tuple(tree.tokens[0].start for tree in self.trees)

    def tree_at(self, offset: int) -> Tree | None:
        """Return the sentence that covers the offset or ends last before it."""
        index = bisect_right(self._tree_starts, offset) - 1
        return self.trees[index] if index >= 0 else None

    def passage_of(self, start: int, end: int) -> Passage | None:
        """Return the passage that contains the range, or None."""
        passages = self.article.passages
        index = bisect_right(passages, start, key=_start) - 1
        whole = index >= 0 and end <= passages[index].end
        return passages[index] if whole else None

    def passage_after(self, passage: Passage) -> Passage | None:
        """Return the first passage that begins at the end of one or later, or None."""
        passages = self.article.passages
        index = bisect_left(passages, passage.end, key=_start)
        return passages[index] if index < len(passages) else None

    def enclosing(self, start: int, end: int) -> Quotation | None:
        """Return the innermost quotation that encloses the range, or None."""
        return next(self.quotation_index.enclosing(start, end), None)

    def parent_quotation(self, quotation: Quotation) -> Quotation | None:
        """Return the quotation that encloses this one, one level up."""
        above = self.quotation_index.enclosing(quotation.start, quotation.end)
        return next((q for q in above if q.depth == quotation.depth - 1), None)

    def quotations_in(self, quotation: Quotation | None) -> tuple[Quotation, ...]:
        """Return the quotations one level inside one, or the outermost for None."""
        return self.quotation_index.levels.get(quotation, ())

    def has_word(self, start: int, end: int) -> bool:
        """Whether the range has a letter or a digit."""
        return _WORD_CHARACTER.search(self.text, start, end) is not None

    def has_more_words(self, limit: int, start: int, end: int) -> bool:
        """Whether blanks divide the range into more words than ``limit``."""
        words = _WORD.finditer(self.text, start, end)
        return next(islice(words, limit, None), None) is not None

    def end_before(self, offset: int, *, start: int = 0) -> int:
        """Return the end of ``text[start:offset].rstrip()``, without a copy of it."""
        while offset > start and self.text[offset - 1].isspace():
            offset -= 1
        return offset

    def last_before(self, offset: int, *, start: int = 0) -> str:
        """Return the last character of a range that is no blank, "" if it has none."""
        end = self.end_before(offset, start=start)
        return self.text[max(end - 1, start) : end]

    def last_inside(self, end: int) -> str:
        """Return the last character inside a quotation that ends at an offset.

        A closing mark may be padded with blanks, as one of several characters is; ""
        if no mark is there.
        """
        end = self.end_before(end)
        if self.text[max(end - 1, 0) : end] not in {"'", '"'}:
            return ""
        return self.last_before(end - 1)

    def trim(self, span: Span) -> Span | None:
        """Return the span without outer blanks and punctuation; None if none is left.

        The marks of a quotation that lies whole in the span stay, and so does the
        punctuation inside them.
        """
        start, end = span.start, span.end
        while start < end and self._is_trimmed(start, span.end):
            start += 1
        while end > start and self._ends_loose(span.start, start, end):
            end -= 1
        return Span(start, end) if start < end else None

    def _is_trimmed(self, start: int, end: int) -> bool:
        """Whether a span begins with a blank or punctuation of no quotation in it."""
        character = self.text[start]
        if character.isalnum() or character in "$£€#@%&(['\"":
            return False
        quotation = self.quotation_index.starting_at(start)
        return quotation is None or quotation.end > end

    def _ends_loose(self, whole: int, start: int, end: int) -> bool:
        """Whether a span ends with a blank or punctuation that no word needs.

        Quotations that end there and begin at or after ``whole`` keep their marks.
        """
        last = self.text[end - 1]
        if last.isalnum() or last in "?!%$€£'\"":
            return False
        if self.quotation_index.ends_at(end, start=whole):
            return False
        if last == ")":
            return self.text.find("(", start, end) < 0
        if last == "." and end - start > 1:
            return not self._is_initialism(start, end - 1)
        return True

    def _is_initialism(self, start: int, end: int) -> bool:
        """Whether a full stop after the range belongs to an initialism ("U.S.")."""
        end = self.end_before(end, start=start)
        last = self.text[max(end - 2, start) : end]
        return len(last) > 1 and last[0] == "." and last[1].isupper()
