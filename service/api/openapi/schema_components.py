"""Schemas of the wire types, as msgspec derives them, and references to them."""

from collections.abc import Iterable
from typing import Any, cast

import msgspec

Document = dict[str, Any]
REF = "#/components/schemas/{name}"


def media_type_object(example: msgspec.Struct) -> Document:
    """Return the schema of an example's type with the example in its JSON form."""
    reference = REF.format(name=type(example).__name__)
    return {"schema": {"$ref": reference}, "example": msgspec.to_builtins(example)}


def schema_components(kinds: Iterable[type[msgspec.Struct]]) -> Document:
    """Return the schemas of types and of the types they refer to, by name."""
    _, schemas = msgspec.json.schema_components(kinds, ref_template=REF)
    typed: Document = _type_enums(dict(sorted(schemas.items())))
    return typed


def query_parameters(kind: type[msgspec.Struct]) -> list[Document]:
    """Return a query parameter for each field of a type."""
    fields: Document = schema_components([kind])[kind.__name__]["properties"]
    return [
        {
            "name": name,
            "in": "query",
            "description": schema.get("description", ""),
            "schema": {k: v for k, v in schema.items() if k != "description"},
        }
        for name, schema in fields.items()
    ]


def _type_enums(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return a schema with ``type: string`` for each enum, which generators require."""
    if isinstance(value, list):
        return [_type_enums(item) for item in cast("list[object]", value)]
    if not isinstance(value, dict):
        return value
    schema = cast("Document", value)
    typed = {"type": "string"} if "enum" in schema else {}
    return {**{key: _type_enums(item) for key, item in schema.items()}, **typed}
