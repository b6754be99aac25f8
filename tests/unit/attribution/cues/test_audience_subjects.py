"""Subjects of reporting verbs that name the audience."""

import pytest

from service.attribution.cues.audience_subjects import audience_subject
from tests.support.trees import position_of, tree_of, word_at

SUBJECTS = [
    pytest.param(
        "The/DT>2:det court/NN>3:nsubj heard=hear/VBD>0:root it/PRP>5:nsubj "
        "fell=fall/VBD>3:ccomp",
        "heard",
        "court",
        id="a court hears",
    ),
    pytest.param(
        "Roe/NNP>2:nsubj heard=hear/VBD>0:root it/PRP>4:nsubj fell=fall/VBD>2:ccomp",
        "heard",
        None,
        id="a person hears",
    ),
    pytest.param(
        "The/DT>2:det court/NN>3:nsubj ruled=rule/VBD>0:root it/PRP>5:nsubj "
        "fell=fall/VBD>3:ccomp",
        "ruled",
        None,
        id="a court rules",
    ),
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>5:ccomp ,/,>2:punct jury/NN>5:nsubj "
        "told=tell/VBD>0:root ./.>5:punct",
        "told",
        "jury",
        id="told at the end of a headline",
    ),
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>5:ccomp ,/,>2:punct Hale/NNP>5:nsubj "
        "told=tell/VBD>0:root him=he/PRP>5:iobj",
        "told",
        None,
        id="told with an object",
    ),
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>4:ccomp jury/NN>4:nsubj told=tell/VBD>0:root",
        "told",
        None,
        id="no comma before the subject",
    ),
    pytest.param("Hear/VB>0:root it/PRP>1:obj", "Hear", None, id="no subject"),
]


@pytest.mark.parametrize(("row", "verb", "audience"), SUBJECTS)
def test_audience_subjects(row: str, verb: str, audience: str | None) -> None:
    """A court that hears, and the subject of a final "told", are the audience."""
    tree = tree_of(row)
    found = audience_subject(tree, position_of(tree, verb))
    assert word_at(tree, found) == audience
