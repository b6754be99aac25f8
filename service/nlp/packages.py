"""Model packages on disk in Stanza's layout: listing and verification.

No function here loads a model. The attribution tagger of a folder may come from a
distribution of its own (``find_tagger``).
"""

import hashlib
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from service.errors import InvalidModels

TAGGER = "attribution"
"""Key of the attribution tagger and stem of its file name."""

LANGUAGE = "en"
TAGGER_PATH = f"{LANGUAGE}/ner/{TAGGER}.pt"
"""The tagger's file, relative to a folder of models."""
TAGGER_MODULE = "whosaid_attribution_tagger"
"""The module with the tagger's file, of the distribution of that name."""
TAGGER_MISSING = (
    "the attribution tagger is not installed: install the distribution "
    "whosaid-attribution-tagger (its corpus states no licence), or set "
    "WHOSAID_TAGGER=off, which gives other records"
)
RESOURCES = "resources.json"
MANIFEST = "manifest.json"
_CHUNK = 1 << 20


class ModelFile(msgspec.Struct, frozen=True):
    """A file of a package with its expected digest."""

    path: str
    """Relative to the folder of the models, with slashes."""
    algorithm: str
    """``sha256`` from a manifest, ``md5`` from Stanza's own list."""
    digest: str
    bytes: int | None = None


class PackageInfo(msgspec.Struct, frozen=True):
    """A package in ``resources.json``."""

    name: str
    processors: tuple[tuple[str, str], ...]
    """Pairs of a processor and the name of its model."""
    present: bool
    """Whether all of its files exist; their digests are not checked."""


class _ManifestFile(msgspec.Struct):
    bytes: int
    sha256: str


class _Manifest(msgspec.Struct):
    package: str
    files: dict[str, _ManifestFile]


def list_packages(folder: Path) -> tuple[PackageInfo, ...]:
    """Return the English packages of a folder, sorted by name.

    Raises:
        InvalidModels: the folder has no readable ``resources.json``.
    """
    language = _language(read_resources(folder))
    return tuple(
        PackageInfo(
            name,
            tuple(_processors(language, name)),
            all((folder / path).is_file() for path, _ in _paths(language, name)),
        )
        for name in sorted(language.get("packages", {}))
    )


def find_files(folder: Path, package: str) -> tuple[ModelFile, ...]:
    """Return the files of a package with their expected digests.

    The digests are those of the manifest beside ``resources.json`` if it is of this
    package, else those of ``resources.json``.

    Raises:
        InvalidModels: the folder or the package does not exist.
    """
    language = _language(read_resources(folder))
    if package not in language.get("packages", {}):
        known = ", ".join(sorted(language.get("packages", {}))) or "none"
        raise InvalidModels(
            f"there is no package {package!r} (packages here: {known})",
            path=str(folder / RESOURCES),
        )
    manifest = _read_manifest(folder)
    if manifest is not None and manifest.package == package:
        return tuple(
            ModelFile(path, "sha256", file.sha256, file.bytes)
            for path, file in manifest.files.items()
        )
    return tuple(
        ModelFile(path, "md5", digest) for path, digest in _paths(language, package)
    )


def verify(folder: Path, package: str, *, tagger: bool = True) -> tuple[ModelFile, ...]:
    """Return the files of a package after checking their sizes and digests.

    Args:
        folder: in Stanza's layout.
        package: name in its ``resources.json``.
        tagger: whether the attribution tagger is one of the files.

    Raises:
        InvalidModels: a file is missing or has another size or digest.
    """
    files = tuple(
        file
        for file in find_files(folder, package)
        if tagger or file.path != TAGGER_PATH
    )
    for file in files:
        verify_file(folder, file)
    return files


def find_tagger(folder: Path) -> Path | None:
    """Return the file of the attribution tagger of a folder, or None.

    It is the folder's own, else the installed one (``TAGGER_MODULE``) if the manifest
    of the folder lists it: a tagger fits one encoder only.

    Raises:
        InvalidModels: the manifest is not a JSON object.
    """
    own = folder / TAGGER_PATH
    if own.is_file():
        return own
    spec = find_spec(TAGGER_MODULE)
    if spec is None or TAGGER_PATH not in read_manifest(folder).get("files", {}):
        return None
    places = (Path(place, own.name) for place in spec.submodule_search_locations or ())
    return next((path for path in places if path.is_file()), None)


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest, or an empty dictionary where there is none.

    Raises:
        InvalidModels: the manifest is not a JSON object.
    """
    path = folder / MANIFEST
    return _read_json(path) if path.is_file() else {}


def verify_file(folder: Path, file: ModelFile) -> None:
    """Check the size and the digest of a file.

    Raises:
        InvalidModels: it is missing or has another size or digest.
    """
    path = folder / file.path
    if file.path == TAGGER_PATH:
        path = find_tagger(folder) or path
    if not path.is_file():
        tagger = file.path == TAGGER_PATH
        reason = TAGGER_MISSING if tagger else "the file is missing"
        raise InvalidModels(reason, path=str(path))
    size = path.stat().st_size
    if file.bytes is not None and size != file.bytes:
        raise InvalidModels(
            f"the file has {size} bytes and should have {file.bytes}", path=str(path)
        )
    if _digest(path, file.algorithm) != file.digest:
        raise InvalidModels(
            f"the file is damaged: its {file.algorithm} is not the listed one",
            path=str(path),
        )


def _digest(path: Path, algorithm: str) -> str:
    digest = hashlib.new(algorithm, usedforsecurity=False)
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def read_resources(folder: Path) -> dict[str, Any]:
    """Return the list of models of a folder.

    Raises:
        InvalidModels: there is none, or it is not a JSON object.
    """
    path = folder / RESOURCES
    if not path.is_file():
        raise InvalidModels(
            "there is no resources.json, so this is no folder of models", path=str(path)
        )
    return _read_json(path)


def _read_json(path: Path) -> dict[str, Any]:
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
    except (msgspec.DecodeError, OSError) as error:
        raise InvalidModels(f"it cannot be read: {error}", path=str(path)) from error


def _read_manifest(folder: Path) -> _Manifest | None:
    content = read_manifest(folder)
    if not content:
        return None
    try:
        return msgspec.convert(content, _Manifest)
    except msgspec.ValidationError as error:
        path = str(folder / MANIFEST)
        raise InvalidModels(f"it is no manifest: {error}", path=path) from error


def _language(resources: dict[str, Any]) -> dict[str, Any]:
    entry: dict[str, Any] = resources.get(LANGUAGE, {})
    return entry


def _processors(language: dict[str, Any], package: str) -> Iterator[tuple[str, str]]:
    for processor, name in language["packages"][package].items():
        if isinstance(name, str):
            yield processor, name


def _paths(language: dict[str, Any], package: str) -> Sequence[tuple[str, str]]:
    """Return path and md5 of the files of a package and of their dependencies."""
    wanted = list(_processors(language, package))
    for processor, name in tuple(wanted):
        entry = language.get(processor, {}).get(name, {})
        needed = entry.get("dependencies", [])
        wanted.extend((one["model"], one["package"]) for one in needed)
    return [
        (_model_path(processor, name), language[processor][name]["md5"])
        for processor, name in dict.fromkeys(wanted)
        if name in language.get(processor, {})
    ]


def _model_path(processor: str, name: str) -> str:
    return str(PurePosixPath(LANGUAGE, processor, f"{name}.pt"))
