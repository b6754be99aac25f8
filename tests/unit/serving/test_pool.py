"""The pool: readings, deadlines, lost and hung workers, stops."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from functools import cache
from typing import Any

import msgspec
import pytest

from service.attribution import Lexicon
from service.attributor import Attributor
from service.errors import (
    DeadlineExceeded,
    EmptyText,
    InferenceFailed,
    InvalidModels,
    NotReady,
    Overloaded,
    StartError,
    WhosaidError,
)
from service.nlp.annotator import Annotation
from service.provenance import AttributorInfo
from service.records import Reading
from service.serving import job as job_module
from service.serving import pool as pool_module
from service.serving.inference_worker import InferenceWorker, WorkerLost
from service.serving.pool import Pool, PoolLimits
from service.serving.work_units import (
    ContinueReading,
    ParsePart,
    ReadArticle,
    ReadTogether,
    Reply,
    Unit,
)
from service.serving.workers.threads import ThreadWorker
from service.serving.workers.unit_runner import UnitRunner
from service.text.article import Passage
from tests.support.fakes import INFO, FakeAnnotator

LONG = 5.0
Behaviour = Callable[[str], Awaitable[None]]


def check(text: str) -> None:
    """Raise an error for an empty text."""
    if not text:
        raise EmptyText


def build() -> Attributor:
    """Return an attributor on the fake annotator."""
    return Attributor(FakeAnnotator(), Lexicon.load(), 100_000)


@cache
def shared() -> Attributor:
    """Return one attributor for all scripted workers: loading takes long."""
    return build()


async def nothing(text: str) -> None:
    """Do not interfere."""


def text_of(unit: Unit) -> str:
    """Return the text of a unit; the name of one that has none."""
    match unit:
        case ReadTogether(texts):
            return " ".join(texts)
        case ParsePart(encoded):
            passages = msgspec.msgpack.decode(encoded, type=tuple[Passage, ...])
            return "\n\n".join(passage.text for passage in passages)
        case ContinueReading():
            return "continue"
        case _:
            return unit.text


class ScriptedWorker:
    """Runs units in the event loop; a behaviour may wait, hang or lose the worker."""

    def __init__(
        self, behave: Behaviour = nothing, *, starts: int = 99, silent: int = 0
    ) -> None:
        self.behave = behave
        self.starts = starts
        self.silent = silent
        self.started = self.stopped = self.asked = 0
        self.texts: list[str] = []
        self.units: list[str] = []
        self._runner = UnitRunner(shared())

    async def start(self) -> AttributorInfo:
        """Start, at most ``starts`` times."""
        self.started += 1
        if self.started > self.starts:
            raise InvalidModels("damaged", path="x.pt")
        self._runner = UnitRunner(shared())
        return INFO

    async def run(self, unit: Unit, /) -> Reply:
        """Run the behaviour, then the unit."""
        text = text_of(unit)
        self.texts.append(text)
        self.units.append(type(unit).__name__)
        await self.behave(text)
        return self._runner.run(unit)

    async def responds(self) -> bool:
        """Count the questions; respond to all but the one numbered ``silent``."""
        self.asked += 1
        return self.asked != self.silent

    async def died(self) -> None:
        """Never return."""
        await asyncio.Event().wait()

    async def stop(self) -> None:
        """Count the stop."""
        self.stopped += 1


@pytest.fixture(autouse=True)
def _short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_module, "FIRST_PAUSE", 0.001)
    monkeypatch.setattr(pool_module, "LONGEST_PAUSE", 0.01)


def with_pool(
    *workers: InferenceWorker,
    use: Callable[[Pool], Coroutine[Any, Any, None]],
    **limits: Any,  # noqa: ANN401 - fields of PoolLimits
) -> None:
    """Run ``use`` on a warm pool of workers."""

    async def run() -> None:
        pool = Pool(workers, limits=PoolLimits(**limits), check=check)
        await pool.start()
        await until_ready(pool)
        try:
            await use(pool)
        finally:
            await pool.stop()

    asyncio.run(run())


async def until_ready(pool: Pool) -> None:
    """Wait for a warm worker."""
    async with asyncio.timeout(LONG):
        while True:
            try:
                pool.check_ready()
            except NotReady:
                await asyncio.sleep(0.001)
            else:
                return


def test_reading_comes_back_with_its_cost() -> None:
    """A text is answered with its reading and times."""

    async def use(pool: Pool) -> None:
        served = await pool.attribute("The ferry is late.", deadline=LONG)

        assert served.reading == build().attribute("The ferry is late.")
        assert served.queue_seconds >= 0
        assert served.inference_seconds > 0
        assert pool.info == INFO

    with_pool(ScriptedWorker(), use=use)


def test_thread_worker_reads() -> None:
    """The in-process worker reads a long text like the attributor."""

    async def use(pool: Pool) -> None:
        text = "\n\n".join(["The ferry is late again and nobody knows why."] * 9)
        served = await pool.attribute(text, deadline=LONG)

        assert served.reading == build().attribute(text)

    with_pool(ThreadWorker(build), use=use, unit_words=20)


def test_text_is_checked_before_the_queue() -> None:
    """An invalid text is refused also before the models are loaded."""
    pool = Pool([ScriptedWorker()], limits=PoolLimits(), check=check)

    with pytest.raises(EmptyText):
        asyncio.run(pool.attribute("", deadline=LONG))


def test_cold_pool_is_not_ready() -> None:
    """A pool that has not started is not ready."""
    pool = Pool([ScriptedWorker()], limits=PoolLimits(), check=check)

    with pytest.raises(NotReady, match="loading"):
        asyncio.run(pool.attribute("a", deadline=LONG))


def test_thread_is_entered_by_one_article_at_a_time() -> None:
    """The annotator is never called by two articles at the same time."""
    inside: list[int] = []
    most: list[int] = []

    class Watching(FakeAnnotator):
        def annotate(self, passages: Sequence[Passage], /) -> list[Annotation]:
            inside.append(1)
            most.append(len(inside))
            threading.Event().wait(0.002)
            inside.pop()
            return super().annotate(passages)

    async def use(pool: Pool) -> None:
        texts = [f"Ferry number {i} is late." for i in range(12)]
        await asyncio.gather(*(pool.attribute(text, deadline=LONG) for text in texts))

    def watched() -> Attributor:
        return Attributor(Watching(), Lexicon.load(), 1_000)

    with_pool(ThreadWorker(watched), use=use)

    assert len(most) > 12
    assert set(most) == {1}


def test_full_queue_refuses_at_once() -> None:
    """Requests beyond the limit are refused, the others answered."""

    async def slow(_: str) -> None:
        await asyncio.sleep(0.02)

    async def use(pool: Pool) -> None:
        calls = [pool.attribute(f"text {i}", deadline=LONG) for i in range(5)]
        results = await asyncio.gather(*calls, return_exceptions=True)

        kinds = [type(result).__name__ for result in results]
        assert sorted(kinds) == ["Overloaded"] * 2 + ["TimedReading"] * 3

    with_pool(ScriptedWorker(slow), use=use, requests=2)


def test_deadline_is_answered_in_time() -> None:
    """A request is answered when its deadline passes, whatever the worker does."""

    async def use(pool: Pool) -> None:
        loop = asyncio.get_running_loop()
        began = loop.time()
        with pytest.raises(DeadlineExceeded):
            await pool.attribute("slow", deadline=0.02)
        assert loop.time() - began < LONG / 2

    with_pool(ScriptedWorker(sleep_on("slow", LONG)), use=use)


def test_expired_and_cancelled_requests_cost_nothing() -> None:
    """Expired and cancelled requests do not reach a worker."""
    worker = ScriptedWorker(sleep_on("slow", 0.08))

    async def use(pool: Pool) -> None:
        slow = asyncio.create_task(pool.attribute("slow", deadline=LONG))
        await asyncio.sleep(0.01)
        left = asyncio.create_task(pool.attribute("left", deadline=LONG))
        late = asyncio.create_task(pool.attribute("late", deadline=0.02))
        last = asyncio.create_task(pool.attribute("last", deadline=LONG))
        await asyncio.sleep(0)
        left.cancel()
        with pytest.raises(DeadlineExceeded):
            await late
        await asyncio.gather(slow, last)

    with_pool(worker, use=use)

    assert worker.texts == ["slow", "last"]


def test_bad_article_fails_alone() -> None:
    """An article that raises gets an error; the others are read."""

    class Breaking(FakeAnnotator):
        def annotate(self, passages: Sequence[Passage], /) -> list[Annotation]:
            if any("poison" in passage.text for passage in passages):
                raise ZeroDivisionError("poison")
            return super().annotate(passages)

    async def use(pool: Pool) -> None:
        texts = ["good one", "poison", "good two"]
        calls = [pool.attribute(text, deadline=LONG) for text in texts]
        first, bad, second = await asyncio.gather(*calls, return_exceptions=True)

        assert isinstance(bad, InferenceFailed)
        assert bad.trace[0].startswith("ZeroDivisionError < ")
        assert "poison" not in str(bad.trace)
        answers = [r for r in (first, second) if not isinstance(r, BaseException)]
        assert [answer.reading.words for answer in answers] == [2, 2]
        pool.check_ready()

    def broken() -> Attributor:
        return Attributor(Breaking(), Lexicon.load(), 1_000)

    with_pool(ThreadWorker(broken), use=use)


def sleep_on(word: str, seconds: float) -> Behaviour:
    """Return a behaviour that sleeps on one text."""

    async def behave(text: str) -> None:
        if text == word:
            await asyncio.sleep(seconds)

    return behave


async def breathe(_: str) -> None:
    """Let other tasks run."""
    await asyncio.sleep(0.001)


def lose_on(word: str, *, times: int) -> Behaviour:
    """Return a behaviour that loses the worker on one text, ``times`` times."""
    left = [times]

    async def behave(text: str) -> None:
        if text == word and left[0]:
            left[0] -= 1
            raise WorkerLost("killed")

    return behave


def test_unit_of_a_lost_worker_is_retried() -> None:
    """A worker that dies is started again, and its unit is repeated."""
    worker = ScriptedWorker(lose_on("a", times=1))

    async def use(pool: Pool) -> None:
        assert (await pool.attribute("a", deadline=LONG)).reading.words == 1
        assert pool.restarts == 1

    with_pool(worker, use=use)

    assert worker.texts == ["a", "a"]
    assert worker.started == 2


def test_poison_that_kills_twice_is_given_up() -> None:
    """An article that kills two workers gets an error; the pool keeps working."""

    async def use(pool: Pool) -> None:
        with pytest.raises(InferenceFailed):
            await pool.attribute("a", deadline=LONG)
        await until_ready(pool)
        assert (await pool.attribute("b", deadline=LONG)).reading.words == 1

    with_pool(ScriptedWorker(lose_on("a", times=2)), use=use)


def test_hung_worker_is_replaced() -> None:
    """A worker that hangs is replaced, and the waiting articles are read."""
    worker = ScriptedWorker(sleep_on("hang", LONG))

    async def use(pool: Pool) -> None:
        hang = asyncio.create_task(pool.attribute("hang", deadline=LONG))
        await asyncio.sleep(0)
        good = asyncio.create_task(pool.attribute("good", deadline=LONG))
        with pytest.raises(DeadlineExceeded):
            await hang
        assert (await good).reading.words == 1

    with_pool(worker, use=use, hang=0.03)

    assert worker.started == 2


def test_idle_worker_that_does_not_respond_is_replaced() -> None:
    """An idle worker is asked again and again; without a response it is replaced."""
    worker = ScriptedWorker(silent=3)

    async def use(pool: Pool) -> None:
        async with asyncio.timeout(LONG):
            while worker.asked < 5:  # noqa: ASYNC110 - the pool asks
                await asyncio.sleep(0.001)
        assert pool.restarts == 1
        assert (await pool.attribute("good", deadline=LONG)).reading.words == 1

    with_pool(worker, use=use, heartbeat=0.005)

    assert (worker.started, worker.stopped) == (2, 2)


def test_working_worker_is_not_asked() -> None:
    """A worker gets no heartbeat in the middle of a unit."""
    asked: list[int] = []

    async def work(_: str) -> None:
        before = worker.asked
        await asyncio.sleep(0.05)
        asked.append(worker.asked - before)

    worker = ScriptedWorker(work)

    async def use(pool: Pool) -> None:
        await pool.attribute("slow", deadline=LONG)
        assert asked == [0]

    with_pool(worker, use=use, heartbeat=0.02)


def test_no_worker_left_is_not_ready() -> None:
    """Without a worker the pool is not ready, with the reason."""

    async def use(pool: Pool) -> None:
        with pytest.raises(DeadlineExceeded):
            await pool.attribute("a", deadline=0.05)
        with pytest.raises(NotReady, match="could not be loaded"):
            pool.check_ready()

    with_pool(ScriptedWorker(lose_on("a", times=1), starts=1), use=use)


def test_failed_start_is_tried_again() -> None:
    """A worker that fails to load is started again; the pool is not ready meanwhile."""
    worker = ScriptedWorker(starts=0)

    async def run() -> None:
        pool = Pool([worker], limits=PoolLimits(), check=check)
        await pool.start()
        await asyncio.sleep(0.05)
        with pytest.raises(NotReady, match="could not be loaded"):
            pool.check_ready()
        await pool.stop()

    asyncio.run(run())

    assert worker.started > 1


def test_failed_warm_up_is_not_ready() -> None:
    """An in-process worker whose warm-up fails is not ready."""

    class Broken(FakeAnnotator):
        def annotate(self, passages: Sequence[Passage], /) -> list[Annotation]:
            raise RuntimeError(passages)

    async def run() -> None:
        broken = Attributor(Broken(), Lexicon.load(), 1_000)
        pool = Pool([ThreadWorker(lambda: broken)], limits=PoolLimits(), check=check)
        await pool.start()
        await asyncio.sleep(0.1)
        with pytest.raises(NotReady, match="could not be loaded"):
            pool.check_ready()
        await pool.stop()

    asyncio.run(run())


def test_two_workers_share_the_parts() -> None:
    """The parts of a long article are shared by all idle workers."""
    first, second = ScriptedWorker(breathe), ScriptedWorker(breathe)
    text = "\n\n".join(["The ferry is late again and nobody knows why."] * 9)

    async def use(pool: Pool) -> None:
        served = await pool.attribute(text, deadline=LONG)
        assert served.reading == build().attribute(text)

    with_pool(first, second, use=use, unit_words=20)

    assert min(len(first.texts), len(second.texts)) > 1


def test_deadline_between_units_ends_an_article() -> None:
    """After the deadline the remaining parts of an article are not run."""
    worker = ScriptedWorker()
    passed = asyncio.Event()

    async def wait(_: str) -> None:
        if len(worker.texts) == 2:
            await passed.wait()

    worker.behave = wait
    text = "\n\n".join(["The ferry is late again and nobody knows why."] * 20)

    async def use(pool: Pool) -> None:
        with pytest.raises(DeadlineExceeded):
            await pool.attribute(text, deadline=0.5)
        passed.set()
        await pool.attribute("The ferry.", deadline=LONG)

    with_pool(worker, use=use, unit_words=20)

    assert worker.units == ["PlanParts", "ParsePart", "ReadArticle"]


@pytest.mark.parametrize(
    ("workers", "others", "units"),
    [
        (2, 0, ["ParsePart", "ParsePart", "PlanParts", "ReadParses"]),
        (2, 1, ["ReadArticle"]),
        (1, 0, ["ReadArticle"]),
    ],
    ids=["two idle", "one busy", "one"],
)
def test_idle_workers_share_an_article(
    workers: int, others: int, units: list[str]
) -> None:
    """An article is divided only while several workers are idle."""
    text = "\n\n".join(["The ferry is late again and nobody knows why."] * 40)
    running = [ScriptedWorker(sleep_on("slow", 0.2)) for _ in range(workers)]

    async def use(pool: Pool) -> None:
        waiting = [
            asyncio.create_task(pool.attribute("slow", deadline=LONG))
            for _ in range(others)
        ]
        await asyncio.sleep(0.01)
        served = await pool.attribute(text, deadline=LONG)
        assert served.reading == build().attribute(text)
        await asyncio.gather(*waiting)

    with_pool(*running, use=use)

    given = [name for worker in running for name in worker.units]
    assert sorted(given) == sorted([*units, *["ReadArticle"] * others])


def test_short_article_overtakes_a_long_one() -> None:
    """A short article is answered before a long one that came first."""
    done: list[str] = []
    text = "\n\n".join(["The ferry is late again and nobody knows why."] * 20)

    async def use(pool: Pool) -> None:
        async def read(name: str, text: str) -> None:
            await pool.attribute(text, deadline=LONG)
            done.append(name)

        await asyncio.gather(read("long", text), read("short", "The ferry."))

    with_pool(ScriptedWorker(breathe), use=use, unit_words=20)

    assert done == ["short", "long"]


LONG_TEXT = "\n\n".join(["The ferry is late again and nobody knows why."] * 20)


@pytest.fixture
def _pausing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pause the reading of every article that is divided, after each stage."""
    monkeypatch.setattr(job_module, "choose_stages", lambda _: 1)


