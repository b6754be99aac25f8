"""The state of one article: work units, replies and losses."""

import asyncio
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from service.attribution.lexicon import Lexicon
from service.attributor import Attributor
from service.errors import InferenceFailed
from service.records import Reading
from service.serving.job import Job
from service.serving.work_units import (
    ParsePart,
    PartPlan,
    PlanParts,
    ReadArticle,
    ReadParses,
    Reply,
    Unit,
    UnitFailed,
    run_unit,
)
from tests.support.fakes import FakeAnnotator

PARAGRAPH = "The harbour master walked along the quay and counted every ship twice."
TEXT = "\n\n".join([PARAGRAPH] * 6)
PARTS = ((0, 1), (1, 2))


@pytest.fixture
def attributor() -> Attributor:
    """Return an attributor on the fake annotator."""
    return Attributor(FakeAnnotator(), Lexicon.load(), 10_000)


@pytest.fixture
def future() -> Iterator[asyncio.Future[Reading]]:
    """Return a future of a loop that does not run."""
    loop = asyncio.new_event_loop()
    yield loop.create_future()
    loop.close()


def make_job(future: asyncio.Future[Reading], *, unit_words: int = 30) -> Job:
    """Return a job on the text."""
    return Job(TEXT, unit_words=unit_words, now=1.0, expires=9.0, future=future)


def run(job: Job, attributor: Attributor) -> list[type[Unit]]:
    """Run all work units of a job; return their types."""
    kinds: list[type[Unit]] = []
    while job.has_units:
        unit = job.take(2.0)
        kinds.append(type(unit))
        reply = run_unit(attributor, across(unit, Unit))
        job.receive(unit, across(reply, Reply), seconds=0.5)
    return kinds


def across(value: Unit | Reply, kind: object) -> Any:  # noqa: ANN401
    """Encode and decode a value, as between processes."""
    return msgspec.msgpack.decode(msgspec.msgpack.encode(value), type=kind)


def test_short_article_is_one_unit(
    future: asyncio.Future[Reading], attributor: Attributor
) -> None:
    """An article of at most ``unit_words`` words is one unit."""
    job = make_job(future, unit_words=1_000)

    assert run(job, attributor) == [ReadArticle]
    assert future.result() == attributor.attribute(TEXT)
    assert job.sizes == [job.words]


def test_long_article_is_cut_and_reads_the_same(
    future: asyncio.Future[Reading], attributor: Attributor
) -> None:
    """A long article is planned and parsed in parts, with the reading of one unit."""
    job = make_job(future)

    assert run(job, attributor) == [
        PlanParts,
        ParsePart,
        ParsePart,
        ParsePart,
        ReadParses,
    ]
    assert future.result() == attributor.attribute(TEXT)
    assert job.inference_seconds == 2.5
    assert job.started_at == 2.0


def test_parts_may_come_back_in_any_order(
    future: asyncio.Future[Reading], attributor: Attributor
) -> None:
    """Replies to parts are combined in the order of the text, not of arrival."""
    job = make_job(future)
    first = job.take(2.0)
    job.receive(first, run_unit(attributor, first), seconds=0)
    parts = [job.take(2.0) for _ in range(3)]
    assert not job.has_units

    for part in reversed(parts):
        job.receive(part, run_unit(attributor, part), seconds=0)
    run(job, attributor)

    assert future.result() == attributor.attribute(TEXT)
    assert len(job.sizes) == len(parts)
    assert sum(job.sizes) == job.words


def test_article_without_passages_finishes(
    future: asyncio.Future[Reading],
) -> None:
    """After a plan without parts comes the unit that reads the article."""
    job = make_job(future)
    job.receive(job.take(2.0), PartPlan(()), seconds=0)

    assert isinstance(job.take(2.0), ReadParses)


def test_failed_unit_fails_its_article(
    future: asyncio.Future[Reading],
) -> None:
    """A failed unit fails the job with its trace, and the other units are dropped."""
    job = make_job(future)
    job.receive(job.take(2.0), PartPlan(((0, 1), (1, 2))), seconds=0)

    job.receive(job.take(2.0), UnitFailed(("KeyError < stage.py:7",)), seconds=0)

    error = future.exception()
    assert isinstance(error, InferenceFailed)
    assert error.trace == ("KeyError < stage.py:7",)
    assert not job.has_units


def test_lost_unit_is_given_out_once_more(future: asyncio.Future[Reading]) -> None:
    """A lost unit is the next one again; its second loss fails the job."""
    job = make_job(future)
    unit = job.take(2.0)

    job.lose(unit)
    assert job.take(2.0) == unit
    job.lose(unit)

    assert isinstance(future.exception(), InferenceFailed)
    assert not job.has_units


def test_unit_that_was_not_begun_is_not_to_blame(
    future: asyncio.Future[Reading],
) -> None:
    """The loss of a unit that was not started does not count."""
    job = make_job(future)
    unit = job.take(2.0)

    for _ in range(5):
        job.lose(unit, counts=False)
        assert job.take(2.0) == unit
    job.lose(unit)

    assert job.has_units
    assert not future.done()


def test_answer_after_the_client_left_is_dropped(
    future: asyncio.Future[Reading], attributor: Attributor
) -> None:
    """A reply or an error for a cancelled request is ignored."""
    job = make_job(future, unit_words=1_000)
    unit = job.take(2.0)
    future.cancel()

    job.receive(unit, run_unit(attributor, unit), seconds=0)
    job.fail(KeyError())

    assert future.cancelled()


def test_dead_by_time_or_by_answer(future: asyncio.Future[Reading]) -> None:
    """A job is dead from its deadline on, and when it is answered or cancelled."""
    job = make_job(future)

    assert not job.is_dead(8.9)
    assert job.is_dead(9.0)
    future.cancel()
    assert job.is_dead(1.0)


def test_losses_count_by_unit() -> None:
    """Losses of two units do not fail a job; two losses of one unit do."""

    async def run() -> None:
        future = asyncio.get_running_loop().create_future()
        job = Job("a b", unit_words=1, now=0.0, expires=9.0, future=future)
        job.receive(job.take(0.0), PartPlan(PARTS), seconds=0.0)
        parts = [job.take(0.0), job.take(0.0)]
        for part in parts:
            job.lose(part)
        assert not future.done()
        assert {job.take(0.0), job.take(0.0)} == {ParsePart("a b", *at) for at in PARTS}

        job.lose(parts[0])

        assert isinstance(future.exception(), InferenceFailed)

    asyncio.run(run())
