"""Start, await and stop a server for a measurement; read the memory of processes."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import msgspec

START_SECONDS = 300


class Server(msgspec.Struct, frozen=True):
    """A server that is ready."""

    pid: int
    port: int
    ready: float
    """Seconds from the start of its process until it was ready."""

    @property
    def address(self) -> str:
        """The URL of the server."""
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def serve(settings: Mapping[str, str]) -> Iterator[Server]:
    """Run ``python -m service serve`` on a free port while the body runs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "service", "serve", "--port", str(port)]
    environ = {**os.environ, "WHOSAID_LOG_LEVEL": "error", **settings}
    begun = time.monotonic()
    with subprocess.Popen(command, env=environ) as process:  # noqa: S603 - fixed command
        try:
            _wait(process, port)
            yield Server(process.pid, port, time.monotonic() - begun)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def _wait(process: subprocess.Popen[bytes], port: int) -> None:
    begun = time.monotonic()
    while time.monotonic() - begun < START_SECONDS and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5):
                return
        except OSError:  # refused, not ready, or too slow
            time.sleep(0.02)
    raise TimeoutError("the server was not ready in time")


def family(pid: int) -> Iterator[int]:
    """Yield the ids of a process and its descendants."""
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from family(int(child))


def inference_processes(pid: int) -> list[int]:
    """Return the ids of the inference processes of a server."""
    mark = b"service.serving.workers.child"
    return [
        one for one in family(pid) if mark in Path(f"/proc/{one}/cmdline").read_bytes()
    ]


def pss(pid: int, part: str = "Pss") -> float:
    """Return the proportional set size of a process in MiB.

    Pages of files are divided among all processes of the machine that map them, also
    among strangers that use the same libraries. ``part="Pss_Anon"`` leaves them out.
    """
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith(f"{part}:"):
            return int(line.split()[1]) / 1024
    return 0.0


def peak(pid: int) -> float:
    """Return the peak resident set size of a process in MiB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0
