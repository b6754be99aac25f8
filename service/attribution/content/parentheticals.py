"""Frames whose content is the clause that the cue stands in or beside."""

from service.attribution.candidates import CueCandidate
from service.attribution.content.clausal_complements import told
from service.attribution.content.content_match import Match
from service.attribution.syntax.inversion import (
    has_inverted_subject,
    parenthetical_subject,
)
from service.attribution.syntax.noun_phrases import extend_to_name, noun_phrase
from service.attribution.syntax.sentence import Tree

_MANNERS = frozenset({"plan", "schedule", "law", "rule", "size", "type", "need", "age"})
"""What things go according to, and nobody says: "according to plan"."""
_CREDITS = frozenset({"according to", "as per"})
_INSERTED = frozenset({"parataxis", "advcl", "acl", "dep"})
_NOMINAL = frozenset({"nsubj", "obj", "iobj", "nmod", "appos"})
_CLAUSAL = frozenset({"ccomp", "advcl", "conj", "parataxis", "acl", "root", "xcomp"})


def match_beside(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match a cue put beside or into its content: "X, officials said, is Y"."""
    if not cue.frames & {"that", "quote"}:
        return None
    top = cue.subject_of
    if has_inverted_subject(tree, top):
        return Match("beside", tuple(range(top)))
    host = tree.head(top)
    inserted = parenthetical_subject(tree, top)
    if host is not None and inserted is not None and tree.rels[top] in _INSERTED:
        clause = host
        while tree.rels[clause] in _NOMINAL and tree.head(clause) is not None:
            clause = tree.tokens[clause].head
        gone = {top, inserted, *_after(tree, clause, top)}
        return Match("beside", tuple(tree.subtree(clause, without=gone)))
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
    without.update(_closing(tree, phrase))
    without.add(extend_to_name(tree, noun_phrase(tree, cue.head)).head)
    return Match("beside", tuple(tree.subtree(host, without=without)))


def _closing(tree: Tree, phrase: list[int]) -> list[int]:
    """Return the participle that the parse tore off "a complaint filed on Monday,"."""
    after = phrase[-1] + 1
    if after >= len(tree) or tree.tokens[after].xpos != "VBN":
        return []
    rest = tree.subtree(after)
    last = rest[-1] + 1
    closed = last < len(tree) and tree.tokens[last].text == ","
    return [after] if rest[0] == after and closed else []


def _rest(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match "in the words of X": the sentence but the phrase and its name.

    The tree is of little help: a copula hangs on "words" as often as on its predicate.
    """
    name = _until_comma(tree, cue, noun_phrase(tree, cue.head).positions)
    last = max(*cue.positions, *name)
    first = min(*cue.positions, *name)
    rest = [p for p in range(len(tree)) if not first <= p <= last]
    return Match("beside", tuple(rest))


def _until_comma(
    tree: Tree, cue: CueCandidate, name: tuple[int, ...]
) -> tuple[int, ...]:
    """End the name of a phrase that opens the sentence at a comma.

    In "In the words of her lawyer, Ada Low, the court slept" the parse may take the
    court for one more apposition.
    """
    after = name[-1] + 1
    commas = [p for p in name if tree.tokens[p].text == "," and p > cue.head]
    closed = after >= len(tree) or tree.tokens[after].text == ","
    if min(cue.positions) > 0 or not commas or closed:
        return name
    return tuple(p for p in name if p < commas[-1])


def _is_clause(tree: Tree, position: int) -> bool:
    return tree.rels[position] in _CLAUSAL
