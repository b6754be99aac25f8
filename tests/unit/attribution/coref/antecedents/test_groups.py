"""People who are named together, and what tells the group again."""

import pytest

from service.attribution.coref.antecedents.groups import join_names, stated_number
from tests.support.builders import context_of
from tests.support.stage_checks import name_of, speaker

MEMBERS = [
    pytest.param(
        "Ann Hale and her deputy Tom Roe <said> it was safe.",
        "Ann Hale and Tom Roe",
        id="a role between",
    ),
    pytest.param(
        "Two judges, Ann Hale and Tom Roe, <said> the dam was old.",
        "Ann Hale and Tom Roe",
        id="what they are before",
    ),
    pytest.param(
        "Ann Hale smiled. She and Tom Roe <said> it was safe.",
        "Ann Hale and Tom Roe",
        id="a pronoun",
    ),
    pytest.param(
        "She and Tom Roe <said> it was safe.", "She and Tom Roe", id="nobody for it"
    ),
    pytest.param(
        "The mayor and Tom Roe <said> it was safe.",
        "mayor and Tom Roe",
        id="one without a name",
    ),
    pytest.param(
        "The mayor and the judge <said> it was safe.",
        "mayor and the judge",
        id="none with a name",
    ),
]


@pytest.mark.parametrize(("marked", "name"), MEMBERS)
def test_members(marked: str, name: str) -> None:
    """A group is the names of its members, without their roles."""
    assert name_of(marked) == name


AGAIN = [
    pytest.param(
        "Ann Hale and Tom Roe met. The two <said> it was safe.",
        "Ann Hale and Tom Roe",
        id="the two",
    ),
    pytest.param(
        "Ann Hale and Tom Roe met. Both leaders <said> it was safe.",
        "Ann Hale and Tom Roe",
        id="both leaders",
    ),
    pytest.param(
        "Two judges, Ann Hale and Tom Roe, said the dam was old. The judges <said> it "
        "was safe.",
        "Ann Hale and Tom Roe",
        id="the judges",
    ),
    pytest.param(
        "Ann Hale and Tom Roe met. The two companies <said> it was safe.",
        "two companies",
        id="two others",
    ),
    pytest.param(
        "Ann Hale met Tom Roe. The two <said> it was safe.",
        "Ann Hale and Tom Roe",
        id="who met",
    ),
    pytest.param("The two <said> it was safe.", "two", id="nobody before"),
]


@pytest.mark.parametrize(("marked", "name"), AGAIN)
def test_told_again(marked: str, name: str) -> None:
    """Their number or their office is enough to tell them again."""
    assert name_of(marked) == name


OFFICES = [
    pytest.param(
        "The former chairman and president <said> it was safe.", "person", id="two"
    ),
    pytest.param("The husband and wife <said> it was safe.", "group", id="relatives"),
    pytest.param("The mayor and the judge <said> it was safe.", "group", id="articles"),
]


@pytest.mark.parametrize(("marked", "kind"), OFFICES)
def test_two_offices(marked: str, kind: str) -> None:
    """Two offices under one article are one person's."""
    found = speaker(marked)
    assert found is not None
    assert found.type == kind


def test_the_type_of_a_group() -> None:
    """People named together are a group, as a subject and as a source."""
    found = speaker("Ann Hale and Tom Roe met. The two <said> it was safe.")
    assert found is not None
    assert (found.type, found.size) == ("group", 2)


@pytest.mark.parametrize(
    ("names", "name"),
    [(["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
    ids=str,
)
def test_join_names(names: list[str], name: str) -> None:
    """Names are join_names as a reader would."""
    assert join_names(names) == name


def test_stated_number() -> None:
    """A number word tells how many, other words tell nothing."""
    (tree,) = context_of("the/DT>3:det three/CD>3:nummod men=man/NNS>0:root").trees
    assert stated_number(tree, [0, 1, 2]) == 3
    assert stated_number(tree, [0, 2]) == 0
