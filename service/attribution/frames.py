"""Match a cue's frames on the parse: which words under it are its content.

Each matcher reads one frame of the lexicon and returns a ``Match`` or None; they are
tried in order. Both analyses of reported speech that Universal Dependencies knows are
read: the content as clausal complement of the cue, and the cue as parataxis beside it.
"""

from collections.abc import Callable

import msgspec
from msgspec.structs import replace

from service.attribution.draft import CueCandidate
from service.attribution.tree import Tree

_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "ADJ"})
_WH = frozenset({"what", "how", "why", "whatever", "where", "who", "which", "when"})
_CLAUSAL = frozenset({"ccomp", "advcl", "conj", "parataxis", "acl", "root", "xcomp"})
_TOWARDS = frozenset({"on", "upon", "to", "with", "for"})


_ANY_FRAME = frozenset({"that", "inf", "objinf", "np", "as", "ing", "p:*"})
"""The frames of a word that the lexicon does not know so and the tagger marks."""
_NEVER = frozenset({"by", "after", "before", "during", "since", "until", "at", "in", ""})


class Match(msgspec.Struct, frozen=True):
    """Where the content of a cue is, by the parse."""

    frame: str
    positions: tuple[int, ...]
    addressee: int | None = None
    more_cue: tuple[int, ...] = ()
    """Tokens that belong to the reporting expression in this frame ("called for")."""


Matcher = Callable[[Tree, CueCandidate], Match | None]


def match_frames(tree: Tree, cue: CueCandidate) -> Match | None:
    """Return the first frame that fits, or None."""
    found = _first_match(tree, cue)
    if found is None and cue.tagged and cue.form != "phrase":
        return _first_match(tree, replace(cue, frames=cue.frames | _ANY_FRAME))
    return found


def _first_match(tree: Tree, cue: CueCandidate) -> Match | None:
    for matcher in _MATCHERS[cue.form]:
        match = matcher(tree, cue)
        if match is not None and match.positions:
            return match
    return None


def _clause(tree: Tree, cue: CueCandidate) -> Match | None:
    if not cue.frames & {"that", "quote"}:
        return None
    clauses = [c for c in tree.find(cue.head, "ccomp") if not _is_infinitive(tree, c)]
    clauses += [c for c in tree.find(cue.head, "advcl") if _is_question(tree, c)]
    clauses += [c for c in tree.find(cue.head, "parataxis") if _after_colon(tree, c)]
    clauses += [c for c in tree.find(cue.head, "obj", "obl") if _free_relative(tree, c)]
    clauses += [c for c in tree.find(cue.head, "csubj") if _has_expletive(tree, cue.head)]
    if not clauses:
        return None
    top = sorted(p for c in clauses for p in tree.subtree(c))
    return Match("that", tuple(top), addressee=_told(tree, cue))


def _is_infinitive(tree: Tree, position: int) -> bool:
    return tree.has(position, "mark", "to") and tree.first(position, "nsubj") is None


def _is_question(tree: Tree, position: int) -> bool:
    return tree.has(position, "mark", "whether")


def _after_colon(tree: Tree, position: int) -> bool:
    first = tree.subtree(position)[0]
    return any(tree.tokens[p].text == ":" for p in (first, first - 1) if p >= 0)


def _free_relative(tree: Tree, position: int) -> bool:
    return (
        tree.lower(position) in _WH
        and tree.first(position, "acl") is not None
        and not tree.case(position)
    )


def _has_expletive(tree: Tree, position: int) -> bool:
    return tree.first(position, "expl") is not None


def _told(tree: Tree, cue: CueCandidate) -> int | None:
    """Return who was told: the object of "tell", "to reporters" after "say"."""
    told = tree.first(cue.head, "iobj")
    if told is None and cue.frames & {"obj", "objinf"}:
        told = tree.first(cue.head, "obj")
        if told is not None and tree.tokens[told].upos not in {"NOUN", "PROPN", "PRON"}:
            told = None
    if told is None and tree.tokens[cue.head].deprel != "amod":
        told = next(
            (o for o in tree.find(cue.head, "obl") if tree.case(o) == "to"), None
        )
    if told is None and cue.frames & {"obj", "objinf"}:
        passive = tree.first(cue.head, "nsubj")
        if passive is not None and tree.tokens[passive].deprel == "nsubj:pass":
            told = passive
    return told


