"""Navigation over a parse."""

import pytest

from service.attribution.syntax.sentence import Tree, runs, tag_at
from service.nlp.document import Tagged
from tests.support.builders import context_of, texts
from tests.support.trees import position_of, tree_of, word_at

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
    assert tree.oblique(8, "by", "according to") == 4
    assert tree.oblique(8, "by") is None


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
    assert tree_of(row).case(position) == case


def test_features(tree: Tree) -> None:
    """Features are read by name."""
    assert tree.feature(8, "Voice") == "Pass"
    assert tree.feature(8, "Tense") == "Past"
    assert tree.feature(8, "Mood") is None
    assert tree.feature(6, "Voice") is None


PASSIVES = [
    pytest.param(
        "Hale/NNP>3:nsubj:pass was/VBD>3:aux:pass told/VBN>0:root", True, id="whole"
    ),
    pytest.param("was/VBD>2:aux:pass told/VBN>0:root", True, id="auxiliary"),
    pytest.param("Hale/NNP>2:nsubj:pass told/VBN>0:root", True, id="subject"),
    pytest.param("Leaving/VBG>2:csubj:pass told/VBN>0:root", True, id="clause"),
    pytest.param("had/VBD>2:aux told/VBN>0:root", False, id="perfect"),
    pytest.param("talk/NN>0:root told/VBN>1:acl;Voice=Pass", False, id="participle"),
]


@pytest.mark.parametrize(("row", "passive"), PASSIVES)
def test_passive(row: str, *, passive: bool) -> None:
    """A passive clause has an auxiliary or a subject of the passive."""
    tree = tree_of(row)
    assert tree.is_passive(position_of(tree, "told")) is passive


SUBJECTS = [
    pytest.param("Hale/NNP>2:nsubj said/VBD>0:root", "Hale", None, id="active"),
    pytest.param("Hale/NNP>2:nsubj:pass told/VBN>0:root", "Hale", "Hale", id="passive"),
    pytest.param(
        "which/WDT>3:nsubj Hale/NNP>3:nsubj:pass told/VBN>0:root",
        "which",
        "Hale",
        id="two",
    ),
    pytest.param("Leaving/VBG>2:csubj:pass told/VBN>0:root", None, None, id="clause"),
    pytest.param("said/VBD>0:root it/PRP>1:expl", None, None, id="none"),
]


@pytest.mark.parametrize(("row", "subject", "passive"), SUBJECTS)
def test_subjects(row: str, subject: str | None, passive: str | None) -> None:
    """Subjects are nominal; that of a passive has a relation of its own."""
    tree = tree_of(row)
    assert word_at(tree, tree.subject(tree.root)) == subject
    assert word_at(tree, tree.passive_subject(tree.root)) == passive


AGENTS = [
    pytest.param("was/VBD>2:aux:pass told/VBN>0:root", "", "obl", True, id="passive"),
    pytest.param("was/VBD>2:aux told/VBN>0:root", "", "obl", False, id="active"),
    pytest.param(
        "was/VBD>2:aux told/VBN>0:root;Voice=Pass", "", "obl", True, id="feature"
    ),
    pytest.param("was/VBD>2:aux told/VBN>0:root", "", "obl:agent", True, id="label"),
    pytest.param(
        "was/VBD>2:aux:pass told/VBN>0:root", "Date", "obl", False, id="by a date"
    ),
    pytest.param("was/VBD>2:aux:pass told/VBN>0:root", "", "nmod", False, id="nmod"),
]


@pytest.mark.parametrize(("verb", "label", "rel", "found"), AGENTS)
def test_agent(verb: str, label: str, rel: str, *, found: bool) -> None:
    """An agent is labelled so, or a noun with "by" that depends on a passive."""
    noun = f"May/NNP>2:{rel}"
    noun = f"[{label} {noun} ]" if label else noun
    tree = tree_of(f"{verb} by/IN>4:case {noun}")
    assert tree.agent(1) == (3 if found else None)


