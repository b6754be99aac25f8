"""The words of annotated articles as examples, on invented sentences."""

from collections.abc import Sequence
from typing import cast

import numpy as np
import pytest

from service.evaluation.gold_articles import GoldArticle, Record
from service.nlp.conventions import CONTENT, CUE, LABELS, NESTED, SOURCE
from service.nlp.document import Sentence
from tests.support import treebank
from training import convention_examples as convention_module
from training.convention_examples import convention_examples
from training.encoder_states import StateReader, Vector
from training.parsed_gold import ParsedArticle

SAID = "Hale said the dam was safe."
HALE, SAY, THE, DAM, WAS, SAFE, STOP = range(7)
WHOLE = Record(content=(10, 26), cue=(5, 9), source=(0, 4))


class Counted:
    """Gives each sentence the numbers of its words as states."""

    def read_sentences(self, sentences: Sequence[Sentence]) -> list[Vector]:
        """Return a row for the root and each word."""
        return [
            np.arange(1 + len(one.tokens), dtype=np.float32)[:, None]
            for one in sentences
        ]


READER = cast("StateReader", Counted())


def parsed(text: str, *records: Record) -> ParsedArticle:
    """Return an article of known sentences with its gold."""
    article, annotations = treebank.document(text)
    return ParsedArticle(GoldArticle("1", text, records), article, tuple(annotations))


def test_labels_of_words() -> None:
    """Cue, source and content label the words that they cover."""
    (one,) = convention_examples(parsed(SAID, WHOLE), READER).paragraphs
    wanted = np.zeros((7, LABELS), np.bool_)
    wanted[SAY, CUE] = wanted[HALE, SOURCE] = wanted[THE : SAFE + 1, CONTENT] = True

    assert one.labels.tolist() == wanted.tolist()
    assert one.counts.all()
    assert one.states[:, 0].tolist() == [1, 2, 3, 4, 5, 6, 7]
    (cued,) = one.cues
    assert (cued.cue, cued.source.tolist()) == (SAY, [HALE])
    assert cued.content.tolist() == [THE, DAM, WAS, SAFE]


def test_nested_contents() -> None:
    """A content inside another one has a label of its own."""
    inner = Record(content=(18, 26), cue=(14, 17), source=(10, 13))
    (one,) = convention_examples(parsed(SAID, WHOLE, inner), READER).paragraphs

    assert np.flatnonzero(one.labels[:, NESTED]).tolist() == [WAS, SAFE]
    assert np.flatnonzero(one.labels[:, CONTENT]).tolist() == [THE, DAM, WAS, SAFE]


def test_optional_attributions_do_not_count() -> None:
    """What only an optional attribution labels is neither right nor wrong."""
    optional = Record(content=(10, 26), cue=(5, 9), source=(0, 4), optional=True)
    (one,) = convention_examples(parsed(SAID, optional), READER).paragraphs

    assert not one.labels.any()
    assert not one.cues
    left_out = [(HALE, SOURCE), (SAY, CUE), *((w, CONTENT) for w in range(THE, STOP))]
    assert sorted(zip(*np.nonzero(~one.counts), strict=True)) == sorted(left_out)


def test_long_paragraphs_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """A paragraph is cut between sentences where it is too long."""
    text = f"{SAID} {SAID}"
    (whole,) = convention_examples(parsed(text), READER).paragraphs
    monkeypatch.setattr(convention_module, "LONGEST", 10)
    parts = convention_examples(parsed(text), READER).paragraphs

    assert len(whole.tags) == 14
    assert [len(one.tags) for one in parts] == [7, 7]