@pytest.mark.usefixtures("_pausing")
def test_short_article_overtakes_the_reading_of_a_long_one() -> None:
    """Of a reading at most one unit runs before an article that comes meanwhile."""
    worker = ScriptedWorker()
    short: list[asyncio.Task[Any]] = []

    async def use(pool: Pool) -> None:
        async def send_one(_: str) -> None:
            await asyncio.sleep(0)
            if worker.units[-2:] == ["ContinueReading"] * 2 and not short:
                short.append(asyncio.create_task(pool.attribute("a", deadline=LONG)))
                await asyncio.sleep(0.01)

        worker.behave = send_one
        served = await pool.attribute(LONG_TEXT, deadline=LONG)

        assert served.reading == shared().attribute(LONG_TEXT)
        assert (await short[0]).reading.words == 1

    with_pool(worker, use=use, unit_words=20)

    begun = worker.units.index("ReadParses")
    came = begun + 2
    assert worker.units[came : came + 3] == [
        "ContinueReading",
        "ReadArticle",
        "ContinueReading",
    ]
    assert worker.units.count("ReadParses") == 1


@pytest.mark.usefixtures("_pausing")
def test_paused_readings_stay_with_their_workers() -> None:
    """Two workers read three long articles, one paused reading at a worker."""
    workers = [ScriptedWorker(breathe), ScriptedWorker(breathe)]

    async def use(pool: Pool) -> None:
        texts = [f"{LONG_TEXT}\n\nNumber {number}." for number in range(3)]
        calls = (pool.attribute(text, deadline=LONG) for text in texts)
        served = await asyncio.gather(*calls)

        assert [one.reading for one in served] == [*map(shared().attribute, texts)]

    with_pool(*workers, use=use, unit_words=20)

    units = [name for worker in workers for name in worker.units]
    assert units.count("ReadParses") == 3


