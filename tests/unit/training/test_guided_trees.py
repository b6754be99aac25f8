"""Guided trees of reporting sentences."""

from pathlib import Path

import numpy as np
import pytest

from training.guided_trees import (
    GuidedParser,
    ReportingSentence,
    allowed,
    reporting_sentence,
)
from training.ner_json import LabelledWord

MODELS = Path(__file__).parents[3] / "models"

WORDS = "Ida said it rained , but the sun came back .".split()
UPOS = "PROPN VERB PRON VERB PUNCT CCONJ DET NOUN VERB ADV PUNCT".split()
CONTENT = range(2, 10)


def labels(*spans: tuple[str, range]) -> tuple[LabelledWord, ...]:
    """Return the sentence with spans labelled as ``prepare`` does."""
    names = ["O"] * len(WORDS)
    for role, span in spans:
        for index in span:
            names[index] = f"{'B' if index == span[0] else 'I'}-{role}"
    return tuple(map(LabelledWord, WORDS, names))


def test_a_sentence_with_one_report_tells_its_content() -> None:
    """A sentence with one source, cue and content is a reporting sentence."""
    told = reporting_sentence(
        labels(("Source", range(1)), ("Cue", range(1, 2)), ("Content", CONTENT))
    )

    assert told == ReportingSentence(tuple(WORDS), frozenset(CONTENT), frozenset({1}))


@pytest.mark.parametrize(
    "spans",
    [
        [],
        [("Content", CONTENT)],
        [("Cue", range(1, 2)), ("Content", range(2, 4)), ("Content", range(5, 10))],
        [("Cue", range(1, 2)), ("Cue", range(8, 9)), ("Content", range(2, 4))],
    ],
    ids=["nothing", "no cue", "two contents", "two cues"],
)
def test_other_sentences_tell_nothing(spans: list[tuple[str, range]]) -> None:
    """Two spans of a kind may belong to one report or to two."""
    assert reporting_sentence(labels(*spans)) is None


def test_the_content_is_one_phrase_below_the_verb() -> None:
    """Words of the content depend inside it, except its head; punctuation anywhere."""
    told = ReportingSentence(tuple(WORDS), frozenset(CONTENT), frozenset({1}))
    free = allowed(told, UPOS, 1, 4)
    said, rained, comma, came = 2, 4, 5, 9

    assert free[rained].nonzero()[0].tolist() == [said]
    assert not free[came, said]
    assert free[came, rained]
    assert free[comma].all()
    assert not free[1, rained], "the speaker stays outside"
    assert free[1, said]


def test_a_particle_of_the_cue_may_hang_on_the_content() -> None:
    """So does "for" in "called for help"."""
    told = ReportingSentence(
        ("He", "called", "for", "help"), frozenset({3}), frozenset({1, 2})
    )
    free = allowed(told, ["PRON", "VERB", "ADP", "NOUN"], 1, 4)

    assert free[3, 4]
    assert np.flatnonzero(free[4]).tolist() == [2]


@pytest.mark.model
def test_the_tree_follows_what_is_told() -> None:
    """Another annotated content gives the same words another tree."""
    whole = ReportingSentence(tuple(WORDS), frozenset(CONTENT), frozenset({1}))
    half = ReportingSentence(tuple(WORDS), frozenset(range(2, 4)), frozenset({1}))
    guide = GuidedParser(MODELS, "news")
    one, two = (next(guide.trees([told])) for told in (whole, half))
    heads = [[word.head for word in found.tree.words] for found in (one, two)]

    assert (heads[0][8], heads[1][8]) == (4, 2), "the sun came back"
    assert one.changed != two.changed
    assert [word.upos for word in one.tree.words] == UPOS
    assert one.tree.words[3].deprel == "ccomp"
