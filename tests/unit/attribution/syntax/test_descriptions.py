"""What noun phrases say about a speaker: name, titles, definiteness, number, type."""

import pytest

from service.attribution.syntax.description_names import name_from_description
from service.attribution.syntax.descriptions import (
    has_pronominal_possessor,
    head_of,
    is_age_noun,
    is_definite,
    is_office,
    is_plural,
    is_second_office,
    name_in_phrase,
    phrase_head,
    title_start,
)
from tests.support.builders import LEXICON
from tests.support.stage_checks import name_of
from tests.support.trees import position_of, tree_of, word_at


def test_heads() -> None:
    """A name has a head; the head of its phrase may lie outside the name."""
    tree = tree_of(
        "The/DT>2:det mayor/NN>6:nsubj ,/,>4:punct [Person Ann/NNP>2:appos "
        "Hale/NNP>4:flat ] spoke=speak/VBD>0:root"
    )
    assert word_at(tree, head_of(tree, 3, 5)) == "Ann"
    assert word_at(tree, phrase_head(tree, 4)) == "mayor"
    assert word_at(tree, phrase_head(tree, 1)) == "mayor"


OFFICES = [
    pytest.param(
        "The/DT>3:det [Person Prime/NNP>3:compound Minister/NNP>4:nsubj ] "
        "left=leave/VBD>0:root",
        True,
        id="the Prime Minister",
    ),
    pytest.param(
        "[Person Prime/NNP>3:compound Minister/NNP>3:compound Hale/NNP>4:nsubj ] "
        "left=leave/VBD>0:root",
        False,
        id="with a name",
    ),
    pytest.param(
        "The/DT>2:det [Person Spaniard/NNP>3:nsubj ] left=leave/VBD>0:root",
        True,
        id="the Spaniard",
    ),
    pytest.param(
        "[Person King/NNP>2:nsubj ] left=leave/VBD>0:root", False, id="a surname"
    ),
    pytest.param(
        "The/DT>3:det [Organization Ohio/NNP>3:compound Republican/NNP>4:nsubj ] "
        "left=leave/VBD>0:root",
        True,
        id="a politician by party",
    ),
    pytest.param(
        "The/DT>3:det [Organization Health/NNP>3:compound Minister/NNP>4:nsubj ] "
        "left=leave/VBD>0:root",
        True,
        id="an office read as an organisation",
    ),
    pytest.param(
        "The/DT>3:det [Organization Selby/NNP>3:compound Council/NNP>4:nsubj ] "
        "left=leave/VBD>0:root",
        False,
        id="an organisation",
    ),
]


@pytest.mark.parametrize(("row", "office"), OFFICES)
def test_offices(row: str, office: bool) -> None:  # noqa: FBT001 - a column
    """An entity that consists of words for an office is no name."""
    tree = tree_of(row)
    (entity,) = tree.sentence.entities
    assert is_office(LEXICON, tree, entity) is office


def test_an_office_without_a_name_is_resolved() -> None:
    """The speaker of "the Prime Minister said" is the person named before."""
    marked = (
        "Prime Minister Ann Hale came at noon. The Prime Minister <said> it was safe."
    )
    assert name_of(marked) == "Ann Hale"


NAMES = [
    pytest.param(
        "The/DT>2:det mayor/NN>6:nsubj ,/,>4:punct [Person Ann/NNP>2:appos "
        "Hale/NNP>4:flat ] spoke=speak/VBD>0:root",
        "mayor",
        "Ann Hale",
        id="apposition",
    ),
    pytest.param(
        "[Person Hale/NNP>4:nsubj ] the/DT>3:det mayor/NN>1:appos "
        "spoke=speak/VBD>0:root",
        "Hale",
        "Hale",
        id="the head",
    ),
    pytest.param(
        "The/DT>3:det [Organization Tate/NNP>3:compound ] director/NN>4:nsubj "
        "spoke=speak/VBD>0:root",
        "director",
        None,
        id="an organisation that modifies the head",
    ),
    pytest.param(
        "[Person Hale/NNP>3:nmod:poss ] 's/POS>1:case manager/NN>4:nsubj "
        "spoke=speak/VBD>0:root",
        "manager",
        None,
        id="a possessor",
    ),
    pytest.param(
        "The/DT>2:det town/NN>3:nsubj grew=grow/VBD>0:root", "town", None, id="none"
    ),
    pytest.param(
        "[Person Hale/NNP>2:compound ] adviser/NN>4:nmod:desc [Person Tom/NNP>4:nsubj "
        "] left=leave/VBD>0:root",
        "Tom",
        "Tom",
        id="beside a name that modifies the title",
    ),
    pytest.param(
        "A/DT>3:det [Person Hale/NNP>3:compound ] adviser/NN>4:nsubj "
        "left=leave/VBD>0:root",
        "adviser",
        None,
        id="a name that modifies a noun",
    ),
]


