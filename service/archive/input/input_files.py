"""Find the input files and their formats, sorted by name."""

import glob
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Literal

import msgspec

from service.archive.failure import ArchiveFailed

InputFormat = Literal["jsonl", "parquet", "text", "html"]
FORMATS_BY_SUFFIX: dict[str, InputFormat] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
}
MAGIC = frozenset("*?[")


class InputFile(msgspec.Struct, frozen=True, order=True):
    """A file of the input."""

    name: str
    """Path relative to the given folder, with slashes."""
    path: str
    kind: InputFormat
    size: int
    changed: int
    """Modification time in nanoseconds."""


def find_input_files(given: str, *, output: Path) -> tuple[InputFile, ...]:
    """Return the input files, sorted by name.

    Hidden files, and files of other formats in a folder, are left out.

    Args:
        given: a file, a folder that is searched recursively, or a glob.
        output: the folder of the output, which must not contain an input file.

    Raises:
        ArchiveFailed: there is no file, one has an unknown suffix or an unprintable
            name, or one lies in the output.
    """
    found = tuple(sorted(_sources(given)))
    if not found:
        raise ArchiveFailed(f"{given}: there is no {_known()} file")
    target = output.resolve()
    for source in found:
        if Path(source.path).resolve().is_relative_to(target):
            raise ArchiveFailed(f"{source.path} is inside of the output, {output}")
    return found


def _sources(given: str) -> Iterator[InputFile]:
    path = Path(given)
    if path.is_dir():
        inside = (one for one in path.rglob("*") if _wanted(one.relative_to(path)))
        yield from (_source(one, path) for one in inside if one.is_file())
    elif path.exists():
        yield _source(path, path.parent)
    elif MAGIC & set(given):
        paths = map(Path, glob.iglob(given, recursive=True))  # noqa: PTH207 - Path.glob takes no absolute pattern
        base = _base(given)
        yield from (_source(one, base) for one in paths if one.is_file())
    else:
        raise ArchiveFailed(f"{given}: there is no such file or folder")


def _wanted(path: PurePath) -> bool:
    return path.suffix.lower() in FORMATS_BY_SUFFIX and not any(
        part.startswith(".") for part in path.parts
    )


def _base(pattern: str) -> Path:
    """Return the folder above the first part of a glob that has a wildcard."""
    parts = PurePath(pattern).parts
    wild = next(index for index, part in enumerate(parts) if MAGIC & set(part))
    return Path(*parts[:wild])


def _source(path: Path, base: Path) -> InputFile:
    kind = FORMATS_BY_SUFFIX.get(path.suffix.lower())
    if kind is None:
        raise ArchiveFailed(f"{path}: only {_known()} files are read")
    name = path.relative_to(base).as_posix()
    if not name.isprintable():  # undecodable bytes become surrogates
        raise ArchiveFailed(f"{name!r}: a file needs a name that can be printed")
    status = path.stat()
    return InputFile(
        name, str(path.resolve()), kind, status.st_size, int(status.st_mtime_ns)
    )


def _known() -> str:
    *others, last = FORMATS_BY_SUFFIX
    return f"{', '.join(others)} or {last}"
