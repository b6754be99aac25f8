"""Words of a candidate and its relations to the others, as features."""

from service.attribution.candidates import Candidate
from service.attribution.classification.relation_features import (
    Relations,
    relation_features,
)
from service.records import Span
from tests.support.builders import candidates_of, context_of

SAID = "Hale/NNP>2:nsubj said=say/VBD>0:root it/PRP>4:nsubj fell=fall/VBD>2:ccomp"
NESTED = (
    "Hale/NNP>2:nsubj said=say/VBD>0:root Roe/NNP>4:nsubj claimed=claim/VBD>2:ccomp "
    "it/PRP>6:nsubj fell=fall/VBD>4:ccomp"
)


def features_of(row: str, lemma: str) -> set[str]:
    """Return the features of the candidate whose cue has a lemma."""
    here = context_of(row)
    candidates = candidates_of(here)
    relations = Relations.of(here, candidates)
    return {
        feature
        for number, one in enumerate(candidates)
        if one.cue is not None and one.cue.lemma == lemma
        for feature in relation_features(here, one, relations, number)
    }


def test_words() -> None:
    """Cue, source and the first word of the content."""
    assert features_of(SAID, "say") == {
        "cue VERB",
        "source lemma hale",
        "first word it verb",
        "first word PRON that",
    }


def test_outer() -> None:
    """A nested candidate has features of the one around it, and that one has none."""
    inner = {name for name in features_of(NESTED, "claim") if name.startswith("outer")}
    assert inner == {"outer frame that", "outer type indirect", "outer kind speech"}
    assert not {n for n in features_of(NESTED, "say") if n.startswith("outer")}


def test_nested_by_the_cue() -> None:
    """A candidate is nested if its cue stands in another's content."""
    here = context_of(SAID)
    outer = Candidate(content=(Span(5, 20),), cue_span=Span(0, 4))
    inner = Candidate(content=(Span(12, 20),), cue_span=Span(6, 10))
    without = Candidate(content=(Span(12, 20),))
    relations = Relations.of(here, (outer, inner, without))
    assert relations.nested == (False, True, False)
    assert relations.outer == (None, 0, None)


def test_the_smallest_is_the_outer() -> None:
    """Of two contents around a cue the shorter is the outer one."""
    here = context_of(SAID)
    wide = Candidate(content=(Span(5, 40),), cue_span=Span(0, 4))
    narrow = Candidate(content=(Span(8, 20),), cue_span=Span(5, 7))
    inner = Candidate(content=(Span(12, 20),), cue_span=Span(9, 11))
    assert Relations.of(here, (wide, narrow, inner)).outer == (None, 0, 1)


def test_rivals() -> None:
    """Other candidates of the same cue are named by their frames."""
    here = context_of(SAID)
    (candidate,) = candidates_of(here)
    relations = Relations.of(here, (candidate, candidate))
    assert relations.rivals == (frozenset({"that"}), frozenset({"that"}))
    assert Relations.of(here, (candidate,)).rivals == (frozenset(),)