def _infinitive(tree: Tree, cue: CueCandidate) -> Match | None:
    if not cue.frames & {"inf", "objinf"}:
        return None
    for clause in tree.find(cue.head, "xcomp", "ccomp", "advcl"):
        if clause > cue.head and tree.has(clause, "mark", "to"):
            return _infinitive_match(tree, cue, clause)
    return None


def _infinitive_match(tree: Tree, cue: CueCandidate, clause: int) -> Match | None:
    told = tree.first(cue.head, "obj", "iobj")
    if told is not None and not cue.head < told < clause:
        told = None
    if told is None:
        told = _pressed(tree, cue, clause)
    passive = tree.first(cue.head, "nsubj")
    if passive is not None and tree.tokens[passive].deprel != "nsubj:pass":
        passive = None
    if tree.rels[clause] == "advcl" and told is None:
        return None
    if told is None and passive is None and "inf" not in cue.frames:
        return None
    inner = tuple(tree.subtree(clause))
    if told is not None and cue.kind == "thought":
        return Match("inf", (*tree.subtree(told), *inner))
    frame = "objinf" if told is not None or passive is not None else "inf"
    return Match(frame, inner, addressee=told if told is not None else passive)


def _pressed(tree: Tree, cue: CueCandidate, clause: int) -> int | None:
    """Return X of "called on X to leave", "appealed to X to leave"."""
    return next(
        (
            o
            for o in tree.find(cue.head, "obl")
            if cue.head < o < clause and tree.case(o) in _TOWARDS
        ),
        None,
    )


