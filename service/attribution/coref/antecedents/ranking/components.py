"""The components of the hidden states of an article that the network reads."""

from collections.abc import Iterable, Sequence
from itertools import accumulate

import msgspec
import numpy as np

from service.attribution.classification.networks.boundary_network import Floats
from service.attribution.classification.networks.speaker_network import SpeakerNetwork
from service.attribution.context import Context
from service.attribution.coref.antecedents.ranking.mention_words import (
    OptionWords,
    Word,
)


class Components(msgspec.Struct, frozen=True):
    """A row of D numbers for each sentence and each word of it."""

    rows: Floats
    starts: tuple[int, ...]
    """The row of each sentence."""

    @classmethod
    def of_context(
        cls, context: Context, network: SpeakerNetwork
    ) -> "Components | None":
        """Return those of an article; None where a sentence has none of the network."""
        boundaries = context.classifier.boundaries
        before = 0 if boundaries is None else boundaries.columns
        width = before + network.columns
        found: list[Floats] = []
        for tree in context.trees:
            numbers = np.frombuffer(tree.sentence.projections, np.float16)
            if len(numbers) != (1 + len(tree)) * width:
                return None
            found.append(numbers.reshape(-1, width)[:, before:].astype(np.float32))
        return cls.of_sentences(found) if found else None

    @classmethod
    def of_sentences(cls, sentences: Sequence[Floats]) -> "Components":
        """Return those of an article by sentence: (1 + words) x D each."""
        starts = tuple(accumulate(map(len, sentences), initial=0))
        return cls(np.concatenate(sentences), starts[:-1])

    def row(self, word: Word) -> int:
        """Return the row of a word, of the sentence for position -1."""
        return self.rows_of((word,))[0]

    def rows_of(self, words: Iterable[Word]) -> list[int]:
        """Return the row of each word."""
        starts = self.starts
        return [starts[sentence] + 1 + position for sentence, position in words]


class EntityRows(msgspec.Struct, frozen=True):
    """The rows of the words that stand for an option."""

    last: int
    first: int
    subject: int
    every: tuple[int, ...]

    @classmethod
    def of(cls, components: Components, words: OptionWords) -> "EntityRows":
        """Return the rows of words."""
        last, first, subject, *every = components.rows_of(
            (words.last, words.first, words.subject, *words.every)
        )
        return cls(last, first, subject, tuple(every))


def entity_vectors(components: Floats, options: Sequence[EntityRows]) -> Floats:
    """Return options x 4 D numbers: of three words, and the mean of all."""
    words = [(each.last, each.first, each.subject) for each in options]
    counts = np.array([len(each.every) for each in options])
    every = components[[row for each in options for row in each.every]]
    means = np.add.reduceat(every, np.cumsum(counts) - counts) / counts[:, None]
    single = components[words].reshape(len(options), -1)
    found: Floats = np.concatenate((single, means.astype(np.float32)), axis=1)
    return found
