"""``openapi``: print the OpenAPI document."""

import argparse

from service.api.find_routes import find_routes
from service.api.openapi.openapi_document import openapi_json
from service.cli.terminal import Terminal


def run(args: argparse.Namespace, terminal: Terminal) -> None:
    """Print the OpenAPI document."""
    del args
    terminal.write(openapi_json(find_routes()).rstrip())
