"""The work of the rules grows as the length of an article does, not as its square."""

import time
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import pytest

from service.attribution import (
    Stages,
    attribute_document,
    attribute_in_stages,
    pipeline,
)
from service.attribution.candidates import Candidate
from service.attribution.classification.classify import classify_candidates
from service.attribution.context import Context
from service.records import Reading
from tests.support.builders import CLASSIFIER, LEXICON
from tests.support.long_parses import KINDS, long_article
from tests.support.work_counter import Work, WorkCounter, count_work

TIMES = {
    "articles": 1,
    "interview": 8,
    "quotations": 16,
    "bullets": 24,
    "giant": 32,
    "names": 48,
}
"""How often the texts of a kind are repeated in the shortest article."""
DOUBLINGS = (1, 2, 4)
MOST = 2.2
"""The most that the work may grow by where the length doubles."""
MOST_SHARE = 0.3
"""The most calls of one stage, as a part of all."""
LENGTHENED = 4
MOST_TIME = 2 * LENGTHENED
"""The same for the time of an article four times as long, on a machine with others."""


@pytest.mark.parametrize("kind", KINDS)
def test_work(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Calls, copied characters and visited items double with the length."""
    assert growth(kind, monkeypatch) <= MOST


def compare_all(_: Context, candidates: Sequence[Candidate]) -> None:
    """Compare each candidate with all."""
    for one in candidates:
        any(one.start == other.end for other in candidates)


def copy_all(context: Context, candidates: Sequence[Candidate]) -> None:
    """Copy the text before each candidate."""
    for one in candidates:
        assert len(context.text[: one.start]) == one.start


def visit_all(context: Context, candidates: Sequence[Candidate]) -> None:
    """Look through all sentences for each candidate."""
    for one in candidates:
        before = [tree for tree in context.trees if tree.sentence.end < one.end]
        assert len(before) < len(context.trees)


@pytest.mark.parametrize("stage", [compare_all, copy_all, visit_all])
def test_quadratic_work_is_seen(
    stage: Callable[[Context, Sequence[Candidate]], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A stage that compares, copies or visits all for each candidate is found out."""

    def classify(
        context: Context, candidates: Sequence[Candidate]
    ) -> tuple[Candidate, ...]:
        stage(context, candidates)
        return classify_candidates(context, candidates)

    monkeypatch.setattr(pipeline, "classify_candidates", classify)

    assert growth("quotations", monkeypatch, coref=False) > MOST


@pytest.mark.parametrize("kind", KINDS)
def test_work_of_a_stage(kind: str) -> None:
    """No stage has more than ``MOST_SHARE`` of the calls, as a unit of work may be one.

    The reading of a long article is paused between its stages.
    """
    article, annotations = long_article(kind, TIMES[kind])
    stages = attribute_in_stages(
        article, annotations, lexicon=LEXICON, classifier=CLASSIFIER, tagger=True
    )
    counts = list(calls_of(stages))

    assert max(counts) <= MOST_SHARE * sum(counts)


def calls_of(stages: Stages[Reading]) -> Iterator[int]:
    """Yield the number of calls in each stage."""
    going = True
    while going:
        counter = WorkCounter()
        with counter.counting():
            going = next(stages, True) is None
        yield counter.calls


@pytest.mark.nightly
@pytest.mark.parametrize("kind", KINDS)
def test_time_outside_coreference(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor does the time grow as the square, which counts what C code does."""
    monkeypatch.setattr(
        pipeline, "resolve_speakers", lambda _, found, __: (None,) * len(found)
    )
    short, long = (spent(kind, times) for times in (8, 8 * LENGTHENED))

    assert long / short <= MOST_TIME


def growth(kind: str, monkeypatch: pytest.MonkeyPatch, *, coref: bool = True) -> float:
    """Return the greatest quotient of the work of two articles, one twice as long."""
    counts = [
        count_work(*long_article(kind, TIMES[kind] * times), monkeypatch, coref=coref)
        for times in DOUBLINGS
    ]
    return max(
        getattr(longer, name) / getattr(shorter, name)
        for shorter, longer in pairwise(counts)
        for name in Work.__struct_fields__
    )


def spent(kind: str, times: int) -> float:
    """Return the least of three CPU times of the rules."""
    article, annotations = long_article(kind, TIMES[kind] * times)
    found: list[float] = []
    for _ in range(3):
        begun = time.process_time()
        attribute_document(
            article, annotations, lexicon=LEXICON, classifier=CLASSIFIER, tagger=True
        )
        found.append(time.process_time() - begun)
    return min(found)
