"""``keys``: make a key for a client of the service."""

import argparse

from service.api.auth.keys import make_key
from service.cli.terminal import Terminal


def run(args: argparse.Namespace, terminal: Terminal) -> None:
    """Print a new key for the client, and the line to store for the service."""
    key, stored = make_key(args.name)
    terminal.console.print(f"key     {key}", soft_wrap=True)
    terminal.console.print(f"stored  {stored}", soft_wrap=True)
