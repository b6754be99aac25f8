"""Gold articles with their parses, which are cached on disk."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from service.evaluation.gold_articles import GoldArticle, read_articles
from service.evaluation.speaker_gold import SpeakersArticle, read_speakers
from service.nlp.annotator import Annotation
from service.nlp.stanza_annotator import StanzaAnnotator
from service.text.article import Article
from service.text.reader import read_article

_READ = frozenset({"body", "heading"})


class StoredParse(msgspec.Struct, frozen=True):
    """The parse of an article in the cache."""

    id: str
    article: Article
    annotations: tuple[Annotation, ...]


class ParsedArticle(msgspec.Struct, frozen=True):
    """A gold article with its parse."""

    gold: GoldArticle
    article: Article
    annotations: tuple[Annotation, ...]

    @property
    def follows_guidelines(self) -> bool:
        """Whether the gold follows the project's guidelines (it has speakers).

        PolNeAR's conventions differ and have no speakers.
        """
        return any(r.speaker is not msgspec.UNSET for r in self.gold.attributions)


def read_parsed(
    path: Path, *, cache: Path, step: int = 1, first: int = 1
) -> list[ParsedArticle]:
    """Return the ``first`` of every ``step`` articles with their parses.

    Args:
        path: of the gold file.
        cache: folder that parses are written to and read from.
        step: size of a group of articles.
        first: articles taken of each group.
    """
    gold = tuple(a for i, a in enumerate(read_articles(path)) if i % step < first)
    name = f"{path.name.partition('.jsonl')[0]}.{first}.{step}.msgpack"
    return _with_parses(gold, cache / name)


def read_parsed_speakers(
    path: Path, *, cache: Path
) -> list[tuple[SpeakersArticle, ParsedArticle]]:
    """Return the articles of a file of annotated speakers with their parses.

    The parsed articles have no attributions.
    """
    articles = read_speakers(path)
    gold = tuple(GoldArticle(one.id, one.text, ()) for one in articles)
    parsed = _with_parses(gold, cache / f"{path.name.partition('.jsonl')[0]}.msgpack")
    return list(zip(articles, parsed, strict=True))


def _with_parses(gold: tuple[GoldArticle, ...], stored: Path) -> list[ParsedArticle]:
    """Return the articles with the parses of a file, which is written if absent."""
    if not stored.exists():
        stored.parent.mkdir(parents=True, exist_ok=True)
        stored.write_bytes(msgspec.msgpack.encode(list(_parse(gold))))
    entries = msgspec.msgpack.decode(stored.read_bytes(), type=list[StoredParse])
    return [
        ParsedArticle(annotated, entry.article, entry.annotations)
        for annotated, entry in zip(gold, entries, strict=True)
    ]


def number_of(parsed: ParsedArticle) -> int:
    """Return the number at the end of the id of an article ("world-118")."""
    return int(parsed.gold.id.rpartition("-")[2])


def _parse(gold: tuple[GoldArticle, ...]) -> Iterator[StoredParse]:
    annotator = StanzaAnnotator.load(Path("models"), threads=2)
    for annotated in gold:
        article = read_article(annotated.text)
        read = [p for p in article.passages if p.kind in _READ]
        yield StoredParse(annotated.id, article, tuple(annotator.annotate(read)))