@pytest.mark.usefixtures("_pausing")
def test_reading_of_a_client_that_left_makes_room() -> None:
    """A worker begins another reading where the client of its paused one has left."""
    paused = asyncio.Event()

    async def note(text: str) -> None:
        await asyncio.sleep(0.001)
        if text == "continue":
            paused.set()

    worker = ScriptedWorker(note)

    async def use(pool: Pool) -> None:
        left = asyncio.create_task(pool.attribute(LONG_TEXT, deadline=LONG))
        async with asyncio.timeout(LONG):
            await paused.wait()
        left.cancel()
        served = await pool.attribute(f"{LONG_TEXT} Yes.", deadline=LONG)

        assert served.reading == shared().attribute(f"{LONG_TEXT} Yes.")

    with_pool(worker, use=use, unit_words=20)


@pytest.mark.usefixtures("_pausing")
@pytest.mark.parametrize(("times", "failed"), [(1, False), (2, True)])
def test_paused_reading_of_a_lost_worker(times: int, *, failed: bool) -> None:
    """A reading whose worker is lost in it begins again once, then it fails."""
    worker = ScriptedWorker(lose_on("continue", times=times))

    async def use(pool: Pool) -> None:
        calls = [pool.attribute(LONG_TEXT, deadline=LONG)]
        [found] = await asyncio.gather(*calls, return_exceptions=True)

        assert isinstance(found, InferenceFailed) == failed
        assert worker.units.count("ReadParses") == 2

    with_pool(worker, use=use, unit_words=20)


