"""A description and a name that the parse does not join."""

import pytest

from service.attribution.syntax.adjacent_names import description_before, name_after
from service.attribution.syntax.noun_phrases import noun_phrase
from tests.support.builders import LEXICON
from tests.support.trees import position_of, tree_of

COUNSEL = (
    "The/DT>2:det counsel/NN>5:obl [Person Tom/NNP>5:nsubj Roe/NNP>3:flat ] "
    "said=say/VBD>0:root so/RB>5:advmod"
)
ADJACENT = [
    pytest.param(COUNSEL, "counsel", "Tom Roe", id="no comma"),
    pytest.param(
        "The/DT>2:det counsel/NN>7:obl ,/,>2:punct [Person Tom/NNP>7:nsubj "
        "Roe/NNP>4:flat ] ,/,>2:punct said=say/VBD>0:root",
        "counsel",
        "Tom Roe",
        id="between commas",
    ),
    pytest.param(
        "The/DT>2:det counsel/NN>6:obl ,/,>2:punct [Person Tom/NNP>6:nsubj "
        "Roe/NNP>4:flat ] left=leave/VBD>0:root",
        "counsel",
        None,
        id="the subject after a comma",
    ),
    pytest.param(
        "The/DT>2:det counsels=counsel/NNS>5:nsubj [Person Tom/NNP>5:nsubj "
        "Roe/NNP>3:flat ] said=say/VBD>0:root",
        "counsels",
        None,
        id="plural",
    ),
    pytest.param(
        "The/DT>2:det dam/NN>5:nsubj [Person Tom/NNP>5:nsubj Roe/NNP>3:flat ] "
        "said=say/VBD>0:root",
        "dam",
        None,
        id="no person",
    ),
    pytest.param(
        "The/DT>2:det captain/NN>8:nsubj of/IN>5:case the/DT>5:det ferry/NN>2:nmod "
        "[Person Tom/NNP>8:nsubj Roe/NNP>6:flat ] sank=sink/VBD>0:root",
        "captain",
        None,
        id="the name of another noun",
    ),
]


@pytest.mark.parametrize(("row", "head", "name"), ADJACENT)
def test_name_after(row: str, head: str, name: str | None) -> None:
    """A name right after the description of one person is the person's."""
    tree = tree_of(row)
    found = name_after(LEXICON, tree, noun_phrase(tree, position_of(tree, head)))
    assert (None if found is None else tree.text(found.positions)) == name


def test_description_before() -> None:
    """The description is found from the name too; None at the start of a sentence."""
    tree = tree_of(COUNSEL)
    found = description_before(LEXICON, tree, position_of(tree, "Tom"))
    assert found is not None
    assert tree.text(found.positions) == "The counsel"
    assert description_before(LEXICON, tree, 0) is None
