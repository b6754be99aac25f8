"""Which of two candidates for the same act of speech remains.

"issued a statement that" gives a candidate by its verb and one by its noun. After a
light verb (issue, make, give) that of the noun remains, else that of the verb, and the
noun is part of its content ("expressed hope that").
"""

from collections.abc import Sequence

from service.attribution.candidates import Candidate, CueCandidate
from service.attribution.context import Context

_ByTree = dict[int, list[tuple[Candidate, CueCandidate]]]
"""Candidates with their cues, by the index of the sentence."""


def deduplicate(
    context: Context, candidates: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """Return the candidates without duplicates of the same act of speech."""
    by_tree = _by_tree(candidates)
    dropped = {
        id(candidate)
        for candidate in candidates
        if _is_part_of_cue(context, candidate, by_tree)
        or _is_noun_of_verb(candidate, by_tree)
        or _has_cue_as_source(candidate, by_tree)
    }
    nouns = [c for c in candidates if c.cue is not None and c.cue.form == "noun"]
    for noun in nouns:
        if id(noun) in dropped:
            continue
        verb = _governing_verb(context, noun, by_tree)
        if verb is None or verb.cue is None:
            continue
        other_source = noun.source is not None and noun.source != verb.source
        noun_remains = verb.cue.lemma in context.lexicon.verbs.light or other_source
        dropped.add(id(verb) if noun_remains else id(noun))
    return tuple(candidate for candidate in candidates if id(candidate) not in dropped)


def _by_tree(candidates: Sequence[Candidate]) -> _ByTree:
    """Return the candidates with a cue by the sentence of the cue."""
    found: _ByTree = {}
    for candidate in candidates:
        if candidate.cue is not None:
            found.setdefault(candidate.cue.tree, []).append((candidate, candidate.cue))
    return found


def _is_part_of_cue(context: Context, candidate: Candidate, by_tree: _ByTree) -> bool:
    """Whether another candidate has the cue in a longer one ("refused to say").

    Of "declined to comment on it" the shorter cue remains.
    """
    cue = candidate.cue
    if cue is None:
        return False
    others = [other for _, other in by_tree[cue.tree]]
    responding = context.lexicon.verbs.responding
    if cue.lemma in responding and any(_is_within(other, cue) for other in others):
        return True
    return any(_is_within(cue, o) for o in others if o.lemma not in responding)


def _is_within(cue: CueCandidate, other: CueCandidate) -> bool:
    return cue.head != other.head and set(cue.positions) < set(other.positions)


def _has_cue_as_source(candidate: Candidate, by_tree: _ByTree) -> bool:
    """Whether the source of an unknown cue is the cue of the same content.

    "was short" of "Her answer was short: ...", whose cue is "answer".
    """
    source = candidate.source
    return (
        source is not None
        and candidate.cue is not None
        and not candidate.cue.known
        and any(
            cue.head == source.head and other.content == candidate.content
            for other, cue in by_tree.get(source.tree, ())
        )
    )


def _is_noun_of_verb(candidate: Candidate, by_tree: _ByTree) -> bool:
    """Whether a verb has the same content as the noun ("said in a statement that")."""
    cue = candidate.cue
    return (
        cue is not None
        and cue.form == "noun"
        and any(
            other_cue.form == "verb" and other.content == candidate.content
            for other, other_cue in by_tree[cue.tree]
        )
    )


def _governing_verb(
    context: Context, noun: Candidate, by_tree: _ByTree
) -> Candidate | None:
    """Return the candidate of the verb that has the noun as its object."""
    if noun.cue is None:
        return None
    tree = context.trees[noun.cue.tree]
    if tree.rels[noun.cue.head] != "obj":
        return None
    verb = tree.head(noun.cue.head)
    return next(
        (
            candidate
            for candidate, cue in by_tree[noun.cue.tree]
            if cue.form == "verb" and cue.head == verb
        ),
        None,
    )
