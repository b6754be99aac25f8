# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
"""What Ray's processes do with a block: read it, attribute it, write it.

A row of the dataset is a block, so no stage can tear one or join two. What goes wrong
on purpose travels on as ``failure`` and is told by the program that was started, in
one line, instead of as a traceback of many processes.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import ray

from service.archive.attempts import Attempts, refuse_to_loop
from service.archive.attributing import PATIENCE, Answer, Failure, Outcome, Reader
from service.archive.failure import ArchiveFailed
from service.archive.parts import RUN, Format, Store
from service.archive.plan import decode_block
from service.archive.reading import Item, read_block
from service.archive.tables import to_rows
from service.errors import WhosaidError
from service.serving.wiring import FACTORY, resolve
from service.settings import Settings, unpack
from service.together import Company


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What every process must know of the run."""

    run: str
    """A name of this run, and of no other."""
    folder: str
    format: Format
    metadata: dict[str, str]
    settings: bytes
    factory: str = FACTORY
    patience: float = PATIENCE

    def store(self) -> Store:
        """Return where parts go."""
        return Store(Path(self.folder), self.format, self.metadata)

    def notes(self, name: str) -> Path:
        """Return the file of a block's or a process's attempts."""
        return Path(self.folder, RUN, "attempts", name)


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a block."""

    block: int
    articles: int = 0
    errors: int = 0
    words: int = 0
    failure: str | None = None


KEPT = "What is complete is kept: run it again to go on"
Table = Any
"""A pyarrow.Table of one row: ``block`` and ``data``."""
_encode = msgspec.msgpack.Encoder().encode
_items = msgspec.msgpack.Decoder(tuple[Item, ...] | str)
_outcomes = msgspec.msgpack.Decoder(tuple[Outcome, ...] | str)
_results = msgspec.msgpack.Decoder(Result)


def read(table: Table, *, job: bytes) -> Table:
    """Read a block's articles."""
    settings = unpack(_job(job).settings)
    return _row(table, _told(partial(_read, _data(table), settings)))


def _read(data: bytes, settings: Settings) -> list[Item]:
    return list(read_block(decode_block(data), limit=settings.max_body))


class Attribute:
    """An actor: the models, loaded once."""

    def __init__(self, job: bytes) -> None:
        self._job = _job(job)
        self._reader: Reader | None = None
        self._failure = ""
        settings = unpack(self._job.settings)
        try:
            with refuse_to_loop(self._job.notes(f"load-{_actor()}")):
                attributor = resolve(self._job.factory, settings)
            company = Company(attributor, settings.unit_words)
            self._reader = Reader(company, self._job.patience)
        except (WhosaidError, OSError) as error:
            self._failure = str(error)

    def __call__(self, table: Table) -> Table:
        """Attribute a block's articles."""
        work = partial(self._attribute, _data(table), _number(table))
        return _row(table, _told(work))

    def _attribute(self, data: bytes, number: int) -> list[Outcome] | str:
        items = _items.decode(data)
        if isinstance(items, str):
            return items
        if self._reader is None:
            return self._failure
        attempts = Attempts(self._job.notes(f"block-{number}"), run=self._job.run)
        return self._reader.read(items, attempts)


def write(table: Table, *, job: bytes) -> Table:
    """Write a block's parts; return its result."""
    return _row(table, _write(_data(table), _number(table), _job(job).store()))


def _write(data: bytes, number: int, store: Store) -> Result:
    outcomes = _outcomes.decode(data)
    if isinstance(outcomes, str):
        return Result(block=number, failure=outcomes)
    try:
        store.write(number, to_rows(outcomes))
    except OSError as error:
        return Result(block=number, failure=str(error))
    return Result(
        block=number,
        articles=len(outcomes),
        errors=sum(isinstance(one, Failure) for one in outcomes),
        words=sum(one.words for one in outcomes if isinstance(one, Answer)),
    )


def decode_result(row: dict[str, Any]) -> Result:
    """Return the result in a row of the dataset.

    Raises:
        ArchiveFailed: the block could not be done.
    """
    result = _results.decode(row["data"])
    if result.failure is not None:
        raise ArchiveFailed(f"{result.failure}. {KEPT}")
    return result


def _told(work: Callable[[], object]) -> object:
    """Return what comes of it, or what is wrong in one line."""
    try:
        return work()
    except (WhosaidError, OSError) as error:
        return str(error)


def _actor() -> str:
    """Return this actor's name, which a process in its place has too."""
    known = ray.is_initialized()  # asking Ray for it would start one
    return str(ray.get_runtime_context().get_actor_id()) if known else "none"


def _number(table: Table) -> int:
    return int(table["block"][0].as_py())


def _data(table: Table) -> bytes:
    data: bytes = table["data"][0].as_py()
    return data


def _row(table: Table, value: object) -> Table:
    data = pa.array([_encode(value)], pa.large_binary())
    return pa.table({"block": table["block"], "data": data})


def _job(packed: bytes) -> Job:
    return msgspec.msgpack.decode(packed, type=Job)
