"""Bodies are decoded by Content-Type, responses encoded by Accept."""

from collections.abc import Callable

import msgspec
import pytest

from service.errors import InvalidField, UnsupportedLanguage
from service.wire.codecs import (
    REQUEST_TYPES,
    decode_id,
    decode_query,
    decode_request,
    encode_response,
    request_type,
    response_type,
)
from service.wire.decoding import MSGPACK
from service.wire.problem_schemas import Health
from service.wire.request_errors import (
    MalformedBody,
    NotAcceptable,
    UnsupportedMediaType,
)
from service.wire.schemas import AttributionRequest, Options

JSON = "application/json"

CONTENT_TYPES = [
    ("application/json", JSON),
    ("Application/JSON; charset=utf-8", JSON),
    ('application/json; charset="UTF-8"', JSON),
    ("text/plain", "text/plain"),
    ("text/plain;charset=us-ascii", "text/plain"),
    ("text/plain; format=flowed; charset=utf8", "text/plain"),
    *[(name, name) for name in MSGPACK],
]


@pytest.mark.parametrize(("header", "expected"), CONTENT_TYPES)
def test_request_type(header: str, expected: str) -> None:
    """A supported type is recognised in any case and with parameters."""
    assert request_type(header) == expected


@pytest.mark.parametrize(
    "header",
    [
        "",
        "application/x-www-form-urlencoded",
        "application/jsonp",
        "text/html; charset=latin-1",
        "application/xhtml+xml",
        "text/plain; charset=latin-1",
        "application/json; charset=utf-16",
        "application/problem+json",
    ],
)
def test_other_request_types_are_refused(header: str) -> None:
    """Another type or charset is rejected with the list of supported types."""
    with pytest.raises(UnsupportedMediaType) as caught:
        request_type(header)

    assert caught.value.supported == REQUEST_TYPES


ACCEPTS = [
    ("", JSON),
    ("*/*", JSON),
    ("application/*", JSON),
    ("application/json", JSON),
    ("application/json;charset=utf-8", JSON),
    ("text/html, */*;q=0.1", JSON),
    ("application/msgpack", "application/msgpack"),
    ("application/x-msgpack", "application/x-msgpack"),
    ("APPLICATION/VND.MSGPACK", "application/vnd.msgpack"),
    ("application/json;q=0.5, application/msgpack", "application/msgpack"),
    ("application/json, application/msgpack", JSON),
    ("application/json;q=0, */*", "application/msgpack"),
    ("application/*;q=0.2, application/x-msgpack;q=0.3", "application/x-msgpack"),
    ("application/msgpack;q=2", "application/msgpack"),
]


@pytest.mark.parametrize(("header", "expected"), ACCEPTS)
def test_response_type(header: str, expected: str) -> None:
    """The type with the highest quality is chosen; JSON is the default."""
    assert response_type(header) == expected


@pytest.mark.parametrize(
    "header",
    ["text/html", "application/xml", "application/json;q=0", "*/*;q=0", "*/*;q=x"],
)
def test_other_response_types_are_refused(header: str) -> None:
    """An Accept header that allows none of the types is an error."""
    with pytest.raises(NotAcceptable):
        response_type(header)


ENCODERS = [
    (JSON, msgspec.json.encode),
    *[(name, msgspec.msgpack.encode) for name in MSGPACK],
]


@pytest.mark.parametrize(("media", "encode"), ENCODERS)
def test_request_in_every_encoding(
    media: str, encode: Callable[[object], bytes]
) -> None:
    """Every encoding is decoded to the same request."""
    body = encode({"text": "“Hé”", "id": "x", "options": {"types": ["direct"]}})

    assert decode_request(body, media=media, query={}) == AttributionRequest(
        text="“Hé”", id="x", options=Options(types=("direct",))
    )


def test_plain_body_is_the_text() -> None:
    """A plain text body is the text unchanged, with BOM and CRLF."""
    body = "\ufeffOne\r\nTwo 😀".encode()

    assert decode_request(body, media="text/plain", query={}) == AttributionRequest(
        text="\ufeffOne\r\nTwo 😀"
    )


@pytest.mark.parametrize(
    ("media", "body"),
    [
        (JSON, b""),
        (JSON, b"{"),
        (JSON, b'{"text": "a"} x'),
        (JSON, b'{"text": "\xff"}'),
        (JSON, b'{"text": "\xed\xa0\x80"}'),
        (JSON, rb'{"text": "\ud800 and more text"}'),
        (JSON, rb'{"text": "\udc00"}'),
        (JSON, b'{"options": ' + b"[" * 100_000),
        (JSON, b'{"x": ' + b'{"x":' * 100_000),
        (JSON, b'{"text": "a", "options": {"min_confidence": NaN}}'),
        ("application/msgpack", b""),
        ("application/msgpack", b"\x81\xa4text"),
        ("application/msgpack", b"\x81\xa4text\xa1\xff"),
        ("application/msgpack", b"\x81\xa4text\xa1a\x00"),
        ("text/plain", b"a \xff b"),
        ("text/plain", b"\xed\xa0\x80"),
    ],
)
def test_malformed_body(media: str, body: bytes) -> None:
    """Invalid JSON, MessagePack or UTF-8 and lone surrogates are malformed."""
    with pytest.raises((MalformedBody, InvalidField)) as caught:
        decode_request(body, media=media, query={})

    deep = len(body) > 50_000
    assert deep or isinstance(caught.value, MalformedBody)


