"""``serve``: gunicorn with the project's own configuration."""

import argparse
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from service.api.auth.keys import check_exposure
from service.api.extras import check_extras
from service.cli.terminal import Terminal
from service.settings import Settings, env_name

CONFIG = Path(__file__).parents[3] / "gunicorn.conf.py"
INSTALLED = "python:service.gunicorn_conf"


def run(args: argparse.Namespace, terminal: Terminal) -> None:
    """Become gunicorn, so that signals and the exit status are its own."""
    environ = with_options(terminal.environ, host=args.host, port=args.port)
    settings = Settings.from_environ(environ)
    check_exposure(settings)  # a wrong one is one line here, not a traceback
    check_extras(settings)
    os.execve(sys.executable, command(CONFIG), environ)  # noqa: S606 - no shell wanted


def with_options(
    environ: Mapping[str, str], *, host: str | None, port: str | None
) -> dict[str, str]:
    """Return the environment with the options of the command line in it."""
    given = {env_name("host"): host, env_name("port"): port}
    return {**environ} | {name: value for name, value in given.items() if value}


def command(config: Path) -> list[str]:
    """Return the command line of the server; an installed package has no file."""
    chosen = str(config) if config.is_file() else INSTALLED
    return [sys.executable, "-m", "gunicorn", "--config", chosen]
