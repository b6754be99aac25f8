"""``audit``: who is quoted in many articles.

The requests and responses lie in the output, so that a stopped run is continued by the
same command, and a run with other corrections reads no article again.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import msgspec

from service.audit.audit_input import AuditArticle, articles_of, read_articles
from service.audit.corrections import read_corrections
from service.audit.people import join_people, people_of
from service.audit.report_page import report_html
from service.audit.speakers_csv import speakers_csv
from service.cli.commands import batch
from service.cli.terminal import CommandFailed, Terminal
from service.serving.wiring import FACTORY
from service.wire.problem_schemas import BatchLine
from service.wire.schemas import AttributionRequest, AttributionResponse

REQUESTS, RESPONSES = "requests.jsonl", "responses.jsonl"
_decode = msgspec.json.Decoder(BatchLine).decode
_Answer = tuple[AuditArticle, AttributionResponse]


def run(
    args: argparse.Namespace, terminal: Terminal, *, factory: str = FACTORY
) -> None:
    """Read the articles that the output lacks, then write the report and the tables."""
    output: Path = args.output
    corrections = read_corrections(args.corrections)
    articles = _articles(args.input)
    output.mkdir(parents=True, exist_ok=True)
    requests = output / REQUESTS
    _write_requests(articles, requests)
    batch.run(
        argparse.Namespace(
            input=requests,
            output=output / RESPONSES,
            workers=args.workers,
            strict=False,
        ),
        terminal,
        factory=factory,
    )
    answers = [*_answers(articles, output / RESPONSES)]
    found = join_people(answers, corrections)
    people = people_of(found)
    title = args.title or f"Who is quoted: {args.input.name}"
    page = report_html(
        found,
        title=title,
        articles=len(answers),
        failed=len(articles) - len(answers),
    )
    (output / "report.html").write_text(page, "utf-8")
    (output / "speakers.csv").write_text(speakers_csv(people), "utf-8", newline="")
    _write_records(answers, output / "records.parquet", terminal)
    terminal.errors.print(f"{len(people):,} speakers; see {output / 'report.html'}")


def _articles(path: Path) -> list[AuditArticle]:
    if path.suffix != ".parquet":
        return read_articles(path)
    try:
        from service.archive.input.article_columns import (  # noqa: PLC0415 - an extra
            read_columns,
        )
    except ModuleNotFoundError as missing:
        raise CommandFailed(
            "Parquet needs the extra whosaid-attribution[archive]: "
            f"there is no {missing.name}"
        ) from missing
    return articles_of(read_columns(path), name=str(path))


def _write_requests(articles: list[AuditArticle], path: Path) -> None:
    """Write the requests, unless they are there.

    Raises:
        CommandFailed: the output is of another input.
    """
    requests = (
        AttributionRequest(text=each.text, id=each.id, format=each.format)
        for each in articles
    )
    lines = b"".join(msgspec.json.encode(each) + b"\n" for each in requests)
    if not path.exists():
        path.write_bytes(lines)
    elif path.read_bytes() != lines:
        raise CommandFailed(f"{path.parent} holds the audit of another input")


def _answers(articles: list[AuditArticle], path: Path) -> Iterator[_Answer]:
    """Yield the articles that were read with their responses."""
    with path.open("rb") as file:
        for article, line in zip(articles, map(_decode, file), strict=True):
            if line.result is not None:
                yield article, line.result


def _write_records(answers: list[_Answer], path: Path, terminal: Terminal) -> None:
    """Write the attributions as a table, where Arrow is installed."""
    try:
        from service.archive.output.audit_records import (  # noqa: PLC0415 - an extra
            write_records,
        )
    except ModuleNotFoundError:
        terminal.errors.print(
            "no records.parquet without the extra whosaid-attribution[archive]"
        )
        return
    write_records(path, answers)
