"""``unmask``: put the quotations back into an edited text."""

import argparse
from pathlib import Path

import msgspec

from service.cli.commands.attribute import read_article
from service.cli.terminal import CommandFailed, Terminal
from service.wire.mask_responses import to_unmask_response
from service.wire.masking_schemas import MaskResponse, UnmaskRequest, UnmaskResponse


def run(args: argparse.Namespace, terminal: Terminal) -> None:
    """Print the restored text.

    Raises:
        CommandFailed: the placeholders cannot be read, or one is lost, repeated or
            altered in the text.
    """
    edited = read_article(args.file, terminal, "text")
    masked = _read_placeholders(args.placeholders, terminal)
    wanted = UnmaskRequest(text=edited.text, placeholders=masked.placeholders)
    restored = to_unmask_response(wanted, limit=None)
    terminal.stdout.write(restored.text.encode())
    terminal.stdout.flush()
    _fail_if_altered(restored)


def _read_placeholders(path: Path, terminal: Terminal) -> MaskResponse:
    try:
        return msgspec.json.decode(terminal.read(path), type=MaskResponse)
    except msgspec.DecodeError as error:
        raise CommandFailed(f"{path} is not what mask writes: {error}") from error


def _fail_if_altered(restored: UnmaskResponse) -> None:
    """Raise an error that lists lost, repeated and altered placeholders."""
    touched = {
        "lost": restored.lost,
        "repeated": restored.repeated,
        "altered": restored.altered,
    }
    parts = [f"{what}: {', '.join(ids)}" for what, ids in touched.items() if ids]
    if parts:
        raise CommandFailed("; ".join(parts))
