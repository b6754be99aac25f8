"""Nouns that denote a person."""

import pytest

from service.attribution.coref.profiles.described.person_nouns import (
    head_noun,
    is_person_noun,
)
from tests.support.builders import LEXICON, context_of

ROW = (
    "The/DT>2:det head/NN>9:nsubj of/IN>4:case research/NN>2:nmod at/IN>7:case "
    "the/DT>7:det bank/NN>2:nmod Rep./NNP>2:appos left=leave/VBD>0:root"
)


@pytest.mark.parametrize(("position", "expected"), [(1, True), (3, False), (7, True)])
def test_is_person_noun(position: int, *, expected: bool) -> None:
    """Roles and titles with a full stop denote people, other nouns do not."""
    (tree,) = context_of(ROW).trees

    assert is_person_noun(LEXICON, tree, position, LEXICON.profiles) is expected


@pytest.mark.parametrize(
    ("positions", "expected"), [(range(7), 1), (range(3, 7), 6), (range(2, 3), None)]
)
def test_head_noun(positions: range, expected: int | None) -> None:
    """The head is the noun of a person, else that of the phrase, if it has one."""
    (tree,) = context_of(ROW).trees

    assert head_noun(LEXICON, tree, positions, LEXICON.profiles) == expected
