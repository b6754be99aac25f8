"""The extent and the negation of verb groups."""

import pytest

from service.attribution.candidates import CueCandidate
from service.attribution.cues.detect_cues import find_cues
from service.attribution.cues.verb_groups import (
    is_negated,
    simple_verb_group,
    verb_group,
)
from tests.support.builders import LEXICON, Marked
from tests.support.treebank import context, cue_of
from tests.support.trees import position_of, tree_of


def candidate(marked: str) -> CueCandidate:
    """Return the candidate that stands exactly at the marked cue."""
    wanted = Marked.read(marked)
    here = context(wanted.text)
    places = {here.trees[c.tree].span(c.positions): c for c in find_cues(here)}
    return places[cue_of(wanted)]


GROUPS = [
    pytest.param("Officials <said> the bridge was safe.", "say", id="past"),
    pytest.param("Hale <has repeatedly said> the bridge is safe.", "say", id="perfect"),
    pytest.param("Hale <would say> only that the bridge was old.", "say", id="modal"),
    pytest.param("Hale <pointed out> that the bridge was old.", "point", id="particle"),
    pytest.param(
        "Hale <went on to say> that the bridge was safe.",
        "say",
        id="carried",
    ),
    pytest.param(
        "Hale <was quoted as saying> that the bridge was safe.", "say", id="quoted as"
    ),
    pytest.param("Hale <began to explain> how the bridge fell.", "explain", id="began"),
]


@pytest.mark.parametrize(("marked", "lemma"), GROUPS)
def test_groups(marked: str, lemma: str) -> None:
    """A verb group has auxiliaries, particle and control verbs."""
    cue = candidate(marked)
    assert (cue.form, cue.lemma, cue.kind) == ("verb", lemma, "speech")


NEGATED = [
    pytest.param(
        "Neither the ministry nor the police <would say> how many fell.",
        True,
        id="neither",
        marks=pytest.mark.xfail(
            raises=(AssertionError, LookupError),
            reason="negated subjects are ignored",
        ),
    ),
    pytest.param("The minister <did not say> whether it was safe.", True, id="not"),
    pytest.param("Hale <never promised> to repair the bridge.", True, id="never"),
    pytest.param("Hale <declined to comment> on the report.", True, id="declined"),
    pytest.param("The ministry <refused to say> who would pay.", True, id="refused"),
    pytest.param(
        "Hale <did not go on to say> who would pay.",
        True,
        id="control verb",
    ),
    pytest.param("Hale gave no <promise> to repair the bridge.", True, id="no noun"),
    pytest.param("Hale <is not aware> that the bridge fell.", True, id="adjective"),
    pytest.param("Hale <said> the bridge was not safe.", False, id="in the content"),
    pytest.param("Hale <began to explain> how the bridge fell.", False, id="began"),
]


@pytest.mark.parametrize(("marked", "negated"), NEGATED)
def test_negation(marked: str, negated: bool) -> None:  # noqa: FBT001 - a column
    """A negation or a negative control verb ("decline") negates a cue."""
    assert candidate(marked).negated is negated


def test_the_control_verb_has_the_subject() -> None:
    """The subject of "began to explain" is that of "began"."""
    here = context("Hale began to explain how the bridge fell.")
    cue = find_cues(here)[-1]
    assert here.trees[0].lower(cue.subject_of) == "began"


PARTS = [
    pytest.param(
        "Hale/NNP>4:nsubj had=have/VBD>4:aux not/RB>4:advmod said=say/VBN>0:root "
        "so/RB>4:advmod",
        ((1, 2, 3), 3, True),
        id="auxiliary and negation",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj refused=refuse/VBD>0:root to/TO>4:mark say/VB>2:xcomp",
        ((1, 2, 3), 1, True),
        id="a negative control verb",
    ),
    pytest.param(
        "Hale/NNP>2:nsubj sang=sing/VBD>0:root to/TO>4:mark say/VB>2:xcomp",
        ((3,), 3, False),
        id="no control verb",
    ),
    pytest.param(
        "Hale/NNP>3:nsubj:pass was=be/VBD>3:aux:pass quoted=quote/VBN>0:root "
        "as/IN>5:mark saying=say/VBG>3:advcl",
        ((1, 2, 3, 4), 2, False),
        id="quoted as saying",
    ),
]


@pytest.mark.parametrize(("row", "wanted"), PARTS)
def test_parts(row: str, wanted: tuple[tuple[int, ...], int, bool]) -> None:
    """A group has its positions, the verb with the subject, and its negation."""
    tree = tree_of(row)
    verb = next(p for p in reversed(range(len(tree))) if tree.lemma(p) == "say")
    assert verb_group(LEXICON, tree, verb) == wanted


def test_adverbs() -> None:
    """Adverbs between an auxiliary and its verb are part of the group."""
    tree = tree_of(
        "Hale/NNP>4:nsubj has=have/VBZ>4:aux often/RB>4:advmod said=say/VBN>0:root "
        "so/RB>4:advmod"
    )
    assert sorted(simple_verb_group(tree, position_of(tree, "said"))) == [1, 2, 3]
    assert not is_negated(tree, position_of(tree, "said"))
