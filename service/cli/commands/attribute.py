"""``attribute``: the records of one article."""

import argparse
import io
import re
from pathlib import Path

import msgspec
from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import RenderableType

from service.bootstrap import build_attributor
from service.cli.response_table import render
from service.cli.terminal import STREAM, Terminal, plain_console
from service.exports import FORMATS
from service.text.html import TextFormat, guess_format
from service.wire.codecs import HTML, PLAIN, decode_request
from service.wire.responses import readable_of, to_response
from service.wire.schemas import AttributionRequest

PICTURE_WIDTH = 120
FONT_FACE = re.compile(r"@font-face \{\{.*?\}\}\s*", re.DOTALL)


def run(args: argparse.Namespace, terminal: Terminal) -> None:
    """Read the article and print its records."""
    request = read_article(args.file, terminal, args.input_format)
    readable = readable_of(request)
    attributor = build_attributor(terminal.settings())
    reading = attributor.attribute(readable.text)
    info = attributor.info
    response = to_response(reading, request, info=info, readable=readable)
    if args.json:
        terminal.write(msgspec.json.encode(response))
    elif args.format:
        chosen = FORMATS[args.format]
        counted = chosen.counted(readable)
        exported = to_response(reading, request, info=info, readable=counted)
        body = chosen.write(counted.sent, exported)
        terminal.write(body.removesuffix(b"\n"))
    elif args.svg != STREAM:
        terminal.console.print(render(response))
    if args.svg:
        terminal.save(args.svg, draw(render(response)).encode())


def read_article(
    name: str, terminal: Terminal, form: TextFormat | None = None
) -> AttributionRequest:
    """Return the request for the article in a file.

    Args:
        name: of the file; ``-`` is standard input.
        terminal: with the standard input.
        form: of the text; None guesses it from the name.

    Raises:
        OSError: the file cannot be read.
        RequestError: the file is not UTF-8.
    """
    body = terminal.read(Path(name))
    media = HTML if (form or guess_format(name)) == "html" else PLAIN
    return decode_request(body, media=media, query={})


def draw(table: RenderableType) -> str:
    """Return a table as an SVG picture without references to other files."""
    recorder = plain_console(record=True, width=PICTURE_WIDTH, file=io.StringIO())
    recorder.print(table)
    plain = FONT_FACE.sub("", CONSOLE_SVG_FORMAT)
    return recorder.export_svg(title="whosaid attribute", code_format=plain)
