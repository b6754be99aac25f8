"""Score the mentions of the speakers against annotated coreference.

    python -m training.mentions TEXTS.jsonl... --trees TREES.conllu...

The texts are annotated articles whose attributions have sources; a text without a
document of the same id in the trees is left out. The key are the entities that a source
refers to, with all their mentions; the response are the speakers of the service. A
mention of the response is a mention of the key if it is inside that mention and has a
head of it ("the mayor" of "the mayor of Selby").
"""

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import add
from pathlib import Path

import msgspec

from service.attributor import Attributor
from service.bootstrap import build_attributor
from service.evaluation.gold_articles import GoldArticle, read_articles, spans_of
from service.evaluation.report import Prf
from service.records import MentionKind, Span, Speaker
from service.settings import Settings
from training.coreference_gold import AnnotatedDocument, read_documents
from training.coreference_scores import Entities, Sums, aligned
from training.gold_mentions import GoldMention, contains, place_mentions

_KINDS: tuple[MentionKind, ...] = ("name", "nominal", "pronoun")


class Compared(msgspec.Struct, frozen=True):
    """Key and response of one document.

    A mention of the response is the gold mention that it matches, else its span.
    """

    key: Sequence[frozenset[GoldMention]]
    response: Sequence[frozenset[GoldMention | Span]]


def key_entities(
    mentions: Sequence[GoldMention], sources: Iterable[Span]
) -> list[frozenset[GoldMention]]:
    """Return the mentions of each entity that a source refers to."""
    referents = (mention_of(source, mentions) for source in sources)
    spoken = dict.fromkeys(m.entity for m in referents if m is not None)
    return [frozenset(m for m in mentions if m.entity == one) for one in spoken]


def mention_of(source: Span, mentions: Iterable[GoldMention]) -> GoldMention | None:
    """Return the mention that a source is, or None.

    It is the shortest one that the source may be a part of, head included ("the post"
    of "the post by Ada Low"), else the longest of the first in the source ("Ada Low" of
    "Ada Low, the mayor").
    """
    matching = match(source, mentions)
    if matching is not None:
        return matching
    inside = [m for m in mentions if contains(source, m.span)]
    return min(inside, key=lambda m: (m.span.start, -m.span.end), default=None)


def match(span: Span, mentions: Iterable[GoldMention]) -> GoldMention | None:
    """Return the shortest mention that a span may be, or None."""
    around = [m for m in mentions if m.may_be(span)]
    return min(around, key=lambda m: m.span.end - m.span.start, default=None)


def response_entities(
    speakers: Iterable[Speaker], mentions: Sequence[GoldMention]
) -> list[frozenset[GoldMention | Span]]:
    """Return the mentions of each speaker; a gold mention is matched once."""
    free = list(mentions)
    entities: list[frozenset[GoldMention | Span]] = []
    for speaker in speakers:
        found: set[GoldMention | Span] = set()
        for mention in speaker.mentions:
            gold = match(mention.span, mentions)
            if gold in free:
                free.remove(gold)
                found.add(gold)
            else:
                found.add(mention.span)
        entities.append(frozenset(found))
    return entities


def compare(
    article: GoldArticle, document: AnnotatedDocument, speakers: Iterable[Speaker]
) -> Compared:
    """Return the key of an article and the response with the given speakers.

    Raises:
        TrainingError: article and document have different words.
    """
    mentions = place_mentions(document, article.text)
    sources = (spans_of(record.source) for record in article.attributions)
    return Compared(
        key_entities(mentions, (Span(*pieces[0]) for pieces in sources if pieces)),
        response_entities(speakers, mentions),
    )


def report(compared: Sequence[Compared]) -> Iterator[str]:
    """Yield the lines of a table: numbers, metrics, and recall by kind of mention."""
    sums = _sums((one.key, one.response) for one in compared)
    yield (
        f"{len(compared)} documents; key: {sums.key_entities} entities, "
        f"{sums.key_mentions} mentions; response: {sums.response_entities} entities, "
        f"{sums.response_mentions} mentions"
    )
    yield f"{'':20}{'P':>6}{'R':>6}{'F1':>6}"
    yield _line("mentions", sums.mentions)
    yield _line("LEA", sums.lea)
    both = _sums(aligned(one.key, one.response) for one in compared)
    yield (
        f"that share a mention: {both.key_entities} entities, {both.key_mentions} "
        f"mentions; {both.response_entities} entities, {both.response_mentions} "
        "mentions"
    )
    yield _line("mentions", both.mentions)
    yield _line("LEA", both.lea)
    for kind in _KINDS:
        wanted = [
            (mention, one)
            for one in compared
            for entity in one.key
            for mention in entity
            if mention.kind == kind
        ]
        found = sum(any(m in e for e in one.response) for m, one in wanted)
        yield f"recall of {kind}s: {found} of {len(wanted)}"


def _sums(pairs: Iterable[tuple[Entities, Entities]]) -> Sums:
    return reduce(add, (Sums.of(key, response) for key, response in pairs), Sums())


def _line(name: str, metrics: Prf) -> str:
    return f"{name:20}{metrics.p:6.1f}{metrics.r:6.1f}{metrics.f1:6.1f}"


def main(arguments: Sequence[str], environ: Mapping[str, str]) -> None:
    """Print a table for each file of texts."""
    parser = argparse.ArgumentParser(prog="python -m training.mentions")
    parser.add_argument("texts", type=Path, nargs="+", help="annotated articles")
    parser.add_argument("--trees", type=Path, nargs="+", required=True, help="CoNLL-U")
    options = parser.parse_args(arguments)
    documents = {one.id: one for path in options.trees for one in read_documents(path)}
    attributor = build_attributor(Settings.from_environ(environ))
    for path in options.texts:
        articles = [one for one in read_articles(path) if one.id in documents]
        compared = [
            compare(one, documents[one.id], _speakers(attributor, one))
            for one in articles
        ]
        sys.stdout.write("\n".join([path.name, *report(compared), "", ""]))


def _speakers(attributor: Attributor, article: GoldArticle) -> tuple[Speaker, ...]:
    return attributor.attribute(article.text).speakers


if __name__ == "__main__":
    main(sys.argv[1:], os.environ)
