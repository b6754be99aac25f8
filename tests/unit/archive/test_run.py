"""A run as Ray Data gets it, with a fake in place of Ray."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from unittest.mock import Mock

import pytest
import ray
from ray.exceptions import RayError

from service.archive import run
from service.archive.failure import ArchiveFailed
from service.archive.input.blocks import ArchivePlan
from service.archive.ray_actor import BlockActor
from service.settings import Settings
from tests.support.archive_samples import store


@pytest.mark.filterwarnings("ignore::DeprecationWarning:ray")
@pytest.mark.parametrize(("device", "gpus"), [("cpu", None), ("cuda", 1)])
def test_what_an_actor_needs(
    monkeypatch: pytest.MonkeyPatch, device: Literal["cpu", "cuda"], gpus: int | None
) -> None:
    """An actor holds the CPUs of its threads, and a GPU where the models run on one."""
    blocks = Mock()
    monkeypatch.setattr(ray.data, "from_items", lambda *_, **__: blocks)
    settings = Settings(threads=3, device=device)

    run._dataset([{"block": 0, "data": b""}], b"", settings, workers=2)

    [call] = blocks.map_batches.call_args_list
    assert call.args == (BlockActor,)
    assert (call.kwargs["num_cpus"], call.kwargs.get("num_gpus")) == (3, gpus)


def test_ray_that_gives_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure of Ray is reported by the last line of its error."""

    def stream(*_: object) -> Iterator[run.Row]:
        raise RayError("a long way\n  ValueError: it broke  \n")
        yield

    monkeypatch.setattr(run, "_stream", stream)
    results = run.attribute_blocks(
        ArchivePlan((b"",), (1,), 1, ""),
        store(tmp_path),
        Settings(threads=1),
        workers=1,
    )

    with pytest.raises(ArchiveFailed) as caught:
        next(results)

    assert str(caught.value).startswith("Ray gave up: ValueError: it broke. What is")
