"""Build annotated documents by hand, so that stages are tested without models.

A row is one parsed sentence, a word of it ``form=lemma/XPOS>head:relation``:

    [Person Ann/NNP>2:nsubj ] {Cue said=say/VBD>0:root } so/RB>2:advmod ./.>2:punct

Heads count from 1, 0 is the root. The lemma is left out where it is the form in lower
case. ``/VBD.AUX`` says the UPOS where it does not follow from the XPOS, ``;Voice=Pass``
after the relation gives features. ``[Label ... ]`` is a named entity, ``{Label ... }``
a span of the attribution tagger.

A marked text is an article with the expected spans of a stage: ``[source]``,
``<cue>``, ``{content}``, ``/addressee/`` and ``~outlet~``. A blank line ends a
paragraph.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Self

import msgspec

from service.attribution import Lexicon, propose_candidates
from service.attribution.candidates import Candidate
from service.attribution.context import Context
from service.attribution.quotation_marks import find_quotations
from service.nlp.annotator import Annotation
from service.nlp.document import ROOT, Sentence, Tagged, Token
from service.provenance import load_classifier
from service.records import Span
from service.text.article import Article, Passage
from service.text.normalise import ZERO_WIDTH, normalise

LEXICON = Lexicon.load()
CLASSIFIER = load_classifier()

_WORD = re.compile(
    r"(?P<form>\S+?)(?:=(?P<lemma>[^=\s]+))?/(?P<xpos>[^/>\s.]+|\.)(?:\.(?P<upos>[A-Z]+))?"
    r">(?P<head>\d+):(?P<deprel>[a-z:]+)(?:;(?P<feats>\S+))?\Z"
)
_NO_SPACE_BEFORE = frozenset({".", ",", "?", "!", ":", ";", ")", "'s", "n't", "'", "%"})
_NO_SPACE_AFTER = frozenset({"(", "$", "#"})
_UPOS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "PRP": "PRON",
    "PRP$": "PRON", "WP": "PRON", "WP$": "PRON", "WDT": "PRON", "EX": "PRON",
    "JJ": "ADJ", "JJR": "ADJ", "JJS": "ADJ", "RB": "ADV", "RBR": "ADV", "RBS": "ADV",
    "WRB": "ADV", "RP": "ADP", "IN": "ADP", "DT": "DET", "PDT": "DET", "MD": "AUX",
    "CD": "NUM", "CC": "CCONJ", "TO": "PART", "POS": "PART", "UH": "INTJ", "FW": "X",
    "$": "SYM", "SYM": "SYM",
}  # fmt: skip


class UnknownSentence(Exception):
    """No row fits a sentence of a text; the message is the rest of the text."""


def upos_of(xpos: str, deprel: str) -> str:
    """Return the UPOS that most often goes with an XPOS and a relation."""
    if xpos.startswith("VB"):
        return "AUX" if deprel.partition(":")[0] in {"aux", "cop"} else "VERB"
    if xpos == "IN" and deprel == "mark":
        return "SCONJ"
    return _UPOS.get(xpos, "PUNCT")


class Row(msgspec.Struct, frozen=True):
    """A parsed sentence outside of a text: the offsets of its tokens are 0."""

    tokens: tuple[Token, ...]
    entities: tuple[Tagged, ...]
    tags: tuple[Tagged, ...]

    @classmethod
    def read(cls, row: str) -> Self:
        """Return the row in the notation of the module's docstring."""
        tokens: list[Token] = []
        opened: list[tuple[str, str, int]] = []
        spans: dict[str, list[Tagged]] = {"[": [], "{": []}
        for piece in row.split():
            if piece in {"]", "}"}:
                bracket = "[" if piece == "]" else "{"
                last = max(i for i, (mark, *_) in enumerate(opened) if mark == bracket)
                _, label, start = opened.pop(last)
                spans[bracket].append(Tagged(start, len(tokens), label))
            elif piece[0] in "[{":
                opened.append((piece[0], piece[1:], len(tokens)))
            else:
                tokens.append(_token(piece))
        return cls(tuple(tokens), tuple(spans["["]), tuple(spans["{"]))

    @property
    def text(self) -> str:
        """The sentence as running text."""
        return "".join(f"{space}{form}" for space, form in self._spaced())

    def _spaced(self) -> Iterator[tuple[str, str]]:
        glued, quoting = True, False
        for form in (token.text for token in self.tokens):
            closes = form == '"' and quoting
            free = not (glued or closes or form in _NO_SPACE_BEFORE)
            yield " " if free else "", form
            quoting ^= form == '"'
            glued = form in _NO_SPACE_AFTER or (form == '"' and quoting)

    def place(self, text: str, at: int) -> Sentence | None:
        """Return the sentence with offsets from ``at``; None if the text differs."""
        tokens = []
        for token in self.tokens:
            while text[at : at + 1].isspace() or text[at : at + 1] == ZERO_WIDTH:
                at += 1
            if not text.startswith(token.text, at):
                return None
            end = at + len(token.text)
            tokens.append(msgspec.structs.replace(token, start=at, end=end))
            at = end
        return Sentence(tuple(tokens), self.entities, self.tags)


