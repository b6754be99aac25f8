"""Prepositional cues: "according to X", "in the words of X", "in X's view"."""

from service.attribution.candidates import CueCandidate
from service.attribution.syntax.sentence import Tree


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
    return CueCandidate(
        tree=tree.index,
        head=position,
        positions=tuple(words),
        lemma=tree.case(position),
        form="phrase",
        frames=frozenset({"that", "quote"}),
        subject_of=position,
        tagged=any(tree.tagged(w, "Cue") for w in words),
    )


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
    return CueCandidate(
        tree=tree.index,
        head=position,
        positions=tuple(words),
        lemma="in the words of" if speech else "in the view of",
        form="phrase",
        frames=frozenset({"that", "quote"}),
        kind="speech" if speech else "thought",
        subject_of=position,
        tagged=any(tree.tagged(w, "Cue") for w in words),
    )