@pytest.mark.usefixtures("_pausing")
def test_paused_reading_beside_an_article_that_kills() -> None:
    """A reading survives any number of workers that other articles kill."""
    worker = ScriptedWorker()
    killers: list[asyncio.Task[Any]] = []

    async def use(pool: Pool) -> None:
        async def kill(text: str) -> None:
            await asyncio.sleep(0)
            if text == "continue" and len(killers) < 3:
                call = pool.attribute("DIE", deadline=LONG)
                killers.append(asyncio.create_task(call))
                await asyncio.sleep(0.01)
            if text == "DIE":
                raise WorkerLost("gone")

        worker.behave = kill
        served = await pool.attribute(LONG_TEXT, deadline=LONG)

        assert served.reading == shared().attribute(LONG_TEXT)
        lost = await asyncio.gather(*killers, return_exceptions=True)
        assert [type(error) for error in lost] == [InferenceFailed] * 3

    with_pool(worker, use=use, unit_words=20)


def test_stop_answers_what_is_left() -> None:
    """A stop answers all waiting requests; the pool is not ready afterwards."""
    worker = ScriptedWorker(sleep_on("slow", LONG))

    async def run() -> None:
        pool = Pool([worker], limits=PoolLimits(), check=check)
        await pool.start()
        await until_ready(pool)
        waiting = asyncio.create_task(pool.attribute("slow", deadline=LONG))
        await asyncio.sleep(0.01)
        await pool.stop()
        with pytest.raises(NotReady, match="stopping"):
            await waiting
        with pytest.raises(NotReady, match="stopped"):
            pool.check_ready()

    asyncio.run(run())

    assert worker.stopped >= 1


