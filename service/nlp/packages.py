"""Model packages on disk, in Stanza's layout: listed, verified, fetched when asked.

Nothing here loads a model, and only ``download`` uses a network.
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
"""Key of the attribution tagger, and name of its file."""

LANGUAGE = "en"
RESOURCES = "resources.json"
MANIFEST = "manifest.json"
STANZA_VERSION = "1.15.0"
"""Version of Stanza's models that go with the tested library."""
STANZA_RESOURCES = f"resources_{STANZA_VERSION}.json"
_CHUNK = 1 << 20


class ModelFile(msgspec.Struct, frozen=True):
    """A file of a package with the digest that it must have."""

    path: str
    """Relative to the folder, with slashes."""
    algorithm: str
    """``sha256`` from a manifest, ``md5`` from Stanza's own list."""
    digest: str
    bytes: int | None = None


class PackageInfo(msgspec.Struct, frozen=True):
    """A package that the folder's ``resources.json`` names."""

    name: str
    processors: tuple[tuple[str, str], ...]
    present: bool
    """Whether every file of it is there (not whether it is whole)."""


class _ManifestFile(msgspec.Struct):
    bytes: int
    sha256: str


class _Manifest(msgspec.Struct):
    package: str
    files: dict[str, _ManifestFile]


def list_packages(folder: Path) -> tuple[PackageInfo, ...]:
    """Return the English packages that a folder knows, by name.

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
    """Return the files of a package with their digests.

    A manifest beside ``resources.json`` decides if it is this package's own; else
    Stanza's digests do.

    Raises:
        InvalidModels: the folder or the package is not there.
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
    """Check that every file of a package is there and whole; return the files.

    Raises:
        InvalidModels: a file is missing, has a wrong size or a wrong digest.
    """
    files = find_files(folder, package)
    for file in files:
        _verify_file(folder, file)
    return files


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest as it is, or nothing where there is none.

    Raises:
        InvalidModels: it is no JSON object.
    """
    path = folder / MANIFEST
    return _read_json(path) if path.is_file() else {}


def download(package: str, folder: Path, base_url: str) -> tuple[ModelFile, ...]:
    """Fetch one of Stanza's English packages; what is there and whole is kept.

    Args:
        package: such as ``default`` or ``default_accurate``.
        folder: where to; it gets the layout that ``WHOSAID_MODELS`` expects.
        base_url: address of a copy of such a folder (``resources.json`` and ``en/``),
            or of Stanza's own list of resources, which says where the files are.

    Raises:
        InvalidModels: the package is unknown there, or a file arrives damaged.
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
    """Fetch the list of models; return what gives the address of a file of it."""
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
    """A manifest's own package would lose its ``resources.json``."""
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
    """Return the files of a package and what they build on, with their md5."""
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
    """Fetch a file under a name of its own first, so that a break leaves no half."""
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
