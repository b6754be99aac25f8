"""Subjects that the parse of a reporting verb lacks."""

import pytest

from service.attribution.syntax.inversion import (
    has_inverted_subject,
    inverted_subject,
    parenthetical_subject,
)
from tests.support.trees import position_of, tree_of, word_at

INVERTED = [
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>0:root ,/,>4:punct said=say/VBN>2:acl "
        "the/DT>6:det mayor/NN>4:obj ./.>2:punct",
        "mayor",
        id="read as a participle with an object",
    ),
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>0:root ,/,>4:punct said=say/VBN>2:acl "
        "Hale/NNP>4:obj quoting=quote/VBG>4:advcl police/NNS>6:obj ./.>2:punct",
        "Hale",
        id="a participial clause after it",
    ),
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>0:root ,/,>4:punct said=say/VBN>2:acl "
        "Hale/NNP>4:obj while/IN>7:mark waving=wave/VBG>4:advcl ./.>2:punct",
        None,
        id="another clause after it",
    ),
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>5:ccomp ,/,>5:punct Roe/NNP>5:nsubj "
        "said=say/VBD>0:root Hale/NNP>5:obj ./.>5:punct",
        None,
        id="a subject before the verb",
    ),
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>0:root and/CC>4:cc said=say/VBD>2:conj "
        "Hale/NNP>4:obj ./.>2:punct",
        None,
        id="no comma before the verb",
    ),
    pytest.param(
        "It/PRP>2:nsubj fell=fall/VBD>0:root ,/,>4:punct said=say/VBN>2:acl "
        "late/RB>4:xcomp ./.>2:punct",
        None,
        id="no noun after the verb",
    ),
    pytest.param("Said=say/VBD>0:root Hale/NNP>1:obj", None, id="the first word"),
]


@pytest.mark.parametrize(("row", "subject"), INVERTED)
def test_inverted_subjects(row: str, subject: str | None) -> None:
    """A noun phrase between a verb and the sentence's end is its inverted subject."""
    tree = tree_of(row)
    verb = next(p for p in range(len(tree)) if tree.lower(p) == "said")
    assert word_at(tree, inverted_subject(tree, verb)) == subject
    assert has_inverted_subject(tree, verb) is (subject is not None)


PARENTHETICAL = [
    pytest.param(
        "It/PRP>7:nsubj ,/,>4:punct [Person Hale/NNP>1:appos ] "
        "said=say/VBD>7:parataxis ,/,>4:punct really/RB>7:advmod fell=fall/VBD>0:root",
        "Hale",
        id="a name read as an apposition",
    ),
    pytest.param(
        "It/PRP>8:nsubj ,/,>4:punct director/NN>1:appos [Person Hale/NNP>3:flat ] "
        "said=say/VBD>8:parataxis ,/,>5:punct really/RB>8:advmod fell=fall/VBD>0:root",
        "director",
        id="a name in a description",
    ),
    pytest.param(
        "It/PRP>8:nsubj ,/,>4:punct [Person Hale/NNP>1:appos ] "
        "said=say/VBD>8:parataxis yesterday/NN>4:obl ,/,>1:punct really/RB>8:advmod "
        "fell=fall/VBD>0:root",
        "Hale",
        id="an adverbial after the verb",
    ),
    pytest.param(
        "Costs/NNS>7:nsubj ,/,>4:punct the/DT>4:det group/NN>1:appos "
        "said=say/VBD>1:acl:relcl ,/,>1:punct fell=fall/VBD>0:root",
        "group",
        id="a noun read as an apposition with a relative clause",
    ),
    pytest.param(
        "Why/WRB>7:advmod ,/,>3:punct said=say/VBD>7:parataxis "
        "[Person Roe/NNP>3:obj ] ,/,>3:punct it/PRP>7:nsubj fell=fall/VBD>0:root",
        "Roe",
        id="a name between verb and comma",
    ),
    pytest.param(
        "It/PRP>6:nsubj ,/,>4:punct [Person Hale/NNP>1:appos ] "
        "said=say/VBD>6:parataxis really/RB>6:advmod fell=fall/VBD>0:root",
        None,
        id="no comma after the verb",
    ),
    pytest.param(
        "It/PRP>7:nsubj ,/,>4:punct [Person Hale/NNP>4:nsubj ] "
        "said=say/VBD>7:parataxis ,/,>4:punct really/RB>7:advmod fell=fall/VBD>0:root",
        None,
        id="a subject in the parse",
    ),
]


@pytest.mark.parametrize(("row", "subject"), PARENTHETICAL)
def test_parenthetical_subjects(row: str, subject: str | None) -> None:
    """The noun phrase beside a parenthetical verb is its subject."""
    tree = tree_of(row)
    found = parenthetical_subject(tree, position_of(tree, "said"))
    assert word_at(tree, found) == subject
