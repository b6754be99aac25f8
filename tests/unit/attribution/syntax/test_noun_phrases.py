"""The extent of the noun phrases that name speakers."""

import pytest

from service.attribution.syntax.noun_phrases import antecedent, noun_phrase
from service.attribution.syntax.sentence import Tree
from tests.support.builders import context_of, texts


def head_of(tree: Tree, word: str) -> int:
    """Return the position of a word."""
    return next(p for p in range(len(tree)) if tree.tokens[p].text == word)


PHRASES = [
    pytest.param(
        "The/DT>3:det new/JJ>3:amod mayor/NN>4:nsubj spoke=speak/VBD>0:root",
        "mayor",
        "The new mayor",
        id="modifiers",
    ),
    pytest.param(
        "Mayor/NNP>2:compound Hale/NNP>3:nsubj spoke=speak/VBD>0:root",
        "Hale",
        "Mayor Hale",
        id="title",
    ),
    pytest.param(
        "Hale/NNP>6:nsubj ,/,>4:punct the/DT>4:det mayor/NN>1:appos ,/,>1:punct "
        "spoke=speak/VBD>0:root",
        "Hale",
        "Hale, the mayor",
        id="apposition",
    ),
    pytest.param(
        "Hale/NNP>6:nsubj ,/,>4:punct who/WP>4:nsubj left=leave/VBD>1:acl:relcl "
        ",/,>1:punct spoke=speak/VBD>0:root",
        "Hale",
        "Hale",
        id="relative clause",
    ),
    pytest.param(
        "Hale/NNP>6:nsubj (/-LRB->4:punct the/DT>4:det mayor/NN>1:appos "
        ")/-RRB->4:punct spoke=speak/VBD>0:root",
        "Hale",
        "Hale (the mayor)",
        id="brackets",
    ),
    pytest.param(
        "By/IN>3:case the/DT>3:det mayor/NN>0:root",
        "mayor",
        "the mayor",
        id="preposition",
    ),
    pytest.param(
        "The/DT>2:det mayor/NN>5:nsubj on/IN>4:case [Date Sunday/NNP>2:nmod ] "
        "spoke=speak/VBD>0:root",
        "mayor",
        "The mayor",
        id="day",
    ),
    pytest.param(
        "The/DT>2:det mayor/NN>6:nsubj in/IN>5:case a/DT>5:det tweet/NN>2:nmod "
        "spoke=speak/VBD>0:root",
        "mayor",
        "The mayor",
        id="occasion",
    ),
    pytest.param(
        "The/DT>2:det mayor/NN>5:nsubj in/IN>4:case Selby/NNP>2:nmod "
        "spoke=speak/VBD>0:root",
        "mayor",
        "The mayor in Selby",
        id="place",
    ),
    pytest.param(
        "The/DT>2:det mayor/NN>5:nsubj of/IN>4:case Selby/NNP>2:nmod "
        "spoke=speak/VBD>0:root",
        "mayor",
        "The mayor of Selby",
        id="of",
    ),
    pytest.param(
        "Selby/NNP>3:nmod:poss 's/POS>1:case mayor/NN>4:nsubj spoke=speak/VBD>0:root",
        "mayor",
        "Selby's mayor",
        id="owner",
    ),
    pytest.param(
        "Also/RB>3:advmod the/DT>3:det mayor/NN>4:nsubj spoke=speak/VBD>0:root",
        "mayor",
        "the mayor",
        id="also",
    ),
    pytest.param(
        "Nearly/RB>2:advmod all/DT.PRON>3:nsubj spoke=speak/VBD>0:root",
        "all",
        "Nearly all",
        id="nearly",
    ),
    pytest.param(
        "And/CC>2:cc residents=resident/NNS>3:nsubj spoke=speak/VBD>0:root",
        "residents",
        "residents",
        id="and",
    ),
    pytest.param(
        "Hale/NNP>4:nsubj and/CC>3:cc Roe/NNP>1:conj spoke=speak/VBD>0:root",
        "Hale",
        "Hale and Roe",
        id="coordination",
    ),
    pytest.param(
        "The/DT>2:det man/NN>5:nsubj to/TO>4:mark ask/VB>2:acl spoke=speak/VBD>0:root",
        "man",
        "The man",
        id="infinitive",
    ),
    pytest.param(
        "A/DT>2:det man/NN>5:nsubj named=name/VBN>2:acl Roe/NNP>3:xcomp "
        "spoke=speak/VBD>0:root",
        "man",
        "A man named Roe",
        id="participle",
    ),
    pytest.param(
        "A/DT>2:det man/NN>6:nsubj ,/,>4:punct named=name/VBN>2:acl ,/,>2:punct "
        "spoke=speak/VBD>0:root",
        "man",
        "A man",
        id="participle after a comma",
    ),
    pytest.param('"/``>0:root', '"', '"', id="nothing but a mark"),
]


@pytest.mark.parametrize(("row", "head", "phrase"), PHRASES)
def test_extent(row: str, head: str, phrase: str) -> None:
    """A noun phrase has what names somebody, not what tells when, where or more."""
    here = context_of(row)
    tree = here.trees[0]
    found = noun_phrase(tree, head_of(tree, head))
    assert texts(here, [found.span]) == (phrase,)
    assert tree.text(found.positions) == phrase


RELATIVES = [
    pytest.param(
        "Hale/NNP>6:nsubj ,/,>4:punct who/WP>4:nsubj left=leave/VBD>1:acl:relcl "
        ",/,>1:punct spoke=speak/VBD>0:root",
        "who",
        "Hale",
        id="who",
    ),
    pytest.param(
        "Who/WP>2:nsubj left=leave/VBD>0:root", "Who", None, id="interrogative"
    ),
    pytest.param("Hale/NNP>2:nsubj left=leave/VBD>0:root", "Hale", None, id="name"),
    pytest.param(
        "He/PRP>2:nsubj said=say/VBD>0:root that/IN>5:mark it/PRP>5:nsubj "
        "fell=fall/VBD>2:ccomp",
        "that",
        None,
        id="conjunction",
    ),
]


@pytest.mark.parametrize(("row", "word", "meant"), RELATIVES)
def test_antecedents(row: str, word: str, meant: str | None) -> None:
    """A relative pronoun stands for the noun that its clause hangs on."""
    tree = context_of(row).trees[0]
    found = antecedent(tree, head_of(tree, word))
    assert (found is None and meant is None) or tree.tokens[found or 0].text == meant
