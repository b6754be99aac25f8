"""What batch workers of tests answer with; imported by name in their processes."""

import os
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from service.errors import InvalidModels
from service.settings import Settings


def echo(settings: Settings) -> Callable[[Sequence[bytes]], list[bytes]]:
    """Make an answer that tells its line, its process's threads and its company.

    A line with ``die`` kills its process, one with ``die_once`` does if the file it
    names is not there yet, one with ``sleep`` takes so many seconds.
    """

    def answer(line: bytes, company: int) -> bytes:
        request = msgspec.json.decode(line)
        if request.get("die") or _first_time(request.get("die_once")):
            os.kill(os.getpid(), signal.SIGKILL)
        time.sleep(request.get("sleep", 0))
        return msgspec.json.encode(
            {
                "id": request["id"],
                "pid": os.getpid(),
                "threads": settings.threads,
                "company": company,
            }
        )

    return lambda lines: [answer(line, len(lines)) for line in lines]


def _first_time(marker: str | None) -> bool:
    if marker is None or Path(marker).exists():
        return False
    Path(marker).touch()
    return True


def broken(settings: Settings) -> Callable[[Sequence[bytes]], list[bytes]]:
    """Fail as an annotator with a missing model does."""
    raise InvalidModels("the file is missing", path=str(settings.models))


def dead(settings: Settings) -> Callable[[bytes], bytes]:
    """Die while loading."""
    del settings
    os._exit(3)
