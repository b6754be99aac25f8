"""Tell whether a second verb goes on with the speaker or with what is said.

"He said the bridge had closed and urged drivers to wait": the parse hangs "urged" on
"closed", and English leaves it open. News writes the reporting verbs of a sentence in
one tense and what they report in another, which is what decides here.
"""

from service.attribution.syntax.sentence import Tree

_FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP"})
_QUOTATION_MARK_TAGS = frozenset({"``", "''"})
"""Penn tags of quotation marks."""
_PERSON_PRONOUNS = frozenset({"he", "she", "they", "who", "i", "we"})


def shares_subject(tree: Tree, above: int, position: int) -> bool:
    """Tell whether a reporting word under a clause has the subject of ``above``.

    Args:
        tree: the sentence.
        above: the reporting verb with a subject.
        position: a verb or adjective that also may report, under its content.
    """
    if tree.first(position, "nsubj") is not None or _crosses_quotation_mark(
        tree, above, position
    ):
        return False
    if tree.rels[position] == "advcl":
        return _is_detached_participle(tree, position)
    clause = tree.head(position)
    if tree.rels[position] != "conj" or clause is None or clause == above:
        return False
    tense = _tense_tag(tree, position)
    if tree.has_child(above, "aux:pass"):
        return tree.has_child(position, "aux:pass")
    return (
        tense in _FINITE_TAGS
        and tense == tree.tokens[above].xpos
        and (
            tree.first(clause, "aux") is not None
            or not _has_person_subject(tree, clause)
        )
    )


def belongs_to_content(tree: Tree, verb: int, other: int) -> bool:
    """Tell "but the case was closed" after "he said it should go on".

    The parse hangs the second clause on the verb of saying. It belongs to what is said
    if it has a subject of its own, repeats the passive of the first, or is in a tense
    that the narrative is not in.

    Args:
        tree: the sentence.
        verb: the reporting verb.
        other: what is coordinated with it, and does not itself report.
    """
    if tree.has(other, "mark", "that"):
        return True
    if tree.first(other, "nsubj", "expl") is not None:
        return True
    if tree.has_child(other, "aux:pass"):
        said = tree.find(verb, "ccomp")
        return any(tree.has_child(clause, "aux:pass") for clause in said)
    auxiliary = tree.first(other, "aux", "cop")
    finite = tree.tokens[other if auxiliary is None else auxiliary]
    backshifted = auxiliary is not None and finite.text.lower() == "had"
    return tree.tokens[verb].xpos in {"VBD", "VBN"} and (
        backshifted or finite.xpos in {"VBZ", "VBP", "MD"}
    )


def enclosing_reporting_verb(tree: Tree, verb: int) -> int | None:
    """Return the outermost verb over this one that has a subject and a clause."""
    for position in reversed(list(tree.ancestors(verb))):
        if tree.first(position, "nsubj") is None:
            continue
        clauses = tree.find(position, "ccomp")
        if any(tree.is_under(verb, clause) for clause in clauses):
            return position
    return None


def _crosses_quotation_mark(tree: Tree, one: int, other: int) -> bool:
    """Tell whether one of two words is in a quotation and the other is not."""
    between = range(min(one, other), max(one, other))
    return sum(tree.tokens[p].xpos in _QUOTATION_MARK_TAGS for p in between) % 2 == 1


def _is_detached_participle(tree: Tree, position: int) -> bool:
    """Tell ", adding that" and "adding that"."""
    if tree.tokens[position].xpos != "VBG":
        return False
    first = tree.subtree(position)[0]
    comma = any(tree.tokens[p].text == "," for p in (first, max(first - 1, 0)))
    return tree.lower(position) == "adding" or comma


def _tense_tag(tree: Tree, position: int) -> str:
    """Return the tag of a verb without auxiliary, or that of an adjective's copula."""
    copula = tree.first(position, "cop")
    if copula is not None:
        return tree.tokens[copula].xpos
    if tree.first(position, "aux") is not None:
        return ""
    return tree.tokens[position].xpos


def _has_person_subject(tree: Tree, clause: int) -> bool:
    """Tell whether the subject of a clause is a person, who may speak as well."""
    subject = tree.first(clause, "nsubj")
    return subject is not None and (
        tree.lower(subject) in _PERSON_PRONOUNS
        or tree.name_span(subject, "Person") is not None
    )
