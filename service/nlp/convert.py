"""Conversion of model output to frozen sentences: pure functions without Stanza."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

import msgspec

from service.nlp.document import ROOT, Sentence, Tagged, Token
from service.text.normalise import ZERO_WIDTH

CUT_LENGTH = 200
"""Tokens of the longest sentence that is parsed in one piece.

The memory of the parser grows with the square of this number."""

CUT_WORDS = (frozenset({";"}), frozenset({":"}), frozenset({","}))
"""Words after which a longer sentence is cut, in order of preference."""

SHORTEST_PART = CUT_LENGTH // 4
"""Tokens of the shortest part before a cut at a punctuation mark."""

_NON_FINAL_WORDS = frozenset(
    "a an the its his her their our my your of at in on for with to from by and or as "
    "who which mr mrs ms dr gen sen rep".split()
)
"""Words that do not end a sentence."""
_SENTENCE_STARTS = frozenset(
    "a an the this that these those he she it they we i you his her its their our my "
    "in on at by for from to with after before as if when while where since because "
    "but and or so yet then there here what who why how not no one some many most all "
    "it's he's she's let is are was were do does did has have had".split()
)
"""Words that, capitalised, begin a sentence rather than continue a name."""
_TITLES = frozenset(
    "capt. cllr. cmdr. col. det. dr. gen. gov. hon. insp. lt. maj. mr. mrs. ms. prof. "
    "rep. reps. rev. sen. sens. sgt. supt.".split()
)
"""Abbreviations before a name, whose full stop does not end a sentence."""

OVERLONG = "<UNK>"
"""The text that Stanza's tokenizer gives a token of several hundred characters."""


class RawWord(msgspec.Struct, frozen=True, gc=False):
    """A syntactic word of the tokenizer; offsets count code points of the passage."""

    start: int
    end: int
    text: str


class RawSentence(msgspec.Struct, frozen=True):
    """The columns of one sentence, one entry per word.

    ``heads`` count from 1, and 0 is the root (as in CoNLL-U). ``entities`` and ``tags``
    are BIOES labels; empty without the respective model.
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
    readouts: bytes = b""
    projections: bytes = b""
    conventions: bytes = b""


class ParsedPassage(msgspec.Struct, frozen=True):
    """The sentences of a passage, with offsets into its text."""

    sentences: tuple[RawSentence, ...]
    cut: tuple[int, ...] = ()
    """Lengths in words of the sentences that were too long to parse in one piece."""


def strip_invisible(text: str) -> str:
    """Return a word without invisible characters, or the word if it has no others."""
    return text.replace(ZERO_WIDTH, "") or text


def ends_mid_phrase(words: Sequence[str], following: Sequence[str]) -> bool:
    """Whether the tokenizer ended a sentence in the middle of a name or phrase.

    The sentence ends in a determiner, preposition, conjunction or title ("said Mr." +
    "Kahn"), or between two capitalised words ("said Ida" + "Kahn"), unless it is a
    heading in capitals or the next word may begin a sentence.

    Args:
        words: of the sentence, at least one.
        following: words of the next sentence, at least one.
    """
    last, first = words[-1], following[0]
    if last.lower() in _NON_FINAL_WORDS:
        return True
    if last.lower() in _TITLES and last[:1].isupper() and first[:1].isupper():
        return True
    heading = len(words) > 1 and all(word.isupper() for word in words)
    return (
        last[:1].isupper()
        and last.isalpha()
        and first[:1].isupper()
        and first.lower() not in _SENTENCE_STARTS
        and not heading
    )


def cut_points(
    words: Sequence[str], inside: AbstractSet[int] = frozenset()
) -> Iterator[int]:
    """Yield the cuts of a sentence into parts of at most ``CUT_LENGTH`` words.

    A cut is the index of the first word of a part; the first part has none.

    Args:
        words: of the sentence.
        inside: indices that are no cut, such as between the words of one token.
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
        for index in range(limit - 1, start + SHORTEST_PART - 2, -1):
            if words[index] in marks:
                return index + 1
    return limit


def decode_bioes(labels: Sequence[str]) -> tuple[Tagged, ...]:
    """Return the labelled spans of a BIOES sequence, well-formed or not.

    A span begins at B, at S, after another label or after O, and ends at E, at S,
    before another label or before O. Every labelled word is in exactly one span.

    Args:
        labels: one per word, such as "B-PERSON", "I-PERSON", "E-PERSON", "O".
    """
    return tuple(_find_spans(labels))


def _find_spans(labels: Sequence[str]) -> Iterator[Tagged]:
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
    """Return the sentence with offsets into the article.

    Args:
        raw: offsets count the passage.
        base: offset of the passage in the article.
    """
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
    return Sentence(
        tokens,
        decode_bioes(raw.entities),
        decode_bioes(raw.tags),
        raw.readouts,
        raw.projections,
        raw.conventions,
    )


def cut_warnings(lengths: Iterable[int]) -> tuple[tuple[str, str], ...]:
    """Return a warning (code, sentence) for each length in words of a cut sentence."""
    return tuple(
        (
            "sentence_cut",
            f"a sentence of {length} words was parsed in parts of {CUT_LENGTH} at most",
        )
        for length in lengths
    )
