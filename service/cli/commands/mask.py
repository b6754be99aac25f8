"""``mask``: replace the quotations of an article by placeholders."""

import argparse

import msgspec

from service.bootstrap import build_attributor
from service.cli.commands.attribute import read_article
from service.cli.terminal import Terminal
from service.wire.mask_responses import to_mask_response


def run(args: argparse.Namespace, terminal: Terminal) -> None:
    """Print the masked article, or its text alone if placeholders go to a file."""
    request = read_article(args.file, terminal)
    attributor = build_attributor(terminal.settings())
    masked = to_mask_response(attributor.attribute(request.text), request)
    if args.placeholders is None:
        terminal.write(msgspec.json.encode(masked))
        return
    args.placeholders.write_bytes(msgspec.json.encode(masked) + b"\n")
    terminal.stdout.write(masked.text.encode())
    terminal.stdout.flush()
