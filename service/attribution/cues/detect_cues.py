"""Find the words that may report: verbs, nouns, adjectives, phrases and colons.

A candidate is not yet an attribution: the next stage drops those without a content.
The lexicon decides by frame; the attribution tagger adds words the lexicon lacks.
"""

from collections.abc import Iterator

from service.attribution.candidates import CueCandidate
from service.attribution.context import Context
from service.attribution.cues.audience_subjects import audience_subject
from service.attribution.cues.non_reporting import is_non_reporting
from service.attribution.lexicon import Entry
from service.attribution.syntax.sentence import Tree
from service.records import Kind

_UNKNOWN_VERB = Entry(frames=frozenset({"that", "quote"}))
_UNKNOWN_NOUN = Entry(frames=frozenset({"that", "inf"}))
_NEGATIONS = frozenset({"not", "n't", "never", "no"})
_IN_PHRASE_NOUNS: dict[str, Kind] = {
    "words": "speech",
    "view": "thought",
    "opinion": "thought",
    "estimation": "thought",
}
"""Nouns of "in the words of X" and "in X's view"."""
_CUE_PREPOSITIONS = frozenset({"according to", "as per", "per", "in accordance with"})
_QUOTING_VERBS = frozenset({"quote", "cite", "report", "record"})
_CLEAR_ADJECTIVES = frozenset({"clear", "known", "plain"})
"""What one makes it by saying so."""
_VERBAL_TAGS = frozenset({"VERB", "AUX"})


def find_cues(context: Context) -> tuple[CueCandidate, ...]:
    """Return all candidates in text order."""
    return tuple(cue for tree in context.trees for cue in _cues_of(context, tree))


def _cues_of(context: Context, tree: Tree) -> Iterator[CueCandidate]:
    for position, token in enumerate(tree.tokens):
        cue = _preposition_cue(tree, position) or _in_phrase_cue(tree, position)
        if cue is None and token.upos in _VERBAL_TAGS:
            adjectival = _is_adjectival_participle(context, tree, position)
            cue = (_adjective_cue if adjectival else _verb_cue)(context, tree, position)
        elif cue is None and token.upos == "NOUN":
            cue = _noun_cue(context, tree, position)
        elif cue is None and token.upos == "ADJ":
            cue = _make_clear_cue(tree, position) or _adjective_cue(
                context, tree, position
            )
        if cue is not None:
            yield cue


def _verb_cue(context: Context, tree: Tree, position: int) -> CueCandidate | None:
    lemma = tree.lemma(position)
    entry = context.lexicon.verbs.get(lemma)
    tagged = tree.tagged(position, "Cue") is not None
    if entry is None and not (tagged and tree.tokens[position].upos == "VERB"):
        return None
    if tree.rels[position] in {"aux", "cop", "case", "amod", "compound", "fixed"}:
        return None
    object_it = _object_it(tree, position) if lemma == "put" else ()
    if (lemma == "put" and not object_it) or is_non_reporting(
        tree, position, context.lexicon
    ):
        return None
    positions, subject_of, negated = _verb_group(context, tree, position)
    positions = (*positions, *object_it)
    known = entry is not None and bool(entry.frames)
    entry = entry if entry and entry.frames else _UNKNOWN_VERB
    if not known and not tagged:
        return None
    return CueCandidate(
        tree=tree.index,
        head=position,
        positions=positions,
        lemma=lemma,
        form="verb",
        frames=entry.frames,
        kind="thought"
        if entry.thought and not _is_hearing_of_audience(tree, position)
        else "speech",
        negated=negated,
        subject_of=subject_of,
        tagged=tagged,
        known=known,
    )


def _is_hearing_of_audience(tree: Tree, position: int) -> bool:
    """Tell "the court heard that": somebody said it there."""
    return (
        tree.lemma(position) == "hear" and audience_subject(tree, position) is not None
    )


