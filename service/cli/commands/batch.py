"""``batch``: a file of requests to a file of responses.

The output alone records the progress: it is written line by line, and a complete line
is a finished article. A stopped run is continued by the same command.
"""

import argparse
import fcntl
from collections.abc import Generator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from service.cli.batch_output import resume
from service.cli.batch_workers import BatchPool
from service.cli.progress import Meter
from service.cli.terminal import CommandFailed, Terminal
from service.serving.capacity import available_cores, available_memory, plan_processes

LINE_ATTRIBUTOR = "service.cli.attribute_lines:build_line_attributor"


def run(
    args: argparse.Namespace, terminal: Terminal, *, factory: str = LINE_ATTRIBUTOR
) -> None:
    """Write the responses to the lines of the input that the output lacks."""
    settings = terminal.settings()
    workers = args.workers or plan_processes(
        cores=available_cores(), threads=settings.threads, memory=available_memory()
    )
    with args.input.open("rb") as source:
        total = sum(1 for _ in source)
    with open_output(args.output, source=args.input) as output:
        done = resume(output, args.input)
        if done < total:
            with (
                BatchPool(factory, settings, size=min(workers, total - done)) as pool,
                args.input.open("rb") as source,
                Meter(terminal.errors, total=total, done=done, unit="lines") as meter,
            ):
                for line in pool.answer(islice(source, done, None)):
                    output.write(line + b"\n")
                    output.flush()
                    meter.advance(1)
    earlier = f", {done} of them by an earlier run" if done else ""
    terminal.errors.print(f"{total} {'line' if total == 1 else 'lines'}{earlier}")


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
