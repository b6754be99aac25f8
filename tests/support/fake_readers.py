"""Functions from lines to output lines for tests of batch workers, imported by name."""

import os
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from service.errors import InvalidModels
from service.settings import Settings


def echo(settings: Settings) -> Callable[[Sequence[bytes]], list[bytes]]:
    """Return a function whose output lines have id, process, threads and line count.

    A line with ``die`` kills its process; one with ``die_once`` does unless the file it
    names exists; one with ``sleep`` takes so many seconds.
    """

    def answer(line: bytes, together: int) -> bytes:
        request = msgspec.json.decode(line)
        if request.get("die") or _first_time(request.get("die_once")):
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(request.get("sleep", 0))
        return msgspec.json.encode(
            {
                "id": request["id"],
                "pid": os.getpid(),
                "threads": settings.threads,
                "together": together,
            }
        )

    return lambda lines: [answer(line, len(lines)) for line in lines]


def _first_time(marker: str | None) -> bool:
    if marker is None or Path(marker).exists():
        return False
    Path(marker).touch()
    return True


def broken(settings: Settings) -> Callable[[Sequence[bytes]], list[bytes]]:
    """Raise the error of a missing model."""
    raise InvalidModels("the file is missing", path=str(settings.models))


def dead(settings: Settings) -> Callable[[bytes], bytes]:
    """End the process while loading."""
    del settings
    os._exit(3)
