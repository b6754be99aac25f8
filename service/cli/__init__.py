"""The command line: ``python -m service COMMAND`` or ``whosaid COMMAND``."""

from service.cli.main import main

__all__ = ["main"]