def test_unstarted_thread_worker_is_lost() -> None:
    """A worker that was not started counts as lost."""

    async def run() -> None:
        with pytest.raises(WorkerLost):
            await ThreadWorker(build).run(ReadArticle("a"))

    asyncio.run(run())


def test_overloaded_is_what_a_full_pool_raises() -> None:
    """The refusal of a full pool has a Retry-After of at least one second."""

    async def use(pool: Pool) -> None:
        slow = asyncio.create_task(pool.attribute("slow", deadline=LONG))
        await asyncio.sleep(0.005)
        with pytest.raises(Overloaded) as caught:
            await pool.attribute("more", deadline=LONG)
        assert caught.value.retry_after >= 1
        await slow

    with_pool(ScriptedWorker(sleep_on("slow", 0.05)), use=use, requests=0)


def test_articles_together() -> None:
    """Texts share a unit; the one that kills two workers gets an error alone."""
    deaths: list[str] = []

    async def die(text: str) -> None:
        if "DIE" in text:
            deaths.append(text)
            raise WorkerLost("gone")

    async def use(pool: Pool) -> None:
        first, lost, last = await pool.attribute_together(["a", "DIE", "b b"])

        assert isinstance(lost, InferenceFailed)
        assert [one.words for one in (first, last) if isinstance(one, Reading)] == [
            1,
            2,
        ]
        assert pool.load().words == 0

    with_pool(ScriptedWorker(die), use=use)

    assert deaths == ["a DIE b b", "DIE"]


