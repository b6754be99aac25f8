"""The admission and scheduling of jobs."""

import asyncio
from collections.abc import Callable, Iterator

import pytest

from service.errors import Overloaded
from service.records import Reading
from service.serving.backlog import Backlog
from service.serving.job import ArticleJob

MakeJob = Callable[..., ArticleJob]


@pytest.fixture
def make_job() -> Iterator[MakeJob]:
    """Return a function that makes jobs by words and seconds to the deadline."""
    loop = asyncio.new_event_loop()

    def make(words: int = 1, *, seconds: float = 100, now: float = 0.0) -> ArticleJob:
        future: asyncio.Future[Reading] = loop.create_future()
        text = "word " * words
        return ArticleJob(
            text, unit_words=10, now=now, expires=now + seconds, future=future
        )

    yield make
    loop.close()


def backlog(*, requests: int = 2, words: int = 100, workers: int = 1) -> Backlog:
    """Return a small backlog."""
    return Backlog(requests=requests, words=words, workers=workers)


def test_order_of_arrival(make_job: MakeJob) -> None:
    """New jobs are taken in order of admission."""
    queue, first, second = backlog(), make_job(), make_job()
    queue.admit(first)
    queue.admit(second)

    assert [queue.take(0), queue.take(0), queue.take(0)] == [first, second, None]


@pytest.mark.parametrize(
    ("requests", "workers", "room"), [(0, 1, 1), (2, 1, 3), (2, 3, 5), (16, 2, 18)]
)
def test_room_for_requests(
    make_job: MakeJob, requests: int, workers: int, room: int
) -> None:
    """``requests`` may wait beside one per worker; the next is refused."""
    queue = backlog(requests=requests, workers=workers)
    for _ in range(room):
        queue.admit(make_job())

    with pytest.raises(Overloaded):
        queue.admit(make_job())


def test_begun_job_makes_room(make_job: MakeJob) -> None:
    """A started job does not count as waiting."""
    queue = backlog(requests=1)
    for _ in range(2):
        queue.admit(make_job())
    job = queue.take(0)
    assert job is not None
    job.take(0)

    with pytest.raises(Overloaded):
        queue.admit(make_job())
    queue.remove(job)
    queue.admit(make_job())

    assert queue.waiting == 2


def test_words_are_bounded(make_job: MakeJob) -> None:
    """Requests are refused when the waiting words would exceed the limit."""
    queue = backlog(words=100)
    queue.admit(make_job(60))

    with pytest.raises(Overloaded):
        queue.admit(make_job(60))
    queue.admit(make_job(40))

    assert queue.words == 100


def test_long_article_is_let_into_an_empty_queue(make_job: MakeJob) -> None:
    """An article over the limit of words is admitted when no other waits."""
    queue = backlog(words=100)

    queue.admit(make_job(5_000))

    assert queue.words == 5_000


def test_dead_jobs_are_dropped(make_job: MakeJob) -> None:
    """Expired and cancelled jobs are not taken."""
    queue = backlog(requests=5)
    late, left, alive = make_job(seconds=1), make_job(), make_job()
    for job in (late, left, alive):
        queue.admit(job)
    left.future.cancel()

    assert queue.take(1.0) is alive
    assert queue.take(1.0) is None


def test_forgotten_job_leaves_its_place(make_job: MakeJob) -> None:
    """A removed job does not count, and is not queued again."""
    queue = backlog()
    job = make_job()
    queue.admit(job)

    queue.remove(job)
    queue.requeue(job)

    assert queue.take(0) is None
    assert queue.words == 0


def test_begun_and_new_take_turns(make_job: MakeJob) -> None:
    """A started job gets every second unit, however many new jobs arrive."""
    queue, long = backlog(requests=9), make_job()
    queue.admit(long)
    assert queue.take(0) is long
    queue.requeue(long)
    short = [make_job() for _ in range(3)]
    for job in short:
        queue.admit(job)

    taken = []
    for _ in range(7):
        one = queue.take(0)
        taken.append(one)
        if one is long:
            queue.requeue(long)

    assert taken == [long, short[0], long, short[1], long, short[2], long]


def test_begun_jobs_come_in_order_of_arrival(make_job: MakeJob) -> None:
    """Started jobs are taken in order of admission."""
    queue, older, younger = backlog(), make_job(now=1.0), make_job(now=2.0)
    queue.admit(older)
    queue.admit(younger)
    assert queue.take(2) is older
    assert queue.take(2) is younger

    queue.requeue(younger)
    queue.requeue(older)

    assert [queue.take(2), queue.take(2)] == [older, younger]


def test_lost_unit_goes_first(make_job: MakeJob) -> None:
    """A job with a lost unit is the next one."""
    queue, lost = backlog(requests=5), make_job(now=3.0)
    for job in (make_job(), lost, make_job()):
        queue.admit(job)
    assert queue.take(3) is not lost
    assert queue.take(3) is lost

    queue.requeue(lost, first=True)

    assert queue.take(3) is lost


def test_drain_empties(make_job: MakeJob) -> None:
    """Draining returns and removes all jobs."""
    queue, job = backlog(), make_job()
    queue.admit(job)

    assert queue.drain() == [job]
    assert queue.take(0) is None


def test_hopeless_job_is_turned_away(make_job: MakeJob) -> None:
    """A job that would miss its deadline at the measured rate is refused."""
    queue = backlog(words=10_000)
    queue.record_rate(words=100, seconds=10)
    queue.admit(make_job(50, seconds=20))

    with pytest.raises(Overloaded) as caught:
        queue.admit(make_job(160, seconds=20))
    queue.admit(make_job(140, seconds=20))

    assert caught.value.retry_after == 5


def test_alone_nothing_would_expire(make_job: MakeJob) -> None:
    """A job is admitted to an empty queue whatever the measured rate."""
    queue = backlog()
    queue.record_rate(words=1, seconds=100)

    queue.admit(make_job(500, seconds=1))


def retry_after(queue: Backlog, job: ArticleJob) -> int:
    """Return the Retry-After of a refused job."""
    with pytest.raises(Overloaded) as caught:
        queue.admit(job)
    return caught.value.retry_after


@pytest.mark.parametrize(
    ("words", "rate", "expected"),
    [(10, None, 1), (10, 100, 1), (90, 10, 9), (90, 1, 60)],
)
def test_retry_after(
    make_job: MakeJob, words: int, rate: int | None, expected: int
) -> None:
    """Retry-After is the time to empty the queue, from 1 to 60 seconds."""
    queue = backlog(requests=0, words=1_000)
    queue.admit(make_job(words))
    if rate is not None:
        queue.record_rate(words=rate, seconds=1)

    assert retry_after(queue, make_job()) == expected


def test_those_turned_away_come_back_one_after_the_other(make_job: MakeJob) -> None:
    """Each refused job gets a later Retry-After than the ones before, up to 60 s."""
    queue = backlog(requests=0, words=1_000)
    queue.admit(make_job(100))
    queue.record_rate(words=10, seconds=1)

    seconds = [retry_after(queue, make_job(200, seconds=300)) for _ in range(5)]

    assert seconds == [10, 30, 50, 60, 60]


def test_rate_is_smoothed(make_job: MakeJob) -> None:
    """One outlier changes the average rate little."""
    queue = backlog(requests=0, words=1_000, workers=1)
    queue.record_rate(words=20, seconds=1)
    queue.record_rate(words=0, seconds=0)
    queue.admit(make_job(180))

    assert retry_after(queue, make_job()) == 10
