"""Download of Stanza's model packages. No other module of ``nlp`` uses the network."""

import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from pathlib import Path

from service.errors import InvalidModels
from service.nlp.packages import (
    LANGUAGE,
    MANIFEST,
    RESOURCES,
    ModelFile,
    find_files,
    read_resources,
    verify_file,
)

STANZA_VERSION = "1.15.0"
"""Version of Stanza's models for the tested version of the library."""
STANZA_RESOURCES = f"resources_{STANZA_VERSION}.json"
_CHUNK = 1 << 20


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
            verify_file(folder, file)
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
    template = str(read_resources(folder).get("url", ""))

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
        verify_file(folder, file)
    except InvalidModels:
        return False
    return True


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
