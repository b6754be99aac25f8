"""The parsed sentences of an article: the frozen input of the attribution stages.

Offsets are half-open and count Unicode code points of the article as received.
Positions in a sentence (``head``, ``Tagged.start``) count its tokens from 0. The labels
are those of Universal Dependencies v2 (https://universaldependencies.org) and of the
models (``models/MODEL_CARD.md``).
"""

import msgspec

ROOT = -1
"""The ``head`` of the root of a sentence."""


READOUTS = 4
"""Linear readouts of a hidden state: as a cue, source, word of a content, sentence."""


class Token(msgspec.Struct, frozen=True, gc=False):
    """A syntactic word with its offsets in the article and its place in the parse."""

    start: int
    end: int
    text: str
    """The normalised word; slice the article for the original."""
    lemma: str
    upos: str
    xpos: str
    feats: str
    """UD features such as ``Number=Sing|Person=3``, or an empty string."""
    head: int
    """Index in the sentence of the syntactic head, or ``ROOT``."""
    deprel: str


class Tagged(msgspec.Struct, frozen=True, gc=False):
    """A labelled span of tokens ``[start, end)`` of one sentence."""

    start: int
    end: int
    label: str


class Sentence(msgspec.Struct, frozen=True):
    """A sentence: tokens, named entities and spans of the attribution tagger."""

    tokens: tuple[Token, ...]
    entities: tuple[Tagged, ...] = ()
    """Named entities: Person, Organization, Location, NORP, Facility, ..."""
    tags: tuple[Tagged, ...] = ()
    """Spans of the attribution tagger: Source, Cue, Content. Empty without it."""
    readouts: bytes = b""
    """Rows of ``READOUTS`` float32 numbers, for the sentence and then each token.

    In the byte order of the machine. Empty where the annotator computes none.
    """
    projections: bytes = b""
    """Rows of float16 numbers, for the sentence and then each token.

    Linear functions of the hidden states that the networks for the boundaries of
    contents and for speakers read. Empty where the annotator computes none.
    """
    conventions: bytes = b""
    """Scores by the conventions of the project (``service.nlp.conventions``).

    Empty where the annotator computes none.
    """

    @property
    def start(self) -> int:
        """Offset of the first character of the sentence."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Offset after the last character of the sentence."""
        return self.tokens[-1].end
