"""A network that reads paragraphs by the project's own conventions of annotation.

It labels each word as cue, source, content and nested content, and scores for each
possible cue the words around it as its content and as its source. Nothing is fitted
here: ``python -m training.classifier`` writes the numbers, which lie with those of the
classifier.

The scores of a sentence (``Sentence.conventions``) begin with the numbers of words
before and after it in its paragraph, as ``PLACE``. Log-odds follow in steps of
``STEP``, one byte each: the labels of each word, then for each possible cue the scores
for its content of the words up to ``WINDOW`` words away, then those for its source.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property

import msgspec
import numpy as np
import numpy.typing as npt

from service.nlp.document import Sentence, Tagged

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.int8]

CUE, SOURCE, CONTENT, NESTED = range(4)
"""The columns of the labels."""
LABELS = 4
PAIRS = 2
"""Scores of a word for a cue: as a word of its content, as one of its source."""
STEP = 0.125
MOST = 127
"""Greatest number of steps."""
LEAST_CUE = -8.0
"""Log-odds from which a word is a possible cue."""
WINDOW = 200
"""Words of the paragraph on either side of a cue that are scored."""
PLACE = np.dtype(np.int32)
MARKS = ("Cue", "Source", "Content")
"""The labels of the attribution tagger, whose spans the network reads."""
UNKNOWN = 0
"""The row of a part of speech or relation that is not in the lists."""


class Weights(msgspec.Struct, frozen=True):
    """An array of float16 numbers."""

    shape: tuple[int, ...]
    numbers: bytes

    @property
    def array(self) -> Floats:
        """The numbers as float32."""
        rows = np.frombuffer(self.numbers, np.float16).reshape(self.shape)
        return rows.astype(np.float32)

    @classmethod
    def of(cls, array: npt.NDArray[np.float32]) -> "Weights":
        """Return the weights of an array."""
        return cls(array.shape, array.astype(np.float16).tobytes())


class MarkedSentence(msgspec.Struct, frozen=True):
    """What the network reads of a sentence beside the states of its words."""

    parts_of_speech: Sequence[str]
    relations: Sequence[str]
    tags: Sequence[Tagged]
    """Spans of the attribution tagger."""

    @classmethod
    def of(cls, sentence: Sentence) -> "MarkedSentence":
        """Return what is read of a parsed sentence."""
        tokens = sentence.tokens
        tags, relations = [t.upos for t in tokens], [t.deprel for t in tokens]
        return cls(tags, relations, sentence.tags)

    @property
    def marks(self) -> list[int]:
        """The row of the mark of the attribution tagger on each word.

        There is one for the words inside a span of each label and one for its first
        word; 0 without a span.
        """
        found = [0] * len(self.parts_of_speech)
        for tag in self.tags:
            row = 1 + MARKS.index(tag.label)
            found[tag.start : tag.end] = [row] * (tag.end - tag.start)
            found[tag.start] = row + len(MARKS)
        return found


class ConventionNetwork(msgspec.Struct, frozen=True, dict=True):
    """The weights, for the hidden states of one encoder."""

    encoder: str
    """SHA-256 of the weights of the encoder (``model.safetensors``)."""
    parts_of_speech: tuple[str, ...]
    relations: tuple[str, ...]
    """The names of the rows after ``UNKNOWN``."""
    weights: Mapping[str, Weights]

    @cached_property
    def _rows(self) -> tuple[dict[str, int], dict[str, int]]:
        names = (self.parts_of_speech, self.relations)
        first, second = ({n: row for row, n in enumerate(one, 1)} for one in names)
        return first, second

    def row_of_tag(self, upos: str) -> int:
        """Return the row of a part of speech."""
        return self._rows[0].get(upos, UNKNOWN)

    def row_of_relation(self, deprel: str) -> int:
        """Return the row of a relation, else of that without its subtype."""
        rows = self._rows[1]
        return rows.get(deprel, rows.get(deprel.partition(":")[0], UNKNOWN))


def window(at: int, words: int) -> slice:
    """Return the words around a cue that are scored, of so many in the paragraph."""
    return slice(max(0, at - WINDOW), min(words, at + WINDOW + 1))


def to_steps(logits: Floats) -> Bytes:
    """Return log-odds as numbers of steps."""
    steps: Bytes = np.clip(np.rint(logits / STEP), -MOST, MOST).astype(np.int8)
    return steps
