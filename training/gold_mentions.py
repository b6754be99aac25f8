"""Place annotated mentions in a text, in the form that the service's are compared with.

An apposition is a part of the mention before it ("Ada Low, the mayor"), as in OntoNotes
and OntoGUM (Zhu, Pradhan and Zeldes, ACL 2021).
"""

from collections.abc import Iterable, Sequence

import msgspec

from service.records import MentionKind, Span
from training.coreference_gold import (
    APPOSITION,
    AnnotatedDocument,
    TreeWord,
    WordMention,
)
from training.errors import TrainingError

_KINDS: dict[str, MentionKind] = {"PROPN": "name", "PRON": "pronoun", "DET": "pronoun"}
"""Kind of a mention by the UPOS of its heads; other mentions are nominals."""


class GoldMention(msgspec.Struct, frozen=True):
    """A mention of an entity in a text.

    ``heads``: the head of the phrase and what is joined to it as a part of one name
    ("President" and "Low" of "the President of Selby, Ada Low"), and those of its
    appositions.
    """

    entity: str
    span: Span
    heads: tuple[Span, ...]
    kind: MentionKind

    def may_be(self, span: Span) -> bool:
        """Whether a span is inside the mention and has a head of it."""
        return contains(self.span, span) and any(contains(span, h) for h in self.heads)


def contains(outer: Span, inner: Span) -> bool:
    """Whether a span is inside another."""
    return outer.start <= inner.start and inner.end <= outer.end


def place_mentions(document: AnnotatedDocument, text: str) -> tuple[GoldMention, ...]:
    """Return the mentions of a document as spans of a text with the same words.

    Words may be separated otherwise in the text.

    Raises:
        TrainingError: the text has other words.
    """
    places = _places(document, text)
    found: list[GoldMention] = []
    for group in _with_appositions(document.mentions):
        heads = [h for mention in group for h in _heads(document.words, mention)]
        tags = {document.words[head].upos for head in heads}
        kinds = (kind for upos, kind in _KINDS.items() if upos in tags)
        end = max(mention.end for mention in group)
        found.append(
            GoldMention(
                group[0].entity,
                Span(places[group[0].start].start, places[end - 1].end),
                tuple(places[head] for head in heads),
                next(kinds, "nominal"),
            )
        )
    return tuple(found)


def _with_appositions(mentions: Iterable[WordMention]) -> list[list[WordMention]]:
    """Return each mention with its appositions."""
    groups: list[list[WordMention]] = []
    latest: dict[str, list[WordMention]] = {}
    for mention in mentions:
        before = latest.get(mention.entity)
        if mention.link == APPOSITION and before and before[-1].end <= mention.start:
            before.append(mention)
        else:
            latest[mention.entity] = [mention]
            groups.append(latest[mention.entity])
    return groups


def _heads(words: Sequence[TreeWord], mention: WordMention) -> list[int]:
    """Return the first word with its governor outside, and its parts by ``flat``."""
    inside = range(mention.start, mention.end)
    head = next((p for p in inside if words[p].head not in inside), mention.start)
    return [
        p
        for p in inside
        if p == head or (words[p].head == head and words[p].relation == "flat")
    ]


def _places(document: AnnotatedDocument, text: str) -> list[Span]:
    """Return the span of each word.

    Raises:
        TrainingError: the text has other words.
    """
    places: list[Span] = []
    offset = 0
    for form in (word.form for word in document.words):
        while text[offset : offset + 1].isspace():
            offset += 1
        if not text.startswith(form, offset):
            found = text[offset : offset + len(form)]
            raise TrainingError(f"{document.id}: {found!r} instead of {form!r}")
        places.append(Span(offset, offset + len(form)))
        offset += len(form)
    return places
