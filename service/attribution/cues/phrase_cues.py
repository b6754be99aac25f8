"""Prepositional cues: "according to X", "in X's view", "For X, it is a mistake"."""

from collections.abc import Sequence

from service.attribution.candidates import CueCandidate
from service.attribution.syntax.sentence import Tree
from service.records import Kind

_BEFORE_VIEWPOINT = frozenset({"CCONJ", "PUNCT"})


def phrase_cue(tree: Tree, position: int) -> CueCandidate | None:
    """Return the candidate of a prepositional cue that governs a noun, or None."""
    return (
        preposition_cue(tree, position)
        or in_phrase_cue(tree, position)
        or viewpoint_cue(tree, position)
    )


def preposition_cue(tree: Tree, position: int) -> CueCandidate | None:
    """Return the candidate of a prepositional cue ("according to X").

    Its head is X; its positions are the preposition.
    """
    if tree.case(position) not in tree.lexicon.words.cue_prepositions:
        return None
    words = [c for c in tree.find(position, "case", "mark") if c < position]
    words = sorted({w for c in words for w in (c, *tree.find(c, "fixed"))})
    if not words:  # a wrong parse may have the preposition after its noun
        return None
    return _phrase(tree, position, words, tree.case(position))


def in_phrase_cue(tree: Tree, position: int) -> CueCandidate | None:
    """Return the candidate of "in the words of X" or "in X's view", whose head is X."""
    noun = tree.head(position)
    if noun is None or tree.case(noun) != "in":
        return None
    speech = tree.lower(noun) == "words"
    if not speech and tree.lower(noun) not in tree.lexicon.nouns.views:
        return None
    possessor = tree.is_possessor(position)
    if not possessor and not (
        tree.rels[position] == "nmod" and tree.case(position) == "of"
    ):
        return None
    first = tree.find(noun, "case")[0]
    last = noun if possessor else position - 1
    source = set(tree.subtree(position)) - set(tree.find(position, "case"))
    words = [p for p in range(first, last + 1) if p not in source]
    if not words:
        return None
    if speech:
        return _phrase(tree, position, words, "in the words of")
    return _phrase(tree, position, words, "in the view of", kind="thought")


def viewpoint_cue(tree: Tree, position: int) -> CueCandidate | None:
    """Return the candidate of "For X, ..." before a clause, whose head is X.

    X is a person or an organisation and begins the sentence.
    """
    governor, preposition = tree.head(position), tree.first(position, "case")
    if preposition is None or governor is None or tree.case(position) != "for":
        return None
    if any(token.upos not in _BEFORE_VIEWPOINT for token in tree.tokens[:preposition]):
        return None
    holder = (
        tree.is_person(position)
        or tree.name_span(position, "Organization") is not None
        or tree.lemma(position) in tree.lexicon.persons
    )
    comma = max(tree.subtree(position)) + 1
    subject = tree.subject(governor)
    if not holder or subject is None or not comma - 1 <= subject:
        return None
    if "," not in (token.text for token in tree.tokens[comma - 1 : comma + 1]):
        return None
    return _phrase(tree, position, [preposition], "for")


def _phrase(
    tree: Tree, head: int, words: Sequence[int], lemma: str, *, kind: Kind = "speech"
) -> CueCandidate:
    """Return the candidate of the words of a phrase that governs a noun."""
    return CueCandidate(
        tree=tree.index,
        head=head,
        positions=tuple(words),
        lemma=lemma,
        form="phrase",
        frames=frozenset({"that", "quote"}),
        kind=kind,
        subject_of=head,
        tagged=any(tree.tagged(w, "Cue") for w in words),
    )
