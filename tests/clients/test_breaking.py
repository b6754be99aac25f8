"""A breaking change of the OpenAPI document requires a new version."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from tests.clients.breaking import allows_breaking, breaking_changes
from tests.clients.write_document import (
    SPEC,
    changes_since_release,
    last_released,
    write_document,
)

POST = "POST /v1/things"
OLD: dict[str, Any] = {
    "security": [{}, {"bearer": []}],
    "paths": {
        "/v1/things": {
            "post": {
                "operationId": "makeThing",
                "parameters": [
                    {"name": "unit", "schema": {"type": "string", "enum": ["a", "b"]}}
                ],
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {
                            "schema": {"$ref": "#/components/schemas/Ask"}
                        },
                        "text/plain": {"schema": {"type": "string"}},
                    },
                },
                "responses": {
                    "200": {
                        "headers": {"X-Request-Id": {"schema": {"type": "string"}}},
                        "content": {
                            "application/json": {
                                "schema": {"$ref": "#/components/schemas/Thing"}
                            }
                        },
                    },
                    "400": {"description": "Bad."},
                },
            }
        }
    },
    "components": {
        "schemas": {
            "Ask": {
                "type": "object",
                "properties": {
                    "text": {"type": "string", "maxLength": 9},
                    "sizes": {"type": "array", "items": {"type": "integer"}},
                    "note": {},
                },
                "required": ["text"],
            },
            "Thing": {
                "type": "object",
                "properties": {
                    "name": {"type": "string"},
                    "part": {
                        "anyOf": [
                            {"$ref": "#/components/schemas/Part"},
                            {"type": "null"},
                        ]
                    },
                },
                "required": ["name", "part"],
            },
            "Part": {
                "type": "object",
                "properties": {"size": {"type": "integer"}},
                "required": ["size"],
            },
        }
    },
}
OPERATION = "paths /v1/things post "
ASK = "components schemas Ask "
THING = "components schemas Thing "
PART = "components schemas Part "
GONE = object()


def changed(place: str, value: object) -> dict[str, Any]:
    """Return the document with another value at a path."""
    document = copy.deepcopy(OLD)
    *way, last = place.split()
    node: Any = document
    for name in way:
        node = node[int(name) if name.isdigit() and isinstance(node, list) else name]
    if value is GONE:
        del node[last]
    else:
        node[last] = value
    return document


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        ("paths /v1/things", GONE, f"{POST}: gone"),
        ("paths /v1/things post", GONE, f"{POST}: gone"),
        (OPERATION + "operationId", "buildThing", f"{POST}: another operationId"),
        (OPERATION + "parameters", [], f"{POST}: parameter unit is gone"),
        (
            OPERATION + "parameters 0 required",
            True,
            f"{POST}: parameter unit is newly required",
        ),
        (
            OPERATION + "parameters 0 schema enum",
            ["a"],
            f"{POST} ?unit: fewer values",
        ),
        (
            OPERATION + "requestBody content text/plain",
            GONE,
            f"{POST}: text/plain is gone",
        ),
        (OPERATION + "responses 400", GONE, f"{POST}: response 400 is gone"),
        (
            OPERATION + "responses 200 headers",
            {},
            f"{POST} 200: header X-Request-Id is gone",
        ),
        (OPERATION + "security", [{"bearer": []}], f"{POST}: another key is needed"),
        ("security", [{"bearer": []}], f"{POST}: another key is needed"),
        (
            ASK + "properties text pattern",
            "^a",
            f"{POST} application/json.text: another pattern",
        ),
        (
            ASK + "properties note",
            {"type": "string"},
            f"{POST} application/json.note: type [] became ['string']",
        ),
        (
            ASK + "additionalProperties",
            False,
            f"{POST} application/json: unknown fields are refused",
        ),
        (
            ASK + "required",
            ["text", "sizes"],
            f"{POST} application/json.sizes: newly required",
        ),
        (ASK + "properties sizes", GONE, f"{POST} application/json.sizes: gone"),
        (
            ASK + "properties text maxLength",
            8,
            f"{POST} application/json.text: maxLength is stricter",
        ),
        (
            ASK + "properties text minLength",
            1,
            f"{POST} application/json.text: minLength is stricter",
        ),
        (
            ASK + "properties sizes items type",
            "string",
            f"{POST} application/json.sizes.[]: type ['integer'] became ['string']",
        ),
        (THING + "properties name", GONE, f"{POST} 200 application/json.name: gone"),
        (
            THING + "required",
            ["name"],
            f"{POST} 200 application/json.part: may lack now",
        ),
        (
            THING + "properties name type",
            ["string", "null"],
            f"{POST} 200 application/json.name: type ['string'] became"
            " ['null', 'string']",
        ),
        (
            PART + "properties size type",
            "number",
            f"{POST} 200 application/json.part.size: type ['integer'] became"
            " ['number']",
        ),
    ],
)
def test_a_breaking_change_is_found(place: str, value: object, said: str) -> None:
    """Each breaking change is reported with its location."""
    assert breaking_changes(OLD, changed(place, value)) == [said]


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("info", {"title": "Things"}),
        ("paths /v1/more", {"get": {"operationId": "more", "responses": {}}}),
        (OPERATION + "summary", "Make a thing"),
        (OPERATION + "responses 503", {"description": "Busy."}),
        (OPERATION + "parameters 0 schema enum", ["a", "b", "c"]),
        (OPERATION + "requestBody required", False),
        (ASK + "properties more", {"type": "string"}),
        (ASK + "properties sizes", {}),
        (OPERATION + "security", [{}, {"bearer": []}, {"apiKey": []}]),
        (OPERATION + "responses 200 headers X-More", {"schema": {"type": "string"}}),
        (ASK + "properties text maxLength", 10),
        (ASK + "properties text type", ["string", "null"]),
        (ASK + "required", []),
        (THING + "properties more", {"type": "string"}),
        (THING + "properties part", {"$ref": "#/components/schemas/Part"}),
    ],
)
def test_a_harmless_change_is_not(place: str, value: object) -> None:
    """Additions and less strict constraints are not breaking changes."""
    assert breaking_changes(OLD, changed(place, value)) == []


@pytest.mark.parametrize(
    ("old", "new", "allowed"),
    [
        ("0.1.0", "0.1.0", False),
        ("0.1.0", "0.1.1", False),
        ("0.1.0", "0.2.0", True),
        ("0.9.3", "1.0.0", True),
        ("1.2.0", "1.3.0", False),
        ("1.2.0", "2.0.0", True),
    ],
)
def test_versions_that_may_break(old: str, new: str, *, allowed: bool) -> None:
    """A new major version, or a new minor version of 0, may break clients."""
    assert allows_breaking(old, new) is allowed


def document(**changes: object) -> bytes:
    """Return the encoded document with changes."""
    return json.dumps({**OLD, "info": {"version": "0.1.0"}, **changes}).encode()


@pytest.fixture
def spec(tmp_path: Path) -> Path:
    """Return a folder with the released document of version 0.1.0."""
    (tmp_path / "released").mkdir()
    assert write_document(tmp_path, document()) == []
    return tmp_path


def test_additions_are_released(spec: Path) -> None:
    """Additions are written to the released document and cannot be removed later."""
    paths = {**OLD["paths"], "/v1/more": {"get": {"operationId": "m", "responses": {}}}}

    assert write_document(spec, document(paths=paths)) == []
    assert write_document(spec, document()) == ["GET /v1/more: gone"]
    assert json.loads((spec / "openapi.json").read_bytes())["paths"] == paths


def test_a_breaking_change_needs_a_new_version(spec: Path) -> None:
    """A breaking change is only written with a new version, to a new file."""
    before = {file: file.read_bytes() for file in spec.rglob("*.json")}

    assert write_document(spec, document(paths={})) == [f"{POST}: gone"]
    assert {file: file.read_bytes() for file in spec.rglob("*.json")} == before

    newer = document(paths={}, info={"version": "0.2.0"})
    released = spec / "released"

    assert write_document(spec, newer) == []
    assert (released / "openapi-0.1.0.json").read_bytes() == document()
    assert last_released(spec) == released / "openapi-0.2.0.json"


def test_the_highest_version_is_the_last(spec: Path) -> None:
    """Versions are compared as numbers: 0.10.0 is later than 0.9.0."""
    for version in ("0.9.0", "0.10.0"):
        write_document(spec, document(info={"version": version}))

    assert last_released(spec) == spec / "released" / "openapi-0.10.0.json"


def test_clients_of_the_last_release_keep_working() -> None:
    """The committed document has no breaking change without a new version."""
    committed = json.loads((SPEC / "openapi.json").read_text("utf-8"))

    assert changes_since_release(SPEC, committed) == []
