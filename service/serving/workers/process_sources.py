"""Where inference processes come from: started anew, or forked (``forks``)."""

import os
import socket
import sys
from asyncio import create_subprocess_exec
from asyncio.subprocess import DEVNULL, Process
from typing import Protocol

CHILD = "service.serving.workers.child"


class ProcessHandle(Protocol):
    """A process that was started."""

    @property
    def pid(self) -> int:
        """Its number."""
        ...

    @property
    def returncode(self) -> int | None:
        """Something once it has ended."""
        ...

    def kill(self) -> None:
        """End it at once."""
        ...

    async def wait(self) -> object:
        """Return when it has ended."""
        ...


class ProcessSource(Protocol):
    """Starts inference processes."""

    async def spawn(self, channel: socket.socket) -> ProcessHandle:
        """Start a process that serves ``channel``, which stays open here.

        Raises:
            WorkerLost: there is no process.
        """
        ...

    async def close(self) -> None:
        """End what was kept for the next process."""
        ...


class FreshProcesses:
    """Starts each process anew, with Python, libraries and models of its own."""

    def __init__(self, threads: int, module: str = CHILD) -> None:
        self._threads = threads
        self._module = module

    async def spawn(self, channel: socket.socket) -> Process:
        """Start a process that serves ``channel``."""
        return await create_subprocess_exec(
            sys.executable,
            "-m",
            self._module,
            str(channel.fileno()),
            pass_fds=(channel.fileno(),),
            stdin=DEVNULL,
            env=self.environ(),
        )

    async def close(self) -> None:
        """Do nothing: nothing is kept."""

    def environ(self) -> dict[str, str]:
        """Return the process's environment, with its share of the threads.

        Waiting threads sleep: on a busy machine threads that spin take the cores from
        those that they wait for (an article took 6 to 69 seconds instead of 2 to 4).
        """
        threads = {"OMP_NUM_THREADS": str(self._threads)} if self._threads else {}
        return {
            "OMP_WAIT_POLICY": "PASSIVE",
            "TOKENIZERS_PARALLELISM": "false",
            **os.environ,
            **threads,
        }