def _object_it(tree: Tree, position: int) -> tuple[int, ...]:
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
    group = _simple_verb_group(tree, position)
    subject_of = position
    refuses = context.lexicon.controls.get(tree.lemma(position), False)
    negated = refuses or _is_negated(tree, position)
    control = tree.head(position)
    while control is not None and _is_control_verb(context, tree, control, subject_of):
        marks = [c for c in tree.find(subject_of, "mark") if c > control]
        group = [*_simple_verb_group(tree, control), *marks, *group]
        negated = (
            negated
            or _is_negated(tree, control)
            or context.lexicon.controls.get(tree.lemma(control), False)
        )
        subject_of = control
        control = tree.head(control)
    return tuple(sorted(set(group))), subject_of, negated


def _simple_verb_group(tree: Tree, position: int) -> list[int]:
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


def _is_control_verb(context: Context, tree: Tree, control: int, position: int) -> bool:
    rel = tree.rels[position]
    lemma = tree.lemma(control)
    if tree.lower(position).endswith("ing") and tree.case(position) == "as":
        return lemma in _QUOTING_VERBS
    infinitive = rel == "xcomp" or (rel == "advcl" and tree.case(position) == "to")
    return infinitive and lemma in context.lexicon.controls and control < position


def _is_negated(tree: Tree, position: int) -> bool:
    return any(tree.lower(c) in _NEGATIONS for c in tree.find(position, "advmod"))


def _noun_cue(context: Context, tree: Tree, position: int) -> CueCandidate | None:
    entry = context.lexicon.nouns.get(tree.lemma(position))
    tagged = tree.tagged(position, "Cue") is not None
    known = entry is not None
    if not known and not tagged:
        return None
    entry = entry or _UNKNOWN_NOUN
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


def _adjective_cue(context: Context, tree: Tree, position: int) -> CueCandidate | None:
    adjectival = _is_adjectival_participle(context, tree, position)
    lemma = tree.lower(position) if adjectival else tree.lemma(position)
    entry = context.lexicon.adjectives.get(lemma)
    tagged = tree.tagged(position, "Cue") is not None
    known = entry is not None
    if not _is_predicate(tree, position) or not (known or tagged):
        return None
    entry = entry or _UNKNOWN_NOUN
    return CueCandidate(
        tree=tree.index,
        head=position,
        positions=tuple(sorted(_simple_verb_group(tree, position))),
        lemma=lemma,
        form="adjective",
        frames=entry.frames,
        kind="thought" if entry.thought else "speech",
        negated=_is_negated(tree, position),
        subject_of=position,
        tagged=tagged,
        known=known,
    )


def _is_adjectival_participle(context: Context, tree: Tree, position: int) -> bool:
    """Tell "is convinced that" without an agent, taken for a passive."""
    passive = tree.has_child(position, "nsubj:pass", "aux:pass")
    passive = passive and tree.tokens[position].xpos == "VBN"
    agent = any(tree.case(o) == "by" for o in tree.find(position, "obl"))
    return passive and not agent and tree.lower(position) in context.lexicon.adjectives


def _make_clear_cue(tree: Tree, position: int) -> CueCandidate | None:
    """Find "made it clear that"."""
    verb = tree.head(position)
    if tree.lemma(position) not in _CLEAR_ADJECTIVES or tree.rels[position] != "xcomp":
        return None
    if verb is None or tree.lemma(verb) != "make":
        return None
    object_it = [c for c in tree.find(verb, "expl", "obj") if tree.lower(c) == "it"]
    positions = (*_simple_verb_group(tree, verb), *object_it, position)
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


def _is_predicate(tree: Tree, position: int) -> bool:
    """Tell a predicate: "she is hopeful", "and was hopeful"."""
    if tree.first(position, "nsubj") is not None:
        return True
    return tree.rels[position] == "conj" and tree.first(position, "cop") is not None


def _preposition_cue(tree: Tree, position: int) -> CueCandidate | None:
    """Find "according to X": the head is X, the positions are the phrase."""
    if tree.case(position) not in _CUE_PREPOSITIONS:
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


def _in_phrase_cue(tree: Tree, position: int) -> CueCandidate | None:
    """Find "in the words of X" and "in X's view": the head is X."""
    noun = tree.head(position)
    if (
        noun is None
        or tree.lower(noun) not in _IN_PHRASE_NOUNS
        or tree.case(noun) != "in"
    ):
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
        kind=_IN_PHRASE_NOUNS[tree.lower(noun)],
        subject_of=position,
        tagged=any(tree.tagged(w, "Cue") for w in words),
    )
