"""``mask``: replace the quotations of an article by placeholders."""

import argparse

import msgspec

from service.bootstrap import build_attributor
from service.cli.commands.attribute import read_article
from service.cli.terminal import STREAM, Terminal
from service.wire.mask_responses import to_mask_response
from service.wire.responses import readable_of


def run(args: argparse.Namespace, terminal: Terminal) -> None:
    """Print the masked article, or its text alone if placeholders go to a file."""
    request = read_article(args.file, terminal, args.input_format)
    readable = readable_of(request)
    attributor = build_attributor(terminal.settings())
    reading = attributor.attribute(readable.text)
    masked = to_mask_response(reading, request, readable=readable)
    if args.placeholders in {None, STREAM}:
        terminal.write(msgspec.json.encode(masked))
        return
    args.placeholders.write_bytes(msgspec.json.encode(masked) + b"\n")
    terminal.stdout.write(masked.text.encode())
    terminal.stdout.flush()
