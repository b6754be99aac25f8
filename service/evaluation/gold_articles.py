"""Read annotated articles: JSON lines, plain or compressed with xz."""

import lzma
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import UNSET, UnsetType

from service.errors import WhosaidError

Pieces = tuple[int | tuple[int, int], ...]
"""``[start, end]`` or ``[[start, end], ...]``, half-open code point offsets."""
Line = TypeVar("Line")


class InvalidGold(WhosaidError):
    """A file of annotated articles is invalid; ``line`` counts from 1."""

    code = "invalid_gold"

    def __init__(self, reason: str, *, path: Path, line: int | None = None) -> None:
        place = str(path) if line is None else f"{path}, line {line}"
        super().__init__(f"{place}: {reason}")
        self.reason = reason
        self.path = path
        self.line = line


class Record(msgspec.Struct, frozen=True):
    """One attribution, annotated or predicted.

    An absent field is not annotated, null is annotated as none.
    """

    content: Pieces
    cue: Pieces | UnsetType | None = UNSET
    source: Pieces | UnsetType | None = UNSET
    type: str | UnsetType | None = UNSET
    kind: str | UnsetType | None = UNSET
    speaker: str | UnsetType | None = UNSET
    speaker_type: str | UnsetType | None = UNSET
    outlet: str | UnsetType | None = UNSET
    addressee: str | UnsetType | None = UNSET
    optional: bool = False
    confidence: float | UnsetType = UNSET
    """Of a prediction."""


class GoldArticle(msgspec.Struct, frozen=True):
    """An article with its annotated attributions.

    Predictions that lie wholly inside ``ignore`` are not counted.
    """

    id: str
    text: str
    attributions: tuple[Record, ...]
    ignore: Pieces | None = None
    credits: tuple[str, ...] = ()


def fields_of(record: Record) -> frozenset[str]:
    """Return the names of the fields that are present, null or not."""
    return frozenset(
        name for name in record.__struct_fields__ if getattr(record, name) is not UNSET
    )


def stated(value: str | UnsetType | None) -> str | None:
    """Return the value of a field; None if it is absent."""
    return None if value is UNSET else value


def spans_of(pieces: Pieces | UnsetType | None) -> tuple[tuple[int, int], ...]:
    """Return the spans of a field in either notation; absent and null have none.

    Raises:
        ValueError: the field is a single number, or mixes numbers and spans.
    """
    if pieces is UNSET or not pieces:
        return ()
    numbers = [piece for piece in pieces if isinstance(piece, int)]
    spans = tuple(piece for piece in pieces if not isinstance(piece, int))
    if not numbers:
        return spans
    if spans or len(numbers) != len(("start", "end")):
        raise ValueError(f"{list(pieces)} is neither a span nor a list of spans")
    return ((numbers[0], numbers[1]),)


def read_articles(path: Path) -> tuple[GoldArticle, ...]:
    """Return the articles of a ``.jsonl`` or ``.jsonl.xz`` file.

    Raises:
        InvalidGold: the file cannot be read, or a line is invalid.
    """
    return read_lines(path, GoldArticle, check=_check_spans)


def read_lines(
    path: Path, form: type[Line], *, check: Callable[[Line], None] | None = None
) -> tuple[Line, ...]:
    """Return the lines of a ``.jsonl`` or ``.jsonl.xz`` file.

    Raises:
        InvalidGold: the file cannot be read, a line is no ``form``, or ``check`` raised
            ValueError.
    """
    try:
        data = path.read_bytes()
        lines = (lzma.decompress(data) if path.suffix == ".xz" else data).split(b"\n")
    except (OSError, lzma.LZMAError) as error:
        raise InvalidGold(str(error), path=path) from error
    found: list[Line] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found.append(msgspec.json.decode(line, type=form))
            if check is not None:
                check(found[-1])
        except ValueError as error:  # UnicodeDecodeError included
            raise InvalidGold(str(error), path=path, line=number) from error
    return tuple(found)


def _check_spans(article: GoldArticle) -> None:
    for record in article.attributions:
        for pieces in (record.content, record.cue, record.source, article.ignore):
            for start, end in spans_of(pieces):
                if not 0 <= start <= end <= len(article.text):
                    raise ValueError(
                        f"span [{start}, {end}] is outside the text of {article.id}"
                    )
