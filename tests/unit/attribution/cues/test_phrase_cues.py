"""Prepositional cues and the source that they govern."""

import pytest

from service.attribution.cues.detect_cues import find_cues
from service.attribution.cues.phrase_cues import (
    in_phrase_cue,
    preposition_cue,
    viewpoint_cue,
)
from tests.support.builders import Marked, context_of
from tests.support.treebank import context, cue_of
from tests.support.trees import position_of, tree_of

PHRASES = [
    pytest.param(
        "The bridge is safe, <as per> the ministry.", "phrase", "speech", id="as per"
    ),
    pytest.param(
        "<In the words of> Hale, the bridge was a mistake.",
        "phrase",
        "speech",
        id="in the words of",
    ),
    pytest.param(
        "<In the view of> Hale, the bridge was a mistake.",
        "phrase",
        "thought",
        id="in the view of",
    ),
    pytest.param(
        "<According to> Hale, the bridge is safe.",
        "phrase",
        "speech",
        id="according to",
    ),
    pytest.param(
        "The bridge is safe, <as per> the ministry.", "phrase", "speech", id="per"
    ),
]


@pytest.mark.parametrize(("marked", "form", "kind"), PHRASES)
def test_phrases(marked: str, form: str, kind: str) -> None:
    """A prepositional phrase reports speech, or thought if its noun denotes a view."""
    wanted = Marked.read(marked)
    here = context(wanted.text)
    (cue,) = (c for c in find_cues(here) if c.form == "phrase")
    assert here.trees[cue.tree].span(cue.positions) == cue_of(wanted)
    assert (cue.form, cue.kind, cue.known) == (form, kind, True)


PREPOSITIONS = [
    pytest.param("As/IN>3:case per/IN>3:case Hale/NNP>0:root", "as per", id="two"),
    pytest.param("Per/IN>2:case Hale/NNP>0:root", "per", id="one"),
    pytest.param("With/IN>2:case Hale/NNP>0:root", None, id="no cue"),
]


@pytest.mark.parametrize(("row", "lemma"), PREPOSITIONS)
def test_prepositions(row: str, lemma: str | None) -> None:
    """The head of a prepositional cue is the noun after the preposition."""
    tree = tree_of(row)
    cue = preposition_cue(tree, position_of(tree, "Hale"))
    assert (cue and cue.lemma) == lemma
    assert cue is None or cue.head == position_of(tree, "Hale")


VIEWS = [
    pytest.param(
        "In/IN>4:case Hale/NNP>4:nmod:poss 's/POS>2:case view/NN>0:root",
        ("in the view of", (0, 2, 3)),
        id="a possessor",
    ),
    pytest.param(
        "In/IN>3:case the/DT>3:det words=word/NNS>0:root of/IN>5:case Hale/NNP>3:nmod",
        ("in the words of", (0, 1, 2, 3)),
        id="a complement",
    ),
    pytest.param(
        "On/IN>4:case Hale/NNP>4:nmod:poss 's/POS>2:case view/NN>0:root",
        None,
        id="another preposition",
    ),
    pytest.param(
        "In/IN>4:case Hale/NNP>4:nmod:poss 's/POS>2:case town/NN>0:root",
        None,
        id="another noun",
    ),
    pytest.param(
        "In/IN>3:case the/DT>3:det view/NN>0:root from/IN>5:case Hale/NNP>3:nmod",
        None,
        id="another complement",
    ),
]


@pytest.mark.parametrize(("row", "wanted"), VIEWS)
def test_views(row: str, wanted: tuple[str, tuple[int, ...]] | None) -> None:
    """The words of "in X's view" and "in the words of X" without X are the cue."""
    tree = tree_of(row)
    cue = in_phrase_cue(tree, position_of(tree, "Hale"))
    assert (cue and (cue.lemma, cue.positions)) == wanted


FOR = "For/IN>2:case {0}/{1}>6:obl {2}it/PRP>6:nsubj is/VBZ>6:cop late/JJ>0:root"
VIEWPOINTS = [
    pytest.param(FOR.format("her", "PRP", ",/,>2:punct "), True, id="a pronoun"),
    pytest.param(FOR.format("mayor", "NN", ",/,>2:punct "), True, id="a person"),
    pytest.param(FOR.format("bread", "NN", ",/,>2:punct "), False, id="a thing"),
    pytest.param(
        "For/IN>2:case her/PRP>5:obl it/PRP>5:nsubj is/VBZ>5:cop late/JJ>0:root",
        False,
        id="no comma",
    ),
    pytest.param(
        "It/PRP>2:nsubj rained/VBD>0:root for/IN>4:case her/PRP>2:obl ,/,>2:punct",
        False,
        id="behind the clause",
    ),
    pytest.param(
        "Of/IN>2:case her/PRP>6:obl ,/,>2:punct it/PRP>6:nsubj is/VBZ>6:cop "
        "late/JJ>0:root",
        False,
        id="another preposition",
    ),
]


@pytest.mark.parametrize(("row", "found"), VIEWPOINTS)
def test_viewpoints(row: str, found: bool) -> None:  # noqa: FBT001
    """The cue of "For X, ..." is the preposition, before a clause and a comma."""
    tree = tree_of(row)
    cue = viewpoint_cue(tree, 1 if not row.startswith("It") else 3)
    assert (cue is not None) == found
    assert cue is None or (cue.lemma, cue.positions) == ("for", (0,))


def test_a_preposition_after_its_noun() -> None:
    """A wrong parse with the preposition after its noun gives no cue."""
    row = "Hale/NNP>0:root according/VBG>1:case to/IN>2:fixed"
    assert find_cues(context_of(row)) == ()
