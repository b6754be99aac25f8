"""Score a parse of raw text by characters, as the CoNLL 2018 shared task does.

A predicted word is aligned to a gold word that covers the same characters, spaces
aside. Its head is correct if it is aligned to the gold head.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from training.conllu import Tree
from training.span_scores import f1

Place = tuple[int, int]


class ParsedWord(NamedTuple):
    """Tag, head and relation of a word; the head is a place, None for the root."""

    upos: str
    head: Place | None
    relation: str


class Spans(NamedTuple):
    """Words by place, and the places of sentences (offsets without spaces)."""

    words: dict[Place, ParsedWord]
    sentences: set[Place]


class _Row(NamedTuple):
    form: str
    upos: str
    head: int
    relation: str


def predicted_spans(document: Any, text: str) -> Spans:  # noqa: ANN401 - Stanza has no types
    """Return the words and sentences of Stanza's document for a text."""
    return _place(
        [
            _Row(
                text[w.parent.start_char : w.parent.end_char], w.upos, w.head, w.deprel
            )
            for w in sentence.words
        ]
        for sentence in document.sentences
    )


def gold_spans(trees: Iterable[Tree]) -> Spans:
    """Return the words and sentences of gold trees."""
    return _place(
        [_Row(word.form, word.upos, word.head, word.deprel) for word in tree.words]
        for tree in trees
    )


def _place(sentences: Iterable[Sequence[_Row]]) -> Spans:
    words: dict[Place, ParsedWord] = {}
    found: set[Place] = set()
    offset = 0
    for rows in sentences:
        begin = offset
        places: list[Place] = []
        for row in rows:
            end = offset + len("".join(row.form.split()))
            places.append((offset, end))
            offset = end
        for row, place in zip(rows, places, strict=True):
            head = places[row.head - 1] if row.head else None
            words[place] = ParsedWord(row.upos, head, row.relation.split(":")[0])
        found.add((begin, offset))
    return Spans(words, found)


def alignment_scores(predicted: Spans, gold: Spans) -> dict[str, float]:
    """Return F1 of words, sentences, tags (UPOS) and arcs (UAS, LAS) in per cent."""
    both = [
        (word, gold.words[place])
        for place, word in predicted.words.items()
        if place in gold.words
    ]

    def of_words(same: Callable[[ParsedWord, ParsedWord], bool]) -> float:
        right = sum(same(one, two) for one, two in both)
        return round(f1(right, len(predicted.words), len(gold.words)), 2)

    common = predicted.sentences & gold.sentences
    sentences = f1(len(common), len(predicted.sentences), len(gold.sentences))
    return {
        "Words": of_words(lambda _one, _two: True),
        "Sentences": round(sentences, 2),
        "UPOS": of_words(lambda one, two: one.upos == two.upos),
        "UAS": of_words(lambda one, two: one.head == two.head),
        "LAS": of_words(lambda one, two: one[1:] == two[1:]),
    }
