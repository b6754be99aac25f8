"""Hooks of schemathesis: media types, and constraints that the document has as text.

``SCHEMATHESIS_HOOKS=tests.support.schemathesis_hooks`` with the root on the path loads
them, and ``tests/schemathesis.toml`` is its configuration.
"""

import json
from typing import Any

import msgspec
import schemathesis
from schemathesis.core.parameters import ParameterLocation

MSGPACK = ("application/msgpack", "application/x-msgpack", "application/vnd.msgpack")
LINES = ("application/x-ndjson", "application/jsonl")
BATCH = "/v1/attributions/batch"
NEVER_USED = b"\xc1"
"""An invalid MessagePack byte, for numbers that MessagePack cannot encode."""
NOT_UTF8 = b"\xff"
LARGEST = 2**64 - 1
"""The largest integer that MessagePack can encode."""


@schemathesis.serializer(*MSGPACK)
def write_msgpack(_: object, value: Any) -> bytes:  # noqa: ANN401 - any JSON value
    """Write a value as MessagePack; raw bytes stay as they are."""
    try:
        return value if isinstance(value, bytes) else msgspec.msgpack.encode(value)
    except OverflowError:
        return NEVER_USED


@schemathesis.serializer(*LINES)
def write_line(_: object, value: Any) -> bytes:  # noqa: ANN401 - any JSON value
    """Write a value as the one line of a batch."""
    return value if isinstance(value, bytes) else json.dumps(value).encode() + b"\n"


@schemathesis.serializer("text/html")
def write_html(_: object, value: Any) -> bytes:  # noqa: ANN401 - any JSON value
    """Write a string as HTML; what is none is written as what HTML cannot be."""
    if isinstance(value, bytes):
        return value
    return value.encode() if isinstance(value, str) else NOT_UTF8


@schemathesis.deserializer(*MSGPACK)
def read_msgpack(_: object, response: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Read a MessagePack answer."""
    return msgspec.msgpack.decode(response.content)


@schemathesis.deserializer(*LINES)
def read_line(_: object, response: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Read the one line of a batch's answer."""
    return json.loads(response.content)


@schemathesis.hook
def before_call(_: object, case: Any, __: object) -> None:  # noqa: ANN401 - untyped
    """Make valid data satisfy constraints that the document has only as text."""
    if case.meta is None or case.meta.generation.mode.is_negative:
        return
    case.body = with_letter(constrained(case.body))


def constrained(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Return a value with a letter in its texts, and integers that can be encoded."""
    if isinstance(value, dict):
        found = {key: constrained(item) for key, item in value.items()}
        if "text" in found:
            found["text"] = with_letter(found["text"])
        if "placeholders" in found:
            found["placeholders"] = with_own_ids(found["placeholders"])
        return found
    if isinstance(value, list):
        return [constrained(item) for item in value]
    return min(value, LARGEST) if type(value) is int else value


def with_letter(text: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Return a text, with a letter added if it may have no letter or digit to read."""
    if not isinstance(text, str):
        return text
    text = text.replace("\0", "")
    return text if any(map(str.isalnum, text)) and "<" not in text else f"a{text}"


def with_own_ids(quotes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the placeholders without repeated ids."""
    return list({quote.get("id"): quote for quote in quotes}.values())


@schemathesis.check
def each_line_has_its_own_status(
    _: object,
    response: Any,  # noqa: ANN401 - untyped
    case: Any,  # noqa: ANN401 - untyped
) -> None:
    """A batch has status 200; the line of its response has that of the request."""
    if case.operation.path != BATCH or response.status_code != 200 or not case.meta:
        return
    given = case.meta.is_negative_at(ParameterLocation.BODY)
    status = json.loads(response.content)["status"]
    expected = range(400, 500) if given else (200, 429, 500, 503, 504)
    assert status in expected, f"the line has status {status}"
