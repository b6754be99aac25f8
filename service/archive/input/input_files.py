"""Which files the input is: found, told apart by their names, sorted."""

import glob
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Literal

import msgspec

from service.archive.failure import ArchiveFailed

InputFormat = Literal["jsonl", "parquet", "text"]
FORMATS_BY_SUFFIX: dict[str, InputFormat] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".txt": "text",
}
MAGIC = frozenset("*?[")


class InputFile(msgspec.Struct, frozen=True, order=True):
    """One file of the input."""

    name: str
    """Its path below the folder that was given, with slashes."""
    path: str
    kind: InputFormat
    size: int
    changed: int
    """When it was last changed, in nanoseconds."""


def find_input_files(given: str, *, output: Path) -> tuple[InputFile, ...]:
    """Return the files that a file name, a folder or a glob stands for, by name.

    Hidden files, and files of other kinds in a folder, are left out.

    Raises:
        ArchiveFailed: there are none, one is of no known kind, or they hold the output.
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
        paths = map(Path, glob.iglob(given, recursive=True))  # noqa: PTH207 - absolute ones too
        base = _base(given)
        yield from (_source(one, base) for one in paths if one.is_file())
    else:
        raise ArchiveFailed(f"{given}: there is no such file or folder")


def _wanted(path: PurePath) -> bool:
    return path.suffix.lower() in FORMATS_BY_SUFFIX and not any(
        part.startswith(".") for part in path.parts
    )


def _base(pattern: str) -> Path:
    """Return the folder of a glob above its first wild part."""
    parts = PurePath(pattern).parts
    wild = next(index for index, part in enumerate(parts) if MAGIC & set(part))
    return Path(*parts[:wild])


def _source(path: Path, base: Path) -> InputFile:
    kind = FORMATS_BY_SUFFIX.get(path.suffix.lower())
    if kind is None:
        raise ArchiveFailed(f"{path}: only {_known()} files are read")
    name = path.relative_to(base).as_posix()
    if not name.isprintable():  # a broken encoding comes as surrogates
        raise ArchiveFailed(f"{name!r}: a file needs a name that can be printed")
    status = path.stat()
    return InputFile(
        name, str(path.resolve()), kind, status.st_size, int(status.st_mtime_ns)
    )


def _known() -> str:
    *others, last = FORMATS_BY_SUFFIX
    return f"{', '.join(others)} or {last}"
