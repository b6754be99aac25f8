"""Pronouns whose antecedent the syntax of their sentence determines."""

from collections.abc import Iterator, Sequence

from service.attribution.context import Context
from service.attribution.coref.profiles.entity_mentions import PlacedMention
from service.attribution.quotation_marks import Quotation
from service.attribution.syntax.sentence import Tree
from service.records import Span

_OWN_PARTS = frozenset({"part", "turn"})
"""Nouns whose possessor before a clause is its subject ("for her part, Roe said")."""


def bound_pronouns(
    context: Context, mentions: Sequence[PlacedMention]
) -> tuple[PlacedMention, ...]:
    """Return the pronouns that are bound to a noun phrase with one of the mentions.

    They are the possessors and objects in a relative clause of the phrase ("Roe, who
    left her post"), and "her part" before the clause of which the phrase is the
    subject; they may be among the mentions.
    """
    known = {(mention.tree, mention.head): mention for mention in mentions}
    found: dict[tuple[int, int], PlacedMention] = {}
    for mention in mentions:
        tree = context.trees[mention.tree]
        for position in _bound_to(tree, mention.head):
            key, span = (tree.index, position), tree.span([position])
            if _enclosing(context, span) == _enclosing(context, mention.span):
                new = PlacedMention(tree.index, position, span, "pronoun")
                found[key] = known.get(key, new)
    return tuple(found.values())


def _enclosing(context: Context, span: Span) -> Quotation | None:
    return context.enclosing(span.start, span.end)


def _bound_to(tree: Tree, head: int) -> Iterator[int]:
    for noun in (head, *tree.find(head, "appos")):
        for clause in tree.children[noun]:
            if tree.is_relative_clause(clause):
                yield from _of_relative_clause(tree, clause)
    top = head
    while tree.rels[top] == "appos" and (above := tree.head(top)) is not None:
        top = above
    verb = tree.head(top) if tree.rels[top] == "nsubj" else None
    if verb is None:
        return
    for noun in tree.find(verb, "obl"):
        if noun < head and tree.lemma(noun) in _OWN_PARTS:
            yield from (p for p in tree.children[noun] if _is_gendered(tree, p))


def _of_relative_clause(tree: Tree, clause: int) -> Iterator[int]:
    """Yield the pronouns in a clause with the subject "who" that names nobody else."""
    subject = tree.first(clause, "nsubj")
    if subject is None or tree.lower(subject) != "who":
        return
    inside = [p for p in tree.subtree(clause) if p > subject]
    pronouns = [p for p in inside if _is_gendered(tree, p)]
    if len({tree.lexicon.pronoun_genders[tree.lower(p)] for p in pronouns}) != 1:
        return
    named = (p for p in inside if tree.name_span(p, "Person") is not None)
    first_name = next(named, len(tree))
    yield from (
        p
        for p in pronouns
        if p < first_name and not _is_of_other_subject(tree, p, clause)
    )


def _is_of_other_subject(tree: Tree, position: int, clause: int) -> bool:
    """Whether a clause inside the relative clause has a subject of its own."""
    for above in tree.ancestors(position):
        if above == clause:
            return False
        if tree.first(above, "nsubj") is not None:
            return True
    return True


def _is_gendered(tree: Tree, position: int) -> bool:
    return tree.lower(position) in tree.lexicon.pronoun_genders
