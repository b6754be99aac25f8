"""Coordination after a reporting verb: a second cue, or more of the content.

"He said the bridge had closed and urged drivers to wait": the parse attaches "urged" to
"closed", and the syntax of English allows both readings. News reports use one tense for
the reporting verbs of a sentence and another for the content, so the tense decides.
"""

from service.attribution.syntax.sentence import Tree

_FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP"})
_CITING = frozenset({"citing", "quoting"})


def shares_subject(tree: Tree, above: int, position: int) -> bool:
    """Whether a cue candidate inside the content of a verb has the verb's subject.

    "Hale said the dam held and urged residents to stay": "urged" has the subject of
    "said".

    Args:
        tree: the sentence.
        above: the reporting verb, which has a subject.
        position: a verb or adjective below it that may be a cue as well.
    """
    crosses_mark = len(tree.quotation_marks(above, position)) % 2 == 1
    if tree.subject(position) is not None or crosses_mark:
        return False
    if tree.rels[position] == "advcl":
        return _is_detached_participle(tree, position)
    clause = tree.head(position)
    if tree.rels[position] != "conj" or clause is None or clause == above:
        return False
    tense = _tense_tag(tree, position)
    if tree.is_passive(above):
        return tree.is_passive(position)
    return (
        tense in _FINITE_TAGS
        and tense == tree.tokens[above].xpos
        and (
            tree.first(clause, "aux") is not None
            or not _has_person_subject(tree, clause)
        )
    )


def belongs_to_content(tree: Tree, verb: int, other: int) -> bool:
    """Whether a clause coordinated with a reporting verb is part of its content.

    It is if it has a subject of its own ("he said it should go on, but the case was
    closed"), repeats the passive of the content, or has a tense other than that of the
    reporting verb.

    Args:
        tree: the sentence.
        verb: the reporting verb.
        other: the head of the coordinated clause, which is no cue itself.
    """
    if tree.has(other, "mark", "that"):
        return True
    if tree.first(other, "nsubj", "expl") is not None:
        return True
    if tree.is_passive(other):
        contents = tree.find(verb, "ccomp")
        return any(tree.is_passive(clause) for clause in contents)
    auxiliary = tree.first(other, "aux", "cop")
    finite = tree.tokens[other if auxiliary is None else auxiliary]
    backshifted = auxiliary is not None and finite.text.lower() == "had"
    return tree.tokens[verb].xpos in {"VBD", "VBN"} and (
        backshifted or finite.xpos in {"VBZ", "VBP", "MD"}
    )


def enclosing_reporting_verb(tree: Tree, verb: int) -> int | None:
    """Return the outermost verb with a subject and ``verb`` in its complement."""
    for position in reversed(list(tree.ancestors(verb))):
        if tree.subject(position) is None:
            continue
        clauses = tree.find(position, "ccomp")
        if any(tree.is_under(verb, clause) for clause in clauses):
            return position
    return None


def _is_detached_participle(tree: Tree, position: int) -> bool:
    """Whether the verb is a participle after a comma, or "adding" anywhere."""
    if tree.tokens[position].xpos != "VBG":
        return False
    first = tree.subtree(position)[0]
    comma = any(tree.tokens[p].text == "," for p in (first, max(first - 1, 0)))
    return tree.lower(position) == "adding" or comma


def _tense_tag(tree: Tree, position: int) -> str:
    """Return the Penn tag that carries the tense of a predicate.

    That is the tag of the copula or of a verb without auxiliaries; "" for a verb with
    an auxiliary.
    """
    copula = tree.first(position, "cop")
    if copula is not None:
        return tree.tokens[copula].xpos
    if tree.first(position, "aux") is not None:
        return ""
    return tree.tokens[position].xpos


def _has_person_subject(tree: Tree, clause: int) -> bool:
    """Whether the subject of the clause is a person, who may be a speaker as well."""
    subject = tree.subject(clause)
    return subject is not None and tree.is_person(subject)


def cited_source(tree: Tree, verb: int) -> int | None:
    """Return the head of B in "A reported, citing B, that it fell", or None."""
    if tree.lower(verb) not in _CITING or tree.head(verb) is None:
        return None
    cited = tree.first(verb, "obj")
    found = cited is not None and reported_with_citing(tree, verb)
    return cited if found else None


def reported_with_citing(tree: Tree, citing: int) -> list[int]:
    """Return the clauses that a verb above "citing" reports.

    Before it any clause ("It fell, he reported, citing Hale"), after it a that-clause,
    also if "citing" has it itself.
    """
    above = tree.head(citing)
    verbs = [citing] if above is None else [above, citing]
    clauses = [c for verb in verbs for c in tree.find(verb, "ccomp")]
    return [
        c
        for c in clauses
        if (c < verbs[0] < citing) or (c > citing and tree.has(c, "mark", "that"))
    ]
