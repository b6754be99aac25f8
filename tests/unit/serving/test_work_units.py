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
    Reply,
    Unit,
    UnitFailed,
    choose_unit_words,
    decode_reading,
    plan_parts,
    run_unit,
)
from service.text.article import Passage
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


def passages(*sizes: int) -> list[Passage]:
    """Return passages of the given numbers of words."""
    return [Passage(0, "word " * size) for size in sizes]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ((), ()),
        ((5,), ((0, 1),)),
        ((50,), ((0, 1),)),
        ((5, 5), ((0, 2),)),
        ((5, 6), ((0, 1), (1, 2))),
        ((50, 5, 5, 5), ((0, 1), (1, 3), (3, 4))),
        ((5, 50), ((0, 1), (1, 2))),
        ((0, 0, 10, 1), ((0, 3), (3, 4))),
    ],
)
def test_plan(sizes: tuple[int, ...], expected: tuple[tuple[int, int], ...]) -> None:
    """A part has as many passages as fit, at least one; no passage is left out."""
    assert plan_parts(passages(*sizes), 10) == expected


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
