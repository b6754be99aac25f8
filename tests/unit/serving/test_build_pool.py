"""Settings become workers and limits."""

import pytest

from service.serving.build_pool import build_pool, build_workers
from service.serving.pool import Pool
from service.serving.workers.fork_server import ForkServer
from service.serving.workers.message_frames import (
    HEADER,
    Ready,
    StartFailed,
    body_length,
    decode_handshake_reply,
    to_frame,
)
from service.serving.workers.process_sources import FreshProcesses
from service.serving.workers.processes import ProcessWorker
from service.serving.workers.threads import ThreadWorker
from service.settings import Settings, pack, unpack


def test_processes_are_built() -> None:
    """So many processes as the settings say."""
    workers, _ = build_workers(Settings(pool="process", processes=3))

    assert [type(worker) for worker in workers] == [ProcessWorker] * 3


@pytest.mark.parametrize(
    ("settings", "source"),
    [
        (Settings(processes=2, threads=1), ForkServer),
        (Settings(processes=1, threads=1), FreshProcesses),
        (Settings(processes=2, threads=2), FreshProcesses),
        (Settings(processes=2, threads=1, device="cuda"), FreshProcesses),
        (Settings(processes=2, threads=1, pool="thread"), FreshProcesses),
    ],
)
def test_several_processes_of_one_thread_are_forked(
    settings: Settings, source: type
) -> None:
    """Others are started anew: one has nothing to share, threads do not survive."""
    assert type(build_workers(settings)[1]) is source


def test_sandbox_without_descriptors_forks_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where a process cannot be had by descriptor, each is started anew."""

    def refuse(_: int) -> int:
        raise PermissionError

    monkeypatch.setattr("service.serving.workers.fork_server.os.pidfd_open", refuse)

    assert type(build_workers(Settings(processes=2, threads=1))[1]) is FreshProcesses


def test_one_thread_is_built() -> None:
    """The in-process variant has one worker, whatever the number of processes."""
    [worker], _ = build_workers(Settings(pool="thread", processes=3))

    assert isinstance(worker, ThreadWorker)


def test_limits_come_from_the_settings() -> None:
    """The pool's bounds are the settings'; a hang is later than a deadline."""
    settings = Settings(queue=3, queue_words=500, unit_words=60, deadline=7)

    pool = build_pool(settings)

    assert isinstance(pool, Pool)
    limits = pool._limits
    assert (limits.requests, limits.words, limits.unit_words) == (3, 500, 60)
    assert limits.hang == 17


def test_settings_survive_the_way_to_a_process() -> None:
    """Settings that were packed are the same when unpacked."""
    settings = Settings(max_chars=77, tagger=False, device="cuda")

    assert unpack(pack(settings)) == settings


def test_frame() -> None:
    """A frame is its length and its value."""
    frame = to_frame(StartFailed("x", ("y",)))

    assert body_length(frame[:HEADER]) == len(frame) - HEADER
    assert decode_handshake_reply(frame[HEADER:]) == StartFailed("x", ("y",))
    assert not isinstance(decode_handshake_reply(frame[HEADER:]), Ready)


def test_absurd_frame_is_refused() -> None:
    """A length that cannot be right is not allocated."""
    with pytest.raises(ValueError, match="frame of"):
        body_length(b"\xff\xff\xff\xff")
