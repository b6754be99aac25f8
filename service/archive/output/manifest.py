"""The manifest of an output: all that its records depend on.

A run that differs from the manifest is refused, so that an output never mixes records
of different models, settings or inputs.
"""

import fcntl
import hashlib
from collections.abc import Generator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

import msgspec

from service.archive.failure import ArchiveFailed
from service.archive.input.blocks import ArchivePlan
from service.archive.output.parts import RUN, TableFormat
from service.archive.output.table_schemas import VERSION
from service.nlp.packages import verify
from service.provenance import load_classifier, rules_version
from service.settings import Settings
from service.wire.responses import SERVICE_VERSION

NAME = "manifest.json"
RULES_VERSION = "whosaid.rules_version"
"""The metadata of a part with the version of the rules."""
Precision = Literal["auto", "fp32", "bf16"]


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the records of an output depend on."""

    tables: int
    service: str
    stanza: str
    package: str
    models: str
    """SHA-256 of the paths and digests of the model files."""
    rules_version: str
    """Of ``provenance.rules_version``."""
    tagger: bool
    precision: Precision
    """As set; ``auto`` is resolved on each machine."""
    max_chars: int
    format: TableFormat
    sample: int | None
    input: str
    """SHA-256 of the names, sizes and modification times of the input files."""
    articles: int
    blocks: int


NAMES = {
    "tables": "version of the tables",
    "service": "version of Whosaid",
    "stanza": "version of Stanza",
    "package": "model package",
    "models": "model files",
    "rules_version": "version of the rules",
    "tagger": "WHOSAID_TAGGER",
    "precision": "WHOSAID_PRECISION",
    "max_chars": "WHOSAID_MAX_CHARS",
    "format": "--format",
    "sample": "--sample",
    "input": "input",
    "articles": "number of articles",
    "blocks": "number of blocks",
}


def make_manifest(
    settings: Settings, plan: ArchivePlan, *, form: TableFormat, sample: int | None
) -> Manifest:
    """Return the manifest of a run with these settings.

    Raises:
        InvalidModels: a model file or the fitted numbers are missing or damaged.
    """
    digest = hashlib.sha256()
    files = verify(settings.models, settings.package, tagger=settings.tagger)
    for file in files:
        digest.update(f"{file.path}\0{file.digest}\n".encode())
    return Manifest(
        tables=VERSION,
        service=SERVICE_VERSION,
        stanza=version("stanza"),
        package=settings.package,
        models=digest.hexdigest(),
        rules_version=rules_version(load_classifier(settings.models, settings.package)),
        tagger=settings.tagger,
        precision=settings.precision,
        max_chars=settings.max_chars,
        format=form,
        sample=sample,
        input=plan.digest,
        articles=plan.articles,
        blocks=len(plan.blocks),
    )


def metadata_of(manifest: Manifest) -> dict[str, str]:
    """Return the metadata that every part of a table holds."""
    return {
        "whosaid.tables": str(manifest.tables),
        "whosaid.service": manifest.service,
        "whosaid.stanza": manifest.stanza,
        "whosaid.package": manifest.package,
        "whosaid.models": manifest.models,
        RULES_VERSION: manifest.rules_version,
        "whosaid.tagger": "on" if manifest.tagger else "off",
        "whosaid.precision": manifest.precision,
        "whosaid.offset_unit": "codepoint",
    }


@contextmanager
def claim(folder: Path, manifest: Manifest) -> Generator[None]:
    """Lock the output for this run while the body runs.

    Raises:
        ArchiveFailed: another run holds the lock, the folder holds other files, or its
            manifest differs.
    """
    _refuse_foreign(folder)
    (folder / RUN).mkdir(parents=True, exist_ok=True)
    with (folder / RUN / "lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ArchiveFailed(f"another run writes to {folder}") from error
        _refuse_mixing(folder, manifest)
        yield


def _refuse_foreign(folder: Path) -> None:
    known = {RUN, NAME}
    if folder.exists() and not folder.is_dir():
        raise ArchiveFailed(f"{folder} is no folder")
    if folder.is_dir() and not any((folder / name).exists() for name in known):
        stranger = next(folder.iterdir(), None)
        if stranger is not None:
            raise ArchiveFailed(f"{folder} has other files, such as {stranger.name}")


def _refuse_mixing(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, or compare it with the existing one."""
    path = folder / NAME
    if not path.exists():
        temporary = folder / RUN / NAME
        temporary.write_bytes(
            msgspec.json.format(msgspec.json.encode(manifest)) + b"\n"
        )
        temporary.replace(path)
        return
    changes = list(_changes(_read(path), manifest))
    if changes:
        raise ArchiveFailed(
            f"{folder} cannot go on, since its records would mix: "
            f"{'; '.join(changes)}. Choose another folder, or change it back"
        )


def _read(path: Path) -> Manifest:
    """Return the manifest of an output that was begun before."""
    content = path.read_bytes()
    try:
        return msgspec.json.decode(content, type=Manifest)
    except msgspec.DecodeError as error:
        if _is_without_rules(content):
            raise ArchiveFailed(
                f"{path} is of Whosaid 0.1, which did not record the version of its "
                "rules: what is there may have come from other rules. Choose another "
                "folder, or finish it with the Whosaid that began it"
            ) from error
        raise ArchiveFailed(f"{path} is no manifest of ours: {error}") from error


def _is_without_rules(content: bytes) -> bool:
    """Whether the content is a manifest that lacks the version of the rules alone."""
    try:
        found = msgspec.json.decode(content, type=dict[str, Any])
        msgspec.convert(found | {"rules_version": ""}, Manifest)
    except msgspec.DecodeError:
        return False
    return "rules_version" not in found


def _changes(earlier: Manifest, now: Manifest) -> Generator[str]:
    for field, name in NAMES.items():
        before, after = getattr(earlier, field), getattr(now, field)
        if before == after:
            continue
        if field in {"models", "input"}:
            yield f"the {name} changed"
        elif earlier.input == now.input or field not in {"articles", "blocks"}:
            yield f"the {name} was {_shown(before)} and is {_shown(after)}"


def _shown(value: object) -> str:
    words = {None: "none", True: "on", False: "off"}
    return words[value] if value is None or isinstance(value, bool) else str(value)
