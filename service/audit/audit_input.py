"""The articles of an audit: a folder of texts, JSON lines, or a table."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from service.errors import WhosaidError

SUFFIXES = (".txt", ".jsonl", ".csv")
"""Files that are read here; Parquet needs Arrow."""
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


def read_articles(path: Path) -> list[AuditArticle]:
    """Return the articles of a folder of ``.txt`` files, a ``.jsonl`` or a ``.csv``.

    Raises:
        AuditFailed: the input has another form, or no article.
    """
    if path.is_dir():
        files = sorted(path.rglob("*.txt"))
        rows: Iterable[Mapping[str, object]] = (
            {"id": file.relative_to(path).as_posix(), "text": read_utf8(file)}
            for file in files
        )
    elif path.suffix == ".jsonl":
        rows = _json_rows(path)
    elif path.suffix == ".csv":
        rows = csv.DictReader(io.StringIO(read_utf8(path, newline=""), newline=""))
    elif path.suffix == ".txt":
        rows = [{"id": path.name, "text": read_utf8(path)}]
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


def _json_rows(path: Path) -> Iterator[Mapping[str, object]]:
    decode = msgspec.json.Decoder(dict[str, object]).decode
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                yield decode(line)
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
    return AuditArticle(id=identifier, text=text, **fields)
