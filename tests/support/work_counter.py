"""Count the work of the rules: Python calls, characters copied, items visited.

Counts do not depend on the machine, as times do. Calls alone miss what one call does in
C, so that copies of the text and passes over all sentences or quotations count too.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Self, SupportsIndex, TypeVar

import msgspec
import pytest

from service.attribution import Lexicon, pipeline, quotation_marks
from service.attribution.candidates import Candidate
from service.attribution.context import Context, article_context
from service.attribution.coref import resolve_speakers
from service.attribution.coref.entities import Entity
from service.attribution.coref.entity_index import EntityIndex
from service.attribution.coref.mentions import detect_mentions
from service.attribution.quotation_marks import Quotation
from service.attribution.syntax import entity_relabelling
from service.attribution.syntax.sentence import Tree
from service.nlp.annotator import Annotation
from service.records import Notice
from service.text.article import Article
from tests.support.builders import CLASSIFIER, LEXICON

Item = TypeVar("Item")


class Work(msgspec.Struct, frozen=True):
    """How much was done."""

    calls: int
    """Calls of Python functions, resumed generators included."""
    copied: int
    """Characters in slices of the text."""
    visited: int
    """Sentences, quotations and passages in passes over all of them."""


class WorkCounter:
    """Counts the work between ``start`` and ``stop``."""

    def __init__(self) -> None:
        self.calls = self.copied = self.visited = 0

    @contextmanager
    def counting(self) -> Iterator[None]:
        """Count what happens inside."""
        sys.setprofile(self._count)
        try:
            yield
        finally:
            sys.setprofile(None)

    def _count(self, _frame: FrameType, event: str, _value: object) -> None:
        self.calls += event == "call"

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Leave out what happens inside."""
        copied, visited = self.copied, self.visited
        sys.setprofile(None)
        yield
        self.copied, self.visited = copied, visited
        sys.setprofile(self._count)

    @property
    def work(self) -> Work:
        """What has been counted."""
        return Work(self.calls, self.copied, self.visited)


class CountedText(str):  # noqa: SLOT000 - it has an attribute
    """A text whose slices are counted."""

    counter: WorkCounter

    @classmethod
    def of(cls, text: str, counter: WorkCounter) -> Self:
        """Return the text with its counter."""
        found = cls(text)
        found.counter = counter
        return found

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        found = super().__getitem__(key)
        self.counter.copied += len(found)
        return found


class CountedTuple(tuple[Item, ...]):  # noqa: SLOT001 - it has an attribute
    """A tuple whose iterations count as passes over all its items."""

    counter: WorkCounter

    @classmethod
    def of(cls, items: Iterable[Item], counter: WorkCounter) -> Self:
        """Return the items with their counter."""
        found = cls(items)
        found.counter = counter
        return found

    def __iter__(self) -> Iterator[Item]:
        self.counter.visited += len(self)
        return super().__iter__()


def count_work(
    article: Article,
    annotations: Sequence[Annotation],
    monkeypatch: pytest.MonkeyPatch,
    *,
    coref: bool,
) -> Work:
    """Return the work of the rules on an article, with coreference or without."""
    counter = WorkCounter()

    def find(of: Article) -> tuple[tuple[Quotation, ...], tuple[Notice, ...]]:
        quotations, warnings = quotation_marks.find_quotations(of)
        return CountedTuple.of(quotations, counter), warnings

    def relabel(trees: Sequence[Tree], lexicon: Lexicon) -> tuple[Tree, ...]:
        found = entity_relabelling.relabel_entities(trees, lexicon)
        return CountedTuple.of(found, counter)

    def resolve(
        context: Context, candidates: Sequence[Candidate], entity_index: EntityIndex
    ) -> tuple[Entity | None, ...]:
        with counter.paused():
            return resolve_speakers.resolve_speakers(context, candidates, entity_index)

    def detect(context: Context) -> EntityIndex:
        with counter.paused():
            return detect_mentions.detect_mentions(context)

    counted = Article(
        CountedText.of(article.text, counter),
        CountedText.of(article.normalised, counter),
        CountedTuple.of(article.passages, counter),
    )
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "find_quotations", find)
        patch.setattr(article_context, "relabel_entities", relabel)
        if not coref:
            patch.setattr(pipeline, "detect_mentions", detect)
            patch.setattr(pipeline, "resolve_speakers", resolve)
        with counter.counting():
            pipeline.attribute_document(
                counted,
                annotations,
                lexicon=LEXICON,
                classifier=CLASSIFIER,
                tagger=True,
            )
    return counter.work
