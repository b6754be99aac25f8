"""Run a command; report every failure in one line on standard error."""

import importlib
import os
import sys
from collections.abc import Mapping, Sequence

from service.cli.parser import build_parser
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
    args = build_parser().parse_args(argv)
    terminal = terminal or system_terminal(os.environ if environ is None else environ)
    try:
        # Imported late: some commands need torch, most do not.
        importlib.import_module(args.module).run(args, terminal)
    except (WhosaidError, OSError) as error:
        return _report(error, terminal)
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def _report(error: Exception, terminal: Terminal) -> int:
    if isinstance(error, BrokenPipeError):
        # The reader of standard output has closed it: report and flush nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    else:
        terminal.errors.print(f"whosaid: {_reason(error)}", markup=False)
    return FAILED


def _reason(error: Exception) -> str:
    """Return the reason; of a file error its name and reason without the errno."""
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    return str(error)
