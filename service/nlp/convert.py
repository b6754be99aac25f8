"""From what the models answer to frozen sentences; pure, and blind to Stanza."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

import msgspec

from service.nlp.document import ROOT, Sentence, Tagged, Token
from service.text.normalise import ZERO_WIDTH

CUT_LENGTH = 200
"""Tokens of the longest sentence that is parsed whole.

The memory of the parser grows with the square of this."""

CUT_WORDS = (frozenset({";"}), frozenset({":"}), frozenset({","}))
"""Where a longer one is cut, best first."""

LEAST_CUT = CUT_LENGTH // 4
"""A cut leaves at least so many tokens before it."""

_LEADS_ON = frozenset(
    "a an the its his her their our my your of at in on for with to from by and or as "
    "who which mr mrs ms dr gen sen rep".split()
)
"""Words that end no sentence."""
_BEGINS = frozenset(
    "a an the this that these those he she it they we i you his her its their our my "
    "in on at by for from to with after before as if when while where since because "
    "but and or so yet then there here what who why how not no one some many most all "
    "it's he's she's let is are was were do does did has have had".split()
)
"""Words that, with a capital, begin a sentence rather than go on in a name."""
_TITLES = frozenset(
    "capt. cllr. cmdr. col. det. dr. gen. gov. hon. insp. lt. maj. mr. mrs. ms. prof. "
    "rep. reps. rev. sen. sens. sgt. supt.".split()
)
"""Short forms that stand before a name, and whose full stop ends no sentence."""


OVERLONG = "<UNK>"
"""What Stanza's tokenizer puts in place of a token of several hundred characters."""


class RawWord(msgspec.Struct, frozen=True, gc=False):
    """A syntactic word as the tokenizer found it: offsets count the passage."""

    start: int
    end: int
    text: str


class RawSentence(msgspec.Struct, frozen=True):
    """Columns of one sentence, one entry per word; ``heads`` count from 1, 0 is root.

    ``entities`` and ``tags`` are BIOES labels, one per word; empty without a tagger.
    """

    words: tuple[RawWord, ...]
    upos: Sequence[str]
    xpos: Sequence[str]
    feats: Sequence[str]
    lemmas: Sequence[str]
    heads: Sequence[int]
    deprels: Sequence[str]
    entities: Sequence[str] = ()
    tags: Sequence[str] = ()


class ParsedPassage(msgspec.Struct, frozen=True):
    """The sentences of a passage; offsets count its text."""

    sentences: tuple[RawSentence, ...]
    cut: tuple[int, ...] = ()
    """Lengths of the sentences that were too long to parse whole."""


def strip_invisible(text: str) -> str:
    """Return a word without the invisible characters inside it."""
    return text.replace(ZERO_WIDTH, "") or text


def ends_mid_phrase(words: Sequence[str], following: Sequence[str]) -> bool:
    """Tell whether the tokenizer ended a sentence in the middle of a name or phrase.

    It does so in about three of a thousand sentences of news, most of all between
    first name and surname. Headings in capitals and words that may begin a sentence
    stay apart.
    """
    last, first = words[-1], following[0]
    if last.lower() in _LEADS_ON:
        return True
    if last.lower() in _TITLES and last[:1].isupper() and first[:1].isupper():
        return True
    heading = len(words) > 1 and all(word.isupper() for word in words)
    return (
        last[:1].isupper()
        and last.isalpha()
        and first[:1].isupper()
        and first.lower() not in _BEGINS
        and not heading
    )


def cut_points(
    words: Sequence[str], inside: AbstractSet[int] = frozenset()
) -> Iterator[int]:
    """Yield where a sentence is cut so that no part has over ``CUT_LENGTH`` words.

    Args:
        words: of the sentence.
        inside: where no cut may be, as between the words of one token.
    """
    start = 0
    while len(words) - start > CUT_LENGTH:
        start = _next_cut(words, start)
        while start in inside:
            start -= 1
        yield start


def _next_cut(words: Sequence[str], start: int) -> int:
    limit = start + CUT_LENGTH
    for marks in CUT_WORDS:
        for index in range(limit - 1, start + LEAST_CUT - 2, -1):
            if words[index] in marks:
                return index + 1
    return limit


def decode_bioes(labels: Sequence[str]) -> tuple[Tagged, ...]:
    """Return the runs of a BIOES sequence, however malformed it is.

    A run begins at B, S, after another label or after O, and ends at E, S, before
    another label or before O; no labelled word is lost and no two runs overlap.
    """
    return tuple(_runs(labels))


def _runs(labels: Sequence[str]) -> Iterator[Tagged]:
    start, label = 0, ""
    for index, tag in enumerate(labels):
        prefix, _, name = tag.partition("-")
        if label and (name != label or prefix in {"B", "S"}):
            yield Tagged(start, index, label)
            label = ""
        if name and not label:
            start, label = index, name
        if label and prefix in {"E", "S"}:
            yield Tagged(start, index + 1, label)
            label = ""
    if label:
        yield Tagged(start, len(labels), label)


def to_sentence(raw: RawSentence, base: int) -> Sentence:
    """Return the frozen sentence of a passage that begins at ``base``."""
    columns = zip(
        raw.words,
        raw.lemmas,
        raw.upos,
        raw.xpos,
        raw.feats,
        raw.heads,
        raw.deprels,
        strict=True,
    )
    tokens = tuple(
        Token(
            start=base + word.start,
            end=base + word.end,
            text=word.text,
            lemma=lemma,
            upos=upos,
            xpos=xpos,
            feats=feats,
            head=ROOT if head == 0 else head - 1,
            deprel=deprel,
        )
        for word, lemma, upos, xpos, feats, head, deprel in columns
    )
    return Sentence(tokens, decode_bioes(raw.entities), decode_bioes(raw.tags))


def cut_warnings(lengths: Iterable[int]) -> tuple[tuple[str, str], ...]:
    """Return a warning for each sentence that was cut."""
    return tuple(
        (
            "sentence_cut",
            f"a sentence of {length} words was parsed in parts of {CUT_LENGTH} at most",
        )
        for length in lengths
    )
