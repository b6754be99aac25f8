"""Work units: parts, replies and sizes."""

from typing import Any

import msgspec
import pytest

from service.attribution import Lexicon
from service.attributor import Attributor
from service.serving.work_units import (
    EncodedReading,
    ParsePart,
    PartParse,
    ReadArticle,
    ReadTogether,
    RepliesTogether,
    Reply,
    Unit,
    UnitFailed,
    choose_unit_words,
    decode_reading,
    run_unit,
)
from tests.support.fake_attributors import Recorder
from tests.support.fakes import FakeAnnotator

PARAGRAPH = "The harbour master walked along the quay and counted every ship twice."
TEXT = "\n\n".join([PARAGRAPH] * 6)


@pytest.fixture
def attributor() -> Attributor:
    """Return an attributor on the fake annotator."""
    return Attributor(FakeAnnotator(), Lexicon.load(), 10_000)


def across(value: Unit | Reply, kind: object) -> Any:  # noqa: ANN401
    """Encode and decode a value, as between processes."""
    return msgspec.msgpack.decode(msgspec.msgpack.encode(value), type=kind)


def test_failure_carries_no_text(attributor: Attributor) -> None:
    """The trace of a failure has exception types and locations, and no text."""
    reply = run_unit(attributor, ParsePart("Quillfeather said so. " * 5_000, 0, 1))

    assert isinstance(reply, UnitFailed)
    assert reply.trace[0].startswith("TextTooLong < ")
    assert "Quillfeather" not in str(reply)


def test_whole_reply_decodes(attributor: Attributor) -> None:
    """The reading in a reply equals the reading of the attributor."""
    reply = across(run_unit(attributor, ReadArticle(TEXT)), Reply)

    assert isinstance(reply, EncodedReading)
    assert decode_reading(reply) == attributor.attribute(TEXT)


def test_part_reply_is_opaque(attributor: Attributor) -> None:
    """The parse in a reply is bytes, so that the pool does not decode it."""
    reply = run_unit(attributor, ParsePart(TEXT, 0, 1))

    assert isinstance(reply, PartParse)
    assert isinstance(reply.parse, bytes)


@pytest.mark.parametrize(
    ("words", "idle", "size"),
    [
        (600, 0, 1_000),
        (600, 1, 1_000),
        (600, 2, 340),
        (600, 8, 190),
        (299, 8, 1_000),
        (300, 8, 190),
        (5_000, 2, 1_000),
        (5_000, 8, 665),
        (0, 8, 1_000),
    ],
)
def test_unit_size(words: int, idle: int, size: int) -> None:
    """Idle workers get equal parts of at least ``SMALLEST_PART`` words."""
    assert choose_unit_words(words, idle=idle, most=1_000) == size


def test_articles_together(attributor: Attributor) -> None:
    """Articles of one unit get the readings that they get alone; a failure is one's."""
    texts = (TEXT, "RAISE", "", "A ferry.")
    broken = msgspec.structs.replace(attributor, annotator=Recorder())

    reply = across(run_unit(broken, ReadTogether(texts, 1_000)), Reply)

    assert isinstance(reply, RepliesTogether)
    first, raised, empty, last = reply.replies
    assert isinstance(first, EncodedReading)
    assert isinstance(last, EncodedReading)
    assert decode_reading(first) == attributor.attribute(TEXT)
    assert decode_reading(last) == attributor.attribute("A ferry.")
    assert isinstance(raised, UnitFailed)
    assert raised.trace[0].startswith("ZeroDivisionError < ")
    assert isinstance(empty, UnitFailed)
    assert empty.trace[0].startswith("EmptyText < ")
