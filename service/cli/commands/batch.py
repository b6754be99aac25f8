"""``batch``: a file of requests to a file of responses.

The output alone records the progress: it is written line by line, and a complete line
is a finished article. A stopped run is continued by the same command.
"""

import argparse
import asyncio
import fcntl
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from service.cli.batch_lines import GROUPS_AHEAD, Group, answer_lines, group_lines
from service.cli.batch_output import resume
from service.cli.progress import Meter
from service.cli.terminal import CommandFailed, Terminal
from service.logs import silence
from service.serving.build_pool import build_batch_pool
from service.serving.capacity import available_cores, available_memory, plan_processes
from service.serving.pool import Pool
from service.serving.wiring import FACTORY
from service.settings import Settings


def run(
    args: argparse.Namespace, terminal: Terminal, *, factory: str = FACTORY
) -> None:
    """Write the responses to the lines of the input that the output lacks."""
    silence()
    settings = terminal.settings()
    with args.input.open("rb") as source:
        total = sum(1 for _ in source)
    with open_output(args.output, source=args.input) as output:
        done = resume(output, args.input)
        if done < total:
            workers = min(args.workers or count_workers(settings), total - done)
            pool = build_batch_pool(settings, processes=workers, factory=factory)
            with (
                args.input.open("rb") as source,
                Meter(terminal.errors, total=total, done=done, unit="lines") as meter,
            ):
                lines = islice(source, done, None)
                groups = group_lines(lines, settings, first=done + 1)
                write = line_writer(output, meter)
                asyncio.run(run_pool(pool, groups, write, ahead=GROUPS_AHEAD * workers))
            _report_deaths(pool, terminal)
    earlier = f", {done} of them by an earlier run" if done else ""
    terminal.errors.print(f"{total} {'line' if total == 1 else 'lines'}{earlier}")


def count_workers(settings: Settings) -> int:
    """Return the number of processes that cores and memory allow."""
    return plan_processes(
        cores=available_cores(), threads=settings.threads, memory=available_memory()
    )


def line_writer(output: BinaryIO, meter: Meter) -> Callable[[bytes], None]:
    """Return a function that writes a line at once and shows the progress."""

    def write(line: bytes) -> None:
        output.write(line + b"\n")
        output.flush()
        meter.advance(1)

    return write


async def run_pool(
    pool: Pool, groups: Iterable[Group], write: Callable[[bytes], None], *, ahead: int
) -> None:
    """Answer the lines with a pool that is stopped afterwards."""
    await pool.start()
    try:
        await answer_lines(groups, pool, write, ahead=ahead)
    finally:
        await pool.stop()


def _report_deaths(pool: Pool, terminal: Terminal) -> None:
    if pool.restarts:
        terminal.errors.print(f"{pool.restarts} processes died and were replaced")


@contextmanager
def open_output(path: Path, *, source: Path) -> Generator[BinaryIO]:
    """Open and lock the output for appending.

    Raises:
        CommandFailed: it is the input, or another process holds the lock.
    """
    with path.open("a+b") as output:
        if path.samefile(source):
            raise CommandFailed(f"{path} is the input")
        try:
            fcntl.flock(output, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CommandFailed(f"another run writes to {path}") from error
        yield output
