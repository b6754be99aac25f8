"""Frames whose content is a clause: of a verb, a noun or an adjective.

"said that it rained", "a promise to pay", "is confident that it will hold".
"""

from service.attribution.candidates import CueCandidate, Frame
from service.attribution.content.content_match import Match
from service.attribution.content.nonfinite_complements import is_infinitive
from service.attribution.syntax.coordination import cited_source, reported_with_citing
from service.attribution.syntax.inversion import inverted_subject
from service.attribution.syntax.sentence import Tree

_NOMINAL_TAGS = frozenset({"NOUN", "PROPN", "PRON"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VB"})


def match_finite_clause(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match a finite clause: "said that it rained", "asked whether it had"."""
    if not cue.frames & {"that", "quote"}:
        return None
    clauses = [c for c in tree.find(cue.head, "ccomp") if not is_infinitive(tree, c)]
    clauses += [c for c in tree.find(cue.head, "advcl") if _is_question(tree, cue, c)]
    clauses += [
        clause
        for citing in tree.find(cue.head, "advcl")
        if tree.lower(citing) == "citing"
        for clause in reported_with_citing(tree, citing)
        if tree.head(clause) == citing
    ]
    clauses += [c for c in tree.find(cue.head, "parataxis") if _follows_colon(tree, c)]
    clauses += [
        c for c in tree.find(cue.head, "obj", "obl") if _is_free_relative(tree, c)
    ]
    clauses += [
        c
        for c in tree.find(cue.head, "csubj")
        if c > cue.head or _has_expletive(tree, cue.head)
    ]
    kept = [c for c in clauses if not _is_participial_adjunct(tree, cue.head, c)]
    kept = _without_misparsed_name(tree, cue, kept)
    clauses = kept or clauses or _misattached_clauses(tree, cue, "obl")
    if not clauses and (relative := _relative_around(tree, cue.head)):
        return Match("that", tuple(relative))
    if not clauses:
        return None
    clauses += _misattached_subject(tree, cue, clauses)
    clauses += _condition_before_cue(tree, cue, clauses)
    clauses += _subordinate_before_cue(tree, cue, clauses)
    positions = sorted({p for c in clauses for p in tree.subtree(c)})
    return Match("that", tuple(positions), addressee=addressee_of(tree, cue))


def match_citing(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match the clause of the governing verb: "reported, citing Hale, that it fell".

    "It fell, he reported, citing Hale" too. The object of "citing" is its source
    (``cited_source``).
    """
    if cited_source(tree, cue.head) is None:
        return None
    clauses = reported_with_citing(tree, cue.head)
    positions = {
        p for c in clauses for p in tree.subtree(c) if (p > cue.head) == (c > cue.head)
    }
    return Match("that", tuple(sorted(positions)))


def _is_participial_adjunct(tree: Tree, verb: int, clause: int) -> bool:
    """Whether a gerund says what the speaker does meanwhile ("she said, laughing").

    "adding" counts without a comma too.
    """
    parted = tree.tokens[clause - 1].text == "," or tree.lower(clause) == "adding"
    return (
        clause > verb
        and tree.tokens[clause].xpos == "VBG"
        and parted
        and tree.first(clause, "mark", "aux") is None
    )


def _relative_around(tree: Tree, verb: int) -> list[int]:
    """Return the rest of a relative clause after its inserted cue.

    "a plan which they say will fail": the parse may have two clauses of one noun.
    """
    noun = tree.head(verb)
    if noun is None or tree.subject(verb) is None or not tree.is_relative_clause(verb):
        return []
    for clause in tree.find(noun, "acl"):
        after = [p for p in tree.subtree(clause) if p > verb]
        if clause > verb and after and after[0] == verb + 1:
            return after
    return []


def _without_misparsed_name(
    tree: Tree, cue: CueCandidate, clauses: list[int]
) -> list[int]:
    """Return the clauses without an addressee's name that is parsed as one.

    In "told Rural Reporting it rained", "Reporting" has neither subject nor mark, and
    a clause that has one follows.
    """
    if "obj" not in cue.frames:
        return clauses
    whole = [c for c in clauses if tree.first(c, "nsubj", "mark") is not None]
    return [c for c in clauses if c in whole or not whole or c > whole[0]]


def _condition_before_cue(
    tree: Tree, cue: CueCandidate, clauses: list[int]
) -> list[int]:
    """Return the condition before an inserted cue: "If it rains, she says, we go"."""
    subject = tree.subject(cue.head)
    after = cue.positions[-1] + 1
    if subject is None or after + 1 >= len(tree) or tree.tokens[after].text != ",":
        return []
    if tree.tokens[after + 1].xpos == "``" or subject > cue.head:
        return []
    if any(tree.subtree(c)[0] < subject for c in clauses):
        return []
    return [
        c
        for c in tree.find(cue.head, "advcl")
        if c < subject and tree.tokens[c].xpos in _FINITE
    ]


def _subordinate_before_cue(
    tree: Tree, cue: CueCandidate, clauses: list[int]
) -> list[int]:
    """Return the reason before a final cue: "It fell because it was wet, she said"."""
    subject = tree.subject(cue.head)
    if subject is None or not max(clauses) < subject < cue.head:
        return []
    return [
        c
        for c in tree.find(cue.head, "advcl")
        if c < subject and tree.first(c, "mark") is not None
    ]


def _misattached_clauses(tree: Tree, cue: CueCandidate, rel: str) -> list[int]:
    """Return the that-clauses that the parse attaches to a noun after the cue.

    "was claimed by X that", "a promise to X that", "told them after the talks that". In
    a relative clause "that" is subject or object; here it only marks the clause.
    """
    prepositions = tree.lexicon.words.intervening_prepositions
    anywhere = cue.form == "verb" and not any(f.startswith("p:") for f in cue.frames)
    return [
        clause
        for noun in tree.find(cue.head, rel)
        if noun > cue.head and (anywhere or tree.case(noun) in prepositions)
        for clause in tree.find(noun, "acl")
        if clause > noun and tree.has(clause, "mark", "that")
    ]


def _misattached_subject(
    tree: Tree, cue: CueCandidate, clauses: list[int]
) -> list[int]:
    """Return the clause's subject that the parse makes the cue's object.

    "adding it sank", and "told BBC a poll was wrong" with an indirect object before.
    """
    first = min(tree.subtree(clauses[0]))
    if cue.frames & {"obj", "objinf", "call"}:
        addressee, subject = tree.first(cue.head, "iobj"), tree.direct_object(cue.head)
        if addressee is None or subject is None:
            return []
        complete = tree.first(clauses[0], "nsubj", "mark") is not None
        between = cue.head < addressee < subject < first
        return [subject] if between and not complete else []
    return [o for o in tree.find(cue.head, "obj") if cue.head < o == first - 1]


def _is_question(tree: Tree, cue: CueCandidate, position: int) -> bool:
    """Whether the clause is marked by "whether", or by "if" after a verb of asking."""
    asked = cue.lemma in tree.lexicon.verbs.asking and position > cue.head
    words = ("whether", "if") if asked else ("whether",)
    return tree.has(position, "mark", *words)


def _follows_colon(tree: Tree, position: int) -> bool:
    """Whether the clause begins with a colon or right after one."""
    first = tree.subtree(position)[0]
    return any(tree.tokens[p].text == ":" for p in (first, first - 1) if p >= 0)


def _is_free_relative(tree: Tree, position: int) -> bool:
    """Whether the word heads a free relative ("explained what they had found")."""
    return (
        tree.lower(position) in tree.lexicon.words.wh_words
        and tree.first(position, "acl") is not None
        and not tree.case(position)
    )


def _has_expletive(tree: Tree, position: int) -> bool:
    return tree.first(position, "expl") is not None


def addressee_of(tree: Tree, cue: CueCandidate) -> int | None:
    """Return the head of the addressee, or None.

    An indirect object, an object ("told reporters"), "to" and a noun phrase ("said to
    reporters"), or the subject of a passive ("reporters were told").
    """
    if inverted_subject(tree, cue.head) is not None:
        return None
    found = tree.first(cue.head, "iobj")
    if found is None and cue.frames & {"obj", "objinf"}:
        found = tree.direct_object(cue.head)
        if found is not None and tree.tokens[found].upos not in _NOMINAL_TAGS:
            found = None
    if found is None and tree.tokens[cue.head].deprel != "amod":
        found = tree.oblique(cue.head, "to")
    if found is None and cue.frames & {"obj", "objinf"}:
        found = tree.passive_subject(cue.head)
    return found


def match_noun_clause(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match the clause of a noun: "a claim that it rained", "his promise to pay"."""
    clauses = [
        *tree.find(cue.head, "acl", "ccomp", "xcomp", "advcl"),
        *_misattached_clauses(tree, cue, "nmod"),
    ]
    for clause in clauses:
        that = tree.has(clause, "mark", "that", "whether")
        if clause < cue.head or (tree.is_relative_clause(clause) and not that):
            continue
        to = tree.has(clause, "mark", "to") or tree.has(clause, "mark", "for")
        if (to and "inf" in cue.frames) or (that and "that" in cue.frames):
            addressee = _noun_addressee(tree, cue.head, clause)
            inner = tuple(tree.subtree(clause))
            return Match("inf" if to else "that", inner, addressee)
    return _match_predicate_clause(tree, cue)


def _match_predicate_clause(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match the clause that a noun of speech has as its predicate.

    "her claim is that it rained"
    """
    clause = tree.head(cue.head)
    if clause is None or clause < cue.head or tree.rels[cue.head] != "nsubj":
        return None
    if cue.kind == "thought":
        return None
    copula = tree.first(clause, "cop")
    marks = [m for m in tree.find(clause, "mark") if copula is not None and m > copula]
    if not marks or tree.lower(marks[0]) not in {"that", "to"}:
        return None
    frame: Frame = "inf" if tree.lower(marks[0]) == "to" else "that"
    if frame not in cue.frames:
        return None
    return Match(frame, tuple(p for p in tree.subtree(clause) if p >= marks[0]))


def _noun_addressee(tree: Tree, noun: int, clause: int) -> int | None:
    """Return X of "a promise to X that"."""
    return next(
        (n for n in tree.find(noun, "nmod") if tree.case(n) == "to" and n < clause),
        None,
    )


def match_adjective_clause(tree: Tree, cue: CueCandidate) -> Match | None:
    """Match the clause of an adjective: "is confident that", "is eager to"."""
    for clause in tree.find(cue.head, "ccomp", "xcomp", "advcl"):
        if clause < cue.head:
            continue
        to = tree.has(clause, "mark", "to")
        that = tree.has(clause, "mark", "that") or tree.rels[clause] == "ccomp"
        if (to and "inf" in cue.frames) or (not to and that and "that" in cue.frames):
            return Match("inf" if to else "that", tuple(tree.subtree(clause)))
    return None
