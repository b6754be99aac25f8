"""Sources of inference processes: started anew here, forked in ``fork_server``."""

import os
import socket
import sys
from asyncio import create_subprocess_exec
from asyncio.subprocess import DEVNULL, Process
from typing import Protocol

CHILD = "service.serving.workers.child"


class ProcessHandle(Protocol):
    """A started process."""

    @property
    def pid(self) -> int:
        """The process number."""
        ...

    @property
    def returncode(self) -> int | None:
        """An exit status once the process has ended, else None."""
        ...

    def kill(self) -> None:
        """Kill the process."""
        ...

    async def wait(self) -> object:
        """Return when the process has ended."""
        ...


class ProcessSource(Protocol):
    """Starts inference processes."""

    async def spawn(self, channel: socket.socket) -> ProcessHandle:
        """Return a process that serves ``channel``, which stays open in this process.

        Raises:
            WorkerLost: no process could be started.
        """
        ...

    async def close(self) -> None:
        """Release what is kept for starting processes."""
        ...


class FreshProcesses:
    """A ``ProcessSource`` that starts interpreters, each of which loads the models."""

    def __init__(self, threads: int, module: str = CHILD) -> None:
        self._threads = threads
        self._module = module

    async def spawn(self, channel: socket.socket) -> Process:
        """Return a new process that serves ``channel``."""
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
        """Do nothing."""

    def environ(self) -> dict[str, str]:
        """Return the environment of a process, with its number of threads.

        Waiting OpenMP threads sleep: on a busy machine, threads that spin take cores
        from the threads that they wait for (6 to 69 seconds per article, not 2 to 4).
        """
        return {
            "OMP_WAIT_POLICY": "PASSIVE",
            "TOKENIZERS_PARALLELISM": "false",
            **os.environ,
            "OMP_NUM_THREADS": str(self._threads),
        }
