"""The state of an article or of a group: work units, replies and losses."""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest

from service.attribution.lexicon import Lexicon
from service.attributor import Attributor
from service.errors import LOST, DeadlineExceeded, InferenceFailed, WhosaidError
from service.records import Reading
from service.serving.job import ArticleJob, GroupJob, Outcome
from service.serving.work_units import (
    ParsePart,
    PartPlan,
    PlanParts,
    ReadArticle,
    ReadParses,
    ReadTogether,
    RepliesTogether,
    Reply,
    Unit,
    UnitFailed,
)
from service.serving.workers.unit_runner import UnitRunner
from tests.support.fakes import FakeAnnotator

PARAGRAPH = "The harbour master walked along the quay and counted every ship twice."
TEXT = "\n\n".join([PARAGRAPH] * 6)
PARTS = (b"first", b"second")


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


def make_job(future: asyncio.Future[Reading], *, unit_words: int = 30) -> ArticleJob:
    """Return a job on the text."""
    return ArticleJob(TEXT, unit_words=unit_words, now=1.0, expires=9.0, future=future)


def run(job: ArticleJob, attributor: Attributor) -> list[type[Unit]]:
    """Run all work units of a job; return their types."""
    kinds: list[type[Unit]] = []
    runner = UnitRunner(attributor)
    while job.has_units:
        unit = job.take(2.0)
        kinds.append(type(unit))
        reply = runner.run(across(unit, Unit))
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
    job.receive(first, UnitRunner(attributor).run(first), seconds=0)
    parts = [job.take(2.0) for _ in range(3)]
    assert not job.has_units

    for part in reversed(parts):
        job.receive(part, UnitRunner(attributor).run(part), seconds=0)
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
    job.receive(job.take(2.0), PartPlan(PARTS), seconds=0)

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

    job.receive(unit, UnitRunner(attributor).run(unit), seconds=0)
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
        job = ArticleJob("a b", unit_words=1, now=0.0, expires=9.0, future=future)
        job.receive(job.take(0.0), PartPlan(PARTS), seconds=0.0)
        parts = [job.take(0.0), job.take(0.0)]
        for part in parts:
            job.lose(part)
        assert not future.done()
        assert {job.take(0.0), job.take(0.0)} == {ParsePart(part) for part in PARTS}

        job.lose(parts[0])

        assert isinstance(future.exception(), InferenceFailed)

    asyncio.run(run())


def test_hung_article_fails(future: asyncio.Future[Reading]) -> None:
    """An article that hung is not tried again."""
    job = make_job(future)

    job.time_out(job.take(2.0), seconds=3)

    assert isinstance(future.exception(), DeadlineExceeded)
    assert not job.has_units


Do = Callable[[GroupJob, ReadTogether], None]


def lose(job: GroupJob, unit: ReadTogether) -> None:
    """Let the worker of a unit die."""
    job.lose(unit)


def hang(job: GroupJob, unit: ReadTogether) -> None:
    """Let a unit hang."""
    job.time_out(unit, seconds=3)


def finish_group(texts: list[str], behave: Do) -> tuple[list[list[str]], list[str]]:
    """Run a group in which ``behave`` happens to every unit with BAD.

    Return the texts of each unit, and "ok" or the message of the error of each text.
    """
    loop = asyncio.new_event_loop()
    future: asyncio.Future[tuple[Outcome, ...]] = loop.create_future()
    job = GroupJob(texts, unit_words=100, now=1.0, future=future)
    units: list[list[str]] = []
    attributor = Attributor(FakeAnnotator(), Lexicon.load(), 10_000)
    while job.has_units:
        unit = across(job.take(2.0), Unit)
        units.append(list(unit.texts))
        if "BAD" in unit.texts:
            behave(job, unit)
        else:
            reply = across(UnitRunner(attributor).run(unit), Reply)
            job.receive(unit, reply, seconds=0.5)
    loop.close()
    return units, [
        str(one) if isinstance(one, WhosaidError) else "ok" for one in future.result()
    ]


@pytest.mark.parametrize(
    ("texts", "behave", "units", "outcomes"),
    [
        (["a", "b"], lose, [["a", "b"]], ["ok", "ok"]),
        (["a", "a", "b"], lose, [["a", "b"]], ["ok", "ok", "ok"]),
        (["BAD"], lose, [["BAD"], ["BAD"]], [LOST]),
        (
            ["a", "BAD", "b"],
            lose,
            [["a", "BAD", "b"], ["a"], ["BAD"], ["b"]],
            ["ok", LOST, "ok"],
        ),
        (["BAD", "BAD"], lose, [["BAD"], ["BAD"]], [LOST, LOST]),
        (["BAD"], hang, [["BAD"]], ["no answer within 3 seconds"]),
        (
            ["a", "BAD"],
            hang,
            [["a", "BAD"], ["a"], ["BAD"]],
            ["ok", "no answer within 3 seconds"],
        ),
    ],
)
def test_group(
    texts: list[str], behave: Do, units: list[list[str]], outcomes: list[str]
) -> None:
    """After a loss or a hang the texts are read one by one; the one at fault fails."""
    assert finish_group(texts, behave) == (units, outcomes)


def test_group_that_was_not_begun_stays_together() -> None:
    """A loss before the unit was started does not count and divides nothing."""
    lost: list[int] = []

    def lose_thrice(job: GroupJob, unit: ReadTogether) -> None:
        lost.append(1)
        job.lose(unit, counts=len(lost) > 3)

    units, outcomes = finish_group(["a", "BAD"], lose_thrice)

    assert units == [["a", "BAD"]] * 4 + [["a"], ["BAD"]]
    assert outcomes == ["ok", LOST]


def test_group_whose_unit_failed() -> None:
    """A unit that fails as a whole fails its group; another reply is an error."""
    loop = asyncio.new_event_loop()
    job = GroupJob(["a"], unit_words=9, now=1.0, future=loop.create_future())
    unit = job.take(2.0)

    with pytest.raises(TypeError):
        job.receive(unit, PartPlan(()), seconds=0)
    job.receive(unit, UnitFailed(("KeyError",)), seconds=0)

    assert isinstance(job.future.exception(), InferenceFailed)
    loop.close()


def test_article_takes_no_replies_together(future: asyncio.Future[Reading]) -> None:
    """The replies to a group are an error for an article."""
    job = make_job(future)

    with pytest.raises(TypeError):
        job.receive(job.take(2.0), RepliesTogether(()), seconds=0)
