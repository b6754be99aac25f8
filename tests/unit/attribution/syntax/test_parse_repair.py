"""Known errors of the parser that are corrected before any stage."""

import pytest

from tests.support.trees import position_of, tree_of, word_at

NAMES = [
    pytest.param(
        "Minister/NN>4:nsubj of/IN>3:case State/NN>1:nmod said=say/VBD>0:root",
        None,
        id="no name",
    ),
    pytest.param(
        "Minister/NN>6:nsubj of/IN>3:case State/NN>1:nmod [Person Ann/NNP>6:nsubj "
        "Hale/NNP>4:flat ] said=say/VBD>0:root",
        ("Minister", "appos"),
        id="a name after its description",
    ),
    pytest.param(
        "Minister/NN>5:nsubj then/RB>5:advmod [Person Ann/NNP>5:nsubj Hale/NNP>3:flat "
        "] said=say/VBD>0:root",
        ("said", "nsubj"),
        id="a word between the two",
    ),
    pytest.param(
        "Storms/NNS>4:nsubj [Person Ann/NNP>4:nsubj Hale/NNP>2:flat ] "
        "said=say/VBD>0:root",
        ("said", "nsubj"),
        id="no noun for a person before",
    ),
]


@pytest.mark.parametrize(("row", "wanted"), NAMES)
def test_second_subjects(row: str, wanted: tuple[str, str] | None) -> None:
    """A second subject that is a name becomes an apposition of the role before it."""
    tree = tree_of(row)
    found = [
        (word_at(tree, tree.head(p)), tree.rels[p])
        for p in range(len(tree))
        if tree.tokens[p].text == "Ann"
    ]
    assert found == ([] if wanted is None else [wanted])


PARTICIPLES = [
    pytest.param(
        "Noting=note/VBG>6:advcl it/PRP>3:nsubj rained=rain/VBD>6:ccomp ,/,>6:punct "
        "Hale/NNP>6:nsubj left=leave/VBD>0:root",
        "Noting",
        id="the complement of the participle",
    ),
    pytest.param(
        "Running=run/VBG>6:advcl it/PRP>3:nsubj rained=rain/VBD>6:ccomp ,/,>6:punct "
        "Hale/NNP>6:nsubj left=leave/VBD>0:root",
        "left",
        id="no reporting verb",
    ),
    pytest.param(
        "Noted=note/VBN>6:advcl it/PRP>3:nsubj rained=rain/VBD>6:ccomp ,/,>6:punct "
        "Hale/NNP>6:nsubj left=leave/VBD>0:root",
        "left",
        id="a past participle",
    ),
    pytest.param(
        "Noting=note/VBG>7:advcl that/DT>1:obj it/PRP>4:nsubj rained=rain/VBD>7:ccomp "
        ",/,>7:punct Hale/NNP>7:nsubj left=leave/VBD>0:root",
        "left",
        id="a participle with an object",
    ),
]


@pytest.mark.parametrize(("row", "governor"), PARTICIPLES)
def test_complements_of_initial_participles(row: str, governor: str) -> None:
    """A clause right after an initial reporting participle is its complement."""
    tree = tree_of(row)
    assert word_at(tree, tree.head(position_of(tree, "rained"))) == governor


def test_coordinated_participles() -> None:
    """A participle that is coordinated with the complement moves with it."""
    tree = tree_of(
        "Noting=note/VBG>8:advcl it/PRP>3:nsubj rained=rain/VBD>8:ccomp and/CC>5:cc "
        "waving=wave/VBG>3:conj ,/,>8:punct Hale/NNP>8:nsubj left=leave/VBD>0:root"
    )
    assert word_at(tree, tree.head(position_of(tree, "waving"))) == "Noting"
