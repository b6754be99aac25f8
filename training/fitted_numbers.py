"""Write the fitted numbers of a package, and their digest into its manifest."""

import sys
from pathlib import Path

import msgspec

from service.attribution import Classifier
from service.nlp.packages import MANIFEST, read_manifest
from service.provenance import SHIPPED, classifier_path
from service.settings import MODELS
from training.rows import sha256


def write_classifier(models: Path, package: str, fitted: Classifier) -> Path:
    """Write the numbers of a package and return their file.

    The entry of the file in the manifest of the folder follows, if the manifest is of
    this package: the service refuses a file whose digest differs.
    """
    path = classifier_path(models, package)
    path.parent.mkdir(parents=True, exist_ok=True)
    _write_json(path, fitted)
    manifest = read_manifest(models)
    if manifest.get("package") == package:
        name = path.relative_to(models).as_posix()
        entry = manifest["files"].setdefault(name, {})
        entry |= {"bytes": path.stat().st_size, "sha256": sha256(path)}
        _write_json(models / MANIFEST, manifest)
    return path


def write_shipped(fitted: Classifier) -> None:
    """Write the numbers of the shipped package, and to standard error where."""
    path = write_classifier(MODELS, SHIPPED, fitted)
    sys.stderr.write(f"wrote {path}: {path.stat().st_size} bytes\n")


def _write_json(path: Path, content: object) -> None:
    encoded = msgspec.json.format(msgspec.json.encode(content), indent=1)
    path.write_bytes(encoded + b"\n")
