"""The words of annotated articles as examples for the network of the conventions."""

from collections.abc import Iterator, Sequence

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec import UnsetType

from service.evaluation.gold_articles import Pieces, Record, spans_of
from service.evaluation.matching import letters
from service.nlp.annotator import Annotation
from service.nlp.conventions import CONTENT, CUE, LABELS, NESTED, SOURCE, MarkedSentence
from service.nlp.document import ROOT, Sentence, Token
from training.encoder_states import StateReader
from training.parsed_gold import ParsedArticle

LONGEST = 400
"""Words of a paragraph that is fitted on in one piece."""
_Words = npt.NDArray[np.int64]


class CuedWords(msgspec.Struct, frozen=True):
    """The words of an attribution in the paragraph of its cue; positions in it."""

    cue: int
    content: _Words
    source: _Words


class ParagraphExample(msgspec.Struct, frozen=True):
    """A paragraph, or a part of a long one."""

    article: str
    states: npt.NDArray[np.float16]
    """Words x size."""
    tags: tuple[str, ...]
    relations: tuple[str, ...]
    marks: tuple[int, ...]
    """The spans of the attribution tagger, see ``MarkedSentence.marks``."""
    labels: npt.NDArray[np.bool_]
    """Words x ``LABELS``."""
    counts: npt.NDArray[np.bool_]
    """Whether a label is fitted on: not where only an optional attribution has it."""
    cues: tuple[CuedWords, ...]


class ArticleParagraphs(msgspec.Struct, frozen=True):
    """The paragraphs of an article."""

    id: str
    paragraphs: tuple[ParagraphExample, ...]


def convention_examples(
    parsed: ParsedArticle, reader: StateReader
) -> ArticleParagraphs:
    """Return the words of an article with their labels."""
    gold, text = parsed.gold.attributions, parsed.article.text
    contents = [letters(record.content, text) for record in gold if not record.optional]
    nested = [
        any(letters(record.content, text) < content for content in contents)
        for record in gold
    ]
    found = [
        one
        for annotation in parsed.annotations
        for one in _paragraphs(parsed.gold.id, annotation, gold, nested, reader)
    ]
    return ArticleParagraphs(parsed.gold.id, tuple(found))


def _paragraphs(
    article: str,
    annotation: Annotation,
    gold: Sequence[Record],
    nested: Sequence[bool],
    reader: StateReader,
) -> Iterator[ParagraphExample]:
    """Yield a paragraph in parts of whole sentences, of ``LONGEST`` words at most."""
    part: list[Sentence] = []
    for sentence in annotation.sentences:
        if part and sum(len(s.tokens) for s in (*part, sentence)) > LONGEST:
            yield _paragraph(article, part, gold, nested, reader)
            part = []
        part.append(sentence)
    if part:
        yield _paragraph(article, part, gold, nested, reader)


def _paragraph(
    article: str,
    sentences: Sequence[Sentence],
    gold: Sequence[Record],
    nested: Sequence[bool],
    reader: StateReader,
) -> ParagraphExample:
    tokens = [token for sentence in sentences for token in sentence.tokens]
    labels = np.zeros((len(tokens), LABELS), np.bool_)
    optional = np.zeros_like(labels)
    cues: list[CuedWords] = []
    heads = _heads(sentences)
    for record, inside in zip(gold, nested, strict=True):
        cue, source, content = (
            words_in(tokens, pieces)
            for pieces in (record.cue, record.source, record.content)
        )
        columns = (CUE, cue), (SOURCE, source), (NESTED if inside else CONTENT, content)
        for column, words in columns:
            (optional if record.optional else labels)[words, column] = True
        if len(cue) and not record.optional:
            cues.append(CuedWords(_head_of(cue, heads), content, source))
    return ParagraphExample(
        article,
        np.concatenate([rows[1:] for rows in reader.read_sentences(sentences)]).astype(
            np.float16
        ),
        tuple(token.upos for token in tokens),
        tuple(token.deprel for token in tokens),
        tuple(
            mark for sentence in sentences for mark in MarkedSentence.of(sentence).marks
        ),
        labels,
        labels | ~optional,
        tuple(cues),
    )


def words_in(tokens: Sequence[Token], pieces: Pieces | UnsetType | None) -> _Words:
    """Return the positions of the tokens that a field touches."""
    spans = spans_of(pieces)
    return np.array(
        [
            position
            for position, token in enumerate(tokens)
            if any(token.start < end and start < token.end for start, end in spans)
        ],
        np.int64,
    )


def _heads(sentences: Sequence[Sentence]) -> list[int]:
    """Return the position of the governor of each word of a paragraph, or ``ROOT``."""
    heads: list[int] = []
    for sentence in sentences:
        offset = len(heads)
        heads += [
            ROOT if token.head == ROOT else offset + token.head
            for token in sentence.tokens
        ]
    return heads


def _head_of(words: _Words, heads: Sequence[int]) -> int:
    """Return the first of the words whose governor is none of them."""
    own = set(words.tolist())
    return next((p for p in sorted(own) if heads[p] not in own), int(words[0]))
