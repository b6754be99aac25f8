"""``attribute``: the records of one article."""

import argparse
import io
import re
from pathlib import Path

import msgspec
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console, RenderableType

from service.bootstrap import build_attributor
from service.cli.response_table import render
from service.cli.terminal import Terminal
from service.exports import FORMATS
from service.wire.codecs import PLAIN, decode_request
from service.wire.responses import to_response
from service.wire.schemas import AttributionRequest

PICTURE_WIDTH = 120
FONT_FACE = re.compile(r"@font-face \{\{.*?\}\}\s*", re.DOTALL)


def run(args: argparse.Namespace, terminal: Terminal) -> None:
    """Read the article and print its records."""
    request = read_article(args.file, terminal)
    attributor = build_attributor(terminal.settings())
    reading = attributor.attribute(request.text)
    response = to_response(reading, request, info=attributor.info)
    if args.json:
        terminal.write(msgspec.json.encode(response))
    elif args.format:
        body = FORMATS[args.format].write(request.text, response)
        terminal.write(body.removesuffix(b"\n"))
    else:
        terminal.console.print(render(response))
    if args.svg:
        args.svg.write_text(draw(render(response)), encoding="utf-8")


def read_article(name: str, terminal: Terminal) -> AttributionRequest:
    """Return the request for the article in a file; ``-`` is standard input.

    Raises:
        OSError: the file cannot be read.
        RequestError: the file is not UTF-8.
    """
    body = terminal.stdin.read() if name == "-" else Path(name).read_bytes()
    return decode_request(body, media=PLAIN, query={})


def draw(table: RenderableType) -> str:
    """Return a table as an SVG picture without references to other files."""
    recorder = Console(record=True, width=PICTURE_WIDTH, file=io.StringIO())
    recorder.print(table)
    plain = FONT_FACE.sub("", CONSOLE_SVG_FORMAT)
    return recorder.export_svg(title="whosaid attribute", code_format=plain)
