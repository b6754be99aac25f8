"""Distribute lines over processes, any of which may be killed.

A worker holds one end of a pipe and nothing else. If this process is killed, the pipe
closes and the worker ends by itself. If a worker is killed, each of its lines is
repeated once, by itself; a line that ends a second worker gets an error line.
"""

import multiprocessing
import pkgutil
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Self

import msgspec

from service.cli.batch_output import error_line
from service.cli.terminal import CommandFailed
from service.errors import LOST, InferenceFailed, WhosaidError
from service.settings import Settings

READY = b""
"""First message of a worker that has started; another one is the reason of failure."""
MAX_TASKS_AHEAD = 16
"""Finished tasks per worker that may be kept while an earlier line is unfinished."""
MAX_DEATHS = 2
"""Most workers that may end over one line."""
WORD_BYTES = 6
"""Estimated bytes of a word, to bound the words of a task without decoding it."""
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[bytes, ...]).decode
Factory = Callable[[Settings], Callable[[tuple[bytes, ...]], Sequence[bytes]]]


class LineTask(msgspec.Struct, frozen=True):
    """Consecutive lines, and how many workers have ended over them."""

    number: int
    """Index of the first line."""
    lines: tuple[bytes, ...]
    deaths: int = 0

    def split(self) -> "list[LineTask]":
        """Return a task for each line, with one more death."""
        return [
            LineTask(number, (line,), self.deaths + 1)
            for number, line in enumerate(self.lines, self.number)
        ]


class TaskQueue:
    """The tasks without a worker: repeated ones first, then new ones."""

    def __init__(self, lines: Iterable[bytes], *, words: int) -> None:
        self._tasks = _tasks(lines, words)
        self.retries: list[LineTask] = []
        self._last_seen = False

    @property
    def exhausted(self) -> bool:
        """Whether no task is left."""
        return self._last_seen and not self.retries

    def take(self, *, fresh: bool) -> LineTask | None:
        """Return the next task or None; without ``fresh`` only a repeated one."""
        if self.retries:
            return self.retries.pop(0)
        task = next(self._tasks, None) if fresh else None
        if task is None:
            self._last_seen = self._last_seen or fresh
        return task


def _tasks(lines: Iterable[bytes], words: int) -> Iterator[LineTask]:
    """Yield tasks of about ``words`` words at most, or of one line."""
    found: list[bytes] = []
    number = total = 0
    for line in lines:
        size = 1 + len(line) // WORD_BYTES
        if found and total + size > words:
            yield LineTask(number, tuple(found))
            number, total = number + len(found), 0
            found = []
        found.append(line)
        total += size
    if found:
        yield LineTask(number, tuple(found))


class BatchProcess:
    """A worker process and this end of its pipe."""

    def __init__(self, factory: str, settings: Settings) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(
            target=serve_lines, args=(theirs, factory, settings), daemon=True
        )
        self.process.start()
        theirs.close()
        self.task: LineTask | None = None
        self.ready = False

    def give(self, task: LineTask) -> None:
        """Send the lines of a task.

        A worker that has ended is noticed when its pipe is read.
        """
        self.task = task
        try:
            self.pipe.send_bytes(_encode(task.lines))
        except OSError:
            self.process.join()

    def take(self) -> bytes | None:
        """Return the message of the worker, or None if it has ended."""
        try:
            return self.pipe.recv_bytes()
        except (EOFError, OSError):
            return None

    def end(self) -> None:
        """Kill the process and wait for its end."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


class BatchPool:
    """A fixed number of worker processes.

    Args:
        factory: ``module:function``; the function takes the settings and returns a
            function from lines to their output lines. It is passed by name, so that
            this process does not import torch.
        settings: of each worker; a task has about ``settings.unit_words`` words.
        size: number of workers.
    """

    def __init__(self, factory: str, settings: Settings, *, size: int) -> None:
        self._factory = factory
        self._settings = settings
        self._size = size
        self._workers: list[BatchProcess] = []

    def __enter__(self) -> Self:
        """Start the workers, which load the models while lines are read."""
        self._workers = [self._start_process() for _ in range(self._size)]
        return self

    def __exit__(self, *_: object) -> None:
        """End the workers."""
        for worker in self._workers:
            worker.end()

    def answer(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the output line of every line, in order.

        Raises:
            CommandFailed: a worker cannot load the models.
        """
        queue = TaskQueue(lines, words=self._settings.unit_words)
        answers: dict[int, tuple[bytes, ...]] = {}
        wanted = 0
        while True:
            while wanted in answers:
                found = answers.pop(wanted)
                yield from found
                wanted += len(found)
            self._assign(
                queue, fresh=len(answers) < MAX_TASKS_AHEAD * len(self._workers)
            )
            if queue.exhausted and not any(worker.task for worker in self._workers):
                return
            answers.update(self._collect(queue))

    def _start_process(self) -> BatchProcess:
        return BatchProcess(self._factory, self._settings)

    def _assign(self, queue: TaskQueue, *, fresh: bool) -> None:
        """Give each idle worker a task, as far as there are tasks."""
        for worker in self._workers:
            if worker.ready and worker.task is None:
                task = queue.take(fresh=fresh)
                if task is not None:
                    worker.give(task)

    def _collect(self, queue: TaskQueue) -> Iterator[tuple[int, tuple[bytes, ...]]]:
        """Wait for at least one worker; yield the finished lines by the first index."""
        heard = wait([worker.pipe for worker in self._workers])
        for worker in tuple(self._workers):
            if worker.pipe not in heard:
                continue
            message = worker.take()
            if message is None:
                yield from self._replace(worker, queue)
            elif worker.task is not None:
                yield worker.task.number, _decode(message)
                worker.task = None
            elif message == READY:
                worker.ready = True
            else:
                raise CommandFailed(message.decode())

    def _replace(
        self, worker: BatchProcess, queue: TaskQueue
    ) -> Iterator[tuple[int, tuple[bytes, ...]]]:
        """Replace a worker that has ended; yield error lines for abandoned lines."""
        worker.end()
        if not worker.ready:
            code = worker.process.exitcode
            raise CommandFailed(
                f"a worker ended with {code} while it loaded the models"
            )
        self._workers[self._workers.index(worker)] = self._start_process()
        for task in worker.task.split() if worker.task else ():
            if task.deaths < MAX_DEATHS:
                queue.retries.append(task)
            else:
                lost = error_line(task.lines[0], InferenceFailed(LOST))
                yield task.number, (lost,)


def serve_lines(pipe: Connection, factory: str, settings: Settings) -> None:
    """Answer lines until the pipe closes; the target of a worker process."""
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # Ctrl-C is sent to the whole process group
    build: Factory = pkgutil.resolve_name(factory)
    try:
        answer = build(settings)
    except WhosaidError as error:
        pipe.send_bytes(str(error).encode())
        return
    try:
        pipe.send_bytes(READY)
        while True:
            lines = _decode(pipe.recv_bytes())
            pipe.send_bytes(_encode(answer(lines)))
    except (EOFError, ConnectionError):
        return  # the parent process has closed the pipe or ended
