"""Rules of HTTP/1.1 for the head of a request that gunicorn (27.0) does not apply.

RFC 9112: a server serves absolute-form targets (section 3.2.2), answers 400 where Host
is missing (3.2), and 501 to a transfer coding that it does not decode (6.1). gunicorn
passes ``Transfer-Encoding: gzip, chunked`` on with the body still compressed.
"""

import re
from collections.abc import MutableMapping
from typing import Any
from urllib.parse import unquote

from service.api.middleware.compression import Headers, header_value
from service.wire.request_errors import MalformedRequest, UnsupportedTransferCoding

Scope = MutableMapping[str, Any]

DECODED = frozenset({b"", b"chunked", b"identity"})
"""Transfer codings that gunicorn decodes."""
_ABSOLUTE = re.compile(rb"https?://(?P<host>[^/?#@]+)(?P<path>/[^?#]*)?", re.IGNORECASE)


def read_head(scope: Scope) -> Scope:
    """Return the ASGI scope of a request whose target is a path.

    The host of an absolute-form target (``GET http://example.org/livez``) replaces the
    header Host.

    Raises:
        MalformedRequest: Host is missing, or the target is neither a path nor an
            absolute address of HTTP.
        UnsupportedTransferCoding: the body has a transfer coding other than chunked.
    """
    headers: Headers = scope["headers"]
    named = any(name.lower() == b"host" for name, _ in headers)
    if scope.get("http_version") == "1.1" and not named:
        raise MalformedRequest("the header Host is missing")
    codings = header_value(headers, b"transfer-encoding").lower().split(b",")
    if not {coding.strip() for coding in codings} <= DECODED:
        raise UnsupportedTransferCoding
    target: bytes = scope.get("raw_path", b"")
    if scope["method"] == "CONNECT" or not target or target[:1] in b"/*":
        return scope
    return _in_origin_form(scope, target)


def _in_origin_form(scope: Scope, target: bytes) -> Scope:
    address = _ABSOLUTE.fullmatch(target)
    if address is None:
        raise MalformedRequest("the request target is no path and no http address")
    path: bytes = address["path"] or b"/"
    others = [pair for pair in scope["headers"] if pair[0].lower() != b"host"]
    return {
        **scope,
        "path": unquote(path.decode("latin-1")),
        "raw_path": path,
        "headers": [(b"host", address["host"]), *others],
    }
