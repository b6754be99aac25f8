"""F1 of the spans of the attribution tagger inside sentences.

The tagger knows outermost attributions only, so that those are what it is compared
with. A gold field that runs over several sentences, or around a cue, is as many spans.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from service.evaluation.gold_articles import GoldArticle
from service.evaluation.matching import FieldOffsets, Letters, outermost, parts_of
from service.evaluation.report import Prf
from service.nlp.annotator import Annotation
from service.nlp.document import Sentence, Token

LABELS = ("Source", "Cue", "Content")
_Words = frozenset[int]
"""Positions of the words of a span in its sentence, without punctuation."""


class TagCounts:
    """Counts of right, predicted and gold spans by label, over articles."""

    def __init__(self) -> None:
        self._right: Counter[str] = Counter()
        self._predicted: Counter[str] = Counter()
        self._gold: Counter[str] = Counter()

    def add(self, article: GoldArticle, annotations: Sequence[Annotation]) -> None:
        """Compare the spans of an article with its gold attributions."""
        gold = [
            parts_of(record, article.text)
            for record in outermost(
                [record for record in article.attributions if not record.optional],
                article.text,
            )
        ]
        for annotation in annotations:
            for sentence in annotation.sentences:
                tagged = set(_tagged(sentence, article.text))
                wanted = set(_annotated(sentence, article.text, gold))
                self._right.update(label for label, _ in tagged & wanted)
                self._predicted.update(label for label, _ in tagged)
                self._gold.update(label for label, _ in wanted)

    def scores(self) -> dict[str, Prf]:
        """Return the metrics of exact spans by label; none if nothing was predicted."""
        if not self._predicted:
            return {}
        return {
            label: Prf.of(self._right[label], self._predicted[label], self._gold[label])
            for label in LABELS
        }


def _tagged(sentence: Sentence, text: str) -> Iterator[tuple[str, _Words]]:
    for tag in sentence.tags:
        words = frozenset(
            position
            for position in range(tag.start, tag.end)
            if _letters(sentence.tokens[position], text)
        )
        if words:
            yield tag.label, words


def _annotated(
    sentence: Sentence, text: str, gold: Sequence[FieldOffsets]
) -> Iterator[tuple[str, _Words]]:
    for fields in gold:
        by_label = (fields.source, fields.cue, fields.content)
        for label, letters in zip(LABELS, by_label, strict=True):
            for words in _runs(sentence, text, letters):
                yield label, words


def _runs(sentence: Sentence, text: str, wanted: Letters) -> Iterator[_Words]:
    """Yield each longest run of words inside ``wanted``; punctuation ends no run."""
    run: set[int] = set()
    for position, token in enumerate(sentence.tokens):
        letters = _letters(token, text)
        if letters and letters <= wanted:
            run.add(position)
        elif letters and run:
            yield frozenset(run)
            run = set()
    if run:
        yield frozenset(run)


def _letters(token: Token, text: str) -> Letters:
    return frozenset(o for o in range(token.start, token.end) if text[o].isalnum())
