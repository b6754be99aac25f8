"""Who waits, who is next, who is turned away: a policy without threads or clocks."""

import asyncio
from collections.abc import Callable, Iterator

import pytest

from service.errors import Overloaded
from service.records import Reading
from service.serving.backlog import Backlog
from service.serving.job import Job

MakeJob = Callable[..., Job]


@pytest.fixture
def make_job() -> Iterator[MakeJob]:
    """Return a maker of jobs of so many words, due in so many seconds."""
    loop = asyncio.new_event_loop()

    def make(words: int = 1, *, seconds: float = 100, now: float = 0.0) -> Job:
        future: asyncio.Future[Reading] = loop.create_future()
        text = "word " * words
        return Job(text, unit_words=10, now=now, expires=now + seconds, future=future)

    yield make
    loop.close()


def backlog(*, requests: int = 2, words: int = 100, workers: int = 1) -> Backlog:
    """Return a small backlog."""
    return Backlog(requests=requests, words=words, workers=workers)


def test_order_of_arrival(make_job: MakeJob) -> None:
    """First come, first served."""
    line, first, second = backlog(), make_job(), make_job()
    line.admit(first)
    line.admit(second)

    assert [line.take(0), line.take(0), line.take(0)] == [first, second, None]


@pytest.mark.parametrize(
    ("requests", "workers", "room"), [(0, 1, 1), (2, 1, 3), (2, 3, 5), (16, 2, 18)]
)
def test_room_for_requests(
    make_job: MakeJob, requests: int, workers: int, room: int
) -> None:
    """So many requests may wait beside those in work; the next is turned away."""
    line = backlog(requests=requests, workers=workers)
    for _ in range(room):
        line.admit(make_job())

    with pytest.raises(Overloaded):
        line.admit(make_job())


def test_begun_job_makes_room(make_job: MakeJob) -> None:
    """A job that a worker has begun does not count as waiting."""
    line = backlog(requests=1)
    for _ in range(2):
        line.admit(make_job())
    job = line.take(0)
    assert job is not None
    job.take(0)

    with pytest.raises(Overloaded):
        line.admit(make_job())
    line.remove(job)
    line.admit(make_job())

    assert line.waiting == 2


def test_words_are_bounded(make_job: MakeJob) -> None:
    """Few requests of many words fill the queue as well."""
    line = backlog(words=100)
    line.admit(make_job(60))

    with pytest.raises(Overloaded):
        line.admit(make_job(60))
    line.admit(make_job(40))

    assert line.words == 100


def test_long_article_is_let_into_an_empty_queue(make_job: MakeJob) -> None:
    """The bound on words never shuts out an article for good."""
    line = backlog(words=100)

    line.admit(make_job(5_000))

    assert line.words == 5_000


def test_dead_jobs_are_dropped(make_job: MakeJob) -> None:
    """A job whose deadline passed or whose client left costs nothing."""
    line = backlog(requests=5)
    late, left, alive = make_job(seconds=1), make_job(), make_job()
    for job in (late, left, alive):
        line.admit(job)
    left.future.cancel()

    assert line.take(1.0) is alive
    assert line.take(1.0) is None


def test_forgotten_job_leaves_its_place(make_job: MakeJob) -> None:
    """A job that was answered or left is out of the line at once."""
    line = backlog()
    job = make_job()
    line.admit(job)

    line.remove(job)
    line.requeue(job)

    assert line.take(0) is None
    assert line.words == 0


def test_begun_and_new_take_turns(make_job: MakeJob) -> None:
    """However many short articles come, a long one gets every second unit."""
    line, long = backlog(requests=9), make_job()
    line.admit(long)
    assert line.take(0) is long
    line.requeue(long)
    short = [make_job() for _ in range(3)]
    for job in short:
        line.admit(job)

    taken = []
    for _ in range(7):
        job = line.take(0)
        taken.append(job)
        if job is long:
            line.requeue(long)

    assert taken == [long, short[0], long, short[1], long, short[2], long]


def test_begun_jobs_come_in_order_of_arrival(make_job: MakeJob) -> None:
    """One long article is read to its end before the next one."""
    line, older, younger = backlog(), make_job(now=1.0), make_job(now=2.0)
    line.admit(older)
    line.admit(younger)
    assert line.take(2) is older
    assert line.take(2) is younger

    line.requeue(younger)
    line.requeue(older)

    assert [line.take(2), line.take(2)] == [older, younger]


def test_lost_unit_goes_first(make_job: MakeJob) -> None:
    """What a worker died with is given out again before anything else."""
    line, lost = backlog(requests=5), make_job(now=3.0)
    for job in (make_job(), lost, make_job()):
        line.admit(job)
    assert line.take(3) is not lost
    assert line.take(3) is lost

    line.requeue(lost, first=True)

    assert line.take(3) is lost


def test_drain_empties(make_job: MakeJob) -> None:
    """A stop takes everybody out."""
    line, job = backlog(), make_job()
    line.admit(job)

    assert line.drain() == [job]
    assert line.take(0) is None


def test_hopeless_job_is_turned_away(make_job: MakeJob) -> None:
    """A job that would miss its deadline at the measured rate is not let in."""
    line = backlog(words=10_000)
    line.record_rate(words=100, seconds=10)
    line.admit(make_job(50, seconds=20))

    with pytest.raises(Overloaded) as caught:
        line.admit(make_job(160, seconds=20))
    line.admit(make_job(140, seconds=20))

    assert caught.value.retry_after == 5


def test_alone_nothing_would_expire(make_job: MakeJob) -> None:
    """With nobody before it a job may try, however slow the machine is."""
    line = backlog()
    line.record_rate(words=1, seconds=100)

    line.admit(make_job(500, seconds=1))


def retry_after(line: Backlog, job: Job) -> int:
    """Return what a job that is turned away is told."""
    with pytest.raises(Overloaded) as caught:
        line.admit(job)
    return caught.value.retry_after


@pytest.mark.parametrize(
    ("words", "rate", "expected"),
    [(10, None, 1), (10, 100, 1), (90, 10, 9), (90, 1, 60)],
)
def test_retry_after(
    make_job: MakeJob, words: int, rate: int | None, expected: int
) -> None:
    """Retry-After is the time to empty the queue, from one second to a minute."""
    line = backlog(requests=0, words=1_000)
    line.admit(make_job(words))
    if rate is not None:
        line.record_rate(words=rate, seconds=1)

    assert retry_after(line, make_job()) == expected


def test_those_turned_away_come_back_one_after_the_other(make_job: MakeJob) -> None:
    """Each is told a time behind those before it, a minute at most."""
    line = backlog(requests=0, words=1_000)
    line.admit(make_job(100))
    line.record_rate(words=10, seconds=1)

    told = [retry_after(line, make_job(200, seconds=300)) for _ in range(5)]

    assert told == [10, 30, 50, 60, 60]


def test_rate_is_smoothed(make_job: MakeJob) -> None:
    """One odd unit does not turn the estimate over."""
    line = backlog(requests=0, words=1_000, workers=1)
    line.record_rate(words=20, seconds=1)
    line.record_rate(words=0, seconds=0)
    line.admit(make_job(180))

    assert retry_after(line, make_job()) == 10
