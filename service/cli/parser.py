"""The commands and their options.

Imports no module of a command, so that ``--help`` is fast.
"""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

from service import __doc__ as summary
from service.evaluation.predictions import ProfileName
from service.exports import ExportName
from service.text.html import TextFormat
from service.wire.responses import SERVICE_VERSION

ARTICLE_FILE = "a text or HTML file, or - for stdin"
# The type of add_subparsers' result has no public name.
Adder = Callable[..., argparse.ArgumentParser]


def build_parser() -> argparse.ArgumentParser:
    """Return the parser; ``module`` of its result is the module of the command."""
    parser = argparse.ArgumentParser(prog="whosaid", description=summary)
    parser.add_argument("--version", action="version", version=SERVICE_VERSION)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, text: str, **options: Any) -> argparse.ArgumentParser:  # noqa: ANN401 - passed to argparse
        made = commands.add_parser(name, help=text, description=text, **options)
        made.set_defaults(module=f"service.cli.commands.{name}")
        return made

    _attribute(command)
    _mask(command)
    _unmask(command)
    _check(command)
    _audit(command)
    _batch(command)
    _archive(command)
    _serve(command)
    _mcp(command)
    command("openapi", "Print the OpenAPI document of the service.")
    _keys(command)
    _models(command)
    _evaluate(command)
    return parser


def _input_format(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--input-format",
        choices=get_args(TextFormat),
        help="format of the input (html where the name ends in .html, else text)",
    )


def _attribute(command: Adder) -> None:
    parser = command("attribute", "Print who said what in one article.")
    parser.add_argument("file", metavar="FILE", help=ARTICLE_FILE)
    _input_format(parser)
    printed = parser.add_mutually_exclusive_group()
    printed.add_argument("--json", action="store_true", help="print the response")
    printed.add_argument(
        "--format",
        choices=get_args(ExportName),
        metavar="FORMAT",
        help=f"print another format: {', '.join(get_args(ExportName))}",
    )
    parser.add_argument(
        "--svg", type=Path, metavar="FILE", help="also save the table as a picture"
    )


def _mask(command: Adder) -> None:
    parser = command("mask", "Replace the quotations of an article by placeholders.")
    parser.add_argument("file", metavar="FILE", help=ARTICLE_FILE)
    _input_format(parser)
    parser.add_argument(
        "--placeholders",
        type=Path,
        metavar="OUT.json",
        help="write the placeholders there and print the masked text alone",
    )


def _unmask(command: Adder) -> None:
    parser = command(
        "unmask",
        "Put quotations back into an edited text. Fails, after printing it, where a "
        "placeholder was lost, repeated or altered.",
    )
    parser.add_argument("file", metavar="FILE", help="the edited text, or - for stdin")
    parser.add_argument(
        "--placeholders",
        type=Path,
        required=True,
        metavar="IN.json",
        help="the file that mask wrote",
    )


def _check(command: Adder) -> None:
    parser = command(
        "check",
        "Check the quotations of a draft against its sources. Fails, after printing "
        "the report, where one is altered, absent, of another source or of another "
        "speaker.",
    )
    parser.add_argument("draft", metavar="DRAFT", help=ARTICLE_FILE)
    parser.add_argument(
        "sources", metavar="SOURCE", nargs="+", help="files that it may quote"
    )
    _input_format(parser)
    parser.add_argument("--json", action="store_true", help="print the response")


def _audit(command: Adder) -> None:
    parser = command(
        "audit",
        "Report who is quoted in many articles: report.html, speakers.csv and "
        "records.parquet. A stopped run is continued by the same command.",
    )
    parser.add_argument(
        "input",
        type=Path,
        metavar="INPUT",
        help="a folder of .txt and .html files, or a .jsonl, .csv or .parquet file "
        "with the column text and, if it has them, id, format, date, section, byline "
        "and url",
    )
    parser.add_argument("output", type=Path, metavar="OUTPUT", help="a folder")
    parser.add_argument(
        "--corrections",
        type=Path,
        metavar="FILE.csv",
        help="name, other_names (divided by ;), gender, class: these win",
    )
    parser.add_argument("--title", help="title of the report")
    parser.add_argument(
        "--workers",
        type=_positive,
        metavar="N",
        help="processes with models (as many as cores and memory allow)",
    )


