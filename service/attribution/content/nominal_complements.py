"""Frames whose content is a noun phrase, an adjective, or an object with a predicate.

"condemned the raid", "pleaded guilty", "called it a crime", "accused him of theft",
"asked for calm".
"""

from service.attribution.candidates import CueCandidate
from service.attribution.content.content_match import Match
from service.attribution.content.nonfinite_complements import is_infinitive
from service.attribution.syntax.inversion import has_inverted_subject
from service.attribution.syntax.sentence import Tree

_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "ADJ"})
_PRONOUN_PHRASE = 2
"""Tokens of a preposition and a pronoun ("for it"), which is no content."""
_REASON_CASES = frozenset({"for", "over"})
"""Prepositions of a reason in the content: "criticised him over his plan"."""
_JOINING_NOUNS = frozenset({"for", "on"})
"""Prepositions that are part of a reporting noun right before them."""
_APART = frozenset({"against", "over"})
"""Prepositions that are never part of a cue."""
_NOT_JOINED = frozenset({"apologise", "apologize", "comment"})
_TARGET_CASES = frozenset({*_REASON_CASES, "at", "about", "to"})
"""The same for "express", with its target: "expressed thanks to him"."""


def match_object_predicate(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match an object and its predicate: "called the raid a crime"."""
    if "call" not in cue.frames or has_inverted_subject(tree, cue.head):
        return None
    small_clause = tree.first(cue.head, "ccomp")
    if small_clause is not None and small_clause > cue.head:
        return Match("call", tuple(tree.subtree(small_clause)))
    predicate = tree.first(cue.head, "xcomp")
    if predicate is None and _relativises_what(tree, cue.head):
        predicate = _object(tree, cue)
    if predicate is None or predicate < cue.head or is_infinitive(tree, predicate):
        return None
    return Match("call", _with_object(tree, cue, predicate))


def match_adjective_complement(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match an adjective, with its "to" phrases: "pleaded guilty to theft"."""
    if "adj" not in cue.frames:
        return None
    for adjective in tree.find(cue.head, "xcomp", "advmod", "obj"):
        if adjective < cue.head or tree.tokens[adjective].upos != "ADJ":
            continue
        obliques = tree.find(cue.head, "obl", "advcl")
        to = [o for o in obliques if o > adjective and tree.case(o) == "to"]
        inside = sorted(p for top in (adjective, *to) for p in tree.subtree(top))
        return Match("call", tuple(inside))
    return None


def _relativises_what(tree: Tree, verb: int) -> bool:
    """Whether the verb is in a relative clause of "what" ("what he called a trap")."""
    above = tree.head(verb)
    return (
        tree.is_relative_clause(verb)
        and above is not None
        and tree.lower(above) == "what"
    )


def match_as_predicate(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match an object and its "as" predicate: "described the raid as a crime".

    Without an object "as" joins the cue: "the raid, described as a crime".
    """
    if "as" not in cue.frames:
        return None
    for predicate in tree.find(cue.head, "obl", "advcl", "xcomp"):
        if predicate > cue.head and tree.case(predicate) == "as":
            marker = tree.find(predicate, "case", "mark")[:1]
            positions = _with_object(tree, cue, predicate)
            if _object(tree, cue) is None:
                positions = tuple(p for p in positions if p not in marker)
                return Match("as", positions, extra_cue=tuple(marker))
            return Match("as", positions)
    return None


def _object(tree: Tree, cue: CueCandidate) -> int | None:
    """Return the object after the cue, or the subject of a passive."""
    passive = tree.passive_subject(cue.head)
    after = [c for c in tree.find(cue.head, "obj", "iobj") if c > cue.head]
    found = after if passive is None else [passive, *after]
    return next(
        (c for c in found if tree.lower(c) not in tree.lexicon.words.wh_words), None
    )


def _with_object(tree: Tree, cue: CueCandidate, complement: int) -> tuple[int, ...]:
    """Return the tokens of object and complement, without the agent of a passive."""
    agents = [a for a in tree.subtree(complement) if tree.is_by_phrase(a)]
    object_ = _object(tree, cue)
    inside = [] if object_ is None else tree.subtree(object_)
    return tuple(sorted({*inside, *tree.subtree(complement, without=agents)}))


def match_object_with_preposition(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match an object and a preposition: "accused him of theft".

    The object is the addressee where the word takes one: "notified him of the theft".
    """
    wanted = {f[3:] for f in cue.frames if f.startswith("of:")}
    object_ = _object(tree, cue)
    if not wanted or object_ is None:
        return None
    for complement in tree.find(cue.head, "obl", "advcl"):
        if complement > cue.head and tree.case(complement) in wanted:
            if "obj" in cue.frames:
                return Match("of", tuple(tree.subtree(complement)), addressee=object_)
            return Match("of", _with_object(tree, cue, complement))
    agents = [o for o in tree.find(cue.head, "obl") if tree.is_by_phrase(o)]
    for noun in (object_, *agents):
        for complement in tree.find(noun, "nmod", "acl"):
            if complement > noun and tree.case(complement) in wanted:
                inside = {*tree.subtree(object_), *tree.subtree(complement)}
                return Match("of", tuple(sorted(inside)))
    return None


def match_prepositional_complement(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match a preposition and its noun: "protested against the ban".

    A preposition right after the cue joins it ("asked for calm"), but for those of
    adverbials ("apologised for the delay").
    """
    wanted = {f[2:] for f in cue.frames if f.startswith("p:")}
    rels = ("obl", "advcl") if cue.form != "noun" else ("nmod", "acl")
    for noun in _prepositional_nouns(tree, cue, rels):
        case = tree.case(noun)
        adjunct = not case or case in tree.lexicon.words.adjunct_prepositions
        fits = case in wanted or ("*" in wanted and not adjunct)
        if not fits or noun < cue.head or _is_pronoun_alone(tree, noun):
            continue
        if case in {"for", "on"} and (cue.lemma, cue.form) == ("call", "verb"):
            match = _match_call(tree, noun, case)
            if match is None:
                continue
            return match
        inner = (*tree.subtree(noun), *_condition(tree, cue, noun))
        addressee = tree.oblique(cue.head, "to")
        return Match("p", inner, addressee, _joining_preposition(tree, cue, noun))
    return None


def _joining_preposition(tree: Tree, cue: CueCandidate, noun: int) -> tuple[int, ...]:
    """Return the preposition of a noun if it belongs to the cue."""
    marker = tree.first(noun, "case", "mark")
    if marker is None or is_infinitive(tree, noun):
        return ()
    word = tree.lower(marker)
    joins = word in _JOINING_NOUNS if cue.form == "noun" else f"p:{word}" in cue.frames
    if not joins or word in _APART:
        return ()
    adjacent = marker == max(cue.positions) + 1
    return (marker,) if adjacent and cue.lemma not in _NOT_JOINED else ()


def _is_pronoun_alone(tree: Tree, noun: int) -> bool:
    """Whether a prepositional phrase is no more than a pronoun ("for it")."""
    short = len(tree.subtree(noun)) <= _PRONOUN_PHRASE
    return tree.tokens[noun].upos == "PRON" and short


def _match_call(tree: Tree, noun: int, case: str) -> Match | None:
    """Match what follows "called": "for calm", "on the mayor to resign"."""
    marker = tree.first(noun, "case", "mark")
    demand = _infinitive_of(tree, noun)
    if case == "on" and demand is None:
        return None
    top = noun if demand is None else demand
    return Match(
        "p",
        tuple(p for p in tree.subtree(top) if p != marker),
        addressee=None if demand is None else noun,
        extra_cue=() if marker is None else (marker,),
    )


def _condition(tree: Tree, cue: CueCandidate, noun: int) -> list[int]:
    """Return the tokens of a condition: "warned of war if the port was closed"."""
    return [
        p
        for clause in tree.find(cue.head, "advcl")
        if clause > noun and tree.case(clause) in {"if", "unless"}
        for p in tree.subtree(clause)
    ]


def _prepositional_nouns(
    tree: Tree, cue: CueCandidate, rels: tuple[str, ...]
) -> list[int]:
    """Return dependants of the cue, and those of a noun's agent ("calls by X for")."""
    found = tree.find(cue.head, *rels)
    if cue.form != "noun":
        return found
    agents = [n for n in found if tree.is_by_phrase(n)]
    return found + [c for agent in agents for c in tree.find(agent, *rels)]


def _infinitive_of(tree: Tree, noun: int) -> int | None:
    """Return the infinitive that the parse attaches to X of "called on X to resign"."""
    return next((c for c in tree.find(noun, "acl") if tree.has(c, "mark", "to")), None)


def match_noun_phrase(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match an object: "condemned the attack", "criticised him over his plan"."""
    if "np" not in cue.frames:
        return None
    object_ = _object(tree, cue)
    if object_ is None or tree.tokens[object_].upos not in _NOMINAL:
        return None
    cases = _TARGET_CASES if cue.lemma == "express" else _REASON_CASES
    obliques = [
        p
        for oblique in tree.find(cue.head, "obl", "advcl")
        if oblique > object_ > cue.head and tree.case(oblique) in cases
        for p in tree.subtree(oblique)
    ]
    return Match("np", (*tree.subtree(object_), *obliques))
