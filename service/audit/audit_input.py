"""The articles of an audit: a folder of texts and HTML, JSON lines, or a table."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import get_args

import msgspec

from service.errors import WhosaidError
from service.text.html import HTML_SUFFIXES, TextFormat, guess_format
from service.wire.decoding import BYTE_ORDER_MARK
from service.wire.line_splitter import is_blank

SUFFIXES = (".txt", ".html", ".jsonl", ".csv")
"""Files that are read here; Parquet needs Arrow."""
FORMATS: tuple[TextFormat, ...] = get_args(TextFormat)
_MOST_ID = 200
"""Characters of an id in a request."""


class AuditFailed(WhosaidError):
    """An audit cannot read its input or its corrections."""

    code = "audit_failed"


class AuditArticle(msgspec.Struct, frozen=True):
    """An article with the columns that its table has, "" for those it lacks."""

    id: str
    text: str
    date: str = ""
    """ISO 8601; the first seven characters are the month."""
    section: str = ""
    byline: str = ""
    url: str = ""
    format: TextFormat = "text"


def read_articles(path: Path) -> list[AuditArticle]:
    """Return the articles of a folder of texts and HTML, a ``.jsonl`` or a ``.csv``.

    Raises:
        AuditFailed: the input has another form, or no article.
    """
    rows: Iterable[Mapping[str, object]]
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if _is_article(file))
        rows = (_file_row(file, file.relative_to(path).as_posix()) for file in files)
    elif path.suffix == ".jsonl":
        rows = _json_rows(path)
    elif path.suffix == ".csv":
        rows = csv.DictReader(io.StringIO(read_utf8(path, newline=""), newline=""))
    elif _is_article(path):
        rows = [_file_row(path, path.name)]
    else:
        raise AuditFailed(f"{path} is no folder, {', '.join(SUFFIXES)} or .parquet")
    return articles_of(rows, name=str(path))


def read_utf8(path: Path, *, newline: str | None = None) -> str:
    """Return the text of a file without a byte order mark; ``newline`` as for ``open``.

    Raises:
        AuditFailed: it is not UTF-8.
    """
    try:
        with path.open(encoding="utf-8-sig", newline=newline) as file:
            return file.read()
    except UnicodeDecodeError as error:
        raise AuditFailed(f"{path} is not UTF-8: {error.reason}") from error


def articles_of(
    rows: Iterable[Mapping[str, object]], *, name: str
) -> list[AuditArticle]:
    """Return the articles of rows; the number of a row is the id where it has none.

    Raises:
        AuditFailed: a row has no text, or there is no row.
    """
    articles = [_article(row, number, name) for number, row in enumerate(rows, 1)]
    if not articles:
        raise AuditFailed(f"{name} has no article")
    return articles


def _is_article(path: Path) -> bool:
    suffix = path.suffix.lower()
    return (suffix == ".txt" or suffix in HTML_SUFFIXES) and path.is_file()


def _file_row(path: Path, name: str) -> Mapping[str, object]:
    return {"id": name, "text": read_utf8(path), "format": guess_format(name)}


def _json_rows(path: Path) -> Iterator[Mapping[str, object]]:
    decode = msgspec.json.Decoder(dict[str, object]).decode
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if is_blank(line):
                continue
            try:
                yield decode(line.removeprefix(BYTE_ORDER_MARK))
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise AuditFailed(f"{path}, line {number}: {error}") from error


def _article(row: Mapping[str, object], number: int, name: str) -> AuditArticle:
    text = row.get("text")
    if not isinstance(text, str):
        raise AuditFailed(f"{name}, article {number}: there is no text")
    fields = {
        field: str(row.get(field) or "")
        for field in ("date", "section", "byline", "url")
    }
    identifier = str(row.get("id") or number)[:_MOST_ID]
    form = row.get("format") or "text"
    if form not in FORMATS:
        raise AuditFailed(f"{name}, article {number}: the format {form!r} is unknown")
    return AuditArticle(id=identifier, text=text, format=form, **fields)
