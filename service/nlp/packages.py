"""Model packages on disk in Stanza's layout: listing, verification and download.

No function here loads a model, and only ``download`` uses the network.
"""

import hashlib
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from service.errors import InvalidModels

TAGGER = "attribution"
"""Key of the attribution tagger and stem of its file name."""

LANGUAGE = "en"
RESOURCES = "resources.json"
MANIFEST = "manifest.json"
STANZA_VERSION = "1.15.0"
"""Version of Stanza's models for the tested version of the library."""
STANZA_RESOURCES = f"resources_{STANZA_VERSION}.json"
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
    language = _language(_read_resources(folder))
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
    language = _language(_read_resources(folder))
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


def verify(folder: Path, package: str) -> tuple[ModelFile, ...]:
    """Return the files of a package after checking their sizes and digests.

    Raises:
        InvalidModels: a file is missing or has another size or digest.
    """
    files = find_files(folder, package)
    for file in files:
        _verify_file(folder, file)
    return files


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest, or an empty dictionary where there is none.

    Raises:
        InvalidModels: the manifest is not a JSON object.
    """
    path = folder / MANIFEST
    return _read_json(path) if path.is_file() else {}


def download(package: str, folder: Path, base_url: str) -> tuple[ModelFile, ...]:
    """Download one of Stanza's English packages; return its files.

    Files that exist with the right digest are not downloaded again.

    Args:
        package: such as ``default`` or ``default_accurate``.
        folder: target, in the layout that ``WHOSAID_MODELS`` expects.
        base_url: address of a copy of such a folder (``resources.json`` and ``en/``),
            or of Stanza's list of resources, which has the addresses of the files.

    Raises:
        InvalidModels: the package is unknown, a download fails or a file is damaged.
    """
    _refuse_mixing(folder)
    folder.mkdir(parents=True, exist_ok=True)
    address = _fetch_resources(base_url.rstrip("/"), folder)
    files = find_files(folder, package)
    for file in files:
        if not _is_whole(folder, file):
            _fetch(address(file.path), folder / file.path)
            _verify_file(folder, file)
    return files


def _fetch_resources(base_url: str, folder: Path) -> Callable[[str], str]:
    """Download the list of models; return a function from file path to address."""
    target = folder / RESOURCES
    try:
        _fetch(f"{base_url}/{RESOURCES}", target)
    except InvalidModels:
        _fetch(f"{base_url}/{STANZA_RESOURCES}", target)
    else:
        return lambda path: f"{base_url}/{urllib.parse.quote(path)}"
    template = str(_read_resources(folder).get("url", ""))

    def address(path: str) -> str:
        _, _, name = path.partition("/")
        return template.format(
            resources_version=STANZA_VERSION,
            lang=LANGUAGE,
            filename=urllib.parse.quote(name),
        )

    return address


def _refuse_mixing(folder: Path) -> None:
    """Raise an error for a folder whose ``resources.json`` belongs to a manifest."""
    if (folder / MANIFEST).exists():
        raise InvalidModels(
            "this folder holds a package with a manifest; download to another one",
            path=str(folder),
        )


def _is_whole(folder: Path, file: ModelFile) -> bool:
    try:
        _verify_file(folder, file)
    except InvalidModels:
        return False
    return True


def _verify_file(folder: Path, file: ModelFile) -> None:
    path = folder / file.path
    if not path.is_file():
        raise InvalidModels("the file is missing", path=str(path))
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


def _read_resources(folder: Path) -> dict[str, Any]:
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


def _fetch(url: str, target: Path) -> None:
    """Download a file, under a temporary name until it is complete."""
    if urllib.parse.urlsplit(url).scheme not in {"http", "https"}:
        raise InvalidModels("only http and https are fetched", path=url)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_suffix(target.suffix + ".part")
    try:
        with urllib.request.urlopen(url, timeout=60) as answer, part.open("wb") as out:  # noqa: S310 - the scheme is checked above
            while chunk := answer.read(_CHUNK):
                out.write(chunk)
    except (urllib.error.URLError, OSError) as error:
        part.unlink(missing_ok=True)
        if isinstance(error, urllib.error.HTTPError):
            error.close()
        raise InvalidModels(f"it could not be fetched: {error}", path=url) from error
    part.replace(target)
