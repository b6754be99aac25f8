"""Frames whose content is the clause that the cue stands in or beside."""

from service.attribution.clause_frames import told
from service.attribution.draft import CueCandidate
from service.attribution.inversion import follows_its_content, inserted_subject
from service.attribution.match import Match
from service.attribution.nominals import nominal
from service.attribution.tree import Tree

_MANNERS = frozenset({"plan", "schedule", "law", "rule", "size", "type", "need", "age"})
"""What things go according to, and nobody says: "according to plan"."""
_CREDITS = frozenset({"according to", "as per"})
_INSERTED = frozenset({"parataxis", "advcl", "acl", "dep"})
_CLAUSAL = frozenset({"ccomp", "advcl", "conj", "parataxis", "acl", "root", "xcomp"})


def match_beside(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match a cue put beside or into its content: "X, officials said, is Y"."""
    if not cue.frames & {"that", "quote"}:
        return None
    top = cue.subject_of
    if follows_its_content(tree, top):
        return Match("beside", tuple(range(top)))
    host = tree.head(top)
    inserted = inserted_subject(tree, top)
    if host is not None and inserted is not None and tree.rels[top] in _INSERTED:
        gone = {top, inserted, *_after(tree, host, top)}
        return Match("beside", tuple(tree.subtree(host, without=gone)))
    if host is None or tree.first(top, "nsubj") is None:
        return None
    as_clause = tree.rels[top] == "advcl" and tree.case(top) == "as"
    if tree.rels[top] != "parataxis" and not as_clause:
        return None
    without = {top, *_after(tree, host, top)}
    rest = tuple(tree.subtree(host, without=without))
    return Match("beside", rest, addressee=told(tree, cue))


def _after(tree: Tree, host: int, inserted: int) -> list[int]:
    """Return clauses of the host that come after an insertion and are their own."""
    later = [
        c
        for c in tree.find(host, "advcl", "conj", "parataxis")
        if host < inserted < c and tree.subtree(c)[0] > inserted
    ]
    credited = [
        c for c in tree.find(host, "obl") if c > inserted and tree.case(c) in _CREDITS
    ]
    return later + credited


def match_host_clause(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match "according to X": the clause round it."""
    if cue.lemma.startswith("in the"):
        return _rest(tree, cue)
    if tree.lemma(cue.head) in _MANNERS and tree.first(cue.head, "det") is None:
        return None
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


def _rest(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match "in the words of X": the sentence but the phrase and its name.

    The tree is of little help: a copula hangs on "words" as often as on its predicate.
    """
    name = nominal(tree, cue.head).positions
    last = max(*cue.positions, *name)
    first = min(*cue.positions, *name)
    rest = [p for p in range(len(tree)) if not first <= p <= last]
    return Match("beside", tuple(rest))


def _is_clause(tree: Tree, position: int) -> bool:
    return tree.rels[position] in _CLAUSAL
