"""Annotated articles as articles of the made set: their direct quotations by people."""

import re
from collections.abc import Iterator
from pathlib import Path

from service.evaluation.gold_articles import (
    GoldArticle,
    Record,
    read_articles,
    spans_of,
    stated,
)
from service.records import Span
from tests.checking.made_articles import Article, Quote, Writer

SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z])")
MARKS = "\"“”„«»'‘’ \n"
FEWEST = 5
"""Words of a quotation that is worth an edit."""


def gold_sources(folder: Path) -> Iterator[Article]:
    """Yield the articles of a folder that quote at least two people."""
    for path in sorted(folder.glob("*.jsonl.xz")):
        for number, gold in enumerate(read_articles(path)):
            article = _article(gold, f"{path.stem}-{number}")
            if len({quote.speaker for quote in article.quotes}) > 1:
                yield article


def _article(gold: GoldArticle, name: str) -> Article:
    people: dict[str, int] = {}
    quotes: list[Quote] = []
    writer = Writer()
    writer.write(gold.text)
    for record in gold.attributions:
        speaker = stated(record.speaker)
        content = tuple(Span(*pair) for pair in spans_of(record.content))
        if speaker is None or not content:
            continue
        number = people.setdefault(speaker, len(people))
        writer.note(content, number)
        if _is_plain(record):
            quote = _quote(gold.text, content, number)
            if len(quote.words.split()) >= FEWEST:
                quotes.append(quote)
    names = tuple((each, None) for each in people)
    return Article(
        id=name,
        text=gold.text,
        outlet=f"Outlet {name}",
        title="",
        people=tuple((each, "") for each in people),
        quotes=tuple(quotes),
        reading=writer.reading(names),
    )


def _is_plain(record: Record) -> bool:
    """Whether a record is a direct quotation by a person with a name."""
    speaker = stated(record.speaker) or ""
    return (
        stated(record.type) == "direct"
        and stated(record.speaker_type) == "person"
        and len(speaker.split()) > 1
        and speaker.split()[-1][0].isupper()
    )


def _quote(text: str, content: tuple[Span, ...], speaker: int) -> Quote:
    pieces = tuple(text[span.start : span.end].strip(MARKS) for span in content)
    words = " ".join(pieces)
    return Quote(tuple(SENTENCE.split(words)), speaker, pieces)
