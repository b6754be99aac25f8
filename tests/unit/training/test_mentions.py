"""Scoring the mentions of speakers."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from service.evaluation.gold_articles import GoldArticle, Record
from service.records import Mention, Span, Speaker
from tests.unit.training.coreference_samples import ROWS, TEXT
from training.coreference_gold import AnnotatedDocument, read_documents
from training.gold_mentions import GoldMention, place_mentions
from training.mentions import Compared, compare, key_entities, mention_of, report


@pytest.fixture(name="document")
def _document(tmp_path: Path) -> AnnotatedDocument:
    path = tmp_path / "some.conllu"
    path.write_text("\n".join(ROWS))
    (document,) = read_documents(path)
    return document


@pytest.fixture(name="mentions")
def _mentions(document: AnnotatedDocument) -> tuple[GoldMention, ...]:
    return place_mentions(document, TEXT)


def span(words: str) -> Span:
    """Return the first place of some words in the text."""
    start = TEXT.index(words)
    return Span(start, start + len(words))


def words(mention: GoldMention | Span | None) -> str | None:
    """Return the words of a mention."""
    if mention is None:
        return None
    place = mention.span if isinstance(mention, GoldMention) else mention
    return TEXT[place.start : place.end]


SOURCES = [
    pytest.param("Ada Low, the mayor", "Ada Low, the mayor", id="all words"),
    pytest.param("Ada Low", "Ada Low, the mayor", id="a part with the head"),
    pytest.param("said\nher town's", "her town's", id="words around mentions"),
    pytest.param("said", None, id="no mention"),
]


@pytest.mark.parametrize(("source", "expected"), SOURCES)
def test_the_mention_of_a_source(
    mentions: Sequence[GoldMention], source: str, expected: str | None
) -> None:
    """A source is the shortest mention around it, else the first mention in it."""
    assert words(mention_of(span(source), mentions)) == expected


def test_the_key_has_the_entities_of_sources(mentions: Sequence[GoldMention]) -> None:
    """Each entity is there once, with all its mentions."""
    sources = [span("The mayor"), span("Ada Low"), span("said")]

    (entity,) = key_entities(mentions, sources)

    assert [words(m) for m in mentions if m in entity] == [
        "Ada Low, the mayor",
        "her",
        "The mayor",
    ]


def speaker(name: str, *spans: Span) -> Speaker:
    """Return a speaker with these mentions."""
    mentions = tuple(Mention(one, "name") for one in spans)
    return Speaker(id=name, name=name, type="person", role=None, mentions=mentions)


@pytest.fixture(name="compared")
def _compared(document: AnnotatedDocument) -> Compared:
    article = GoldArticle(
        "some_bridge",
        TEXT,
        (
            Record(content=(29, 52), source=tuple(span_of("Ada Low"))),
            Record(content=(29, 52), source=None),
        ),
    )
    return compare(
        article,
        document,
        [
            speaker("Low", span("Ada Low"), span("mayor left"), span("the mayor")),
            speaker("Selby", span("Selby"), span("her")),
        ],
    )


def span_of(some: str) -> tuple[int, int]:
    """Return the place of some words as the two numbers of a gold file."""
    place = span(some)
    return place.start, place.end


def test_a_mention_of_the_response_is_a_gold_mention_or_its_span(
    compared: Compared,
) -> None:
    """A gold mention is matched once; a second match of it is a mention of its own."""
    low, selby = compared.response

    assert sorted(str(words(one)) for one in low) == [
        "Ada Low, the mayor",
        "mayor left",
        "the mayor",
    ]
    assert {type(one) for one in selby} == {GoldMention}


def test_report(compared: Compared) -> None:
    """The table has numbers, metrics, those of aligned entities, and recall by kind."""
    assert [line.split() for line in report([compared])] == [
        "1 documents; key: 1 entities, 3 mentions; response: 2 entities, 5 "
        "mentions".split(),
        ["P", "R", "F1"],
        ["mentions", "40.0", "66.7", "50.0"],
        ["LEA", "0.0", "0.0", "0.0"],
        "that share a mention: 1 entities, 3 mentions; 2 entities, 5 mentions".split(),
        ["mentions", "40.0", "66.7", "50.0"],
        ["LEA", "0.0", "0.0", "0.0"],
        "recall of names: 1 of 1".split(),
        "recall of nominals: 0 of 1".split(),
        "recall of pronouns: 1 of 1".split(),
    ]
