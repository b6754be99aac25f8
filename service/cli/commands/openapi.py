"""``openapi``: the description of the service for machines."""

import argparse

from service.api.openapi.openapi_document import openapi_json
from service.cli.terminal import Context


def run(args: argparse.Namespace, context: Context) -> None:
    """Print the OpenAPI document."""
    del args
    context.write(openapi_json().rstrip())
