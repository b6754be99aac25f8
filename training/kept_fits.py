"""Fitted networks on disk, so that two commands over the same articles share them."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import msgspec
import numpy as np

FittedT = TypeVar("FittedT")
ArticleT = TypeVar("ArticleT")


class KeptFits(msgspec.Struct, frozen=True):
    """Fits of one kind, in a folder.

    A file holds what was fitted on the same examples, for the same encoder, by the same
    text of the module. Others are left where they are.
    """

    folder: Path
    module: ModuleType
    """The module that fits, whose constants are the settings."""
    encoder: str
    """SHA-256 of the weights of the encoder of the states."""

    def fit(
        self,
        articles: Sequence[ArticleT],
        fit: Callable[[Sequence[ArticleT], str], FittedT],
        kind: type[FittedT],
    ) -> FittedT:
        """Return what the function gives for articles and encoder."""
        path = self.folder / f"{self._digest(articles)}.msgpack"
        if path.exists():
            return msgspec.msgpack.decode(path.read_bytes(), type=kind)
        fitted = fit(articles, self.encoder)
        self.folder.mkdir(parents=True, exist_ok=True)
        written = path.with_suffix(".part")
        written.write_bytes(msgspec.msgpack.encode(fitted))
        written.replace(path)
        return fitted

    def _digest(self, articles: Sequence[object]) -> str:
        digest = hashlib.sha256(self.encoder.encode())
        digest.update(Path(str(self.module.__file__)).read_bytes())
        for one in articles:
            digest.update(msgspec.msgpack.encode(one, enc_hook=_bytes_of))
        return digest.hexdigest()


def _bytes_of(value: Any) -> bytes:  # noqa: ANN401 - an array in an example
    """Return the numbers of an array.

    Raises:
        NotImplementedError: it is none.
    """
    if isinstance(value, np.ndarray):
        return value.tobytes()
    raise NotImplementedError(type(value))
