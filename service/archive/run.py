# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false
"""Attribute the blocks that are not complete, as a stream through Ray Data."""

import logging
import uuid
from collections.abc import Iterator, Sequence
from typing import Any, cast

import msgspec
import ray
import ray.data
from ray.data import ActorPoolStrategy, DataContext
from ray.exceptions import RayError
from ray.util import client

from service.archive.failure import ArchiveFailed
from service.archive.input.blocks import ArchivePlan
from service.archive.output.parts import TableStore
from service.archive.ray_actor import (
    KEPT,
    ActorJob,
    BlockActor,
    BlockResult,
    decode_result,
)
from service.serving.wiring import FACTORY
from service.settings import Settings, pack, unpack

Row = dict[str, Any]
BLOCKS_PER_ACTOR = 2
"""Blocks assigned to an actor: one in progress and one that waits."""


def attribute_blocks(
    plan: ArchivePlan,
    store: TableStore,
    settings: Settings,
    *,
    workers: int,
    factory: str = FACTORY,
) -> Iterator[BlockResult]:
    """Yield the result of every block that is not complete, in any order.

    Ray must be connected, the store prepared and at least one block incomplete. Each of
    the ``workers`` gets ``settings.threads`` threads and CPUs.

    Raises:
        ArchiveFailed: a block could not be read or written, or Ray failed.
    """
    finished = store.finished()
    rows = [
        {"block": number, "data": block}
        for number, block in enumerate(plan.blocks)
        if number not in finished
    ]
    job = ActorJob(
        run=uuid.uuid4().hex,
        folder=str(store.folder.resolve()),
        format=store.format,
        metadata=dict(store.metadata),
        settings=pack(settings),
        factory=factory,
    )
    workers = min(workers, len(rows))
    try:
        for row in _stream(rows, msgspec.msgpack.encode(job), settings, workers):
            yield decode_result(row)
    except RayError as error:
        raise ArchiveFailed(_explain(error)) from error


class ResultStream:
    """The rows that the actors return, one after another."""

    def __init__(
        self, rows: Sequence[Row], job: bytes, settings: bytes, workers: int
    ) -> None:
        dataset = _dataset(rows, job, unpack(settings), workers=workers)
        self._rows: Iterator[Row] = iter(dataset.iter_rows())

    def take(self) -> Row | None:
        """Return the next row, or None after the last."""
        return next(self._rows, None)


def _stream(
    rows: Sequence[Row], job: bytes, settings: Settings, workers: int
) -> Iterator[Row]:
    """Yield the rows of results; over a Ray client, from an actor inside the cluster.

    Ray Data does not run outside of the cluster.
    """
    packed = pack(settings)
    if client.ray.is_connected():
        there: Any = ray.remote(num_cpus=0)(ResultStream)
        actor = there.remote(rows, job, packed, workers)
        yield from iter(lambda: cast("Row | None", ray.get(actor.take.remote())), None)
    else:
        yield from iter(ResultStream(rows, job, packed, workers).take, None)


def _dataset(
    rows: Sequence[Row], job: bytes, settings: Settings, *, workers: int
) -> Any:  # noqa: ANN401 - Ray's types are its own
    """Return the dataset of results.

    Ray restarts an actor that ends and repeats its block without a limit; ``attempts``
    has the limits for an article, a block and the loading of the models.
    """
    _quieten()
    gpus: Any = {"num_gpus": 1} if settings.device == "cuda" else {}
    blocks = ray.data.from_items(list(rows), override_num_blocks=len(rows))
    return blocks.map_batches(
        BlockActor,
        fn_constructor_kwargs={"job": job},
        num_cpus=settings.threads,
        compute=ActorPoolStrategy(
            size=workers, max_tasks_in_flight_per_actor=BLOCKS_PER_ACTOR
        ),
        batch_size=1,
        batch_format="pyarrow",
        zero_copy_batch=True,
        **gpus,
    )


def _quieten() -> None:
    context = DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)


def _explain(error: RayError) -> str:
    """Return an error line with the last line of a Ray error, without the traceback."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    reason = lines[-1] if lines else type(error).__name__
    return f"Ray gave up: {reason}. {KEPT}"
