"""Types of speakers whom noun phrases describe, by their head nouns and numbers."""

import pytest

from service.attribution.syntax.speaker_types import described_type, noun_phrase_type
from tests.support.builders import LEXICON
from tests.support.trees import position_of, tree_of

TYPES = [
    pytest.param("The/DT>2:det mayor/NN>0:root", "mayor", "person", id="person"),
    pytest.param(
        "The/DT>2:det doctors=doctor/NNS>0:root", "doctors", "group", id="plural"
    ),
    pytest.param(
        "The/DT>2:det ministry/NN>0:root", "ministry", "organization", id="organisation"
    ),
    pytest.param("The/DT>2:det police/NNS>0:root", "police", "organization", id="mass"),
    pytest.param("The/DT>2:det report/NN>0:root", "report", "document", id="document"),
    pytest.param("The/DT>2:det family/NN>0:root", "family", "group", id="collective"),
    pytest.param("The/DT>2:det lamp/NN>0:root", "lamp", "unknown", id="unknown"),
    pytest.param(
        "Half/NN>0:root of/IN>4:case the/DT>4:det doctors=doctor/NNS>1:nmod",
        "Half",
        "group",
        id="half of a group",
    ),
    pytest.param(
        "One/CD>0:root of/IN>4:case the/DT>4:det doctors=doctor/NNS>1:nmod",
        "One",
        "person",
        id="one of a group",
    ),
    pytest.param(
        "Police/NNS>0:root and/CC>3:cc residents=resident/NNS>1:conj",
        "Police",
        "group",
        id="a body and people",
    ),
    pytest.param(
        "Reports=report/NNS>0:root and/CC>3:cc [Person Hale/NNP>1:conj ]",
        "Reports",
        "group",
        id="texts and a person",
    ),
    pytest.param(
        "The/DT>2:det ministry/NN>0:root and/CC>5:cc the/DT>5:det court/NN>2:conj",
        "ministry",
        "organization",
        id="two bodies",
    ),
    pytest.param(
        "The/DT>2:det [NORP Briton/NNP>0:root ]", "Briton", "person", id="nationality"
    ),
    pytest.param(
        "The/DT>2:det [NORP British/NNP>0:root ]", "British", "unknown", id="a people"
    ),
    pytest.param(
        "The/DT>3:det Coast/NNP>3:compound Guard/NNP>0:root",
        "Guard",
        "organization",
        id="a proper noun",
    ),
]


@pytest.mark.parametrize(("row", "head", "kind"), TYPES)
def test_types(row: str, head: str, kind: str) -> None:
    """The head noun and its number give the type of a speaker without a name."""
    tree = tree_of(row)
    assert noun_phrase_type(LEXICON, tree, position_of(tree, head)) == kind


UNLISTED = [
    pytest.param("The/DT>2:det lamp/NN>0:root", "lamp", "document", id="a thing"),
    pytest.param(
        "Section/NN>0:root 4/CD>1:nummod", "Section", "document", id="a part of a text"
    ),
    pytest.param(
        "The/DT>2:det [NORP British/NNP>0:root ]", "British", "group", id="a people"
    ),
    pytest.param(
        "A/DT>2:det chorus/NN>0:root of/IN>4:case traders=trader/NNS>2:nmod",
        "chorus",
        "group",
        id="a word before people",
    ),
    pytest.param(
        "A/DT>2:det chorus/NN>0:root of/IN>4:case bells=bell/NNS>2:nmod",
        "chorus",
        "document",
        id="a word before things",
    ),
    pytest.param(
        "Most/JJS>0:root of/IN>3:case them=they/PRP>1:nmod",
        "Most",
        "group",
        id="most of them",
    ),
    pytest.param("Neither/DT>2:det side/NN>0:root", "side", "group", id="a side"),
    pytest.param("The/DT>2:det organist/NN>0:root", "organist", "person", id="-ist"),
    pytest.param(
        "The/DT>2:det accused=accuse/NN>0:root", "accused", "person", id="a participle"
    ),
    pytest.param(
        "State/NN>2:compound television/NN>0:root",
        "television",
        "organization",
        id="a medium",
    ),
    pytest.param("Osterby/NNP>0:root", "Osterby", "organization", id="a proper noun"),
    pytest.param(
        "The/DT>2:det police/NNS>0:root", "police", "organization", id="known"
    ),
    pytest.param("That/DT>0:root", "That", "unknown", id="no noun"),
]


@pytest.mark.parametrize(("row", "head", "kind"), UNLISTED)
def test_types_of_new_speakers(row: str, head: str, kind: str) -> None:
    """A noun that no table has is a people, a body by its name, or else a text."""
    tree = tree_of(row)
    assert described_type(LEXICON, tree, position_of(tree, head)) == kind
