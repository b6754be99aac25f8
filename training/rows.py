"""Files of rows, plain or in xz, and the one form that all words take."""

import hashlib
import lzma
from pathlib import Path

from service.nlp.convert import visible
from service.text.normalise import normalise
from training.errors import TrainingError

_CHUNK = 1 << 20


def read_text(path: Path) -> str:
    """Return the text of a file.

    Raises:
        TrainingError: it cannot be read, or is not UTF-8.
    """
    try:
        data = path.read_bytes()
        return (lzma.decompress(data) if path.suffix == ".xz" else data).decode()
    except (OSError, lzma.LZMAError, UnicodeDecodeError) as error:
        raise TrainingError(f"{path}: {error}") from error


def sha256(path: Path) -> str:
    """Return the digest of a file as it lies on disk."""
    found = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()


def plain_form(form: str) -> str:
    """Return a word as the service shows it to the models.

    The marks are those of ``service.text.normalise``. A word loses the spaces that a
    rewritten mark leaves, and keeps its own.
    """
    return visible(normalise(form)).strip() or form
