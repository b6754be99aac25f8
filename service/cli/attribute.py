"""``attribute``: the records of one article."""

import argparse
from pathlib import Path

import msgspec
from rich.console import Console

from service.api.codecs import PLAIN, decode_request
from service.api.records import to_response
from service.bootstrap import build_attributor
from service.cli.context import Context
from service.cli.table import render

PICTURE_WIDTH = 120


def run(args: argparse.Namespace, context: Context) -> None:
    """Read the article and print its records."""
    body = context.stdin.read() if args.file == "-" else Path(args.file).read_bytes()
    request = decode_request(body, media=PLAIN, query={})
    attributor = build_attributor(context.settings())
    reading = attributor.attribute(request.text)
    response = to_response(reading, request, info=attributor.info)
    if args.json:
        context.write(msgspec.json.encode(response))
    else:
        context.console.print(render(response))
    if args.svg:
        recorder = Console(record=True, width=PICTURE_WIDTH, quiet=True)
        recorder.print(render(response))
        recorder.save_svg(str(args.svg), title="whosaid attribute")
