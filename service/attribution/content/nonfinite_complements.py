"""Frames whose content is an infinitive or a gerund.

"promised to pay", "urged both sides to talk", "was said to be unsafe", "denied lying".
"""

from service.attribution.candidates import CueCandidate, Frame
from service.attribution.content.content_match import Match
from service.attribution.syntax.inversion import inverted_subject
from service.attribution.syntax.sentence import Tree

_ON = frozenset({"on", "upon"})


def match_infinitive(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match an infinitive: "promised to pay", "urged X to talk", "appealed to X to"."""
    if not cue.frames & {"inf", "objinf", "p:on"}:
        return None
    for clause in tree.find(cue.head, "xcomp", "ccomp", "advcl"):
        if clause > cue.head and tree.has(clause, "mark", "to"):
            return _infinitive_match(tree, cue, clause)
    return None


def _infinitive_match(tree: Tree, cue: CueCandidate, clause: int) -> Match | None:
    addressee = tree.first(cue.head, "obj", "iobj")
    if addressee is not None and not cue.head < addressee < clause:
        addressee = None
    if addressee is None:
        addressee = _oblique_addressee(tree, cue, clause)
    passive = tree.passive_subject(cue.head)
    if tree.rels[clause] == "advcl" and addressee is None:
        return None
    if addressee is None and passive is None and "inf" not in cue.frames:
        return None
    # "declined to comment as she left": the adverbial clause modifies "declined".
    adjuncts = tree.find(clause, "advcl") if tree.lemma(clause) == "comment" else []
    adjuncts += _misattached_agents(tree, cue, clause)
    inner = (*tree.subtree(clause, without=adjuncts), *_condition(tree, cue, clause))
    if addressee is not None and cue.kind == "thought":
        return Match("inf", (*tree.subtree(addressee), *inner))
    case = [] if addressee is None else tree.find(addressee, "case")[:1]
    on = tuple(p for p in case if tree.lower(p) in _ON and p == cue.head + 1)
    addressee = passive if addressee is None else addressee
    frame: Frame = "inf" if addressee is None else "objinf"
    return Match(frame, inner, addressee=addressee, extra_cue=on)


def _misattached_agents(tree: Tree, cue: CueCandidate, clause: int) -> list[int]:
    """Return the agent of a passive cue that the parse attaches to its infinitive.

    "was ordered to sail by the manager"; a passive infinitive has its own.
    """
    if not tree.is_passive(cue.head) or tree.agent(cue.head) is not None:
        return []
    if tree.is_passive(clause):
        return []
    return [o for o in tree.find(clause, "obl") if tree.is_by_phrase(o)]


def match_raised_subject(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match subject and infinitive of a passive: "the mine was said to be unsafe"."""
    subject = tree.passive_subject(cue.head)
    if "that" not in cue.frames or cue.frames & {"inf", "objinf"} or subject is None:
        return None
    for clause in tree.find(cue.head, "xcomp"):
        if clause > cue.head and tree.has(clause, "mark", "to"):
            return Match("inf", (*tree.subtree(subject), *tree.subtree(clause)))
    return None


def match_gerund(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match a gerund: "denied taking part"."""
    if "ing" not in cue.frames or inverted_subject(tree, cue.head) is not None:
        return None
    for clause in tree.find(cue.head, "xcomp", "ccomp", "obj"):
        if clause > cue.head and tree.tokens[clause].xpos == "VBG":
            return Match("ing", tuple(tree.subtree(clause)))
    return None


def is_infinitive(tree: Tree, position: int) -> bool:
    """Whether the verb is a to-infinitive without a subject of its own."""
    return tree.has(position, "mark", "to") and tree.subject(position) is None


def _condition(tree: Tree, cue: CueCandidate, clause: int) -> list[int]:
    """Return the tokens of a condition of the cue after the infinitive.

    "was told not to leave until it rains".
    """
    return [
        p
        for other in tree.find(cue.head, "advcl")
        if other > clause and _is_condition(tree, other)
        for p in tree.subtree(other)
    ]


def _is_condition(tree: Tree, clause: int) -> bool:
    """Whether the clause is conditional ("if it rains", "should it rain")."""
    first = tree.subtree(clause)[0]
    return tree.lower(first) in tree.lexicon.words.conditional


def _oblique_addressee(tree: Tree, cue: CueCandidate, clause: int) -> int | None:
    """Return X of "called on X to leave", "appealed to X to leave"."""
    prepositions = tree.lexicon.words.addressee_prepositions
    return next(
        (
            o
            for o in tree.find(cue.head, "obl")
            if cue.head < o < clause
            and (tree.case(o) or _preceding_word(tree, o)) in prepositions
        ),
        None,
    )


def _preceding_word(tree: Tree, noun: int) -> str:
    """Return the word before a noun phrase: its preposition, if misattached."""
    first = tree.subtree(noun)[0]
    return tree.lower(first - 1) if first else ""
