"""Convert annotated attributions to BIO labels of words, for the attribution tagger."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from service.evaluation.gold_articles import (
    GoldArticle,
    InvalidGold,
    read_articles,
    spans_of,
)
from service.nlp.convert import RawWord
from service.text.layout.paragraphs import find_paragraphs
from service.text.normalise import normalise
from training.errors import BrokenRow
from training.ner_json import LabelledWord, Sentence

ROLES = ("content", "source", "cue")
"""In increasing priority where spans overlap."""

Role = tuple[str, int]


class Splitter(Protocol):
    """Splits texts into sentences of words."""

    def split(self, texts: Sequence[str], /) -> list[tuple[tuple[RawWord, ...], ...]]:
        """Return the sentences of each text."""
        ...


def read_attributions(path: Path) -> tuple[GoldArticle, ...]:
    """Return annotated articles.

    Raises:
        BrokenRow: a line is no article, or a span lies outside its text.
    """
    try:
        return read_articles(path)
    except InvalidGold as error:
        line = error.line or 1
        raise BrokenRow(error.reason, path=path, line=line) from error


def label(article: GoldArticle, splitter: Splitter) -> Iterator[Sentence]:
    """Yield the sentences of an article with BIO labels: Source, Cue and Content.

    The article is split as in the service: normalised, paragraph by paragraph.
    """
    normalised = normalise(article.text)
    bounds = find_paragraphs(normalised)
    texts = [normalised[start:end].replace("\n", " ") for start, end in bounds]
    roles = _roles(article)
    for (base, _), sentences in zip(bounds, splitter.split(texts), strict=True):
        for words in sentences:
            yield tuple(_labelled(words, base, roles))


def _roles(article: GoldArticle) -> dict[int, Role]:
    """Return the role and the number of the attribution by character offset."""
    return {
        place: (role, number)
        for role in ROLES
        for number, record in enumerate(article.attributions)
        for start, end in spans_of(getattr(record, role))
        for place in range(start, end)
    }


def _labelled(
    words: Sequence[RawWord], base: int, roles: dict[int, Role]
) -> Iterator[LabelledWord]:
    before: Role | None = None
    for word in words:
        role = roles.get(base + word.start) or roles.get(base + word.end - 1)
        if role is None:
            yield LabelledWord(word.text, "O")
        else:
            prefix = "I" if role == before else "B"
            yield LabelledWord(word.text, f"{prefix}-{role[0].capitalize()}")
        before = role
