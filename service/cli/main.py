"""Run a command; report every failure in one line on standard error."""

import importlib
import os
import sys
from collections.abc import Mapping, Sequence

from service.cli.parser import build_parser
from service.cli.streams import discard_unwritten
from service.cli.terminal import Terminal, system_terminal
from service.errors import WhosaidError

FAILED = 1
INTERRUPTED = 130
"""What a shell reports of a command that Ctrl-C ended."""


def main(
    argv: Sequence[str] | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    terminal: Terminal | None = None,
) -> int:
    """Run one command and return its exit status.

    0 is success, 1 a failure with one line on standard error, 2 (from argparse) a
    wrong command line.
    """
    terminal = terminal or system_terminal(os.environ if environ is None else environ)
    args = build_parser().parse_args(argv)
    try:
        # Imported late: some commands need torch, most do not.
        importlib.import_module(args.module).run(args, terminal)
    except (WhosaidError, OSError) as error:
        return _report(error, terminal)
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def _report(error: Exception, terminal: Terminal) -> int:
    # A reader of standard output that has closed it wants no report.
    if not isinstance(error, BrokenPipeError):
        terminal.errors.print(f"whosaid: {_reason(error)}")
    discard_unwritten(terminal.stdout, sys.stdout)
    return FAILED


def _reason(error: Exception) -> str:
    """Return the reason; of a file error its name and reason without the errno."""
    if not isinstance(error, OSError) or error.strerror is None:
        return str(error)
    if error.filename is None:
        return error.strerror
    return f"{error.filename}: {error.strerror}"
