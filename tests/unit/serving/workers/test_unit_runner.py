"""Work units at a worker: replies, failures and paused readings."""

from typing import Any

import msgspec
import pytest

from service import attributor as attributor_module
from service.attribution import Lexicon
from service.attributor import Attributor
from service.records import Reading
from service.serving.work_units import (
    ContinueReading,
    EncodedReading,
    ParsePart,
    PartParse,
    PartPlan,
    PlanParts,
    ReadArticle,
    ReadingPaused,
    ReadParses,
    ReadTogether,
    RepliesTogether,
    Reply,
    Unit,
    UnitFailed,
    decode_reading,
)
from service.serving.workers.unit_runner import UnitRunner
from service.text.article import Article
from service.text.reader import read_article
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
    reply = UnitRunner(attributor).run(PlanParts("Quillfeather said so. " * 5_000, 9))

    assert isinstance(reply, UnitFailed)
    assert reply.trace[0].startswith("TextTooLong < ")
    assert "Quillfeather" not in str(reply)


def test_whole_reply_decodes(attributor: Attributor) -> None:
    """The reading in a reply equals the reading of the attributor."""
    reply = across(UnitRunner(attributor).run(ReadArticle(TEXT)), Reply)

    assert isinstance(reply, EncodedReading)
    assert decode_reading(reply) == attributor.attribute(TEXT)


def test_part_reply_is_opaque(attributor: Attributor) -> None:
    """The parse in a reply is bytes, so that the pool does not decode it."""
    runner = UnitRunner(attributor)
    plan = runner.run(PlanParts(TEXT, 30))
    assert isinstance(plan, PartPlan)

    reply = runner.run(ParsePart(plan.parts[0]))

    assert isinstance(reply, PartParse)
    assert isinstance(reply.parse, bytes)


def test_parts_are_parsed_without_the_article(
    attributor: Attributor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text is divided into passages for the plan and for the reading alone."""
    opened: list[str] = []

    def read(text: str) -> Article:
        opened.append(text)
        return read_article(text)

    monkeypatch.setattr(attributor_module, "read_article", read)
    runner = UnitRunner(attributor)

    reading = read_in_units(runner, stages=None)

    assert reading[-1] == attributor.attribute(TEXT)
    assert opened == [TEXT, TEXT, TEXT]  # the last one by the line above


def test_articles_together(attributor: Attributor) -> None:
    """Articles of one unit get the readings that they get alone; a failure is one's."""
    texts = (TEXT, "RAISE", "", "A ferry.")
    broken = msgspec.structs.replace(attributor, annotator=Recorder())

    reply = across(UnitRunner(broken).run(ReadTogether(texts, 1_000)), Reply)

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


def parse(runner: UnitRunner) -> tuple[bytes, ...]:
    """Return the parses of the parts of the text."""
    plan = runner.run(PlanParts(TEXT, 30))
    assert isinstance(plan, PartPlan)
    parsed = [runner.run(ParsePart(part)) for part in plan.parts]
    return tuple(reply.parse for reply in parsed if isinstance(reply, PartParse))


def read_in_units(runner: UnitRunner, *, stages: int | None) -> list[Reading | None]:
    """Return what each unit of the reading gives: None where it is paused."""
    reply = runner.run(ReadParses(TEXT, parse(runner), stages))
    found: list[Reading | None] = []
    while isinstance(reply, ReadingPaused) and stages is not None:
        found.append(None)
        reply = runner.run(ContinueReading(stages))
    assert isinstance(reply, EncodedReading)
    return [*found, decode_reading(reply)]


def test_reading_in_stages(attributor: Attributor) -> None:
    """A reading that is paused gives the same; with two stages a unit in half as many.

    Opening and decoding count as stages.
    """
    whole, by_one, by_two = (
        read_in_units(UnitRunner(attributor), stages=stages) for stages in (None, 1, 2)
    )

    assert whole == [attributor.attribute(TEXT)]
    assert by_one == [None] * (len(by_one) - 1) + whole
    assert by_two == [None] * (len(by_two) - 1) + whole
    assert len(by_two) == (len(by_one) + 1) // 2
    assert len(by_one) > 12


def test_other_units_while_a_reading_is_paused(attributor: Attributor) -> None:
    """Between the units of a reading the worker does other work."""
    runner = UnitRunner(attributor)
    runner.run(ReadParses(TEXT, parse(runner), 3))

    other = runner.run(ReadArticle("A ferry."))
    reply = runner.run(ContinueReading(99))

    assert isinstance(other, EncodedReading)
    assert isinstance(reply, EncodedReading)
    assert decode_reading(reply) == attributor.attribute(TEXT)


def test_nothing_to_continue(attributor: Attributor) -> None:
    """A worker fails to continue a reading that it has not, or that has failed."""
    runner = UnitRunner(attributor)
    failed = runner.run(ReadParses("", (), 3))

    assert isinstance(failed, UnitFailed)
    assert isinstance(runner.run(ContinueReading(1)), UnitFailed)
