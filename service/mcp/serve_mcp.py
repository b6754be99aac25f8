"""Serve the tools over standard input and output, or over HTTP."""

import asyncio
import socket
import sys
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager

import msgspec
import uvicorn
from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecuritySettings

from service.api.auth.keys import is_loopback, load_keys
from service.api.auth.rate_limits import RateLimiter
from service.errors import InvalidSettings
from service.logs import configure
from service.mcp.key_gate import PATH, KeyGate
from service.mcp.mcp_server import build_server
from service.mcp.tools import Backend
from service.nlp.packages import verify
from service.serving.build_pool import build_pool
from service.serving.protocol import InferencePool
from service.serving.wiring import FACTORY
from service.settings import Settings
from service.wire.check_schemas import MOST_BYTES
from service.wire.masking_schemas import MAX_BODY_FACTOR

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
BACKLOG = 128


def serve_stdio(settings: Settings, *, factory: str = FACTORY) -> None:
    """Answer one client on standard input and output, until the input ends.

    One inference process serves it unless ``WHOSAID_PROCESSES`` asks for more. Standard
    output has nothing but the protocol: the SDK points it to standard error for
    everything else, the inference processes included.

    Raises:
        StartError: the models cannot be used.
    """
    _begin(settings, factory)
    own = msgspec.structs.replace(settings, processes=settings.processes or 1)
    asyncio.run(_serve_stdio(own, factory))


def serve_http(
    settings: Settings, *, hosts: Sequence[str] = (), factory: str = FACTORY
) -> None:
    """Answer HTTP requests for ``/mcp`` until a signal ends the process.

    Args:
        settings: of the program; host, port and keys are those of the service.
        hosts: what ``Host`` may be beside the addresses of this machine, such as
            ``tools.example.org`` or ``tools.example.org:8443``.
        factory: import path of the function that builds an attributor.

    Raises:
        StartError: the models cannot be used, or the host is not a loopback address and
            there are no keys.
        OSError: the address is in use.
    """
    check_reach(settings, hosts)
    _begin(settings, factory)
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    address = (settings.host, settings.port)
    with socket.create_server(address, family=family, backlog=BACKLOG) as listener:
        asyncio.run(_serve_http(settings, listener, hosts, factory))


def check_reach(settings: Settings, hosts: Sequence[str]) -> None:
    """Check that what other machines reach has keys and names for itself.

    Raises:
        InvalidSettings: the host is not a loopback address, and there are no keys or
            no names.
    """
    keys = load_keys(settings)
    if is_loopback(settings.host):
        return
    if not keys:
        raise InvalidSettings(
            f"WHOSAID_HOST is {settings.host} and there are no keys: set WHOSAID_KEYS "
            "or WHOSAID_KEYS_FILE (see: whosaid keys new)"
        )
    if not hosts:
        raise InvalidSettings(
            f"WHOSAID_HOST is {settings.host}: name the hosts that clients ask for "
            "with --allowed-host"
        )


def allowed(hosts: Sequence[str], port: int) -> TransportSecuritySettings:
    """Return the values of ``Host`` and ``Origin`` that are answered.

    A page of another site that a browser shows has another ``Origin``, and one that
    lets its name point to this machine another ``Host``.
    """
    names = [*(f"{name}:{port}" for name in LOOPBACK), *hosts]
    origins = [f"{scheme}://{name}" for scheme in ("http", "https") for name in names]
    return TransportSecuritySettings(allowed_hosts=names, allowed_origins=origins)


def _begin(settings: Settings, factory: str) -> None:
    configure(settings.log_level)
    if factory == FACTORY:
        verify(settings.models, settings.package, tagger=settings.tagger)


@asynccontextmanager
async def _started(settings: Settings, factory: str) -> AsyncGenerator[Backend]:
    pool: InferencePool = build_pool(settings, factory=factory)
    await pool.start()
    try:
        yield Backend(pool, settings)
    finally:
        await pool.stop()


async def _serve_stdio(settings: Settings, factory: str) -> None:
    async with (
        stdio_server() as (incoming, outgoing),
        _started(settings, factory) as backend,
    ):
        server = build_server(backend)
        await server.run(incoming, outgoing, server.create_initialization_options())


async def _serve_http(
    settings: Settings, listener: socket.socket, hosts: Sequence[str], factory: str
) -> None:
    port: int = listener.getsockname()[1]
    async with _started(settings, factory) as backend:
        manager = StreamableHTTPSessionManager(
            build_server(backend),
            json_response=True,
            stateless=True,
            security_settings=allowed(hosts, port),
            max_request_body_size=max(MOST_BYTES, MAX_BODY_FACTOR * settings.max_body),
        )
        gate = KeyGate(
            manager.handle_request, load_keys(settings), RateLimiter(settings.key_rate)
        )
        config = uvicorn.Config(
            gate,
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=settings.graceful,
        )
        async with manager.run():
            host = f"[{settings.host}]" if ":" in settings.host else settings.host
            print(f"whosaid: MCP at http://{host}:{port}{PATH}", file=sys.stderr)  # noqa: T201
            await uvicorn.Server(config).serve(sockets=[listener])
