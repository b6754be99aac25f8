"""Decoding of JSON and MessagePack bodies into typed values; errors have a path.

In JSON Schema, and so in the OpenAPI document, a number without a fraction is an
integer: 2.0 is 2. msgspec rejects it as a float, so a body that is rejected for that
reason is decoded a second time with such numbers converted.
"""

import re
from collections.abc import Callable
from typing import Any, Generic, TypeAlias, TypeVar

import msgspec

from service.errors import InvalidField
from service.wire.request_errors import MalformedBody

T = TypeVar("T")
JsonValue: TypeAlias = (
    list["JsonValue"] | dict[str, "JsonValue"] | str | float | bool | None
)

JSON = "application/json"
MSGPACK = (
    "application/msgpack",
    "application/x-msgpack",
    "application/vnd.msgpack",
)
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
MAX_MESSAGE_CHARS = 300
"""Maximum length of an error message, which may quote the request."""
WHOLE_NUMBER_REFUSED = "Expected `int`, got `float`"
_PATH = re.compile(r" - at (?:`key` in )?`(?P<path>[^`]+)`$")
_FIELD = re.compile(r"(?:unknown|required) field `(?P<name>[^`]*)`")


class BodyReader(Generic[T]):
    """A decoder of JSON and MessagePack bodies into values of one type."""

    def __init__(self, kind: type[T]) -> None:
        self._kind = kind
        self._json = msgspec.json.Decoder(kind).decode
        self._msgpack = msgspec.msgpack.Decoder(kind).decode

    def read(self, body: bytes, media: str) -> T:
        """Return the value in a body of the media type ``media``.

        A byte order mark before JSON is ignored (RFC 8259, section 8.1).

        Raises:
            MalformedBody: the body is not valid JSON or MessagePack.
            InvalidField: a field has an invalid type or value.
        """
        return decode_body(
            self._read_json if media == JSON else self._read_msgpack, body
        )

    def _read_json(self, body: bytes) -> T:
        body = body.removeprefix(BYTE_ORDER_MARK)
        try:
            return self._json(body)
        except msgspec.ValidationError as error:
            return self._read_again(body, msgspec.json.decode, error)

    def _read_msgpack(self, body: bytes) -> T:
        try:
            return self._msgpack(body)
        except msgspec.ValidationError as error:
            return self._read_again(body, msgspec.msgpack.decode, error)

    def _read_again(
        self,
        body: bytes,
        decode: Callable[[bytes], Any],
        error: msgspec.ValidationError,
    ) -> T:
        if not str(error).startswith(WHOLE_NUMBER_REFUSED):
            raise error
        return msgspec.convert(with_whole_numbers(decode(body)), self._kind)


def with_whole_numbers(value: JsonValue) -> JsonValue:
    """Return a copy of a value with each float without a fraction as an integer."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, list):
        return [with_whole_numbers(item) for item in value]
    if isinstance(value, dict):
        return {key: with_whole_numbers(item) for key, item in value.items()}
    return value


def decode_body(decode: Callable[[bytes], T], body: bytes) -> T:
    """Return ``decode(body)``, with decoding errors as errors of the request.

    Raises:
        MalformedBody: the body is malformed.
        InvalidField: a field has an invalid type or value.
    """
    try:
        return decode(body)
    except msgspec.ValidationError as error:
        raise invalid_field(error, root="$") from error
    except msgspec.DecodeError as error:
        raise MalformedBody(str(error)) from error
    except UnicodeDecodeError as error:
        raise MalformedBody(f"the body is not UTF-8: {error.reason}") from error
    except RecursionError as error:
        raise MalformedBody("the body is nested too deeply") from error


def invalid_field(error: msgspec.ValidationError, *, root: str) -> InvalidField:
    """Return the reason and the JSONPath in a message of msgspec's."""
    message = str(error)
    place = _PATH.search(message)
    path = root + place["path"].removeprefix("$") if place else root
    field = _FIELD.search(message)
    if field:
        path = f"{path}.{field['name']}"
    return InvalidField(
        _PATH.sub("", message)[:MAX_MESSAGE_CHARS], path=path[:MAX_MESSAGE_CHARS]
    )