def _token(piece: str) -> Token:
    match = _WORD.match(piece)
    if match is None:
        raise ValueError(f"not a word of a row: {piece!r}")
    form, head = match["form"], int(match["head"])
    return Token(
        start=0,
        end=0,
        text=form,
        lemma=match["lemma"] or form.lower(),
        upos=match["upos"] or upos_of(match["xpos"], match["deprel"]),
        xpos=match["xpos"],
        feats=match["feats"] or "",
        head=head - 1 if head else ROOT,
        deprel=match["deprel"],
    )


def document(
    text: str, rows: Iterable[Row], *, kinds: Mapping[int, str] | None = None
) -> tuple[Article, list[Annotation]]:
    """Return an article and its annotations, each sentence parsed as its row says.

    ``rows`` may contain more sentences than the text, in any order. ``kinds`` has the
    kinds of paragraphs other than body, by number.
    """
    normalised = normalise(text)
    known = tuple(rows)
    passages, annotations = [], []
    for number, match in enumerate(re.finditer(r"(?:(?!\n\n)[\s\S])+", text)):
        kind = (kinds or {}).get(number, "body")
        start, end = match.span()
        passages.append(Passage(start, normalised[start:end], kind, number))  # type: ignore[arg-type]
        if kind in {"body", "heading"}:
            annotations.append(Annotation(tuple(_cut(normalised, start, end, known))))
    return Article(text, normalised, tuple(passages)), annotations


def _cut(text: str, start: int, end: int, rows: tuple[Row, ...]) -> Iterator[Sentence]:
    while text[start:end].strip():
        placed = [s for row in rows if (s := row.place(text[:end], start)) is not None]
        if not placed:
            raise UnknownSentence(text[start:end].strip())
        sentence = max(placed, key=lambda s: s.end)
        yield sentence
        start = sentence.end


def untagged(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows without the spans of the attribution tagger."""
    return tuple(msgspec.structs.replace(row, tags=()) for row in rows)


def context(
    text: str,
    rows: Iterable[Row],
    *,
    kinds: Mapping[int, str] | None = None,
    tagger: bool | None = None,
) -> Context:
    """Return the context of an article.

    ``tagger`` is whether the tagger ran; None if it did where a sentence has its tags.
    """
    article, annotations = document(text, rows, kinds=kinds)
    quotations, _ = find_quotations(article)
    if tagger is None:
        tagger = any(s.tags for a in annotations for s in a.sentences)
    return Context.build(
        article, annotations, quotations, LEXICON, CLASSIFIER, tagger=tagger
    )


def context_of(*rows: str) -> Context:
    """Return the context of an article; each row is a paragraph."""
    read = [Row.read(row) for row in rows]
    return context("\n\n".join(row.text for row in read), read)


def candidates_of(context: Context) -> tuple[Candidate, ...]:
    """Return the candidates before classification, as the pipeline has them."""
    return propose_candidates(context)


_MARKS = {"[": "]", "<": ">", "{": "}", "/": "/", "~": "~"}


class Marked(msgspec.Struct, frozen=True):
    """A text without its marks, and the marked spans by kind."""

    text: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    addressee: tuple[Span, ...]
    outlet: tuple[Span, ...]

    @classmethod
    def read(cls, marked: str) -> Self:
        """Return the text and spans of a marked text."""
        text = ""
        opened: list[tuple[str, int]] = []
        spans: dict[str, list[Span]] = {mark: [] for mark in _MARKS}
        for character in marked:
            closes = bool(opened) and character == _MARKS[opened[-1][0]]
            if closes:
                mark, start = opened.pop()
                spans[mark].append(Span(start, len(text)))
            elif character in _MARKS:
                opened.append((character, len(text)))
            else:
                text += character
        return cls(text, *(tuple(sorted(spans[mark])) for mark in _MARKS))


def texts(context: Context, spans: Iterable[Span | None]) -> tuple[str, ...]:
    """Return the text of the spans in the received article."""
    received = context.article.text
    return tuple(received[span.start : span.end] for span in spans if span is not None)


def candidate_at(candidates: Iterable[Candidate], cue: Span) -> Candidate:
    """Return the one candidate whose cue equals, or else overlaps, a span."""
    near = [
        candidate
        for candidate in candidates
        if (at := candidate.cue_span) and at.start < cue.end and cue.start < at.end
    ]
    found = [candidate for candidate in near if candidate.cue_span == cue] or near
    if len(found) != 1:
        raise LookupError(f"{len(found)} candidates have the cue")
    return found[0]
