"""How the program speaks with Ray, without one."""

import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal
from unittest.mock import Mock

import pytest
import ray
from ray.exceptions import RayError

from service.archive import run
from service.archive.cluster import Resources, connected
from service.archive.failure import ArchiveFailed
from service.archive.input.blocks import Plan
from service.archive.ray_actor import Attribute
from service.settings import Settings
from tests.support.archive_samples import store


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """Put a record of calls in the place of Ray."""
    made: list[tuple[str, Any]] = []

    def init(address: str, **options: object) -> None:
        made.append((address, options))
        if "broken" in address:
            raise ConnectionError("nobody\nat home")

    monkeypatch.setattr(ray, "is_initialized", lambda: False)
    monkeypatch.setattr(ray, "init", init)
    monkeypatch.setattr(ray, "shutdown", lambda: made.append(("shutdown", {})))
    monkeypatch.setattr(ray, "cluster_resources", lambda: {"CPU": 6.0, "GPU": 2.0})
    return made


@pytest.mark.parametrize("scheme", ["", "ray://"])
def test_other_cluster(calls: list[tuple[str, Any]], scheme: str) -> None:
    """A cluster that is there is used with what it has, and left at the end."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"{scheme}127.0.0.1:{server.getsockname()[1]}"
        with connected(address, cpus=1) as found:
            assert found == Resources(6, 2)

    assert [name for name, _ in calls] == [address, "shutdown"]
    assert "num_cpus" not in calls[0][1]


def test_cluster_that_fails(
    calls: list[tuple[str, Any]], capfd: pytest.CaptureFixture[str]
) -> None:
    """What Ray says is told in one line; standard error is as before."""
    with (
        pytest.raises(ArchiveFailed, match=r"^no Ray at broken: nobody$"),
        connected("broken", cpus=1),
    ):
        pass

    assert len(calls) == 1
    sys.stderr.write("still there\n")
    assert capfd.readouterr().err == "still there\n"


def test_own_ray(calls: list[tuple[str, Any]]) -> None:
    """A Ray of one's own has what it is given, no dashboard, and leaves nothing."""
    with connected(None, cpus=3):
        folder = Path(calls[0][1]["_temp_dir"])
        assert folder.is_dir()

    address, options = calls[0]
    assert (address, options["num_cpus"]) == ("local", 3)
    assert options["include_dashboard"] is False
    assert calls[1][0] == "shutdown"
    assert not folder.exists()


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
    assert call.args == (Attribute,)
    assert (call.kwargs["num_cpus"], call.kwargs.get("num_gpus")) == (3, gpus)


def test_ray_that_gives_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An end that only Ray knows of is told by the last line of its account."""

    def stream(*_: object) -> Iterator[run.Row]:
        raise RayError("a long way\n  ValueError: it broke  \n")
        yield

    monkeypatch.setattr(run, "_stream", stream)
    results = run.do_blocks(
        Plan((b"",), (1,), 1, ""), store(tmp_path), Settings(threads=1), workers=1
    )

    with pytest.raises(ArchiveFailed) as caught:
        next(results)

    assert str(caught.value).startswith("Ray gave up: ValueError: it broke. What is")