def _predicate(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match "called the raid a crime" and "found the sentence too lenient"."""
    if "call" not in cue.frames:
        return None
    whole = tree.first(cue.head, "ccomp")
    if whole is not None and whole > cue.head:
        return Match("call", tuple(tree.subtree(whole)))
    second = tree.first(cue.head, "xcomp")
    if second is None or second < cue.head or _is_infinitive(tree, second):
        return None
    return Match("call", _with_object(tree, cue, second))


def _as(tree: Tree, cue: CueCandidate) -> Match | None:
    if "as" not in cue.frames:
        return None
    for second in tree.find(cue.head, "obl", "advcl", "xcomp"):
        if second > cue.head and tree.case(second) == "as":
            marker = [c for c in tree.find(second, "case", "mark")][:1]
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


def _accused(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match "accused him of theft", "blamed rain for the flood"."""
    wanted = {f[3:] for f in cue.frames if f.startswith("of:")}
    object_ = _object(tree, cue)
    if not wanted or object_ is None:
        return None
    for second in tree.find(cue.head, "obl", "advcl"):
        if second > cue.head and tree.case(second) in wanted:
            return Match("of", _with_object(tree, cue, second))
    return None


def _preposition(tree: Tree, cue: CueCandidate) -> Match | None:
    wanted = {f[2:] for f in cue.frames if f.startswith("p:")}
    rels = ("obl", "advcl") if cue.form != "noun" else ("nmod", "acl")
    for second in tree.find(cue.head, *rels):
        case = tree.case(second)
        fits = case in wanted or ("*" in wanted and case not in _NEVER)
        if not fits or second < cue.head:
            continue
        if tree.tokens[second].upos == "PRON" and len(tree.subtree(second)) <= 2:
            continue
        if case in {"for", "on"} and cue.lemma == "call":
            marker = tree.first(second, "case", "mark")
            demanded = _demanded(tree, second)
            if case == "on" and demanded is None:
                continue
            top = second if demanded is None else demanded
            told = None if demanded is None else second
            positions = [p for p in tree.subtree(top) if p != marker]
            more = () if marker is None else (marker,)
            return Match("p", tuple(positions), addressee=told, more_cue=more)
        return Match("p", tuple(tree.subtree(second)), addressee=_to_whom(tree, cue))
    return None


def _demanded(tree: Tree, noun: int) -> int | None:
    """Return the infinitive of "on the mayor to resign", hung on the noun."""
    return next(
        (c for c in tree.find(noun, "acl") if tree.has(c, "mark", "to")), None
    )


def _to_whom(tree: Tree, cue: CueCandidate) -> int | None:
    return next((o for o in tree.find(cue.head, "obl") if tree.case(o) == "to"), None)


def _gerund(tree: Tree, cue: CueCandidate) -> Match | None:
    if "ing" not in cue.frames:
        return None
    for clause in tree.find(cue.head, "xcomp", "ccomp", "obj"):
        if clause > cue.head and tree.tokens[clause].xpos == "VBG":
            return Match("ing", tuple(tree.subtree(clause)))
    return None


def _noun_phrase(tree: Tree, cue: CueCandidate) -> Match | None:
    if "np" not in cue.frames:
        return None
    object_ = _object(tree, cue)
    if object_ is None or tree.tokens[object_].upos not in _NOMINAL:
        return None
    return Match("np", tuple(tree.subtree(object_)))


def _beside(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match a cue put beside or into its content: "X, officials said, is Y"."""
    if not cue.frames & {"that", "quote"}:
        return None
    top = cue.subject_of
    host = tree.head(top)
    if host is None or tree.first(top, "nsubj") is None:
        return None
    as_clause = tree.rels[top] == "advcl" and tree.case(top) == "as"
    if tree.rels[top] != "parataxis" and not as_clause:
        return None
    without = {top, *_after(tree, host, top)}
    return Match("beside", tuple(tree.subtree(host, without=without)))


def _after(tree: Tree, host: int, inserted: int) -> list[int]:
    """Return clauses of the host that come after an insertion and are their own."""
    return [
        c
        for c in tree.find(host, "advcl", "conj", "parataxis")
        if host < inserted < c and tree.subtree(c)[0] > inserted
    ]


def _host_clause(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match "according to X": the clause round it."""
    host = tree.head(cue.head)
    while host is not None and not _is_clause(tree, host):
        host = tree.head(host)
    if host is None:
        return None
    phrase = tree.subtree(cue.head)
    edge = phrase[0] == 0 or phrase[-1] >= len(tree) - 2
    if edge:
        host = next((a for a in [host, *tree.ancestors(host)][::-1]), host)
    without = {cue.head, *([] if edge else _after(tree, host, cue.head))}
    return Match("beside", tuple(tree.subtree(host, without=without)))


def _is_clause(tree: Tree, position: int) -> bool:
    return tree.rels[position] in _CLAUSAL


def _noun_clause(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match "a statement that", "his promise to"."""
    for clause in tree.find(cue.head, "acl", "ccomp", "xcomp", "advcl"):
        if clause < cue.head or tree.tokens[clause].deprel == "acl:relcl":
            continue
        to = tree.has(clause, "mark", "to") or tree.has(clause, "mark", "for")
        if (to and "inf" in cue.frames) or (
            "that" in cue.frames and tree.has(clause, "mark", "that")
        ):
            return Match("inf" if to else "that", tuple(tree.subtree(clause)))
    return None


def _felt(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match "is confident that", "is eager to"."""
    for clause in tree.find(cue.head, "ccomp", "xcomp", "advcl"):
        if clause < cue.head:
            continue
        to = tree.has(clause, "mark", "to")
        that = tree.has(clause, "mark", "that") or tree.rels[clause] == "ccomp"
        if (to and "inf" in cue.frames) or (not to and that and "that" in cue.frames):
            return Match("inf" if to else "that", tuple(tree.subtree(clause)))
    return None


_MATCHERS: dict[str, tuple[Matcher, ...]] = {
    "verb": (
        _predicate,
        _clause,
        _infinitive,
        _as,
        _accused,
        _gerund,
        _preposition,
        _beside,
        _noun_phrase,
    ),
    "noun": (_noun_clause, _preposition),
    "adjective": (_felt, _preposition),
    "phrase": (_host_clause,),
}
