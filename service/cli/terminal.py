"""The streams and the environment of a command."""

import sys
from collections.abc import Mapping
from typing import BinaryIO

import msgspec
from rich.console import Console

from service.errors import WhosaidError
from service.settings import Settings


class CommandFailed(WhosaidError):
    """A command cannot run or complete, for a reason that its user can change."""

    code = "command_failed"


class Terminal(msgspec.Struct, frozen=True):
    """Streams and environment of one run of the command line."""

    environ: Mapping[str, str]
    stdin: BinaryIO
    stdout: BinaryIO
    """For machine-readable data; ``console`` is for text."""
    console: Console
    errors: Console

    def settings(self) -> Settings:
        """Return the settings in the environment.

        Raises:
            InvalidSettings: a variable is unknown or has a wrong value.
        """
        return Settings.from_environ(self.environ)

    def write(self, data: bytes) -> None:
        """Write data and a newline to standard output."""
        self.stdout.write(data + b"\n")
        self.stdout.flush()


def system_terminal(environ: Mapping[str, str]) -> Terminal:
    """Return the terminal of this process."""
    return Terminal(
        environ=environ,
        stdin=sys.stdin.buffer,
        stdout=sys.stdout.buffer,
        console=Console(highlight=False),
        errors=Console(stderr=True, highlight=False, soft_wrap=True),
    )
