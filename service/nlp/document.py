"""The annotated article: frozen values that every later stage reads.

Offsets are half-open and count Unicode code points of the article as received.
Positions inside a sentence (``head``, ``Tagged.start``) count its tokens. The labels
are those of Universal Dependencies v2 (https://universaldependencies.org) and of the
models that made them (``models/MODEL_CARD.md``).
"""

import msgspec

ROOT = -1
"""The ``head`` of a token that depends on no other."""


class Token(msgspec.Struct, frozen=True, gc=False):
    """A syntactic word with its place in the article and in the parse."""

    start: int
    end: int
    text: str
    """The word as the parser saw it; slice the article for the original."""
    lemma: str
    upos: str
    xpos: str
    feats: str
    """UD features such as ``Number=Sing|Person=3``, or an empty string."""
    head: int
    """Index in the sentence of the token this one depends on, or ``ROOT``."""
    deprel: str


class Tagged(msgspec.Struct, frozen=True, gc=False):
    """A run of tokens ``[start, end)`` of one sentence that a tagger labelled."""

    start: int
    end: int
    label: str


class Sentence(msgspec.Struct, frozen=True):
    """A sentence: its tokens, the names in it and what the attribution tagger saw."""

    tokens: tuple[Token, ...]
    entities: tuple[Tagged, ...] = ()
    """Named entities: Person, Organization, Location, NORP, Facility, ..."""
    tags: tuple[Tagged, ...] = ()
    """Spans of the attribution tagger: Source, Cue, Content. Empty without a tagger."""

    @property
    def start(self) -> int:
        """Offset of the first character of the sentence."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Offset after the last character of the sentence."""
        return self.tokens[-1].end
