"""A number without a fraction is decoded as an integer in any notation."""

from collections.abc import Callable
from typing import Annotated, Any

import msgspec
import pytest
from msgspec import Meta, Struct

from service.errors import InvalidField
from service.wire.decoding import (
    JSON,
    MSGPACK,
    BodyReader,
    JsonValue,
    with_whole_numbers,
)
from service.wire.request_errors import MalformedBody


class Inner(Struct, frozen=True, forbid_unknown_fields=True):
    """A value with an integer and a float."""

    at: Annotated[int, Meta(ge=0)]
    weight: float = 0.5


class Outer(Struct, frozen=True, forbid_unknown_fields=True):
    """A value with values inside."""

    name: str
    items: tuple[Inner, ...]


READER = BodyReader(Outer)
ENCODERS = [(JSON, msgspec.json.encode), (MSGPACK[0], msgspec.msgpack.encode)]
every_encoding = pytest.mark.parametrize(("media", "encode"), ENCODERS)


def outer(*items: object) -> dict[str, object]:
    """Return a body."""
    return {"name": "x", "items": list(items)}


@every_encoding
@pytest.mark.parametrize(
    ("written", "expected"), [(0.0, 0), (-0.0, 0), (7.0, 7), (2.0**53, 2**53), (5, 5)]
)
def test_number_without_a_fraction_is_an_integer(
    media: str, encode: Callable[[object], bytes], written: float, expected: int
) -> None:
    """In JSON Schema 7.0 is an integer."""
    read = READER.read(encode(outer({"at": 1}, {"at": written})), media)

    assert read.items == (Inner(1), Inner(expected))
    assert type(read.items[1].at) is int


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (b"1e2", 100),
        (b"1.5E+1", 15),
        (b"20e-1", 2),
        (b"-0.0", 0),
        (b"0e99", 0),
        (b"1e308", int(1e308)),
        (b"1.0000000000000000000000000000000", 1),
    ],
)
def test_every_way_to_write_an_integer(written: bytes, expected: int) -> None:
    """Exponents and trailing zeros do not change the value."""
    body = b'{"name": "x", "items": [{"at": %s}]}' % written

    assert READER.read(body, JSON).items == (Inner(expected),)


@every_encoding
def test_other_fields_are_read_as_they_were(
    media: str, encode: Callable[[object], bytes]
) -> None:
    """Converting whole numbers does not change fields of other types."""
    value = {"name": "1.0", "items": [{"at": 3.0, "weight": 2.0}]}

    read = READER.read(encode(value), media)

    assert read == Outer("1.0", (Inner(3, 2.0),))
    assert isinstance(read.items[0].weight, float)


WRONG: list[tuple[Any, str]] = [
    (outer({"at": 1.5}), "$.items[0].at"),
    (outer({"at": 1.0}, {"at": 1.5}), "$.items[1].at"),
    (outer({"at": -1.0}), "$.items[0].at"),
    (outer({"at": 1e-300}), "$.items[0].at"),
    (outer({"at": 1.0, "weight": "2"}), "$.items[0].weight"),
    (outer({"at": 1.0, "colour": 2}), "$.items[0].colour"),
    (outer({"at": 1.0}, {}), "$.items[1].at"),
    (outer({"at": "1.0"}), "$.items[0].at"),
    (outer({"at": True}), "$.items[0].at"),
    ({"items": [{"at": 1.0}]}, "$.name"),
    ({"name": 1.0, "items": []}, "$.name"),
]


@every_encoding
@pytest.mark.parametrize(("value", "path"), WRONG)
def test_wrong_value_keeps_its_path(
    media: str, encode: Callable[[object], bytes], value: object, path: str
) -> None:
    """The error of an invalid value has its path, also in the second decoding."""
    with pytest.raises(InvalidField) as caught:
        READER.read(encode(value), media)

    assert caught.value.path == path


def test_fraction_is_refused_as_it_is() -> None:
    """A number with a fraction is reported as a float."""
    with pytest.raises(InvalidField) as caught:
        READER.read(b'{"name": "x", "items": [{"at": 1.5}]}', JSON)

    assert caught.value.reason == "Expected `int`, got `float`"


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_no_number_is_no_integer(number: float) -> None:
    """NaN and infinity, which MessagePack can encode, are rejected."""
    with pytest.raises(InvalidField) as caught:
        READER.read(msgspec.msgpack.encode(outer({"at": number})), MSGPACK[0])

    assert caught.value.path == "$.items[0].at"


def test_number_out_of_range_is_refused() -> None:
    """A number beyond the range of floats is an invalid field."""
    with pytest.raises(InvalidField):
        READER.read(b'{"name": "x", "items": [{"at": 1e400}]}', JSON)


@pytest.mark.parametrize(
    ("media", "body"),
    [
        (JSON, b'{"items": [{"at": 1.0, "x": ' + b"[" * 100_000),
        (JSON, b'{"items": [{"at": 1.0}], "x": ' + b"[" * 900 + b"]" * 900 + b"}"),
        (JSON, b'{"items": [{"at": 1.0}'),
        (JSON, b'{"items": [{"at": 1.0}], "name": "\xff"}'),
        (JSON, b'{"items": [{"at": 1.0}], "name": "\\ud800"}'),
        (MSGPACK[0], b"\x82\xa5items\x91\x81\xa2at\xcb" + b"\0" * 8 + b"\x81\x80\x01"),
        (MSGPACK[0], b"\x82\xa5items\x91\x81\xa2at\xcb" + b"\0" * 8 + b"\x81\x90\x01"),
        (MSGPACK[0], b"\x81\xa5items\x91\x81\xa2at\xcb" + b"\0" * 8 + b"\xc1"),
    ],
)
def test_what_comes_after_may_be_broken(media: str, body: bytes) -> None:
    """Errors after a rejected number are found by the second decoding."""
    with pytest.raises((MalformedBody, InvalidField)):
        READER.read(body, media)


def test_good_body_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A body without whole floats is decoded once."""

    def never(_: object) -> object:
        raise AssertionError

    monkeypatch.setattr("service.wire.decoding.with_whole_numbers", never)

    assert READER.read(b'{"name": "x", "items": [{"at": 1}]}', JSON).items[0].at == 1
    with pytest.raises(InvalidField):
        READER.read(b'{"name": "x", "items": [{"at": "1"}]}', JSON)


def test_only_whole_numbers_change() -> None:
    """Only floats without a fraction are converted."""
    items: JsonValue = [1.0, 1.5, {"b": -0.0}, "1.0", None, True, float("inf")]
    value: JsonValue = {"a": items, "c": 3}

    assert with_whole_numbers(value) == value
    assert repr(with_whole_numbers(value)) == (
        "{'a': [1, 1.5, {'b': 0}, '1.0', None, True, inf], 'c': 3}"
    )


MARK = b"\xef\xbb\xbf"


@pytest.mark.parametrize("at", [1, 1.0])
def test_byte_order_mark_before_json(at: float) -> None:
    """One byte order mark before JSON is ignored; MessagePack has none."""
    body = msgspec.json.encode(outer({"at": at}))

    assert READER.read(MARK + body, JSON).items == (Inner(1),)
    with pytest.raises(MalformedBody):
        READER.read(2 * MARK + body, JSON)
    with pytest.raises(InvalidField):
        READER.read(MARK + msgspec.msgpack.encode(outer()), MSGPACK[0])
