"""Check a manifest against the definition of its kind: ``crd.py DEFINITION MANIFEST``.

The definition is the operator's own (of KubeRay's RayJob, of Prometheus's
ServiceMonitor), got from its project; no package of a registry has KubeRay's. As an API
server does with --validate=strict, unknown fields are errors.
"""

import sys
from pathlib import Path
from typing import Any

import jsonschema
import yaml


def errors(definition: dict[str, Any], manifest: dict[str, Any]) -> list[str]:
    """Return what is wrong with a manifest, each with its path."""
    wanted = manifest["apiVersion"].rpartition("/")[2]
    versions = definition["spec"]["versions"]
    (schema,) = (
        version["schema"]["openAPIV3Schema"]
        for version in versions
        if version["name"] == wanted
    )
    close(schema)
    schema["properties"]["metadata"] = {"type": "object"}
    validator = jsonschema.Draft202012Validator(schema)
    return [
        f"{one.json_path}: {one.message}" for one in validator.iter_errors(manifest)
    ]


def close(schema: object) -> None:
    """Refuse unknown fields everywhere but where the definition keeps them."""
    if isinstance(schema, list):
        for item in schema:
            close(item)
    elif isinstance(schema, dict):
        known = schema.get("type") == "object" and "properties" in schema
        if known and not schema.get("x-kubernetes-preserve-unknown-fields"):
            schema.setdefault("additionalProperties", False)
        if schema.get("x-kubernetes-int-or-string"):
            schema.pop("type", None)
        for value in schema.values():
            close(value)


def main(definition: str, manifest: str) -> None:
    """Print every error; end with status 1 where there is one."""
    loaded = (
        yaml.safe_load(Path(name).read_bytes()) for name in (definition, manifest)
    )
    found = errors(*loaded)
    print("\n".join(found) or f"{manifest}: valid")  # noqa: T201 - a script
    sys.exit(bool(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