BY_PHRASES = [
    pytest.param("by/IN>2:case Hale/NNP>0:root", True, id="name"),
    pytest.param("by/IN>2:case them/PRP>0:root", True, id="pronoun"),
    pytest.param("by/IN>2:case [Date Friday/NNP>0:root ]", False, id="date"),
    pytest.param("by/IN>2:case [Money dollars/NNS>0:root ]", False, id="amount"),
    pytest.param("by/IN>2:case far/RB>0:root", False, id="adverb"),
    pytest.param("from/IN>2:case Hale/NNP>0:root", False, id="from"),
]


@pytest.mark.parametrize(("row", "found"), BY_PHRASES)
def test_by_phrases(row: str, *, found: bool) -> None:
    """A noun or pronoun with "by" is no date and no amount."""
    assert tree_of(row).is_by_phrase(1) is found


OBJECTS = [
    pytest.param("She/PRP>2:nsubj told/VBD>0:root Hale/NNP>2:obj", "Hale", id="object"),
    pytest.param("She/PRP>2:nsubj told/VBD>0:root Hale/NNP>2:iobj", None, id="another"),
    pytest.param("told/VBD>0:root Hale/NNP>1:obl:agent", None, id="agent"),
]


@pytest.mark.parametrize(("row", "object_"), OBJECTS)
def test_direct_object(row: str, object_: str | None) -> None:
    """The direct object has the relation "obj"."""
    tree = tree_of(row)
    assert word_at(tree, tree.direct_object(tree.root)) == object_


JOINED = [
    pytest.param("appos", True, id="apposition"),
    pytest.param("flat", True, id="part of a name"),
    pytest.param("compound", True, id="compound"),
    pytest.param("nmod:desc", True, id="description"),
    pytest.param("nmod", False, id="another modifier"),
    pytest.param("nmod:poss", False, id="possessor"),
]


@pytest.mark.parametrize(("rel", "joined"), JOINED)
def test_is_joined_to_name(rel: str, *, joined: bool) -> None:
    """An apposition, a compound and a description are of one thing with the head."""
    tree = tree_of(f"mayor/NN>2:{rel} Hale/NNP>0:root")
    assert tree.is_joined_to_name(0) is joined


def test_relations() -> None:
    """Possessors and relative clauses are known by their relations."""
    row = "Hale/NNP>3:nmod:poss 's/POS>1:case plan/NN>0:root fell/VBD>3:acl:relcl"
    tree = tree_of(row)
    assert [tree.is_possessor(p) for p in range(4)] == [True, False, False, False]
    assert [tree.is_relative_clause(p) for p in range(4)] == [False] * 3 + [True]


PERSONS = [
    pytest.param("[Person Ann/NNP>0:root ]", True, id="name"),
    pytest.param("She/PRP>0:root", True, id="pronoun"),
    pytest.param("who/WP>0:root", True, id="relative"),
    pytest.param("it/PRP>0:root", False, id="it"),
    pytest.param("[Organization Navy/NNP>0:root ]", False, id="organization"),
    pytest.param("mayor/NN>0:root", False, id="noun"),
]


@pytest.mark.parametrize(("row", "person"), PERSONS)
def test_persons(row: str, *, person: bool) -> None:
    """A person is a name or a pronoun; nouns are left to the lexicon."""
    assert tree_of(row).is_person(0) is person


def test_root(tree: Tree) -> None:
    """The root is the first token without a governor."""
    assert tree.root == 8


def test_quotation_marks() -> None:
    """The marks between two tokens are the same from either side."""
    row = "He/PRP>3:nsubj \"/``>3:punct left/VBD>0:root \"/''>3:punct now/RB>3:advmod"
    tree = tree_of(row)
    assert tree.quotation_marks(0, 2) == tree.quotation_marks(2, 0) == ["``"]
    assert tree.quotation_marks(0, 4) == ["``", "''"]
    assert tree.quotation_marks(4, 4) == []


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
