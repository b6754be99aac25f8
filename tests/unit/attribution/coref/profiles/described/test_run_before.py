"""The run of words before a name."""

import pytest

from service.attribution.coref.profiles.described.run_before import run_before
from tests.support.builders import LEXICON, context_of

ROWS = [
    pytest.param(
        "Selby/NNP>3:compound Club/NNP>3:compound manager/NN>5:dep "
        "[Person Roe/NNP>5:nsubj ] left=leave/VBD>0:root",
        "Selby Club manager",
        id="a run of nouns",
    ),
    pytest.param(
        "said=say/VBD>0:root the/DT>3:det minister/NN>1:nsubj of/IN>5:case "
        "trade/NN>3:nmod ,/,>1:punct [Person Roe/NNP>1:dep ]",
        "the minister of trade",
        id="closed by a comma",
    ),
    pytest.param(
        "said=say/VBD>0:root managers=manager/NNS>1:nsubj ,/,>1:punct "
        "[Person Roe/NNP>1:dep ]",
        "",
        id="closed by a comma, without an article",
    ),
    pytest.param(
        "The/DT>2:det managers=manager/NNS>4:dep [Person Roe/NNP>4:nsubj ] "
        "left=leave/VBD>0:root",
        "",
        id="people",
    ),
    pytest.param(
        "The/DT>2:det report/NN>4:dep [Person Roe/NNP>4:nsubj ] left=leave/VBD>0:root",
        "",
        id="no person",
    ),
    pytest.param(
        "[Person Orr/NNP>3:nmod:poss ] 's/POS>1:case manager/NN>5:dep "
        "[Person Roe/NNP>5:nsubj ] left=leave/VBD>0:root",
        "",
        id="after another person",
    ),
    pytest.param(
        "In/IN>3:case the/DT>3:det [Organization House/NNP>8:obl of/IN>5:case "
        "Lords=lord/NNP>3:nmod ] ,/,>3:punct [Person Roe/NNP>8:nsubj ] "
        "left=leave/VBD>0:root",
        "",
        id="the noun of a person in the name of a body",
    ),
    pytest.param("[Person Roe/NNP>2:nsubj ] left=leave/VBD>0:root", "", id="nothing"),
]


@pytest.mark.parametrize(("row", "expected"), ROWS)
def test_run_before(row: str, expected: str) -> None:
    """Nouns before a name describe it if one of them denotes a person."""
    (tree,) = context_of(row).trees
    start = next(p for p, token in enumerate(tree.tokens) if token.text == "Roe")

    run = run_before(LEXICON, tree, start, LEXICON.profiles)

    assert (tree.text(run) if run else "") == expected
