"""``models``: list, verify and download model packages."""

import argparse
import pkgutil

from rich.table import Table

from service.cli.terminal import Terminal
from service.nlp.package_download import download
from service.nlp.packages import list_packages, verify

OFFICIAL = "service.nlp.stanza_pipeline.official_packages:RESOURCES_URL"


def run(args: argparse.Namespace, terminal: Terminal) -> None:
    """Run the action ``args.action``: list, verify or download."""
    actions = {"list": _list, "verify": _verify, "download": _download}
    actions[args.action](args, terminal)


def _list(args: argparse.Namespace, terminal: Terminal) -> None:
    del args
    settings = terminal.settings()
    table = Table("package", "on disk", "processors", box=None)
    for package in list_packages(settings.models):
        marked = "*" if package.name == settings.package else ""
        processors = ", ".join(processor for processor, _ in package.processors)
        present = "yes" if package.present else "no"
        table.add_row(package.name + marked, present, processors)
    terminal.console.print(table)


def _verify(args: argparse.Namespace, terminal: Terminal) -> None:
    del args
    settings = terminal.settings()
    files = verify(settings.models, settings.package, tagger=settings.tagger)
    terminal.console.print(f"{settings.package}: {len(files)} files are whole")


def _download(args: argparse.Namespace, terminal: Terminal) -> None:
    # Stanza holds the address and takes seconds to import.
    url = args.url or pkgutil.resolve_name(OFFICIAL)
    files = download(args.package, args.folder, url)
    terminal.console.print(f"{args.package}: {len(files)} files in {args.folder}")
