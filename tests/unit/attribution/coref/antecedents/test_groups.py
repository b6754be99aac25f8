"""Members of groups and the numbers that refer to them."""

import pytest

from service.attribution.coref.antecedents.groups import (
    join_names,
    member_heads,
    member_text,
    names_of_members,
    stated_number,
)
from tests.support.builders import LEXICON, context_of

COORDINATED = (
    "[Person Ann/NNP>6:nsubj ] and/CC>5:cc her/PRP$>4:nmod:poss deputy/NN>5:compound "
    "[Person Tom/NNP>1:conj ] left=leave/VBD>0:root"
)
LISTED = (
    "parties=party/NNS>8:nsubj ,/,>3:punct [Organization A/NNP>1:appos ] ,/,>5:punct "
    "[Organization B/NNP>1:conj ] and/CC>7:cc [Organization C/NNP>1:conj ] "
    "left=leave/VBD>0:root"
)
COUNTRIES = (
    "[Location Peru/NNP>4:nsubj ] and/CC>3:cc [Location Chile/NNP>1:conj ] "
    "paid=pay/VBD>0:root"
)
MEMBERS = [
    pytest.param(COORDINATED, (0, 0), [0, 4], id="conjuncts of the first"),
    pytest.param(LISTED, (2, 0), [2, 4, 6], id="conjuncts of the phrase"),
]


@pytest.mark.parametrize(("row", "heads", "members"), MEMBERS)
def test_member_heads(row: str, heads: tuple[int, int], members: list[int]) -> None:
    """The members are the first and its conjuncts, else those of the phrase."""
    (tree,) = context_of(row).trees
    first, head = heads
    assert member_heads(tree, first, head=head) == members


@pytest.mark.parametrize(
    ("member", "text"), [(0, "Ann"), (4, "her deputy Tom")], ids=str
)
def test_member_text(member: int, text: str) -> None:
    """The text of a member has no conjunction and no other member."""
    (tree,) = context_of(COORDINATED).trees
    assert member_text(tree, member) == text


PEOPLE = [
    pytest.param(COORDINATED, [0, 4], 2, id="both with a name"),
    pytest.param(COORDINATED, [0, 3], 0, id="one without a name"),
    pytest.param(COORDINATED, [0], 0, id="a single one"),
    pytest.param(LISTED, [2, 4, 6], 0, id="organisations"),
    pytest.param(COUNTRIES, [0, 2], 2, id="countries"),
]


@pytest.mark.parametrize(("row", "members", "number"), PEOPLE)
def test_names_of_members(row: str, members: list[int], number: int) -> None:
    """Members that are all named people or all countries have names, others none."""
    (tree,) = context_of(row).trees
    assert len(names_of_members(LEXICON, tree, members)) == number


@pytest.mark.parametrize(
    ("names", "name"),
    [(["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C"], "A, B and C")],
    ids=str,
)
def test_join_names(names: list[str], name: str) -> None:
    """Names are joined by commas and "and"."""
    assert join_names(names) == name


def test_stated_number() -> None:
    """A number word states a number, other words state none."""
    (tree,) = context_of("the/DT>3:det three/CD>3:nummod men=man/NNS>0:root").trees
    assert stated_number(tree, [0, 1, 2]) == 3
    assert stated_number(tree, [0, 2]) == 0
