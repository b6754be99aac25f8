"""Find the words that may report: verbs, nouns, adjectives, phrases and colons.

A candidate is not yet an attribution: the next stage drops those without a content.
The lexicon decides by frame; the attribution tagger adds words the lexicon lacks.
"""

from collections.abc import Iterator

from service.attribution.candidates import CueCandidate
from service.attribution.context import Context
from service.attribution.cues.audience_subjects import audience
from service.attribution.cues.non_reporting import is_silent
from service.attribution.lexicon import Entry
from service.attribution.syntax.sentence import Tree
from service.records import Kind

_OPEN_CLASS = Entry(frames=frozenset({"that", "quote"}))
_OPEN_NOUN = Entry(frames=frozenset({"that", "inf"}))
_NEGATIONS = frozenset({"not", "n't", "never", "no"})
_IN_WORDS: dict[str, Kind] = {
    "words": "speech",
    "view": "thought",
    "opinion": "thought",
    "estimation": "thought",
}
"""Nouns of "in the words of X" and "in X's view"."""
_PHRASES = frozenset({"according to", "as per", "per", "in accordance with"})
_QUOTED_AS = frozenset({"quote", "cite", "report", "record"})
_PLAIN = frozenset({"clear", "known", "plain"})
"""What one makes it by saying so."""
_VERBAL = frozenset({"VERB", "AUX"})


def find_cues(context: Context) -> tuple[CueCandidate, ...]:
    """Return all candidates in text order."""
    return tuple(cue for tree in context.trees for cue in _cues_of(context, tree))


def _cues_of(context: Context, tree: Tree) -> Iterator[CueCandidate]:
    for position, token in enumerate(tree.tokens):
        cue = _phrase(tree, position) or _in_words_of(tree, position)
        if cue is None and token.upos in _VERBAL:
            felt = _is_felt(context, tree, position)
            cue = (_adjective if felt else _verb)(context, tree, position)
        elif cue is None and token.upos == "NOUN":
            cue = _noun(context, tree, position)
        elif cue is None and token.upos == "ADJ":
            cue = _made_clear(tree, position) or _adjective(context, tree, position)
        if cue is not None:
            yield cue


def _verb(context: Context, tree: Tree, position: int) -> CueCandidate | None:
    lemma = tree.lemma(position)
    entry = context.lexicon.verbs.get(lemma)
    tagged = tree.tagged(position, "Cue") is not None
    if entry is None and not (tagged and tree.tokens[position].upos == "VERB"):
        return None
    if tree.rels[position] in {"aux", "cop", "case", "amod", "compound", "fixed"}:
        return None
    it = _put_it(tree, position) if lemma == "put" else ()
    if (lemma == "put" and not it) or is_silent(tree, position, context.lexicon):
        return None
    positions, subject_of, negated = _verb_group(context, tree, position)
    positions = (*positions, *it)
    known = entry is not None and bool(entry.frames)
    entry = entry if entry and entry.frames else _OPEN_CLASS
    if not known and not tagged:
        return None
    return CueCandidate(
        tree=tree.index,
        head=position,
        positions=positions,
        lemma=lemma,
        form="verb",
        frames=entry.frames,
        kind="thought" if entry.thought and not _is_told(tree, position) else "speech",
        negated=negated,
        subject_of=subject_of,
        tagged=tagged,
        known=known,
    )


def _is_told(tree: Tree, position: int) -> bool:
    """Tell "the court heard that": somebody said it there."""
    return tree.lemma(position) == "hear" and audience(tree, position) is not None


def _put_it(tree: Tree, position: int) -> tuple[int, ...]:
    """Return the "it" of "as she put it" and "put it to her that"."""
    found = tree.find(position, "obj", "expl")
    return tuple(c for c in found if tree.lower(c) == "it")


def _verb_group(
    context: Context, tree: Tree, position: int
) -> tuple[tuple[int, ...], int, bool]:
    """Return the verb group, the verb that has its subject, and the negation.

    A reporting verb in the infinitive takes the verb that carries it with it: "went
    on to say", "declined to comment", "was quoted as saying".
    """
    group = _own_group(tree, position)
    subject_of = position
    refuses = context.lexicon.controls.get(tree.lemma(position), False)
    negated = refuses or _is_negated(tree, position)
    carrier = tree.head(position)
    while carrier is not None and _carries(context, tree, carrier, subject_of):
        marks = [c for c in tree.find(subject_of, "mark") if c > carrier]
        group = [*_own_group(tree, carrier), *marks, *group]
        negated = (
            negated
            or _is_negated(tree, carrier)
            or context.lexicon.controls.get(tree.lemma(carrier), False)
        )
        subject_of = carrier
        carrier = tree.head(carrier)
    return tuple(sorted(set(group))), subject_of, negated


def _own_group(tree: Tree, position: int) -> list[int]:
    group = [position]
    for child in tree.children[position]:
        rel, deprel = tree.rels[child], tree.tokens[child].deprel
        inside = rel in {"aux", "cop"} or deprel == "compound:prt"
        negation = rel == "advmod" and tree.lower(child) in _NEGATIONS
        if inside or negation:
            group.append(child)
    first, last = min(group), max(group)
    group += [
        child
        for child in tree.find(position, "advmod")
        if first < child < last and not tree.children[child]
    ]
    return group


