"""Navigation over a parse."""

import pytest

from service.attribution.syntax.sentence import Tree, runs, tag_at
from service.nlp.document import Tagged
from tests.support.builders import context_of, texts

ROW = (
    "According=accord/VBG>5:case to/IN>1:fixed {Source the/DT>5:det old/JJ>5:amod "
    "ministry/NN>9:obl } ,/,>9:punct [Person Ann/NNP>9:nsubj:pass ] "
    "was=be/VBD>9:aux:pass {Cue told=tell/VBN>0:root;Voice=Pass|Tense=Past } "
    "that/IN>12:mark it/PRP>12:nsubj fell=fall/VBD>9:ccomp ./.>9:punct"
)


@pytest.fixture
def tree() -> Tree:
    """Return a tree with many relations, an entity and tags."""
    return context_of(ROW).trees[0]


def words(tree: Tree, positions: list[int]) -> str:
    """Return the words at positions, in the order given."""
    return " ".join(tree.tokens[p].text for p in positions)


def test_words(tree: Tree) -> None:
    """A tree knows its length, words and lemmas in lower case."""
    assert len(tree) == 13
    assert (tree.lower(6), tree.lemma(8)) == ("ann", "tell")


def test_up(tree: Tree) -> None:
    """Governors are followed up to the root."""
    assert tree.head(8) is None
    assert list(tree.ancestors(1)) == [0, 4, 8]
    assert tree.is_under(1, 4)
    assert tree.is_under(4, 4)
    assert not tree.is_under(4, 1)


def test_down(tree: Tree) -> None:
    """Children are found by main relation, in order."""
    assert words(tree, tree.find(8, "nsubj", "ccomp")) == "Ann fell"
    assert tree.first(8, "ccomp", "nsubj") == 6
    assert tree.first(8, "obj") is None
    assert tree.has(11, "mark", "whether", "that")
    assert not tree.has(11, "mark", "to")
    assert tree.has_oblique(8, "by", "according to")
    assert not tree.has_oblique(8, "by")
    assert tree.has_child(8, "nsubj:pass", "obj")
    assert not tree.has_child(8, "nsubj", "obj")


def test_subtrees(tree: Tree) -> None:
    """A subtree comes in order, without what is cut off."""
    assert words(tree, tree.subtree(4)) == "According to the old ministry"
    assert words(tree, tree.subtree(4, without={0})) == "the old ministry"


CASES = [
    pytest.param(ROW, 4, "according to", id="fixed"),
    pytest.param(ROW, 11, "that", id="mark"),
    pytest.param(ROW, 8, "", id="none"),
    pytest.param("As/IN>3:case per/IN>3:case law/NN>0:root", 2, "as per", id="two"),
    pytest.param("As/IN>3:mark the/DT>3:det law/NN>0:root", 2, "as", id="one"),
    pytest.param(
        "In/IN>3:case towns/NNS>3:compound beside/IN.ADP>0:root", 2, "in", id="apart"
    ),
]


@pytest.mark.parametrize(("row", "position", "case"), CASES)
def test_case(row: str, position: int, case: str) -> None:
    """The preposition of a phrase may be of several words."""
    assert context_of(row).trees[0].case(position) == case


def test_features(tree: Tree) -> None:
    """Features are read by name."""
    assert tree.feature(8, "Voice") == "Pass"
    assert tree.feature(8, "Tense") == "Past"
    assert tree.feature(8, "Mood") is None
    assert tree.feature(6, "Voice") is None


def test_spans() -> None:
    """Positions become spans, one for each unbroken run."""
    here = context_of(ROW)
    tree = here.trees[0]
    assert texts(here, [tree.span([2, 3, 4])]) == ("the old ministry",)
    assert texts(here, tree.spans([2, 3, 6, 10, 11])) == ("the old", "Ann", "it fell")
    assert runs([]) == []


def test_text(tree: Tree) -> None:
    """Words are joined as they stand in the text."""
    assert tree.text([2, 4, 5, 6]) == "the ministry, Ann"
    assert tree.text(()) == ""


def test_labels(tree: Tree) -> None:
    """Entities and tags are found by any of their tokens."""
    assert tree.tagged(3, "Source") == Tagged(2, 5, "Source")
    assert tree.tagged(3, "Cue") is None
    assert tree.name_span(6) == Tagged(6, 7, "Person")
    assert tree.name_span(6, "Organization", "Person") is not None
    assert tree.name_span(6, "Organization") is None
    assert tree.name_span(7) is None


def test_overlapping_labels() -> None:
    """Of two spans over a token the one with the label is taken."""
    tags = (Tagged(0, 3, "Content"), Tagged(1, 2, "Cue"))
    assert tag_at(tags, 1, "Cue") == tags[1]
    assert tag_at(tags, 1, None) == tags[0]
    assert tag_at(tags, 3, None) is None
