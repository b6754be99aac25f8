"""The word that stands for a mention, whose hidden state the network reads."""

from collections.abc import Iterable
from functools import cached_property

import msgspec

from service.attribution.candidates import Candidate
from service.attribution.context import Context
from service.attribution.coref.antecedents.ranking.anaphors import Anaphor
from service.attribution.coref.antecedents.ranking.options import Option
from service.attribution.coref.entities import Mention
from service.attribution.syntax.descriptions import head_of

Word = tuple[int, int]
"""Sentence and position in it; position -1 is the sentence itself."""
NO_WORD: Word = (0, -1)
_MOST_BEFORE = 12
_MOST_AFTER = 4


class OptionWords(msgspec.Struct, frozen=True):
    """The words that stand for an option."""

    last: Word
    first: Word
    subject: Word
    """Of the last mention that is a subject outside quotations, else the last."""
    every: tuple[Word, ...]


class MentionWords(msgspec.Struct, frozen=True, dict=True):
    """Finds the words of mentions; those of sources are the heads of the sources."""

    context: Context
    candidates: tuple[Candidate, ...]

    @cached_property
    def _known(self) -> dict[int, Word]:
        """The words of mentions by offset: of sources, and those looked up so far."""
        phrases = (c.source or c.implied for c in self.candidates)
        return {p.span.start: (p.tree, p.head) for p in phrases if p is not None}

    def word_of(self, mention: Mention) -> Word:
        """Return the head of a mention: of a source, a name or a noun."""
        known = self._known.get(mention.offset)
        if known is None:
            known = self._known[mention.offset] = self._head_of(mention)
        return known

    def _head_of(self, mention: Mention) -> Word:
        tree = self.context.trees[mention.sentence]
        tokens = enumerate(tree.tokens)
        begins = (p for p, t in tokens if t.start <= mention.offset < t.end)
        position = place = next(begins, 0)
        while (
            position + 1 < len(tree)
            and tree.name_span(position) is None
            and tree.tokens[position].xpos == "NNP"
            and tree.name_span(position + 1, "Person") is not None
        ):
            position += 1  # a title
        name = tree.name_span(position)
        head = place if name is None else head_of(tree, name.start, name.end)
        return mention.sentence, head

    def words_of(self, option: Option, anaphor: Anaphor) -> OptionWords:
        """Return the words of the last, the first and the nearest mentions.

        The last is the first one after the anaphor, if none is before it.
        """
        if option.entity is None:
            position = anaphor.head if option.is_new else -1
            word = anaphor.tree.index, position
            return OptionWords(word, word, word, (word,))
        last = self._words(option.before[-1:] or option.after[:1]) or (NO_WORD,)
        first = self._words(option.mentions[:1]) or (NO_WORD,)
        subjects = (m for m in reversed(option.before) if m.is_subject)
        subject = next((m for m in subjects if not m.is_quoted), None)
        acting = last[0] if subject is None else self.word_of(subject)
        nearest = (*option.before[-_MOST_BEFORE:], *option.after[:_MOST_AFTER])
        return OptionWords(last[0], first[0], acting, self._words(nearest) or last)

    def _words(self, mentions: Iterable[Mention]) -> tuple[Word, ...]:
        return tuple(self.word_of(mention) for mention in mentions)


def word_of_cue(candidate: Candidate, anaphor: Anaphor) -> Word:
    """Return the word of the cue, the sentence of the anaphor without a cue."""
    return (anaphor.tree.index, -1) if candidate.cue is None else candidate.cue.key
