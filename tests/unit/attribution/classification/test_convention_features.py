"""The scores of the conventions as features of a candidate."""

from collections.abc import Mapping

import numpy as np
import pytest
from msgspec.structs import replace

from service.attribution.candidates import Candidate
from service.attribution.classification.convention_features import (
    convention_features,
    convention_numbers,
)
from service.attribution.context import Context
from service.attribution.context.convention_scores import ConventionScores
from service.attribution.syntax.sentence import Tree
from service.nlp.conventions import (
    CONTENT,
    CUE,
    LABELS,
    PLACE,
    SOURCE,
    Floats,
    to_steps,
)
from tests.support.builders import LEXICON, candidates_of, context_of

SAID = "Hale/NNP>2:nsubj said=say/VBD>0:root it/PRP>4:nsubj fell=fall/VBD>2:ccomp"
HALE, SAY, IT, FELL = range(4)
NEVER = -16


def scores_of(
    labels: Mapping[tuple[int, int], float], pairs: Mapping[int, Floats], words: int = 4
) -> bytes:
    """Return the scores of a sentence that is a paragraph; the rest is ``NEVER``."""
    table = np.full((words, LABELS), NEVER, np.float32)
    for place, logit in labels.items():
        table[place] = logit
    rows = [to_steps(pairs[cue]).tobytes() for cue in sorted(pairs)]
    place_of_all = np.zeros(2, PLACE).tobytes()
    return b"".join([place_of_all, to_steps(table).tobytes(), *rows])


SCORES = scores_of(
    {(SAY, CUE): 3, (HALE, SOURCE): 2, (IT, CONTENT): 1, (FELL, CUE): -1},
    {
        SAY: np.array([[-8, -8, 4, 6], [5, -3, -8, -8]], np.float32),
        FELL: np.array([[-8, -8, 4, 4], [-2, -8, 1, -8]], np.float32),
    },
)


def read(conventions: bytes = SCORES) -> tuple[Context, Candidate]:
    """Return the context of the sentence with scores, and its only candidate."""
    here = context_of(SAID)
    (tree,) = here.trees
    sentence = replace(tree.sentence, conventions=conventions)
    here = replace(here, trees=(Tree(sentence, index=0, lexicon=LEXICON),))
    (candidate,) = candidates_of(here)
    return replace(here, tagger=True), candidate


def parts_of(
    here: Context, candidate: Candidate, cues: tuple[int, ...], *, nested: bool = False
) -> dict[str, float]:
    """Return the features of a candidate of a context."""
    numbers = convention_numbers(here, candidate, cues)
    return dict(convention_features(numbers, nested=nested))


def features(
    *, nested: bool = False, cues: tuple[int, ...] = (SAY,)
) -> dict[str, float]:
    """Return the features of the candidate."""
    here, candidate = read()
    return parts_of(here, candidate, cues, nested=nested)


def test_parts_of_a_number() -> None:
    """A number is full up to the knot below it, and in part from there on."""
    found = features()
    assert found["convention cue"] == 1
    parts = [found[f"convention cue {knot}"] for knot in (-4, -2, 0)]
    assert parts == [1, 1, 1]
    assert found["convention cue 2"] == pytest.approx(0.5)
    assert "convention cue 4" not in found


def test_content_and_source() -> None:
    """The mean of the words of the content, and the source's own word, are weighed."""
    found = features()
    assert found["convention mean 4"] == pytest.approx(0.5)
    assert found["convention source 4"] == pytest.approx(0.5)
    assert "convention no source" not in found
    assert "convention source best -2" in found


def test_without_a_source() -> None:
    """The best word for a source tells whether one was missed."""
    here, candidate = read()
    without = replace(candidate, source=None)
    found = parts_of(here, without, (SAY,))
    assert found["convention no source 4"] == pytest.approx(0.5)
    assert "convention source" not in found


def test_rivals() -> None:
    """Another cue to which the content belongs as well takes from the gain."""
    alone, with_other = features(), features(cues=(SAY, FELL))
    assert alone["convention against other 4"] == 2
    assert "convention other -4" not in alone
    assert "convention against other 4" not in with_other
    assert with_other["convention other 2"] == pytest.approx(0.34, abs=0.01)


def test_nested_candidates_have_weights_of_their_own() -> None:
    """A nested candidate has each number a second time."""
    found = features(nested=True)
    assert found["nested convention cue"] == 1
    assert found["nested convention cue line"] == pytest.approx(0.75)
    assert found.items() > features().items()


def test_an_unlikely_cue_has_its_labels_alone() -> None:
    """No pairs are scored for a word that cannot be a cue."""
    here, candidate = read(scores_of({}, {}))
    found = parts_of(here, candidate, (SAY,))
    assert {name for name in found if not name[-1].isdigit()} == {
        "convention cue",
        "convention cue in content",
    }


def test_none_without_scores() -> None:
    """There are no features without scores, without a cue and without the tagger."""
    bare, candidate = read(b"")
    here, _ = read()
    assert parts_of(bare, candidate, ()) == {}
    without = replace(candidate, cue=None)
    assert parts_of(here, without, ()) == {}
    untagged = replace(here, tagger=False)
    assert parts_of(untagged, candidate, ()) == {}


def test_words_of_other_sentences() -> None:
    """The words of a paragraph are counted over its sentences."""
    here, _ = read()
    (tree,) = here.trees
    before, after = (
        replace(tree.sentence, conventions=one)
        for one in (
            np.array([0, 4], PLACE).tobytes()
            + to_steps(np.full((4, LABELS), NEVER, np.float32)).tobytes(),
            np.array([4, 0], PLACE).tobytes()
            + to_steps(
                np.array(
                    [[NEVER] * 4, [3, *[NEVER] * 3], *[[NEVER] * 4] * 2], np.float32
                )
            ).tobytes()
            + to_steps(np.zeros((2, 8), np.float32)).tobytes(),
        )
    )
    trees = [
        Tree(one, index=index, lexicon=LEXICON)
        for index, one in enumerate((before, after))
    ]
    scores = ConventionScores.of(trees)
    assert scores is not None
    assert scores.number(1, SAY) == 5
    assert (scores.cues[5].start, scores.cues[5].end) == (0, 8)
    assert (
        ConventionScores.of(
            [
                trees[0],
                here.trees[0],
                Tree(replace(tree.sentence, conventions=b""), index=2, lexicon=LEXICON),
            ]
        )
        is None
    )
