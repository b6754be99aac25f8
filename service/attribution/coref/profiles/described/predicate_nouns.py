"""The nouns that a clause states of a person: "is a teacher", "serves as mayor"."""

from collections.abc import Iterator

from service.attribution.lexicon import ProfileWords
from service.attribution.syntax.sentence import Tree

_UNREAL_MARKS = ("if", "whether", "unless")
_NEGATIONS = ("not", "n't", "never")


def predicate_nouns(tree: Tree, mention: int, words: ProfileWords) -> Iterator[int]:
    """Yield the nouns that clauses state of the noun phrase of a mention.

    Args:
        tree: the sentence.
        mention: the head of the mention, the subject of the clause or the noun that a
            relative clause modifies.
        words: the verbs.

    Yields:
        "teacher" for "Hale is a teacher", "Hale, who is a teacher", "Hale became a
        teacher", "since becoming a teacher, Hale" and "Hale works as a teacher"; none
        for what is negated or a condition.
    """
    for clause in clauses_of(tree, mention):
        if not _is_unreal(tree, clause):
            yield from _stated(tree, clause, words)
        for other in tree.find(clause, "advcl"):
            becoming = tree.lemma(other) in words.words.becoming_verbs
            if becoming and tree.first(other, "nsubj") is None:
                yield from _stated(tree, other, words)


def clauses_of(tree: Tree, mention: int) -> Iterator[int]:
    """Yield the verbs or predicates whose subject is the mention.

    They are its governor and the conjuncts of it that have no other subject, and its
    relative clauses.
    """
    top = _subject_head(tree, mention)
    verb = None if top is None else tree.head(top)
    if verb is not None:
        yield verb
        for other in tree.find(verb, "conj"):
            if tree.first(other, "nsubj", "csubj") is None:
                yield other
    for clause in tree.children[mention]:
        if tree.is_relative_clause(clause) and _is_subject_clause(tree, clause):
            yield clause


def _is_subject_clause(tree: Tree, clause: int) -> bool:
    """Whether the subject of a relative clause is the relative pronoun."""
    subject = tree.first(clause, "nsubj")
    return subject is None or tree.lower(subject) in {"who", "that", "which"}


def _subject_head(tree: Tree, mention: int) -> int | None:
    """Return the subject that a mention is, None if it is no subject."""
    head: int | None = mention
    while head is not None and tree.rels[head] in {"flat", "compound", "appos"}:
        head = tree.head(head)
    return head if head is not None and tree.rels[head] == "nsubj" else None


def _is_unreal(tree: Tree, clause: int) -> bool:
    """Whether a clause is negated or a condition."""
    return tree.has(clause, "advmod", *_NEGATIONS) or tree.has(
        clause, "mark", *_UNREAL_MARKS
    )


def _stated(tree: Tree, clause: int, words: ProfileWords) -> Iterator[int]:
    if tree.first(clause, "cop") is not None:
        yield clause
        return
    for noun in tree.find(clause, "obl"):
        if tree.case(noun) == "as":
            yield noun
    if tree.lemma(clause) in words.words.becoming_verbs:
        yield from tree.find(clause, "xcomp", "obj")
