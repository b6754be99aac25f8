"""Bodies to values of a type, and what is wrong with those that are none.

JSON Schema, and so the OpenAPI document, has one kind of number: 2.0 is an integer.
msgspec takes it for a float, so what it refuses for that alone is read once more.
"""

import re
from collections.abc import Callable
from typing import Any, Generic, TypeAlias, TypeVar

import msgspec

from service.errors import InvalidField
from service.wire.request_errors import MalformedBody

T = TypeVar("T")
Value: TypeAlias = list["Value"] | dict[str, "Value"] | str | float | bool | None

JSON = "application/json"
MSGPACK = (
    "application/msgpack",
    "application/x-msgpack",
    "application/vnd.msgpack",
)
LONGEST = 300
"""Most characters of a message that may quote the request."""
WHOLE_NUMBER_REFUSED = "Expected `int`, got `float`"
_PLACE = re.compile(r" - at (?:`key` in )?`(?P<path>[^`]+)`$")
_FIELD = re.compile(r"(?:unknown|required) field `(?P<name>[^`]*)`")


class BodyReader(Generic[T]):
    """Reads bodies as values of one type, in JSON or MessagePack."""

    def __init__(self, kind: type[T]) -> None:
        self._kind = kind
        self._json = msgspec.json.Decoder(kind).decode
        self._msgpack = msgspec.msgpack.Decoder(kind).decode

    def read(self, body: bytes, media: str) -> T:
        """Return the value in a body.

        Raises:
            MalformedBody: the body is not what its Content-Type says.
            InvalidField: a field of it has a wrong type or value.
        """
        return guard(self._read_json if media == JSON else self._read_msgpack, body)

    def _read_json(self, body: bytes) -> T:
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


def with_whole_numbers(value: Value) -> Value:
    """Return a value in which each float without a fraction is an integer."""
    if isinstance(value, float):
        return int(value) if value.is_integer() else value
    if isinstance(value, list):
        return [with_whole_numbers(item) for item in value]
    if isinstance(value, dict):
        return {key: with_whole_numbers(item) for key, item in value.items()}
    return value


def guard(decode: Callable[[bytes], T], body: bytes) -> T:
    """Return what ``decode`` makes of a body.

    Raises:
        MalformedBody: the body is not what its Content-Type says.
        InvalidField: a field of it has a wrong type or value.
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
    """Take msgspec's message apart: what is wrong, and where."""
    message = str(error)
    place = _PLACE.search(message)
    path = root + place["path"].removeprefix("$") if place else root
    field = _FIELD.search(message)
    if field:
        path = f"{path}.{field['name']}"
    return InvalidField(_PLACE.sub("", message)[:LONGEST], path=path[:LONGEST])
