"""``mcp``: the tools for language models, over standard input and output or HTTP."""

import argparse

from service.cli.commands.serve import with_options
from service.cli.terminal import CommandFailed, Terminal
from service.settings import Settings

try:
    from service.mcp.serve_mcp import serve_http, serve_stdio
except ModuleNotFoundError as missing:
    raise CommandFailed(
        f"mcp needs the extra whosaid-attribution[mcp]: there is no {missing.name}"
    ) from missing


def run(args: argparse.Namespace, terminal: Terminal) -> None:
    """Serve until the input ends or a signal comes."""
    environ = with_options(terminal.environ, host=args.host, port=args.port)
    settings = Settings.from_environ(environ)
    if args.http:
        serve_http(settings, hosts=args.allowed_host)
        return
    if args.host or args.port or args.allowed_host:
        raise CommandFailed("--host, --port and --allowed-host need --http")
    serve_stdio(settings)
