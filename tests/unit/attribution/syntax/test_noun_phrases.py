"""The extent of the noun phrases that name speakers."""

import pytest

from service.attribution.syntax.noun_phrases import (
    antecedent,
    extend_to_name,
    noun_phrase,
)
from tests.support.builders import context_of, texts
from tests.support.trees import position_of, tree_of, word_at

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
        "Residents=resident/NNS>4:nsubj who/WP>3:nsubj stayed=stay/VBD>1:acl:relcl "
        "spoke=speak/VBD>0:root",
        "Residents",
        "Residents",
        id="restrictive relative clause",
    ),
    pytest.param(
        "Mayors=mayor/NNS>6:nsubj after/IN>4:case the/DT>4:det talks=talk/NNS>1:nmod "
        "slowly/RB>6:advmod spoke=speak/VBD>0:root",
        "Mayors",
        "Mayors",
        id="a phrase that tells when",
    ),
    pytest.param(
        "Hale/NNP>6:nsubj ,/,>4:punct on/IN>4:case Saturn/NNP>1:nmod ,/,>4:punct "
        "spoke=speak/VBD>0:root",
        "Hale",
        "Hale",
        id="a phrase between commas",
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
    """A noun phrase has modifiers and apposition, but no adverbials and clauses."""
    here = context_of(row)
    tree = here.trees[0]
    found = noun_phrase(tree, position_of(tree, head))
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


@pytest.mark.parametrize(("row", "word", "noun"), RELATIVES)
def test_antecedents(row: str, word: str, noun: str | None) -> None:
    """The antecedent of a relative pronoun is the noun that its clause modifies."""
    tree = tree_of(row)
    assert word_at(tree, antecedent(tree, position_of(tree, word))) == noun


EXTENDED = [
    pytest.param(
        "Broadcaster/NN>3:nsubj [Organization NHK/NNP>3:obj ] left=leave/VBD>0:root",
        "Broadcaster NHK",
        id="a name of the same governor",
    ),
    pytest.param(
        "Broadcaster/NN>4:nsubj then/RB>4:advmod [Organization NHK/NNP>4:obj ] "
        "left=leave/VBD>0:root",
        "Broadcaster",
        id="a word between the two",
    ),
    pytest.param(
        "Broadcaster/NN>3:nsubj [Person Hale/NNP>3:obj ] left=leave/VBD>0:root",
        "Broadcaster",
        id="a person's name",
    ),
    pytest.param(
        "Broadcaster/NN>3:nsubj [Organization NHK/NNP>4:obj ] left=leave/VBD>0:root "
        "it/PRP>3:obj",
        "Broadcaster",
        id="another governor",
    ),
    pytest.param("Broadcaster/NN>0:root", "Broadcaster", id="nothing after it"),
]


@pytest.mark.parametrize(("row", "phrase"), EXTENDED)
def test_names_after_phrases(row: str, phrase: str) -> None:
    """A phrase is extended to the name after it that the parse separates from it."""
    tree = tree_of(row)
    found = extend_to_name(tree, noun_phrase(tree, 0))
    assert tree.text(found.positions) == phrase
