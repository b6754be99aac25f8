"""Find the cue candidates of an article: verbs, nouns, adjectives and phrases.

A cue is a word that may report. The next stage drops candidates without a content. The
lexicon lists reporting words with their frames; the attribution tagger adds words that
the lexicon lacks.
"""

from collections.abc import Iterator

from service.attribution.candidates import CueCandidate
from service.attribution.context import Context
from service.attribution.cues.audience_subjects import audience_subject
from service.attribution.cues.non_reporting import is_non_reporting
from service.attribution.cues.phrase_cues import phrase_cue
from service.attribution.cues.verb_groups import (
    is_negated,
    simple_verb_group,
    verb_group,
)
from service.attribution.lexicon import Entry
from service.attribution.syntax.sentence import Tree

_UNKNOWN_VERB = Entry(frames=frozenset({"that", "quote"}))
"""The frames of a verb that only the tagger marks."""
_UNKNOWN_NOUN = Entry(frames=frozenset({"that", "inf"}))
"""The frames of a noun or adjective that only the tagger marks."""
_VERBAL_TAGS = frozenset({"VERB", "AUX"})


def find_cues(context: Context) -> tuple[CueCandidate, ...]:
    """Return the cue candidates of all sentences in text order."""
    return tuple(cue for tree in context.trees for cue in _cues_of(context, tree))


def _cues_of(context: Context, tree: Tree) -> Iterator[CueCandidate]:
    """Yield the cue candidates of one sentence, at most one for each token."""
    for position, token in enumerate(tree.tokens):
        cue = phrase_cue(tree, position)
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
    """Return the candidate of a reporting verb that the lexicon or the tagger knows."""
    lemma = tree.lemma(position)
    entry = context.lexicon.reporting_verbs.get(lemma)
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
    positions, subject_of, negated = verb_group(context.lexicon, tree, position)
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
    """Whether the subject of "hear" is an audience ("the court heard that")."""
    return (
        tree.lemma(position) == "hear" and audience_subject(tree, position) is not None
    )


def _object_it(tree: Tree, position: int) -> tuple[int, ...]:
    """Return the object or expletive "it" of a verb ("as she put it")."""
    found = tree.find(position, "obj", "expl")
    return tuple(c for c in found if tree.lower(c) == "it")


def _noun_cue(context: Context, tree: Tree, position: int) -> CueCandidate | None:
    """Return the candidate of a reporting noun ("her claim that")."""
    entry = context.lexicon.reporting_nouns.get(tree.lemma(position))
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
    """Return the candidate of a reporting predicate adjective ("is hopeful that")."""
    adjectival = _is_adjectival_participle(context, tree, position)
    lemma = tree.lower(position) if adjectival else tree.lemma(position)
    entry = context.lexicon.reporting_adjectives.get(lemma)
    tagged = tree.tagged(position, "Cue") is not None
    known = entry is not None
    if not _is_predicate(tree, position) or not (known or tagged):
        return None
    entry = entry or _UNKNOWN_NOUN
    return CueCandidate(
        tree=tree.index,
        head=position,
        positions=tuple(sorted(simple_verb_group(tree, position))),
        lemma=lemma,
        form="adjective",
        frames=entry.frames,
        kind="thought" if entry.thought else "speech",
        negated=is_negated(tree, position),
        subject_of=position,
        tagged=tagged,
        known=known,
    )


def _is_adjectival_participle(context: Context, tree: Tree, position: int) -> bool:
    """Whether a passive without an agent is an adjective of the lexicon.

    An example is "is convinced that".
    """
    return (
        tree.tokens[position].xpos == "VBN"
        and tree.lower(position) in context.lexicon.reporting_adjectives
        and tree.is_passive(position)
        and tree.agent(position) is None
    )


def _make_clear_cue(tree: Tree, position: int) -> CueCandidate | None:
    """Return the candidate of the expression "made it clear that"."""
    verb = tree.head(position)
    clear = tree.lemma(position) in tree.lexicon.adjectives.clear
    if not clear or tree.rels[position] != "xcomp":
        return None
    if verb is None or tree.lemma(verb) != "make":
        return None
    positions = (*simple_verb_group(tree, verb), *_object_it(tree, verb), position)
    return CueCandidate(
        tree=tree.index,
        head=position,
        positions=tuple(sorted(positions)),
        lemma="make",
        form="verb",
        frames=frozenset({"that"}),
        negated=is_negated(tree, verb),
        subject_of=verb,
        tagged=tree.tagged(position, "Cue") is not None,
    )


def _is_predicate(tree: Tree, position: int) -> bool:
    """Whether an adjective is a predicate ("she is hopeful", "and was hopeful")."""
    if tree.subject(position) is not None:
        return True
    return tree.rels[position] == "conj" and tree.first(position, "cop") is not None
