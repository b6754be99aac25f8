# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
"""The Ray actor that reads, attributes and writes a block.

One process does all three: reading and writing take hundredths of the time of a block,
and as separate Ray stages they took more, for loading Arrow and Ray and for scheduling
three tasks in place of one. A row of the dataset is a block, so that Ray neither splits
nor joins blocks. Expected errors are returned as ``failure``, which the started program
reports in one line, in place of tracebacks of several processes.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import ray

from service.archive.attempts import Attempts, limit_failed_loads
from service.archive.attribute_block import (
    BATCH_SECONDS,
    ArticleFailure,
    ArticleResult,
    BlockAttributor,
    Outcome,
)
from service.archive.failure import ArchiveFailed
from service.archive.input.blocks import decode_block
from service.archive.input.read_articles import read_block
from service.archive.output.manifest import RULES_VERSION
from service.archive.output.parts import RUN, TableFormat, TableStore
from service.archive.output.table_rows import to_rows
from service.batch_attributor import BatchAttributor
from service.errors import WhosaidError
from service.serving.wiring import FACTORY, build_from_path
from service.settings import Settings, unpack


class ActorJob(msgspec.Struct, frozen=True, kw_only=True):
    """What every actor needs to know about the run."""

    run: str
    """Unique name of the run."""
    folder: str
    format: TableFormat
    metadata: dict[str, str]
    settings: bytes
    factory: str = FACTORY
    patience: float = BATCH_SECONDS

    def store(self) -> TableStore:
        """Return the store for the parts."""
        return TableStore(Path(self.folder), self.format, self.metadata)

    def notes(self, name: str) -> Path:
        """Return the file for the notes on a block or on loading the models."""
        return Path(self.folder, RUN, "attempts", name)


class BlockResult(msgspec.Struct, frozen=True, kw_only=True):
    """The counts of a written block, or the reason why it is not written."""

    block: int
    articles: int = 0
    errors: int = 0
    words: int = 0
    failure: str | None = None


KEPT = "What is complete is kept: run it again to go on"
"""Ends every error line of a run that can be continued."""
Table = Any
"""A pyarrow.Table of one row: ``block`` and ``data``."""
_encode = msgspec.msgpack.Encoder().encode
_results = msgspec.msgpack.Decoder(BlockResult)


class BlockActor:
    """A Ray actor: loads the models once and processes one block after another."""

    def __init__(self, job: bytes) -> None:
        self._job = msgspec.msgpack.decode(job, type=ActorJob)
        self._settings = unpack(self._job.settings)
        self._store = self._job.store()
        self._reader: BlockAttributor | None = None
        self._failure = ""
        try:
            with limit_failed_loads(self._job.notes(f"load-{_actor()}")):
                self._reader = self._load(self._settings)
        except (WhosaidError, OSError) as error:
            self._failure = str(error)

    def __call__(self, table: Table) -> Table:
        """Read, attribute and write a block; return a table with its encoded result."""
        number, data = int(table["block"][0].as_py()), table["data"][0].as_py()
        result = _encode(self._do(number, data))
        return pa.table(
            {"block": table["block"], "data": pa.array([result], pa.large_binary())}
        )

    def _load(self, settings: Settings) -> BlockAttributor:
        attributor = build_from_path(self._job.factory, settings)
        _refuse_other_rules(attributor.info.rules_version, self._job.metadata)
        return BlockAttributor(
            BatchAttributor(attributor, settings.unit_words), self._job.patience
        )

    def _do(self, number: int, data: bytes) -> BlockResult:
        if self._reader is None:
            return BlockResult(block=number, failure=self._failure)
        try:
            outcomes = self._attribute(self._reader, number, data)
            self._store.write(number, to_rows(outcomes))
        except (WhosaidError, OSError) as error:
            return BlockResult(block=number, failure=str(error))
        return BlockResult(
            block=number,
            articles=len(outcomes),
            errors=sum(isinstance(one, ArticleFailure) for one in outcomes),
            words=sum(one.words for one in outcomes if isinstance(one, ArticleResult)),
        )

    def _attribute(
        self, reader: BlockAttributor, number: int, data: bytes
    ) -> list[Outcome]:
        items = list(read_block(decode_block(data), limit=self._settings.max_body))
        attempts = Attempts(self._job.notes(f"block-{number}"), run=self._job.run)
        return reader.read(items, attempts)


def _refuse_other_rules(here: str, metadata: Mapping[str, str]) -> None:
    """Raise an error where this machine has other rules than the one that started.

    Raises:
        ArchiveFailed: the versions of the rules differ.
    """
    wanted = metadata.get(RULES_VERSION, here)
    if here != wanted:
        raise ArchiveFailed(
            f"the rules of this machine have the version {here}, those of the output "
            f"{wanted}: install the same Whosaid on every machine"
        )


def decode_result(row: dict[str, Any]) -> BlockResult:
    """Return the result of a block from a row of the dataset.

    Raises:
        ArchiveFailed: the block could not be read or written.
    """
    result = _results.decode(row["data"])
    if result.failure is not None:
        raise ArchiveFailed(f"{result.failure}. {KEPT}")
    return result


def _actor() -> str:
    """Return the id of this actor, which the process that replaces it has too."""
    known = ray.is_initialized()  # get_runtime_context would start Ray
    return str(ray.get_runtime_context().get_actor_id()) if known else "none"
