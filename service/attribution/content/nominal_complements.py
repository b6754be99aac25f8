"""Frames whose content is a noun phrase, with or without a predicate of it.

"condemned the raid", "called it a crime", "accused him of theft", "asked for calm".
"""

from service.attribution.candidates import CueCandidate
from service.attribution.content.clausal_complements import is_infinitive
from service.attribution.content.content_match import Match
from service.attribution.syntax.inversion import has_inverted_subject
from service.attribution.syntax.sentence import Tree

_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "ADJ"})
_WH = frozenset({"what", "how", "why", "whatever", "where", "who", "which", "when"})
_BARE = 2
"""Words of "for it", which says nothing."""
_BECAUSE = frozenset({"for", "over"})
"""What leads to the reason that belongs to "criticised him over his plan"."""
_TOWARDS = frozenset({*_BECAUSE, "at", "about", "to"})
"""What leads to the one whom "expressed thanks to him" is about."""
_NEVER = frozenset(
    {"by", "after", "before", "during", "since", "until", "at", "in", ""}
)


def match_predicate(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match "called the raid a crime" and "found the sentence too lenient"."""
    if "call" not in cue.frames or has_inverted_subject(tree, cue.head):
        return None
    whole = tree.first(cue.head, "ccomp")
    if whole is not None and whole > cue.head:
        return Match("call", tuple(tree.subtree(whole)))
    second = tree.first(cue.head, "xcomp")
    if second is None and _is_what(tree, cue.head):
        second = _object(tree, cue)
    if second is None or second < cue.head or is_infinitive(tree, second):
        return None
    return Match("call", _with_object(tree, cue, second))


def match_plea(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match "pleaded guilty to theft"."""
    if "adj" not in cue.frames:
        return None
    for plea in tree.find(cue.head, "xcomp", "advmod", "obj"):
        if plea < cue.head or tree.tokens[plea].upos != "ADJ":
            continue
        charges = tree.find(cue.head, "obl", "advcl")
        to = [c for c in charges if c > plea and tree.case(c) == "to"]
        inside = sorted(p for top in (plea, *to) for p in tree.subtree(top))
        return Match("call", tuple(inside))
    return None


def _is_what(tree: Tree, verb: int) -> bool:
    """Tell "what he called a trap", whose object is said of "what"."""
    above = tree.head(verb)
    relative = tree.tokens[verb].deprel == "acl:relcl"
    return relative and above is not None and tree.lower(above) == "what"


def match_as(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match "described the raid as a crime" and "described as a crime"."""
    if "as" not in cue.frames:
        return None
    for second in tree.find(cue.head, "obl", "advcl", "xcomp"):
        if second > cue.head and tree.case(second) == "as":
            marker = tree.find(second, "case", "mark")[:1]
            positions = _with_object(tree, cue, second)
            if _object(tree, cue) is None:
                positions = tuple(p for p in positions if p not in marker)
                return Match("as", positions, more_cue=tuple(marker))
            return Match("as", positions)
    return None


def _object(tree: Tree, cue: CueCandidate) -> int | None:
    """Return the object after the cue, or the subject of a passive."""
    for child in tree.children[cue.head]:
        deprel = tree.tokens[child].deprel
        active = deprel in {"obj", "iobj"} and child > cue.head
        if (active or deprel == "nsubj:pass") and tree.lower(child) not in _WH:
            return child
    return None


def _with_object(tree: Tree, cue: CueCandidate, second: int) -> tuple[int, ...]:
    """Return object and complement; the agent of a passive is not of them."""
    agents = [a for a in tree.subtree(second) if _is_agent(tree, a)]
    object_ = _object(tree, cue)
    first = [] if object_ is None else tree.subtree(object_)
    return tuple(sorted({*first, *tree.subtree(second, without=agents)}))


def _is_agent(tree: Tree, position: int) -> bool:
    return tree.case(position) == "by" and tree.tokens[position].upos in {
        "PROPN",
        "NOUN",
        "PRON",
    }


def match_accused(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match "accused him of theft", "blamed rain for the flood"."""
    wanted = {f[3:] for f in cue.frames if f.startswith("of:")}
    object_ = _object(tree, cue)
    if not wanted or object_ is None:
        return None
    for second in tree.find(cue.head, "obl", "advcl"):
        if second > cue.head and tree.case(second) in wanted:
            if "obj" in cue.frames:
                return Match("of", tuple(tree.subtree(second)), addressee=object_)
            return Match("of", _with_object(tree, cue, second))
    agents = [o for o in tree.find(cue.head, "obl") if _is_agent(tree, o)]
    for owner in (object_, *agents):
        for second in tree.find(owner, "nmod", "acl"):
            if second > owner and tree.case(second) in wanted:
                charge = (*tree.subtree(object_), *tree.subtree(second))
                return Match("of", tuple(sorted(set(charge))))
    return None


def match_preposition(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match "called for calm", "protested against the ban", "warning of floods"."""
    wanted = {f[2:] for f in cue.frames if f.startswith("p:")}
    rels = ("obl", "advcl") if cue.form != "noun" else ("nmod", "acl")
    for second in _complements(tree, cue, rels):
        case = tree.case(second)
        fits = case in wanted or ("*" in wanted and case not in _NEVER)
        if not fits or second < cue.head:
            continue
        if tree.tokens[second].upos == "PRON" and len(tree.subtree(second)) <= _BARE:
            continue
        if case in {"for", "on"} and (cue.lemma, cue.form) == ("call", "verb"):
            marker = tree.first(second, "case", "mark")
            demanded = _demanded(tree, second)
            if case == "on" and demanded is None:
                continue
            top = second if demanded is None else demanded
            told = None if demanded is None else second
            positions = [p for p in tree.subtree(top) if p != marker]
            more = () if marker is None else (marker,)
            return Match("p", tuple(positions), addressee=told, more_cue=more)
        inner = (*tree.subtree(second), *_condition(tree, cue, second))
        return Match("p", inner, addressee=_to_whom(tree, cue))
    return None


def _condition(tree: Tree, cue: CueCandidate, second: int) -> list[int]:
    """Return the clause that belongs to "warned of war if the port was closed"."""
    return [
        p
        for clause in tree.find(cue.head, "advcl")
        if clause > second and tree.case(clause) in {"if", "unless"}
        for p in tree.subtree(clause)
    ]


def _complements(tree: Tree, cue: CueCandidate, rels: tuple[str, ...]) -> list[int]:
    """Return what may follow the preposition, with that of "calls by X for calm"."""
    found = tree.find(cue.head, *rels)
    if cue.form != "noun":
        return found
    agents = [n for n in found if _is_agent(tree, n)]
    return found + [c for agent in agents for c in tree.find(agent, *rels)]


def _demanded(tree: Tree, noun: int) -> int | None:
    """Return the infinitive of "on the mayor to resign", hung on the noun."""
    return next((c for c in tree.find(noun, "acl") if tree.has(c, "mark", "to")), None)


def _to_whom(tree: Tree, cue: CueCandidate) -> int | None:
    return next((o for o in tree.find(cue.head, "obl") if tree.case(o) == "to"), None)


def match_noun_phrase(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match "condemned the attack"."""
    if "np" not in cue.frames:
        return None
    object_ = _object(tree, cue)
    if object_ is None or tree.tokens[object_].upos not in _NOMINAL:
        return None
    wide = _TOWARDS if cue.lemma == "express" else _BECAUSE
    more = [
        p
        for second in tree.find(cue.head, "obl", "advcl")
        if second > object_ > cue.head and tree.case(second) in wide
        for p in tree.subtree(second)
    ]
    return Match("np", (*tree.subtree(object_), *more))
