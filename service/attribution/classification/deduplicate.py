"""Choose between two candidates for one act of speech.

"issued a statement that" is found by its verb and by its noun. Where the verb only
gives the noun away (issue, make, give), the noun reports; else the verb does, and the
noun is part of what it reports ("expressed hope that").
"""

from collections.abc import Sequence

from service.attribution.candidates import Candidate, CueCandidate
from service.attribution.context import Context

LIGHT = frozenset(
    "issue make give have release deliver offer raise face receive post send".split()
)
"""Verbs that mean nothing but that the noun was uttered."""
_SILENT = frozenset({"comment", "reply", "respond"})


def deduplicate(
    context: Context, candidates: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """Return the candidates without those that another one tells better."""
    gone = {
        id(d)
        for d in candidates
        if _is_carrier(d, candidates)
        or _repeats(d, candidates)
        or _names_cue(d, candidates)
    }
    nouns = [d for d in candidates if d.cue is not None and d.cue.form == "noun"]
    for noun in nouns:
        if id(noun) in gone:
            continue
        verb = _verb_over(context, noun, candidates)
        if verb is None or verb.cue is None:
            continue
        own = noun.source is not None and noun.source != verb.source
        light = verb.cue.lemma in LIGHT or own
        gone.add(id(verb) if light else id(noun))
    return tuple(d for d in candidates if id(d) not in gone)


def _is_carrier(candidate: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Tell "refused" beside "refused to say", "quoted" beside "quoted as saying".

    Of "declined to comment on it" the first word stays: it says what was declined.
    """
    cue = candidate.cue
    if cue is None:
        return False
    others = [d.cue for d in candidates if d.cue is not None and d.cue.tree == cue.tree]
    if cue.lemma in _SILENT and any(_carries(other, cue) for other in others):
        return True
    return any(_carries(cue, o) for o in others if o.lemma not in _SILENT)


def _carries(cue: CueCandidate, other: CueCandidate) -> bool:
    return cue.head != other.head and set(cue.positions) < set(other.positions)


def _names_cue(candidate: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Tell "was short" beside the noun of "Her answer was short: ..."."""
    source = candidate.source
    return (
        source is not None
        and candidate.cue is not None
        and not candidate.cue.known
        and any(
            d.cue is not None
            and d.cue.tree == source.tree
            and d.cue.head == source.head
            and d.content == candidate.content
            for d in candidates
        )
    )


def _repeats(candidate: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Tell the noun of "said in a statement that", whose verb has the same content."""
    cue = candidate.cue
    return (
        cue is not None
        and cue.form == "noun"
        and any(
            d.cue is not None
            and d.cue.form == "verb"
            and d.cue.tree == cue.tree
            and d.content == candidate.content
            for d in candidates
        )
    )


def _verb_over(
    context: Context, noun: Candidate, candidates: Sequence[Candidate]
) -> Candidate | None:
    """Return the candidate of the verb whose object the noun is."""
    if noun.cue is None:
        return None
    tree = context.trees[noun.cue.tree]
    if tree.rels[noun.cue.head] != "obj":
        return None
    verb = tree.head(noun.cue.head)
    return next(
        (
            d
            for d in candidates
            if d.cue is not None
            and d.cue.form == "verb"
            and d.cue.tree == noun.cue.tree
            and d.cue.head == verb
        ),
        None,
    )
