"""The head of a request: target, Host and transfer codings."""

import pytest

from service.api.middleware.request_head import Scope, read_head
from service.wire.request_errors import MalformedRequest, UnsupportedTransferCoding

Pairs = list[tuple[bytes, bytes]]
HOST: Pairs = [(b"host", b"x")]


def scope(target: bytes = b"/livez", headers: Pairs = HOST, **more: str) -> Scope:
    """Return the ASGI scope that gunicorn makes of a request."""
    return {
        "type": "http",
        "method": "GET",
        "http_version": "1.1",
        "path": target.decode(),
        "raw_path": target,
        "query_string": b"a=b",
        "headers": headers,
        **more,
    }


TARGETS = [
    (b"/livez", "/livez", b"x"),
    (b"//livez", "//livez", b"x"),
    (b"*", "*", b"x"),
    (b"http://example.org/livez", "/livez", b"example.org"),
    (b"HTTPS://example.org:443/a%20b", "/a b", b"example.org:443"),
    (b"http://example.org", "/", b"example.org"),
    (b"http://[::1]:8000/", "/", b"[::1]:8000"),
]


@pytest.mark.parametrize(("target", "path", "host"), TARGETS)
def test_target(target: bytes, path: str, host: bytes) -> None:
    """An absolute target becomes a path, and its host wins over the header Host."""
    read = read_head(scope(target))

    assert (read["path"], dict(read["headers"])[b"host"]) == (path, host)
    assert read["query_string"] == b"a=b"


@pytest.mark.parametrize(
    "target", [b"ftp://x/livez", b"http:///livez", b"http://u@x/", b"livez"]
)
def test_strange_target(target: bytes) -> None:
    """A target that is no path and no address of a web server is refused."""
    with pytest.raises(MalformedRequest, match="request target"):
        read_head(scope(target))


def test_connect_is_left_to_the_routes() -> None:
    """The target of CONNECT is a host with its port, and no path."""
    given = scope(b"example.org:443", method="CONNECT")

    assert read_head(given) is given


@pytest.mark.parametrize(
    ("version", "headers", "refused"),
    [
        ("1.1", HOST, False),
        ("1.1", [(b"Host", b"")], False),
        ("1.1", [(b"accept", b"*/*")], True),
        ("1.0", [], False),
    ],
)
def test_host(version: str, headers: Pairs, *, refused: bool) -> None:
    """Host may be empty, but only HTTP/1.0 may omit it."""
    given = scope(headers=headers, http_version=version)

    if refused:
        with pytest.raises(MalformedRequest, match="Host is missing"):
            read_head(given)
    else:
        assert read_head(given) is given


@pytest.mark.parametrize(
    ("lines", "refused"),
    [
        ([], False),
        ([b"chunked"], False),
        ([b"identity, Chunked"], False),
        ([b"gzip, chunked"], True),
        ([b"gzip", b"chunked"], True),
        ([b"deflate,chunked"], True),
    ],
)
def test_transfer_codings(lines: list[bytes], *, refused: bool) -> None:
    """A body that is compressed for the transfer is refused."""
    given = scope(headers=[*HOST, *((b"transfer-encoding", each) for each in lines)])

    if refused:
        with pytest.raises(UnsupportedTransferCoding):
            read_head(given)
    else:
        assert read_head(given) is given
