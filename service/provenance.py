"""The fitted numbers of a package, and the version of all that decides on records.

The records of a text depend on the models, whose files have digests in the manifest,
and on the rules: word lists, fitted numbers and code. ``rules_version`` identifies the
rules.
"""

import ast
import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import cast

import msgspec

from service.attribution import Classifier
from service.errors import InvalidModels
from service.nlp.annotator import AnnotatorInfo
from service.nlp.conventions import ConventionNetwork
from service.nlp.packages import LANGUAGE, read_manifest
from service.settings import MODELS

SHIPPED = "news"
"""The package whose fitted numbers serve packages that bring none."""
ENCODER_WEIGHTS = f"{LANGUAGE}/encoder/model.safetensors"
"""The file of the encoder's weights in a folder of models."""
DIGITS = 16
"""Hexadecimal digits of a version of the rules."""
_CODE = ("attribution", "nlp", "text", "attributor.py")
"""The parts of ``service`` whose code decides on records."""
_NOT_RULES = frozenset({"packages.py", "package_download.py"})
"""The modules of ``nlp`` that list, verify and download files."""


class AttributorInfo(AnnotatorInfo, frozen=True):
    """The models and the rules of an attributor."""

    rules_version: str
    """From ``rules_version``."""


def load_classifier(models: Path = MODELS, package: str = SHIPPED) -> Classifier:
    """Return the fitted numbers for a package; by default the shipped ones.

    Raises:
        InvalidModels: there is no file for the package, or it cannot be read.
    """
    path = find_classifier(models, package)
    try:
        return Classifier.load(path)
    except (msgspec.DecodeError, OSError) as error:
        raise InvalidModels(f"it cannot be read: {error}", path=str(path)) from error


def readouts_for(classifier: Classifier, models: Path) -> Sequence[Sequence[float]]:
    """Return the weights of the readouts if they are of the encoder in a folder.

    Readouts of another encoder mean nothing; without them the classifier decides by its
    features alone.
    """
    readouts = classifier.readouts
    fits = readouts and readouts.encoder == _encoder_of(models)
    return readouts.weights if readouts and fits else ()


def projections_for(classifier: Classifier, models: Path) -> Sequence[Sequence[float]]:
    """Return the projections for boundaries and speakers; the same condition."""
    networks = (classifier.boundaries, classifier.speakers)
    encoders = {one.encoder for one in networks if one is not None}
    rows = classifier.projections
    fits = encoders == {_encoder_of(models)}
    return rows.tolist() if rows is not None and fits else ()


def conventions_for(classifier: Classifier, models: Path) -> ConventionNetwork | None:
    """Return the network of the conventions; the same condition."""
    network = classifier.conventions
    fits = network and network.encoder == _encoder_of(models)
    return network if fits else None


def _encoder_of(models: Path) -> str | None:
    """Return the SHA-256 of the encoder's weights by the manifest of a folder."""
    files = read_manifest(models).get("files", {})
    digest: str | None = files.get(ENCODER_WEIGHTS, {}).get("sha256")
    return digest


def find_classifier(models: Path, package: str) -> Path:
    """Return the file with the fitted numbers for a package.

    It is the package's own (``DIR/en/classifier/PACKAGE.json``), else the shipped one
    in the same folder, else the shipped one in the default folder of models.

    Raises:
        InvalidModels: there is none; the message names the file to add.
    """
    own = classifier_path(models, package)
    places = (own, classifier_path(models, SHIPPED), classifier_path(MODELS, SHIPPED))
    found = next((path for path in places if path.is_file()), None)
    if found is None:
        raise InvalidModels(
            "there are no fitted numbers for this package; copy those of the shipped "
            f"models here (models/{LANGUAGE}/classifier/{SHIPPED}.json)",
            path=str(own),
        )
    return found


def classifier_path(models: Path, package: str) -> Path:
    """Return the path of the fitted numbers that a package brings."""
    return models / LANGUAGE / "classifier" / f"{package}.json"


def rules_version(classifier: Classifier) -> str:
    """Return the version of the rules with these fitted numbers, 16 hex digits.

    It is the start of a SHA-256 over the entries of the word lists, the numbers and the
    code of ``service.attribution``, ``service.text``, ``service.nlp`` (except for
    ``_NOT_RULES``) and ``service.attributor``. Comments, docstrings, line numbers and
    the layout of a file do not count. Two versions may give the same records; one
    version gives the same records, given the same models.
    """
    digest = hashlib.sha256(_source_digest())
    digest.update(msgspec.json.encode(classifier))
    return digest.hexdigest()[:DIGITS]


@cache
def _source_digest() -> bytes:
    """Return the digest of code and word lists, which is computed once a process."""
    return source_digest(files("service"))


def source_digest(package: Traversable) -> bytes:
    """Return the SHA-256 of code and word lists in a folder like ``service``."""
    digest = hashlib.sha256()
    for name, part in _parts(package):
        text = part.read_text(encoding="utf-8")
        content = _entries(text) if name.startswith("lexicon/") else code_of(text)
        digest.update(f"{name}\0{content}\0".encode())
    return digest.digest()


def _parts(package: Traversable) -> Iterator[tuple[str, Traversable]]:
    """Yield modules and word lists by name, in the order of their names."""
    for name in _CODE:
        yield from _below(package / name, name, suffixes=(".py",))
    yield from _below(package / "lexicon", "lexicon", suffixes=(".tsv",))


def _below(
    entry: Traversable, name: str, *, suffixes: tuple[str, ...]
) -> Iterator[tuple[str, Traversable]]:
    if entry.is_dir():
        for child in sorted(entry.iterdir(), key=lambda child: child.name):
            yield from _below(child, f"{name}/{child.name}", suffixes=suffixes)
    elif name.endswith(suffixes) and entry.name not in _NOT_RULES:
        yield name, entry


def _entries(text: str) -> str:
    """Return the lines of a word list without comments and blank lines."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("#"))


def code_of(source: str) -> str:
    """Return what a module does: its syntax tree without docstrings and positions."""
    pieces: list[str] = []
    _write(ast.parse(source), pieces)
    return " ".join(pieces)


def _write(node: object, pieces: list[str]) -> None:
    """Append the nodes of a syntax tree in their order, each list in brackets.

    An expression that is a string alone is a docstring or without effect. Empty fields
    are left out, as some versions of Python have more of them than others.
    """
    if isinstance(node, list):
        pieces.append("[")
        for item in cast("list[object]", node):
            _write(item, pieces)
        pieces.append("]")
    elif not isinstance(node, ast.AST):
        pieces.append(repr(node))
    elif not _is_docstring(node):
        pieces.append(type(node).__name__)
        for name in node._fields:
            value: object = getattr(node, name, None)
            if value is not None and value != []:
                pieces.append(name)
                _write(value, pieces)


def _is_docstring(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )
