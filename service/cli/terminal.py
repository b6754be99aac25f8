"""The streams and the environment of a command."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from rich.console import Console

from service.cli.streams import (
    binary_stdout,
    open_closed_streams,
    write_any_text,
)
from service.errors import WhosaidError
from service.settings import Settings

STREAM = Path("-")
"""In place of a file: standard input or standard output."""


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

    def read(self, path: Path) -> bytes:
        """Return the content of a file; ``-`` is standard input."""
        return self.stdin.read() if path == STREAM else path.read_bytes()

    def save(self, path: Path, data: bytes) -> None:
        """Write a file; ``-`` is standard output."""
        if path == STREAM:
            self.write(data.removesuffix(b"\n"))
        else:
            path.write_bytes(data)

    def write(self, data: bytes) -> None:
        """Write data and a newline to standard output."""
        self.stdout.write(data + b"\n")
        self.stdout.flush()


def system_terminal(environ: Mapping[str, str]) -> Terminal:
    """Return the terminal of this process, whose streams then write any text."""
    open_closed_streams()
    write_any_text()
    return Terminal(
        environ=environ,
        stdin=sys.stdin.buffer,
        stdout=binary_stdout(),
        console=plain_console(),
        errors=plain_console(stderr=True, soft_wrap=True),
    )


def plain_console(**options: Any) -> Console:  # noqa: ANN401 - passed to rich
    """Return a console that shows text as it is: ``:smile:`` and ``[bold]`` too."""
    return Console(highlight=False, markup=False, emoji=False, **options)
