"""Annotated mentions as spans of a text."""

from pathlib import Path

import pytest

from service.records import Span
from tests.unit.training.coreference_samples import ROWS, TEXT
from training.coreference_gold import AnnotatedDocument, read_documents
from training.errors import TrainingError
from training.gold_mentions import GoldMention, place_mentions


@pytest.fixture(name="document")
def _document(tmp_path: Path) -> AnnotatedDocument:
    path = tmp_path / "some.conllu"
    path.write_text("\n".join(ROWS))
    (document,) = read_documents(path)
    return document


def texts(mention: GoldMention) -> tuple[str, list[str]]:
    """Return the words of a mention, and its heads."""
    words = TEXT[mention.span.start : mention.span.end]
    return words, [TEXT[head.start : head.end] for head in mention.heads]


def test_mentions_have_their_words(document: AnnotatedDocument) -> None:
    """Appositions are a part of the mention before, all words of a name are heads."""
    mentions = place_mentions(document, TEXT)

    assert [(m.entity, *texts(m), m.kind) for m in mentions] == [
        ("1", "Ada Low, the mayor", ["Ada", "Low", "mayor"], "name"),
        ("3", "her town's council", ["council"], "nominal"),
        ("2", "her town's", ["town"], "nominal"),
        ("1", "her", ["her"], "pronoun"),
        ("1", "The mayor", ["mayor"], "nominal"),
        ("2", "Selby", ["Selby"], "name"),
    ]


def test_another_text_is_refused(document: AnnotatedDocument) -> None:
    """The words of the text must be those of the document."""
    with pytest.raises(TrainingError, match="some_bridge: 'city' instead of 'town'"):
        place_mentions(document, TEXT.replace("town", "city"))


MAY_BE = [
    pytest.param("Ada Low", True, id="without the apposition"),
    pytest.param("Low", True, id="a part of the name"),
    pytest.param("the mayor", True, id="the apposition"),
    pytest.param("Ada Low, the mayor", True, id="all words"),
    pytest.param(", the", False, id="without a head"),
    pytest.param("the mayor, said", False, id="words outside"),
]


@pytest.mark.parametrize(("words", "expected"), MAY_BE)
def test_may_be(*, document: AnnotatedDocument, words: str, expected: bool) -> None:
    """A span may be a mention if it is inside it and has a head."""
    first, *_ = place_mentions(document, TEXT)
    start = TEXT.index(words)

    assert first.may_be(Span(start, start + len(words))) is expected
