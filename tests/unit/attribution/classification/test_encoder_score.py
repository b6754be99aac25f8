"""The readouts of the encoder as one number for a candidate."""

from array import array

import pytest
from msgspec.structs import replace

from service.attribution.classification.encoder_score import encoder_score
from service.attribution.classification.logistic import Readouts
from service.attribution.context import Context
from service.attribution.syntax.sentence import Tree
from service.nlp.document import READOUTS
from tests.support.builders import LEXICON, candidates_of, context_of

SAID = "Hale/NNP>2:nsubj said=say/VBD>0:root it/PRP>4:nsubj fell=fall/VBD>2:ccomp"
ROWS = [
    (9.0, 9.0, 9.0, 0.5),  # the sentence
    (9.0, 2.0, 9.0, 9.0),  # Hale, the source
    (1.0, 9.0, 9.0, 9.0),  # said, the cue
    (9.0, 9.0, 3.0, 9.0),  # it fell, the content
    (9.0, 9.0, 5.0, 9.0),
]


def with_readouts(here: Context) -> Context:
    """Return the context with these readouts of its only sentence."""
    numbers = array("f", [number for row in ROWS for number in row])
    (tree,) = here.trees
    sentence = replace(tree.sentence, readouts=numbers.tobytes())
    readouts = Readouts("sha", ((0.0,),) * READOUTS, bias=0.25)
    return replace(
        here,
        trees=(Tree(sentence, index=0, lexicon=LEXICON),),
        classifier=replace(here.classifier, readouts=readouts),
    )


def test_the_sum() -> None:
    """Cue, source, the mean of the content, the sentence and the bias are added."""
    here = with_readouts(context_of(SAID))
    (candidate,) = candidates_of(here)
    assert here.encoded
    assert encoder_score(here, candidate) == pytest.approx(1 + 2 + 4 + 0.5 + 0.25)


def test_missing_parts() -> None:
    """A source elsewhere adds nothing, and without a cue there is no score."""
    here = with_readouts(context_of(SAID))
    (candidate,) = candidates_of(here)
    without = replace(candidate, source=None)
    assert encoder_score(here, without) == pytest.approx(1 + 4 + 0.5 + 0.25)
    assert encoder_score(here, replace(candidate, cue=None)) == 0


def test_without_readouts() -> None:
    """Sentences without readouts give no score."""
    here = context_of(SAID)
    (candidate,) = candidates_of(here)
    assert not here.encoded
    assert encoder_score(here, candidate) == 0
