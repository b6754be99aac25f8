"""Abbreviations that the article defines."""

import pytest

from service.attribution.coref.joining.abbreviations import (
    expanded,
    find_abbreviations,
)
from tests.support.stage_checks import name_of
from tests.support.trees import tree_of

DEFINED = [
    pytest.param(
        "Selby/NNP>3:compound Water/NNP>3:compound Board/NNP>7:nsubj (/-LRB->5:punct "
        "SWB/NNP>3:appos )/-RRB->5:punct met=meet/VBD>0:root",
        {"SWB": "Selby Water Board"},
        id="after a name",
    ),
    pytest.param(
        "A/DT>3:det review/NN>3:compound team/NN>7:nsubj (/-LRB->5:punct "
        "RTE/NNP>3:appos )/-RRB->5:punct met=meet/VBD>0:root",
        {"RTE": "review team"},
        id="after a description",
    ),
    pytest.param(
        "SWB/NNP>7:nsubj (/-LRB->5:punct Selby/NNP>5:compound Water/NNP>5:compound "
        "Board/NNP>1:appos )/-RRB->5:punct met=meet/VBD>0:root",
        {"SWB": "Selby Water Board"},
        id="before the name",
    ),
    pytest.param(
        "[Organization Blue/NNP>2:compound Party/NNP>6:nsubj ] (/-LRB->4:punct "
        "PAZ/NNP>2:appos )/-RRB->4:punct met=meet/VBD>0:root",
        {"PAZ": "Blue Party"},
        id="other letters after an organisation",
    ),
    pytest.param(
        "[Person Ann/NNP>6:nsubj Hale/NNP>1:flat ] (/-LRB->4:punct PAZ/NNP>1:appos "
        ")/-RRB->4:punct met=meet/VBD>0:root",
        {},
        id="other letters after a person",
    ),
    pytest.param(
        "Selby/NNP>2:compound Board/NNP>6:nsubj (/-LRB->4:punct founded/VBN>2:acl "
        ")/-RRB->4:punct met=meet/VBD>0:root",
        {},
        id="no abbreviation",
    ),
    pytest.param(
        "Selby/NNP>2:compound Board/NNP>0:root (/-LRB->4:punct SB/NNP>2:appos",
        {},
        id="no closing bracket",
    ),
    pytest.param(
        "EAS/NNP>7:nsubj (/-LRB->3:punct Empresa/NNP>1:appos de/FW>5:case "
        "Acueducto/NNP>3:nmod y/FW>7:cc Selby/NNP>5:conj )/-RRB->3:punct "
        "met=meet/VBD>0:root",
        {"EAS": "Empresa de Acueducto y Selby"},
        id="small words of other languages",
    ),
]


@pytest.mark.parametrize(("row", "defined"), DEFINED)
def test_find_abbreviations(row: str, defined: dict[str, str]) -> None:
    """The long form stands before the brackets or in them."""
    assert find_abbreviations([tree_of(row)]) == defined


def test_first_definition() -> None:
    """Of two definitions the first counts."""
    one, two = DEFINED[0].values[0], DEFINED[2].values[0]
    other = str(two).replace("Selby", "Severn")
    found = find_abbreviations([tree_of(str(one)), tree_of(other)])
    assert found == {"SWB": "Selby Water Board"}


def test_expanded() -> None:
    """An abbreviation is expanded with and without full stops."""
    assert expanded({"SWB": "Selby Water Board"}, "S.W.B.") == "Selby Water Board"
    assert expanded({"SWB": "Selby Water Board"}, "SW") == "SW"


SPEAKERS = [
    pytest.param(
        "A special review team (SRT) met on Monday. The SRT <said> it was safe.",
        "special review team",
        id="description",
    ),
    pytest.param(
        "The Blue Party (PAZ) met on Monday. The PAZ <said> it was safe.",
        "Blue Party",
        id="other letters",
    ),
    pytest.param(
        "The SWB (Selby Water Board) met on Monday. The SWB <said> it was safe.",
        "Selby Water Board",
        id="before the name",
    ),
]


@pytest.mark.parametrize(("marked", "name"), SPEAKERS)
def test_speakers(marked: str, name: str) -> None:
    """An abbreviation refers to the entity of its long form."""
    assert name_of(marked) == name
