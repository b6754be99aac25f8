"""``batch``: a file of requests to a file of responses.

The output alone records the progress: it is written line by line, and a complete line
is a finished article. A stopped run is continued by the same command, unless its output
is standard output.
"""

import argparse
import asyncio
import fcntl
import io
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from service.cli.batch_lines import GROUPS_AHEAD, Group, answer_lines, group_lines
from service.cli.batch_output import Progress, count_lines, resume
from service.cli.progress import Meter
from service.cli.terminal import STREAM, CommandFailed, Terminal
from service.logs import silence
from service.serving.build_pool import build_batch_pool
from service.serving.capacity import available_cores, available_memory, plan_processes
from service.serving.pool import Pool
from service.serving.wiring import FACTORY
from service.settings import Settings


def run(
    args: argparse.Namespace, terminal: Terminal, *, factory: str = FACTORY
) -> None:
    """Write the responses to the lines of the input that the output lacks.

    Raises:
        CommandFailed: the output has another input; or, after all lines are written,
            some have errors and ``--strict`` is given.
    """
    silence()
    settings = terminal.settings()
    with (
        open_source(args.input, terminal) as source,
        open_output(args.output, terminal, source=args.input) as output,
    ):
        total = count_lines(source)
        done = Progress()
        if args.output != STREAM:
            done = resume(output, source, name=str(args.input))
        failed = done.failed
        if done.lines < total:
            workers = min(args.workers or count_workers(settings), total - done.lines)
            pool = build_batch_pool(settings, processes=workers, factory=factory)
            source.seek(0)
            lines = islice(source, done.last, None)
            groups = group_lines(lines, settings, first=done.last + 1)
            meter = Meter(terminal.errors, total=total, done=done.lines, unit="lines")
            with meter:
                write = line_writer(output, meter)
                ahead = GROUPS_AHEAD * workers
                failed += asyncio.run(run_pool(pool, groups, write, ahead=ahead))
            _report_deaths(pool, terminal)
    terminal.errors.print(_summary(total=total, earlier=done.lines, failed=failed))
    if failed and args.strict:
        raise CommandFailed(f"{failed} of {total} lines failed")


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
) -> int:
    """Answer the lines with a pool that is stopped afterwards.

    Returns the number of lines with an error.
    """
    await pool.start()
    try:
        return await answer_lines(groups, pool, write, ahead=ahead)
    finally:
        await pool.stop()


def _report_deaths(pool: Pool, terminal: Terminal) -> None:
    if pool.restarts:
        terminal.errors.print(f"{pool.restarts} processes died and were replaced")


def _summary(*, total: int, earlier: int, failed: int) -> str:
    """Return what was done: "4 lines, 2 of them by an earlier run, 1 failed"."""
    told = f"{total} {'line' if total == 1 else 'lines'}"
    told += f", {earlier} of them by an earlier run" if earlier else ""
    return told + (f", {failed} failed" if failed else "")


@contextmanager
def open_source(path: Path, terminal: Terminal) -> Generator[BinaryIO]:
    """Open the input; the whole of standard input or a pipe is read first."""
    if path == STREAM:
        yield io.BytesIO(terminal.stdin.read())
        return
    with path.open("rb") as source:
        yield source if source.seekable() else io.BytesIO(source.read())


@contextmanager
def open_output(path: Path, terminal: Terminal, *, source: Path) -> Generator[BinaryIO]:
    """Open and lock the output for appending; standard output is used as it is.

    Raises:
        CommandFailed: it is the input, or another process holds the lock.
    """
    if path == STREAM:
        yield terminal.stdout
        return
    with path.open("a+b") as output:
        if source != STREAM and path.samefile(source):
            raise CommandFailed(f"{path} is the input")
        try:
            fcntl.flock(output, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CommandFailed(f"another run writes to {path}") from error
        yield output