def test_hung_articles_are_read_one_by_one() -> None:
    """Where several articles hang, only the one at fault gets an error."""

    async def hang(text: str) -> None:
        if "HANG" in text:
            await asyncio.Event().wait()

    async def use(pool: Pool) -> None:
        first, hung = await pool.attribute_together(["a", "HANG"])

        assert isinstance(first, Reading)
        assert isinstance(hung, DeadlineExceeded)

    with_pool(ScriptedWorker(hang), use=use, hang=0.05)


def run_cold(*workers: ScriptedWorker, starts: int | None) -> Reading | WhosaidError:
    """Read a text together with none, on a pool that may not become warm."""

    async def run() -> Reading | WhosaidError:
        pool = Pool(workers, limits=PoolLimits(starts=starts), check=check)
        await pool.start()
        try:
            async with asyncio.timeout(LONG):
                [outcome] = await pool.attribute_together(["a"])
                return outcome
        finally:
            with pytest.raises(StartError):
                await pool.attribute_together(["a"])
            await pool.stop()

    return asyncio.run(run())


class DyingWorker(ScriptedWorker):
    """Dies while it loads the models."""

    async def start(self) -> AttributorInfo:
        """Die."""
        self.started += 1
        raise WorkerLost("gone")


def test_pool_gives_up_with_damaged_models() -> None:
    """A pool with limited starts fails its jobs when the models are damaged."""
    worker = ScriptedWorker(starts=0)

    with pytest.raises(InvalidModels, match=r"x\.pt"):
        run_cold(worker, starts=3)

    assert worker.started == 1


def test_pool_gives_up_with_workers_that_die_while_loading() -> None:
    """After the allowed number of failed starts the jobs fail with a reason."""
    worker = DyingWorker()

    with pytest.raises(StartError, match="too little memory"):
        run_cold(worker, starts=3)

    assert worker.started == 3


def test_pool_with_a_warm_worker_does_not_give_up() -> None:
    """A worker that cannot be started does not end the work of the others."""

    async def use(pool: Pool) -> None:
        await asyncio.sleep(0.05)
        [outcome] = await pool.attribute_together(["a"])
        assert isinstance(outcome, Reading)

    dying = DyingWorker()
    with_pool(ScriptedWorker(), dying, use=use, starts=1)

    assert dying.started > 1
