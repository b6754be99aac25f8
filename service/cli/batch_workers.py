"""Processes that each answer a few lines at a time; any of them may die.

A worker holds one end of a pipe and nothing else. If this process is killed, the pipe
closes and the worker ends by itself. If a worker is killed, its lines are given to new
ones once, each by itself, and what kills a second one is answered with an error.
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
"""A worker's first message; anything else is the reason why it could not start."""
MAX_TASKS_AHEAD = 16
"""So many tasks a worker may be finished before the line that all wait for."""
MAX_DEATHS = 2
WORD_BYTES = 6
"""About so many bytes of a line are a word: an estimate that bounds both."""
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[bytes, ...]).decode
Factory = Callable[[Settings], Callable[[tuple[bytes, ...]], Sequence[bytes]]]


class LineTask(msgspec.Struct, frozen=True):
    """Lines that stand one after another, and how many workers died over them."""

    number: int
    """Of the first one."""
    lines: tuple[bytes, ...]
    deaths: int = 0

    def split(self) -> "list[LineTask]":
        """Return a task for each line, which a worker died over."""
        return [
            LineTask(number, (line,), self.deaths + 1)
            for number, line in enumerate(self.lines, self.number)
        ]


class TaskQueue:
    """The lines that nobody has yet: those of dead workers before fresh ones."""

    def __init__(self, lines: Iterable[bytes], *, words: int) -> None:
        self._tasks = _tasks(lines, words)
        self.retries: list[LineTask] = []
        self._last_seen = False

    @property
    def exhausted(self) -> bool:
        """Whether nothing is left and nothing more will come."""
        return self._last_seen and not self.retries

    def take(self, *, fresh: bool) -> LineTask | None:
        """Return the next task, if there is one; ``fresh`` allows new ones."""
        if self.retries:
            return self.retries.pop(0)
        task = next(self._tasks, None) if fresh else None
        if task is None:
            self._last_seen = self._last_seen or fresh
        return task


def _tasks(lines: Iterable[bytes], words: int) -> Iterator[LineTask]:
    """Yield lines, as many as have about so many words together, one at least."""
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
    """One process and our end of its pipe."""

    def __init__(self, factory: str, settings: Settings) -> None:
        terminal = multiprocessing.get_context("spawn")
        self.pipe, theirs = terminal.Pipe()
        self.process: BaseProcess = terminal.Process(
            target=serve_lines, args=(theirs, factory, settings), daemon=True
        )
        self.process.start()
        theirs.close()
        self.task: LineTask | None = None
        self.ready = False

    def give(self, task: LineTask) -> None:
        """Hand over lines; a worker that is dead by now is found out by its pipe."""
        self.task = task
        try:
            self.pipe.send_bytes(_encode(task.lines))
        except OSError:
            self.process.join()

    def take(self) -> bytes | None:
        """Return what the worker sent, or None if it died."""
        try:
            return self.pipe.recv_bytes()
        except (EOFError, OSError):
            return None

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


class BatchPool:
    """A fixed number of workers. ``factory`` is ``module:function``.

    The function takes the settings and returns one from lines to their answers. It is
    named, not passed, so that this process need not import the models' libraries.
    Lines are given together up to about ``settings.unit_words`` words.
    """

    def __init__(self, factory: str, settings: Settings, *, size: int) -> None:
        self._factory = factory
        self._settings = settings
        self._size = size
        self._workers: list[BatchProcess] = []

    def __enter__(self) -> Self:
        """Start the workers; they load while lines are read."""
        self._workers = [self._start_process() for _ in range(self._size)]
        return self

    def __exit__(self, *_: object) -> None:
        """End the workers."""
        for worker in self._workers:
            worker.end()

    def answer(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the answer to every line, in order.

        Raises:
            CommandFailed: a worker could not start.
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
        """Give every idle worker a task, while there are any."""
        for worker in self._workers:
            if worker.ready and worker.task is None:
                task = queue.take(fresh=fresh)
                if task is not None:
                    worker.give(task)

    def _collect(self, queue: TaskQueue) -> Iterator[tuple[int, tuple[bytes, ...]]]:
        """Wait for at least one worker and yield what is finished."""
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
        """Put a new worker in the place of a dead one."""
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
    """Answer lines until the pipe closes: what a worker runs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches us too
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
        return  # whoever asked is gone
