"""Read corpus files, plain or in xz, and normalise words."""

import hashlib
import lzma
from pathlib import Path

from service.nlp.convert import strip_invisible
from service.text.normalise import normalise
from training.errors import TrainingError

_CHUNK = 1 << 20


def read_text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        TrainingError: the file cannot be read, or is not UTF-8.
    """
    try:
        data = path.read_bytes()
        return (lzma.decompress(data) if path.suffix == ".xz" else data).decode()
    except (OSError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise TrainingError(f"{path}: {error}") from error


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file."""
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()


def plain_form(form: str) -> str:
    """Return a word as the service passes it to the models.

    Characters are normalised as in ``service.text.normalise``; spaces that replace a
    character at either end are removed.
    """
    return strip_invisible(normalise(form)).strip() or form
