"""Frames whose content is the clause in which, or next to which, the cue stands.

"the dam, officials said, is safe", "according to officials, the dam is safe".
"""

from service.attribution.candidates import CueCandidate
from service.attribution.content.clausal_complements import addressee_of
from service.attribution.content.content_match import Match
from service.attribution.syntax.inversion import (
    has_inverted_subject,
    parenthetical_subject,
)
from service.attribution.syntax.noun_phrases import extend_to_name, noun_phrase
from service.attribution.syntax.sentence import Tree

_INSERTED = frozenset({"parataxis", "advcl", "acl", "dep"})
_MISATTACHED = frozenset({"advcl", "acl", "dep", "conj"})
_NOMINAL = frozenset({"nsubj", "obj", "iobj", "nmod", "appos"})
_CLAUSAL = frozenset({"ccomp", "advcl", "conj", "parataxis", "acl", "root", "xcomp"})


def match_parenthetical(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match a cue in or next to its content: "the dam, officials said, is safe"."""
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
        without = {top, inserted, *_later_clauses(tree, clause, top)}
        return Match("beside", tuple(tree.subtree(clause, without=without)))
    as_clause = tree.rels[top] == "advcl" and tree.case(top) == "as"
    if host is not None and _is_between_commas(tree, host, top):
        return Match("beside", tuple(tree.subtree(host, without={top})))
    beside = tree.rels[top] == "parataxis" or as_clause
    if host is None or tree.subject(top) is None or not beside:
        return None
    without = {top, *_later_clauses(tree, host, top)}
    rest = tuple(tree.subtree(host, without=without))
    return Match("beside", rest, addressee=addressee_of(tree, cue))


def _is_between_commas(tree: Tree, host: int, verb: int) -> bool:
    """Whether subject and verb alone stand between commas before the host.

    "the mayor, people close to the council say, will go": the parse may make the verb
    an adverbial clause without a marker.
    """
    clause = [p for p in tree.subtree(verb) if tree.tokens[p].upos != "PUNCT"]
    after = verb + 1
    return (
        tree.rels[verb] in {"advcl", "dep"}
        and tree.subject(verb) is not None
        and tree.subject(host) is not None
        and not tree.case(verb)
        and clause[0] > 1
        and clause[-1] == verb
        and verb < host
        and tree.tokens[clause[0] - 1].text == ","
        and tree.tokens[after].text == ","
    )


def _later_clauses(tree: Tree, host: int, inserted: int) -> list[int]:
    """Return the dependants of the host after a final cue that are no content.

    Further clauses ("It fell, she said, but nobody came") and source phrases ("it fell,
    she said, according to a witness").
    """
    clauses = [
        c
        for c in tree.find(host, "advcl", "conj", "parataxis")
        if host < inserted < c and tree.subtree(c)[0] > inserted
    ]
    sources = [
        c
        for c in tree.find(host, "obl")
        if c > inserted and tree.case(c) in tree.lexicon.words.cue_prepositions
    ]
    return clauses + sources


def match_before_final_cue(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match the sentence before ", X announced." if the parse hangs the verb elsewhere.

    "The dam in the town that fell, the board announced on Friday": the verb may become
    a clause of the last noun. Only a time or a place may follow it.
    """
    verb = cue.subject_of
    subject = tree.subject(verb)
    if not cue.tagged or "that" not in cue.frames:
        return None
    if tree.rels[verb] not in _MISATTACHED or subject is None or subject > verb:
        return None
    clause = [p for p in tree.subtree(verb) if tree.tokens[p].upos != "PUNCT"]
    rest = [p for p in range(verb, len(tree)) if tree.tokens[p].upos != "PUNCT"]
    parted = clause[0] > 1 and tree.tokens[clause[0] - 1].text == ","
    bare = tree.first(verb, "obj", "ccomp", "xcomp", "mark", "advcl", "aux") is None
    pronoun = tree.lower(clause[0]) in tree.lexicon.words.relative_pronouns
    if not (parted and bare) or pronoun or not set(rest) <= set(clause):
        return None
    return Match("beside", tuple(range(clause[0] - 1)))


def match_host_clause(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match the clause in which a phrase stands: "according to X", "in the words of X".

    A phrase at the start or the end of a sentence has the whole sentence.
    """
    if cue.lemma.startswith("in the"):
        return _match_rest_of_sentence(tree, cue)
    standard = tree.lemma(cue.head) in tree.lexicon.nouns.standards
    if standard and tree.first(cue.head, "det") is None:
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
    without = {cue.head, *([] if edge else _later_clauses(tree, host, cue.head))}
    without.update(_misattached_participle(tree, phrase))
    without.add(extend_to_name(tree, noun_phrase(tree, cue.head)).head)
    return Match("beside", tuple(tree.subtree(host, without=without)))


def _misattached_participle(tree: Tree, phrase: list[int]) -> list[int]:
    """Return a participle after the phrase that belongs to it but depends elsewhere.

    "filed" of "per a complaint filed on Monday, it fell"; a comma ends it.
    """
    after = phrase[-1] + 1
    if after >= len(tree) or tree.tokens[after].xpos != "VBN":
        return []
    rest = tree.subtree(after)
    last = rest[-1] + 1
    closed = last < len(tree) and tree.tokens[last].text == ","
    return [after] if rest[0] == after and closed else []


def _match_rest_of_sentence(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match the sentence without the phrase and its noun: "in the words of X".

    The tree is not used: parsers attach a copula to "words" as often as to its
    predicate.
    """
    noun = _until_comma(tree, cue, noun_phrase(tree, cue.head).positions)
    last = max(*cue.positions, *noun)
    first = min(*cue.positions, *noun)
    rest = [p for p in range(len(tree)) if not first <= p <= last]
    return Match("beside", tuple(rest))


def _until_comma(
    tree: Tree, cue: CueCandidate, noun: tuple[int, ...]
) -> tuple[int, ...]:
    """Return the noun phrase, up to its last comma if the cue begins the sentence.

    In "In the words of her lawyer, Ada Low, the court slept" the parse may take the
    court for a further apposition.
    """
    after = noun[-1] + 1
    commas = [p for p in noun if tree.tokens[p].text == "," and p > cue.head]
    closed = after >= len(tree) or tree.tokens[after].text == ","
    if min(cue.positions) > 0 or not commas or closed:
        return noun
    return tuple(p for p in noun if p < commas[-1])


def _is_clause(tree: Tree, position: int) -> bool:
    return tree.rels[position] in _CLAUSAL