def _carries(context: Context, tree: Tree, carrier: int, position: int) -> bool:
    rel = tree.rels[position]
    lemma = tree.lemma(carrier)
    if tree.lower(position).endswith("ing") and tree.case(position) == "as":
        return lemma in _QUOTED_AS
    infinitive = rel == "xcomp" or (rel == "advcl" and tree.case(position) == "to")
    return infinitive and lemma in context.lexicon.controls and carrier < position


def _is_negated(tree: Tree, position: int) -> bool:
    return any(tree.lower(c) in _NEGATIONS for c in tree.find(position, "advmod"))


def _noun(context: Context, tree: Tree, position: int) -> CueCandidate | None:
    entry = context.lexicon.nouns.get(tree.lemma(position))
    tagged = tree.tagged(position, "Cue") is not None
    known = entry is not None
    if not known and not tagged:
        return None
    entry = entry or _OPEN_NOUN
    return CueCandidate(
        tree=tree.index,
        head=position,
        positions=(position,),
        lemma=tree.lemma(position),
        form="noun",
        frames=entry.frames,
        kind="thought" if entry.thought else "speech",
        negated=tree.has(position, "det", "no"),
        subject_of=position,
        tagged=tagged,
        known=known,
    )


def _adjective(context: Context, tree: Tree, position: int) -> CueCandidate | None:
    felt = _is_felt(context, tree, position)
    lemma = tree.lower(position) if felt else tree.lemma(position)
    entry = context.lexicon.adjectives.get(lemma)
    tagged = tree.tagged(position, "Cue") is not None
    known = entry is not None
    if not _is_said_of(tree, position) or not (known or tagged):
        return None
    entry = entry or _OPEN_NOUN
    return CueCandidate(
        tree=tree.index,
        head=position,
        positions=tuple(sorted(_own_group(tree, position))),
        lemma=lemma,
        form="adjective",
        frames=entry.frames,
        kind="thought" if entry.thought else "speech",
        negated=_is_negated(tree, position),
        subject_of=position,
        tagged=tagged,
        known=known,
    )


def _is_felt(context: Context, tree: Tree, position: int) -> bool:
    """Tell "is convinced that" without an agent, taken for a passive."""
    passive = tree.has_child(position, "nsubj:pass", "aux:pass")
    passive = passive and tree.tokens[position].xpos == "VBN"
    agent = any(tree.case(o) == "by" for o in tree.find(position, "obl"))
    return passive and not agent and tree.lower(position) in context.lexicon.adjectives


def _made_clear(tree: Tree, position: int) -> CueCandidate | None:
    """Find "made it clear that"."""
    verb = tree.head(position)
    if tree.lemma(position) not in _PLAIN or tree.rels[position] != "xcomp":
        return None
    if verb is None or tree.lemma(verb) != "make":
        return None
    it = [c for c in tree.find(verb, "expl", "obj") if tree.lower(c) == "it"]
    positions = (*_own_group(tree, verb), *it, position)
    return CueCandidate(
        tree=tree.index,
        head=position,
        positions=tuple(sorted(positions)),
        lemma="make",
        form="verb",
        frames=frozenset({"that"}),
        negated=_is_negated(tree, verb),
        subject_of=verb,
        tagged=tree.tagged(position, "Cue") is not None,
    )


def _is_said_of(tree: Tree, position: int) -> bool:
    """Tell a predicate: "she is hopeful", "and was hopeful"."""
    if tree.first(position, "nsubj") is not None:
        return True
    return tree.rels[position] == "conj" and tree.first(position, "cop") is not None


def _phrase(tree: Tree, position: int) -> CueCandidate | None:
    """Find "according to X": the head is X, the positions are the phrase."""
    if tree.case(position) not in _PHRASES:
        return None
    words = [c for c in tree.find(position, "case", "mark") if c < position]
    words = sorted({w for c in words for w in (c, *tree.find(c, "fixed"))})
    if not words:  # an absurd parse has them after their noun
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


def _in_words_of(tree: Tree, position: int) -> CueCandidate | None:
    """Find "in the words of X" and "in X's view": the head is X."""
    noun = tree.head(position)
    if noun is None or tree.lower(noun) not in _IN_WORDS or tree.case(noun) != "in":
        return None
    owner = tree.tokens[position].deprel == "nmod:poss"
    if not owner and not (
        tree.rels[position] == "nmod" and tree.case(position) == "of"
    ):
        return None
    first = tree.find(noun, "case")[0]
    last = noun if owner else position - 1
    mine = set(tree.subtree(position)) - set(tree.find(position, "case"))
    words = [p for p in range(first, last + 1) if p not in mine]
    if not words:
        return None
    return CueCandidate(
        tree=tree.index,
        head=position,
        positions=tuple(words),
        lemma="in the words of" if tree.lower(noun) == "words" else "in the view of",
        form="phrase",
        frames=frozenset({"that", "quote"}),
        kind=_IN_WORDS[tree.lower(noun)],
        subject_of=position,
        tagged=any(tree.tagged(w, "Cue") for w in words),
    )
