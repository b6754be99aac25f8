"""``serve``: run gunicorn with the configuration of the project."""

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
    """Replace this process by gunicorn, which then gets signals and sets the status."""
    environ = with_options(terminal.environ, host=args.host, port=args.port)
    settings = Settings.from_environ(environ)
    check_exposure(settings)  # reports an error in one line, before gunicorn starts
    check_extras(settings)
    os.execve(sys.executable, command(CONFIG), environ)  # noqa: S606 - needs no shell


def with_options(
    environ: Mapping[str, str], *, host: str | None, port: str | None
) -> dict[str, str]:
    """Return the environment with the options of the command line added."""
    given = {env_name("host"): host, env_name("port"): port}
    return {**environ} | {name: value for name, value in given.items() if value}


def command(config: Path) -> list[str]:
    """Return the command line of the server.

    An installed package has no configuration file; there the module is used.
    """
    chosen = str(config) if config.is_file() else INSTALLED
    return [sys.executable, "-m", "gunicorn", "--config", chosen]
