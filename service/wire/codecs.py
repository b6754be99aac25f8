"""Decoding of bodies by Content-Type, and encoding of responses by Accept."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from service.errors import InvalidField, UnsupportedLanguage
from service.wire.decoding import (
    BYTE_ORDER_MARK,
    JSON,
    MSGPACK,
    BodyReader,
    decode_body,
    invalid_field,
)
from service.wire.fields import LANGUAGE
from service.wire.request_errors import NotAcceptable, UnsupportedMediaType
from service.wire.schemas import AttributionRequest, Options, QueryOptions

PLAIN = "text/plain"
HTML = "text/html"
REQUEST_TYPES = (JSON, *MSGPACK, PLAIN, HTML)
RESPONSE_TYPES = (JSON, *MSGPACK)
CHARSETS = frozenset({"", "utf-8", "utf8", "us-ascii", "ascii"})
LISTS = frozenset({"types", "kinds"})

_json_encode = msgspec.json.Encoder().encode
_msgpack_encode = msgspec.msgpack.Encoder().encode
_requests = BodyReader(AttributionRequest)


class _Named(msgspec.Struct, frozen=True):
    id: str | None = None


_names = msgspec.json.Decoder(_Named)
_PARAMETER = re.compile(r';\s*charset\s*=\s*"?([^";\s]*)"?', re.IGNORECASE)


def request_type(content_type: str, read: Sequence[str] = REQUEST_TYPES) -> str:
    """Return the media type in a Content-Type header, one of ``read``.

    Raises:
        UnsupportedMediaType: the type is not in ``read``, or its charset is not UTF-8
            or ASCII.
    """
    media = content_type.partition(";")[0].strip().lower()
    charset = _PARAMETER.search(content_type)
    known = charset is None or charset[1].lower() in CHARSETS
    if media not in read or not known:
        raise UnsupportedMediaType(content_type, supported=read)
    return media


def decode_request(
    body: bytes, *, media: str, query: Mapping[str, Sequence[str]]
) -> AttributionRequest:
    """Return the request in a body; query parameters override its fields.

    Raises:
        RequestError: the body is malformed, or a field has an invalid value.
    """
    if media == PLAIN:
        read = decode_body(_decode_plain, body)
    elif media == HTML:
        read = _decode_html(body)
    else:
        read = _requests.read(body, media)
    request = _check_language(read)
    if query:
        request = _check_language(_override(request, decode_query(query)))
    return request


def decode_id(line: bytes) -> str | None:
    """Return the id in a JSON request that may be invalid otherwise, or None."""
    try:
        return _names.decode(line.removeprefix(BYTE_ORDER_MARK)).id
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def decode_query(query: Mapping[str, Sequence[str]]) -> QueryOptions:
    """Return the options in the parameters of a query string.

    Raises:
        InvalidField: a parameter is unknown, repeated or has an invalid value.
    """
    values: dict[str, str | Sequence[str]] = {}
    for name, given in query.items():
        if name not in LISTS and len(given) > 1:
            raise InvalidField(f"{name} is given more than once", path=f"query.{name}")
        values[name] = given if name in LISTS else given[0]
    try:
        return msgspec.convert(values, QueryOptions, strict=False)
    except msgspec.ValidationError as error:
        raise invalid_field(error, root="query") from error


def response_type(accept: str, offered: Sequence[str] = RESPONSE_TYPES) -> str:
    """Return the offered media type with the highest quality in an Accept header.

    Of equal ones, the first; an empty header accepts everything.

    Raises:
        NotAcceptable: every offered type has quality 0.
    """
    best, highest = "", 0.0
    for media in offered:
        quality = _quality(media, accept or "*/*")
        if quality > highest:
            best, highest = media, quality
    if not best:
        raise NotAcceptable(offered=offered)
    return best


def encode_response(value: msgspec.Struct, media: str) -> bytes:
    """Return a response encoded as JSON, or as MessagePack for any other type."""
    return _json_encode(value) if media == JSON else _msgpack_encode(value)


def _quality(media: str, accept: str) -> float:
    """Return the quality (0 to 1) of a type by the most specific matching range."""
    best = (0, 0.0)
    for item in accept.lower().split(","):
        name, *parameters = (part.strip() for part in item.split(";"))
        kind = media.partition("/")[0]
        rank = {media: 3, f"{kind}/*": 2, "*/*": 1}.get(name, 0)
        if rank > best[0]:
            best = (rank, _weight(parameters))
    return best[1]


def _weight(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0


def _decode_plain(body: bytes) -> AttributionRequest:
    return AttributionRequest(text=body.decode("utf-8"))


def _decode_html(body: bytes) -> AttributionRequest:
    try:
        return AttributionRequest(text=body.decode("utf-8"), format="html")
    except UnicodeDecodeError as error:
        raise UnsupportedMediaType(
            f"{HTML} in another encoding", supported=REQUEST_TYPES
        ) from error


def _check_language(request: AttributionRequest) -> AttributionRequest:
    if request.language != LANGUAGE:
        raise UnsupportedLanguage(request.language)
    return request


def _override(request: AttributionRequest, query: QueryOptions) -> AttributionRequest:
    given: dict[str, Any] = {
        name: value
        for name, value in msgspec.structs.asdict(query).items()
        if value is not msgspec.UNSET
    }
    own = {name: given.pop(name) for name in ("id", "language") if name in given}
    options: Options = msgspec.structs.replace(request.options, **given)
    return msgspec.structs.replace(request, options=options, **own)
