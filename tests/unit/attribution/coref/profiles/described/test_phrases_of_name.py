"""Phrases before and after a person's name."""

import pytest

from service.attribution.coref.profiles.described.phrases_of_name import (
    phrases_of_name,
)
from service.attribution.syntax.descriptions import NameSpan, head_of
from tests.support.builders import LEXICON, context_of

ROWS = [
    pytest.param(
        "Former/JJ>2:amod mayor/NN>3:compound [Person Roe/NNP>4:nsubj ] "
        "left=leave/VBD>0:root",
        ["Former mayor"],
        id="before",
    ),
    pytest.param(
        "[Person Roe/NNP>9:nsubj ] ,/,>3:punct founding=found/VBG>1:acl "
        "director/NN>3:obj of/IN>7:case the/DT>7:det bank/NN>4:nmod ,/,>1:punct "
        "left=leave/VBD>0:root",
        ["founding director of the bank"],
        id="between commas, without an apposition",
    ),
    pytest.param(
        "[Person Roe/NNP>5:nsubj ] ,/,>4:punct he/PRP>4:nsubj "
        "thinks=think/VBZ>5:parataxis left=leave/VBD>0:root ,/,>5:punct",
        [],
        id="a clause between commas",
    ),
    pytest.param(
        "The/DT>2:det president/NN>8:nsubj of/IN>5:case the/DT>5:det bank/NN>2:nmod "
        ",/,>7:punct [Person Roe/NNP>5:appos ] left=leave/VBD>0:root",
        ["The president of the bank"],
        id="joined to the noun of the body",
    ),
    pytest.param(
        "The/DT>2:det actors=actor/NNS>3:compound [Person Hale/NNP>6:nsubj ] "
        "and/CC>5:cc [Person Roe/NNP>3:conj ] left=leave/VBD>0:root",
        ["The actors"],
        id="of joined names",
    ),
]


@pytest.mark.parametrize(("row", "expected"), ROWS)
def test_phrases_of_name(row: str, expected: list[str]) -> None:
    """A description is found before, after and around a name."""
    (tree,) = context_of(row).trees
    found = tree.sentence.entities[-1]
    name = NameSpan(found.start, found.end, found.label)
    head = head_of(tree, name.start, name.end)

    phrases = phrases_of_name(LEXICON, tree, name, head, LEXICON.profiles)

    texts = [tree.text(p).removesuffix(",").strip() for p in phrases]
    assert list(dict.fromkeys(texts)) == expected