@pytest.mark.parametrize(("row", "head", "name"), NAMES)
def test_names(row: str, head: str, name: str | None) -> None:
    """The name in a phrase is its head or stands in apposition to it."""
    tree = tree_of(row)
    found = name_in_phrase(LEXICON, tree, position_of(tree, head))
    assert (found and tree.text(found.positions)) == name


LABELS = [
    pytest.param("Person", (range(2), True), id="person"),
    pytest.param("Location", (range(2), False), id="location"),
]


@pytest.mark.parametrize(("label", "expected"), LABELS)
def test_name_span(label: str, expected: tuple[range, bool]) -> None:
    """A name has its tokens and whether it is a person's."""
    tree = tree_of(f"[{label} Selby/NNP>2:compound Roe/NNP>3:nsubj ] left/VBD>0:root")
    found = name_in_phrase(LEXICON, tree, 1)
    assert (found and (found.positions, found.is_person)) == expected


TITLES = [
    pytest.param("Then/RB>3:advmod Mr./NNP>3:compound Lee/NNP>0:root", 1, id="one"),
    pytest.param("Prof./NNP>3:compound Dr./NNP>3:compound Lee/NNP>0:root", 0, id="two"),
    pytest.param("Then/RB>3:advmod mr./NN>3:compound Lee/NNP>0:root", 2, id="lower"),
    pytest.param("Then/RB>3:advmod Storm/NNP>3:compound Lee/NNP>0:root", 2, id="none"),
]


@pytest.mark.parametrize(("row", "start"), TITLES)
def test_titles(row: str, start: int) -> None:
    """Capitalised titles of the lexicon before a name are found."""
    assert title_start(LEXICON, tree_of(row), 2) == start


PHRASES = [
    pytest.param("The/DT>2:det mayor/NN>0:root", "mayor", "definite", id="the"),
    pytest.param("Those/DT>2:det men=man/NNS>0:root", "men", "definite plural"),
    pytest.param("A/DT>2:det mayor/NN>0:root", "mayor", "", id="a"),
    pytest.param("His/PRP$>2:nmod:poss boss/NN>0:root", "boss", "possessed", id="his"),
    pytest.param(
        "Hale/NNP>3:nmod:poss 's/POS>1:case boss/NN>0:root", "boss", "", id="genitive"
    ),
    pytest.param(
        "The/DT>2:det 24-year-old/NN>0:root", "24-year-old", "definite aged", id="aged"
    ),
    pytest.param(
        "A/DT>6:det 24/CD>6:compound -/HYPH>6:punct year/NN>6:compound -/HYPH>6:punct "
        "old/NN>0:root",
        "old",
        "aged",
        id="split at the hyphens",
    ),
    pytest.param(
        "The/DT>2:det mayor/NN>0:root and/CC>5:cc the/DT>5:det chief/NN>2:conj",
        "mayor",
        "definite plural",
        id="two persons",
    ),
    pytest.param(
        "The/DT>2:det mayor/NN>0:root and/CC>4:cc chief/NN>2:conj",
        "mayor",
        "definite second",
        id="two offices",
    ),
    pytest.param(
        "The/DT>2:det husband/NN>0:root and/CC>4:cc wife/NN>2:conj",
        "husband",
        "definite plural",
        id="a couple",
    ),
]


@pytest.mark.parametrize(("row", "head", "properties"), PHRASES)
def test_properties(row: str, head: str, properties: str) -> None:
    """Determiner, possessor, number and a second office are read off the parse."""
    tree = tree_of(row)
    noun = position_of(tree, head)
    conjunct = tree.first(noun, "conj")
    found = {
        "definite": is_definite(tree, noun),
        "possessed": has_pronominal_possessor(tree, noun),
        "aged": is_age_noun(tree, noun),
        "plural": is_plural(tree, noun),
        "second": conjunct is not None and is_second_office(tree, noun, conjunct),
    }
    assert {name for name, holds in found.items() if holds} == set(properties.split())


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("The/DT>2:det mayor/NN>0:root", "mayor"),
        ("A/DT>2:det mayor/NN>0:root", "mayor"),
        ("The/DT>0:root", "The"),
    ],
)
def test_descriptions_as_names(row: str, name: str) -> None:
    """A description is a name without the determiner at its beginning."""
    tree = tree_of(row)
    assert name_from_description(tree, range(len(tree))) == name
