"""Roles beside a name."""

import pytest

from service.attribution.coref.mentions.roles import roles_beside
from tests.support.builders import LEXICON, context_of
from tests.support.stage_checks import speaker

ROLES = [
    pytest.param(
        "Kremlin/NNP>2:compound spokesman/NN>5:nsubj [Person Tom/NNP>2:appos "
        "Roe/NNP>3:flat ] left=leave/VBD>0:root",
        ["Kremlin spokesman"],
        id="name as apposition",
    ),
    pytest.param(
        "former/JJ>3:amod mayor/NN>3:compound [Person Tom/NNP>5:nsubj Roe/NNP>3:flat ] "
        "left=leave/VBD>0:root",
        ["former mayor"],
        id="role as modifier",
    ),
    pytest.param(
        "[Person Tom/NNP>7:nsubj Roe/NNP>1:flat ] ,/,>5:punct a/DT>5:det "
        "farmer/NN>1:appos ,/,>1:punct left=leave/VBD>0:root",
        ["farmer"],
        id="apposition",
    ),
    pytest.param(
        "Poor/JJ>2:amod [Person Tom/NNP>4:nsubj Roe/NNP>2:flat ] left=leave/VBD>0:root",
        [],
        id="an adjective is none",
    ),
    pytest.param(
        "[Person Tom/NNP>6:nsubj Roe/NNP>1:flat ] ,/,>4:punct 52/CD>1:appos "
        ",/,>1:punct left=leave/VBD>0:root",
        [],
        id="an age is none",
    ),
    pytest.param(
        "The/DT>2:det winner/NN>9:nsubj ,/,>4:punct the/DT>5:det mayor/NN>2:appos "
        ",/,>7:punct [Person Tom/NNP>2:appos Roe/NNP>7:flat ] left=leave/VBD>0:root",
        ["winner, the mayor"],
        id="two nouns before the name",
    ),
]


@pytest.mark.parametrize(("row", "roles"), ROLES)
def test_roles_beside(row: str, roles: list[str]) -> None:
    """Words before a name and appositions after it are roles."""
    (tree,) = context_of(row).trees
    (name,) = tree.sentence.entities
    found = roles_beside(LEXICON, tree, name.start, name.end)
    assert [role for role, _ in found] == roles


NOUNS = [
    pytest.param(
        "Kremlin/NNP>2:compound spokesman/NN>5:nsubj [Person Tom/NNP>2:appos "
        "Roe/NNP>3:flat ] left=leave/VBD>0:root",
        [("Kremlin spokesman", "spokesman")],
        id="last word",
    ),
    pytest.param(
        "[Person Tom/NNP>9:nsubj Roe/NNP>1:flat ] ,/,>5:punct the/DT>5:det "
        "mayor/NN>1:appos of/IN>7:case Selby/NNP>5:nmod ,/,>5:punct "
        "left=leave/VBD>0:root",
        [("mayor of Selby", "mayor")],
        id="before a complement",
    ),
    pytest.param(
        "[Person Tom/NNP>9:nsubj Roe/NNP>1:flat ] ,/,>5:punct a/DT>5:det "
        "farmer/NN>1:appos and/CC>7:cc chairman/NN>5:conj ,/,>5:punct "
        "left=leave/VBD>0:root",
        [("farmer and chairman", "chairman"), ("chairman", "chairman")],
        id="two appositions",
    ),
]


@pytest.mark.parametrize(("row", "roles"), NOUNS)
def test_nouns_of_roles(row: str, roles: list[tuple[str, str]]) -> None:
    """A role has the lemma of its noun for a person."""
    (tree,) = context_of(row).trees
    (name,) = tree.sentence.entities
    assert list(roles_beside(LEXICON, tree, name.start, name.end)) == roles


SPEAKERS = [
    pytest.param(
        "Kremlin spokesman Tom Roe <said> it was safe.",
        "Kremlin spokesman",
        id="before",
    ),
    pytest.param(
        "Ann Hale, the mayor of Selby, <said> it was safe.",
        "mayor of Selby",
        id="after",
    ),
    pytest.param(
        "The mayor, Ann Hale, <said> it was safe.", "mayor", id="before an apposition"
    ),
    pytest.param("Ann Hale <said> it was safe.", None, id="none"),
    pytest.param("Ann Hale, 52, <said> it was safe.", None, id="an age is none"),
    pytest.param(
        "Ann Hale, the mayor of Selby, smiled. Hale <said> it was safe.",
        "mayor of Selby",
        id="in an earlier sentence",
    ),
]


@pytest.mark.parametrize(("marked", "role"), SPEAKERS)
def test_roles_of_speakers(marked: str, role: str | None) -> None:
    """A role beside one mention of a name is the speaker's everywhere."""
    entity = speaker(marked)
    assert entity is not None
    assert max(entity.roles, key=len, default=None) == role