INVALID: list[tuple[object, str]] = [
    ([], "$"),
    (None, "$"),
    ({}, "$.text"),
    ({"text": 1}, "$.text"),
    ({"text": None}, "$.text"),
    ({"text": "a", "x": 1}, "$.x"),
    ({"text": "a", "id": 5}, "$.id"),
    ({"text": "a", "id": "x" * 201}, "$.id"),
    ({"text": "a", "options": []}, "$.options"),
    ({"text": "a", "options": {"colour": 1}}, "$.options.colour"),
    ({"text": "a", "options": {"types": ["written"]}}, "$.options.types[0]"),
    ({"text": "a", "options": {"types": []}}, "$.options.types"),
    ({"text": "a", "options": {"kinds": "speech"}}, "$.options.kinds"),
    ({"text": "a", "options": {"min_confidence": 1.5}}, "$.options.min_confidence"),
    ({"text": "a", "options": {"min_confidence": "1"}}, "$.options.min_confidence"),
    ({"text": "a", "options": {"evidence": "yes"}}, "$.options.evidence"),
    ({"text": "a", "options": {"offset_unit": "byte"}}, "$.options.offset_unit"),
]


@pytest.mark.parametrize(("value", "path"), INVALID)
@pytest.mark.parametrize(("media", "encode"), ENCODERS[:2])
def test_invalid_field_has_its_path(
    media: str, encode: Callable[[object], bytes], value: object, path: str
) -> None:
    """The error of an invalid or unknown field has its JSONPath."""
    with pytest.raises(InvalidField) as caught:
        decode_request(encode(value), media=media, query={})

    assert caught.value.path == path
    assert "`$" not in caught.value.reason


def test_nan_is_no_confidence() -> None:
    """NaN, which MessagePack can encode, is rejected."""
    body = msgspec.msgpack.encode(
        {"text": "a", "options": {"min_confidence": float("nan")}}
    )

    with pytest.raises(InvalidField):
        decode_request(body, media="application/msgpack", query={})


def test_language_must_be_english() -> None:
    """A language other than English is rejected as unsupported."""
    with pytest.raises(UnsupportedLanguage):
        decode_request(b'{"text": "a", "language": "fr"}', media=JSON, query={})


def test_quoted_request_is_cut_short() -> None:
    """Reason and path of an error have a maximum length."""
    body = msgspec.json.encode({"text": "a", "y" * 5_000: 1})

    with pytest.raises(InvalidField) as caught:
        decode_request(body, media=JSON, query={})

    assert len(caught.value.reason) == len(caught.value.path) == 300


def test_query_sets_every_choice() -> None:
    """Id and options can be query parameters; list values are repeated."""
    query = {
        "id": ["x"],
        "language": ["en"],
        "types": ["direct", "mixed"],
        "kinds": ["speech"],
        "min_confidence": ["0.5"],
        "evidence": ["true"],
        "offset_unit": ["utf8"],
    }

    request = decode_request(b"Text", media="text/plain", query=query)

    assert request == AttributionRequest(
        text="Text",
        id="x",
        options=Options(
            types=("direct", "mixed"),
            kinds=("speech",),
            min_confidence=0.5,
            evidence=True,
            offset_unit="utf8",
        ),
    )


def test_query_replaces_only_what_it_names() -> None:
    """A query parameter overrides only its own field of the body."""
    body = (
        b'{"text": "a", "id": "x", "options": {"evidence": true, "types": ["mixed"]}}'
    )

    request = decode_request(body, media=JSON, query={"types": ["direct"]})

    assert request.id == "x"
    assert request.options == Options(types=("direct",), evidence=True)


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ({"colour": ["1"]}, "query.colour"),
        ({"text": ["a"]}, "query.text"),
        ({"id": ["a", "b"]}, "query.id"),
        ({"types": ["written"]}, "query.types[0]"),
        ({"types": ["direct,mixed"]}, "query.types[0]"),
        ({"min_confidence": ["high"]}, "query.min_confidence"),
        ({"min_confidence": ["nan"]}, "query.min_confidence"),
        ({"evidence": ["perhaps"]}, "query.evidence"),
        ({"offset_unit": [""]}, "query.offset_unit"),
    ],
)
def test_invalid_parameter_has_its_path(query: dict[str, list[str]], path: str) -> None:
    """The error of an invalid, unknown or repeated parameter has its path."""
    with pytest.raises(InvalidField) as caught:
        decode_query(query)

    assert caught.value.path == path


@pytest.mark.parametrize(
    ("media", "decode"),
    [(JSON, msgspec.json.decode), *[(m, msgspec.msgpack.decode) for m in MSGPACK]],
)
def test_response_in_every_encoding(
    media: str, decode: Callable[[bytes], object]
) -> None:
    """A response is encoded as JSON and as MessagePack."""
    assert decode(encode_response(Health("ok"), media)) == {"status": "ok"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b'{"id": "a", "text": 3}', "a"),
        (b'\xef\xbb\xbf{"id": "a"}', "a"),
        (b'{"text": "b"}', None),
        (b'{"id": 3}', None),
        (b"{", None),
        (b"[]", None),
        (b'{"id": "\xff"}', None),
        (b"[" * 100_000, None),
    ],
    ids=lambda value: str(value)[:30],
)
def test_ids(line: bytes, expected: str | None) -> None:
    """The id of a line is found even where the rest of it is wrong."""
    assert decode_id(line) == expected
