"""The demo page and the API page: static files with a strict security policy."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

import msgspec
from litestar import Response, route
from litestar.enums import HttpMethod
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from service.api.routes.attribution_routes import AnyRequest

READ = (HttpMethod.GET, HttpMethod.HEAD)
PAGE = "index.html"
DOCS = "docs.html"
"""Rendered in the browser from ``/openapi.json``."""
MEDIA_TYPES = MappingProxyType(
    {
        ".html": "text/html; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".js": "text/javascript; charset=utf-8",
        ".svg": "image/svg+xml",
    }
)
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = MappingProxyType(
    {
        "Content-Security-Policy": POLICY,
        "Cache-Control": "no-cache",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }
)
"""``no-cache`` lets a browser keep a file but revalidate it by its ETag."""


class Asset(msgspec.Struct, frozen=True):
    """A static file with its media type and ETag."""

    body: bytes
    media_type: str
    tag: str


@cache
def assets() -> Mapping[str, Asset]:
    """Return the static files of ``service.web`` by their paths in it."""
    found: dict[str, Asset] = {}
    for name, file in _walk(files("service.web")):
        media_type = MEDIA_TYPES.get("." + name.rpartition(".")[2])
        if media_type:
            body = file.read_bytes()
            tag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
            found[name] = Asset(body, media_type, tag)
    return MappingProxyType(found)


def _walk(folder: Traversable) -> Iterator[tuple[str, Traversable]]:
    """Yield the files of a folder and of its folders, with their paths."""
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from ((f"{entry.name}/{name}", file) for name, file in _walk(entry))
        else:
            yield entry.name, entry


@route("/", http_method=READ, status_code=200, include_in_schema=False)
async def page(request: AnyRequest) -> Response[bytes]:
    """Return the demo page."""
    return serve(PAGE, request)


@route("/docs", http_method=READ, status_code=200, include_in_schema=False)
async def docs(request: AnyRequest) -> Response[bytes]:
    """Return the page that documents the API."""
    return serve(DOCS, request)


@route("/web/{name:str}", http_method=READ, status_code=200, include_in_schema=False)
async def asset(request: AnyRequest, name: FromPath[str]) -> Response[bytes]:
    """Return a script, style sheet or image of the pages."""
    return serve(name, request)


@route(
    "/web/{folder:str}/{name:str}",
    http_method=READ,
    status_code=200,
    include_in_schema=False,
)
async def module(
    request: AnyRequest, folder: FromPath[str], name: FromPath[str]
) -> Response[bytes]:
    """Return a script or style sheet in a folder."""
    return serve(f"{folder}/{name}", request)


ROUTES = (page, docs, asset, module)


def serve(name: str, request: AnyRequest) -> Response[bytes]:
    """Return a file, or 304 if its ETag matches If-None-Match.

    Raises:
        NotFoundException: there is no file ``name``.
    """
    found = assets().get(name)
    if found is None:
        raise NotFoundException
    headers = {**HEADERS, "ETag": found.tag}
    if request.headers.get("if-none-match") == found.tag:
        return Response(b"", status_code=304, headers=headers)
    headers["Content-Type"] = found.media_type
    return Response(found.body, headers=headers)
