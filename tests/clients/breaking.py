"""Breaking changes between two OpenAPI documents."""

import functools
import operator
from collections.abc import Iterator, Mapping
from typing import Any

Node = Mapping[str, Any]
BOUNDS = {
    "maxLength": min,
    "maxItems": min,
    "maximum": min,
    "minLength": max,
    "minItems": max,
    "minimum": max,
}
"""Limits in schemas, and the function that selects the stricter of two."""
MISSING = object()


def breaking_changes(old: Node, new: Node) -> list[str]:
    """Return the changes that break clients generated from ``old``."""
    return [*_Comparison(old, new).paths()]


def allows_breaking(old: str, new: str) -> bool:
    """Whether ``new`` may break clients of ``old``: a new major, or minor of 0."""
    before, after = (tuple(map(int, version.split("."))) for version in (old, new))
    place = 1 if before[0] == 0 else 0
    return after[: place + 1] > before[: place + 1]


class _Comparison:
    def __init__(self, old: Node, new: Node) -> None:
        self._old = old
        self._new = new

    def paths(self) -> Iterator[str]:
        """Yield the breaking changes of all operations."""
        for path, methods in self._old["paths"].items():
            for method, operation in methods.items():
                where = f"{method.upper()} {path}"
                found = self._new["paths"].get(path, {}).get(method)
                if found is None:
                    yield f"{where}: gone"
                else:
                    yield from self._operation(operation, found, where)

    def _operation(self, old: Node, new: Node, where: str) -> Iterator[str]:
        if old["operationId"] != new["operationId"]:
            yield f"{where}: another operationId"
        if not _keys(self._old, old) <= _keys(self._new, new):
            yield f"{where}: another key is needed"
        yield from self._parameters(old, new, where)
        yield from self._bodies(old, new, where)
        for status, response in old["responses"].items():
            if status not in new["responses"]:
                yield f"{where}: response {status} is gone"
                continue
            before = _resolve(self._old, response)
            after = _resolve(self._new, new["responses"][status])
            place = f"{where} {status}"
            for header in before.get("headers", {}).keys() - after.get("headers", {}):
                yield f"{place}: header {header} is gone"
            contents = before.get("content", {}), after.get("content", {})
            yield from self._contents(*contents, place, answer=True)

    def _parameters(self, old: Node, new: Node, where: str) -> Iterator[str]:
        before = {each["name"]: each for each in old.get("parameters", ())}
        after = {each["name"]: each for each in new.get("parameters", ())}
        for name, parameter in after.items():
            was_required = before.get(name, {}).get("required", False)
            if parameter.get("required", False) and not was_required:
                yield f"{where}: parameter {name} is newly required"
        for name, parameter in before.items():
            if name not in after:
                yield f"{where}: parameter {name} is gone"
                continue
            schemas = parameter["schema"], after[name]["schema"]
            yield from self._schemas(*schemas, f"{where} ?{name}", answer=False)

    def _bodies(self, old: Node, new: Node, where: str) -> Iterator[str]:
        before, after = old.get("requestBody", {}), new.get("requestBody", {})
        if after.get("required", False) and not before.get("required", False):
            yield f"{where}: a body is newly required"
        contents = before.get("content", {}), after.get("content", {})
        yield from self._contents(*contents, where, answer=False)

    def _contents(
        self, old: Node, new: Node, where: str, *, answer: bool
    ) -> Iterator[str]:
        for media, content in old.items():
            if media not in new:
                yield f"{where}: {media} is gone"
                continue
            schemas = content["schema"], new[media]["schema"]
            yield from self._schemas(*schemas, f"{where} {media}", answer=answer)

    def _schemas(
        self, old: Node, new: Node, where: str, *, answer: bool
    ) -> Iterator[str]:
        before, after = _types(self._old, old), _types(self._new, new)
        old, new = _resolve(self._old, old), _resolve(self._new, new)
        narrower, wider = (after, before) if answer else (before, after)
        if wider and not (narrower and narrower <= wider):
            yield f"{where}: type {sorted(before)} became {sorted(after)}"
            return
        yield from _values(old, new, where, answer=answer)
        for before_part, after_part, name in _parts(old, new):
            place = f"{where}.{name}"
            yield from self._schemas(before_part, after_part, place, answer=answer)
        yield from _fields(old, new, where, answer=answer)


def _keys(document: Node, operation: Node) -> set[frozenset[str]]:
    """Return the alternative security requirements; an empty one means no key."""
    required = operation.get("security", document.get("security", ()))
    return {frozenset(names) for names in required or [{}]}


def _resolve(document: Node, node: Node) -> Node:
    """Return the target of a reference; of a nullable schema, the schema."""
    node = _follow(document, node)
    options = [each for each in node.get("anyOf", ()) if each != {"type": "null"}]
    return _follow(document, options[0]) if len(options) == 1 else node


def _follow(document: Node, node: Node) -> Node:
    target: Any = node
    while "$ref" in target:
        names = target["$ref"].removeprefix("#/").split("/")
        target = functools.reduce(operator.getitem, names, document)
    return {**target}


def _types(document: Node, schema: Node) -> frozenset[str]:
    """Return the types that a schema allows; an empty set if it allows all."""
    schema = _follow(document, schema)
    if "anyOf" in schema:
        return frozenset[str]().union(
            *(_types(document, each) for each in schema["anyOf"])
        )
    kinds = schema.get("type", [])
    return frozenset([kinds] if isinstance(kinds, str) else kinds)


def _values(old: Node, new: Node, where: str, *, answer: bool) -> Iterator[str]:
    """Yield the values that are no longer allowed, and stricter limits."""
    if answer:
        return
    gone = set(old.get("enum", ())) - set(new.get("enum", old.get("enum", ())))
    if gone or ("enum" in new and "enum" not in old):
        yield f"{where}: fewer values"
    if "pattern" in new and new["pattern"] != old.get("pattern"):
        yield f"{where}: another pattern"
    refused = new.get("additionalProperties") is False
    if refused and old.get("additionalProperties") is not False:
        yield f"{where}: unknown fields are refused"
    for bound, stricter in BOUNDS.items():
        limits = old.get(bound, MISSING), new.get(bound, MISSING)
        if limits[1] is not MISSING and (
            limits[0] is MISSING
            or (limits[0] != limits[1] and stricter(limits) == limits[1])
        ):
            yield f"{where}: {bound} is stricter"


def _parts(old: Node, new: Node) -> Iterator[tuple[Node, Node, str]]:
    """Yield the pairs of subschemas of two schemas."""
    if "items" in old and "items" in new:
        yield old["items"], new["items"], "[]"
    fields = new.get("properties", {})
    for name, field in old.get("properties", {}).items():
        if name in fields:
            yield field, fields[name], name


def _fields(old: Node, new: Node, where: str, *, answer: bool) -> Iterator[str]:
    fields = new.get("properties", {})
    for name in old.get("properties", {}):
        if name not in fields:
            yield f"{where}.{name}: gone"
    before, after = set(old.get("required", ())), set(new.get("required", ()))
    if answer:
        lost = sorted((before - after) & set(fields))
        yield from (f"{where}.{name}: may lack now" for name in lost)
    else:
        added = sorted(after - before)
        yield from (f"{where}.{name}: newly required" for name in added)
