"""Nouns that a clause states of a person."""

import pytest

from service.attribution.coref.profiles.described.predicate_nouns import (
    predicate_nouns,
)
from tests.support.builders import LEXICON, context_of

ROWS = [
    ("[Person Roe/NNP>4:nsubj ] is=be/VBZ>4:cop a/DT>4:det teacher/NN>0:root",
     ["teacher"]),
    ("[Person Roe/NNP>5:nsubj ] is=be/VBZ>5:cop not/RB>5:advmod a/DT>5:det "
     "teacher/NN>0:root", []),
    ("If/IN>5:mark [Person Roe/NNP>5:nsubj ] were=be/VBD>5:cop a/DT>5:det "
     "teacher/NN>0:root", []),
    ("[Person Roe/NNP>2:nsubj ] became=become/VBD>0:root mayor/NN>2:xcomp", ["mayor"]),
    ("[Person Roe/NNP>2:nsubj ] serves=serve/VBZ>0:root as/IN>4:case mayor/NN>2:obl",
     ["mayor"]),
    ("[Person Roe/NNP>6:nsubj ] ,/,>5:punct who/WP>5:nsubj is=be/VBZ>5:cop "
     "mayor/NN>1:acl:relcl left=leave/VBD>0:root", ["mayor"]),
    ("[Person Roe/NNP>2:nsubj ] sees=see/VBZ>0:root a/DT>4:det teacher/NN>2:obj", []),
]  # fmt: skip


@pytest.mark.parametrize(("row", "expected"), ROWS)
def test_predicate_nouns(row: str, expected: list[str]) -> None:
    """Copulas, "become" and "as" state what the subject is, unless negated."""
    (tree,) = context_of(row).trees
    mention = next(p for p, token in enumerate(tree.tokens) if token.text == "Roe")

    found = predicate_nouns(tree, mention, LEXICON.profiles)

    assert [tree.lower(p) for p in found] == expected