def _batch(command: Adder) -> None:
    parser = command(
        "batch",
        "Read many articles: each line of IN is a request, each line of OUT its "
        "response, in the same order. A stopped run is continued by the same command.",
    )
    parser.add_argument(
        "input", type=Path, metavar="IN.jsonl", help="a file, or - for stdin"
    )
    parser.add_argument(
        "output", type=Path, metavar="OUT.jsonl", help="a file, or - for stdout"
    )
    parser.add_argument(
        "--strict", action="store_true", help="exit with 1 where a line failed"
    )
    parser.add_argument(
        "--workers",
        type=_positive,
        metavar="N",
        help="processes with models (as many as cores and memory allow)",
    )


def _archive(command: Adder) -> None:
    parser = command(
        "archive",
        "Read an archive of any size on one machine or a Ray cluster; needs the extra "
        "whosaid-attribution[archive]. A stopped run is continued by the same command.",
    )
    kinds = ".jsonl, .parquet (columns id, text, format), .txt or .html"
    parser.add_argument(
        "input", metavar="INPUT", help=f"a file, a folder or a glob: {kinds}"
    )
    parser.add_argument("output", type=Path, metavar="OUTPUT", help="a folder")
    parser.add_argument(
        "--address", help="a Ray cluster: auto, HOST:PORT or ray://HOST:PORT"
    )
    parser.add_argument(
        "--workers",
        type=_positive,
        metavar="N",
        help="processes with models (as many as cores and memory allow, or GPUs)",
    )
    parser.add_argument("--format", choices=("parquet", "jsonl"), default="parquet")
    parser.add_argument(
        "--sample",
        type=_positive,
        metavar="N",
        help="read only N articles, evenly spread",
    )


def _serve(command: Adder) -> None:
    parser = command("serve", "Answer HTTP requests until stopped.")
    parser.add_argument("--host", metavar="H", help="address (WHOSAID_HOST)")
    parser.add_argument("--port", metavar="N", help="port (WHOSAID_PORT)")


def _mcp(command: Adder) -> None:
    parser = command(
        "mcp",
        "Serve the tools attribute, check, mask, unmask and audit to a language model "
        "(Model Context Protocol) over standard input and output; needs the extra "
        "whosaid-attribution[mcp].",
    )
    parser.add_argument("--http", action="store_true", help="serve HTTP instead")
    parser.add_argument("--host", metavar="H", help="address (WHOSAID_HOST)")
    parser.add_argument("--port", metavar="N", help="port (WHOSAID_PORT)")
    parser.add_argument(
        "--allowed-host",
        action="append",
        default=[],
        metavar="NAME[:PORT]",
        help="a Host that is answered beside those of this machine; may be repeated",
    )


def _keys(command: Adder) -> None:
    parser = command("keys", "Make API keys for the service.")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    text = "Print a new key, and the line to store for the service."
    new = actions.add_parser("new", help=text, description=text)
    new.add_argument("name", metavar="NAME", help="name of the client; may be logged")


def _models(command: Adder) -> None:
    parser = command("models", "List, verify or fetch the models.")
    actions = parser.add_subparsers(metavar="ACTION", required=True)

    def action(name: str, text: str) -> argparse.ArgumentParser:
        made = actions.add_parser(name, help=text, description=text)
        made.set_defaults(action=name)
        return made

    action("list", "List the model packages in WHOSAID_MODELS.")
    action("verify", "Check every file of WHOSAID_PACKAGE.")
    fetch = action("download", "Fetch one of Stanza's packages; needs a network.")
    fetch.add_argument("package", metavar="PACKAGE", help="such as default_accurate")
    fetch.add_argument("folder", type=Path, metavar="DIR", help="target folder")
    fetch.add_argument(
        "--url", help="address of a copy: resources.json and en/ (Stanza's own)"
    )


def _evaluate(command: Adder) -> None:
    parser = command("evaluate", "Score the records against annotated articles.")
    parser.add_argument(
        "gold", type=Path, metavar="GOLD.jsonl", help="a .jsonl or .jsonl.xz file"
    )
    parser.add_argument(
        "--profile",
        choices=get_args(ProfileName),
        default="default",
        help="annotation conventions of the gold (default)",
    )
    parser.add_argument(
        "--outermost", action="store_true", help="drop records nested in others"
    )
    parser.add_argument(
        "--speakers",
        action="store_true",
        help="score gender, affiliation, anonymity and class of annotated speakers",
    )
    parser.add_argument("--json", action="store_true", help="print JSON, not a table")
    parser.add_argument(
        "--errors", type=Path, metavar="FILE", help="write every mistake as JSON lines"
    )


def _positive(value: str) -> int:
    number = int(value)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{value} is not a positive number")
    return number
