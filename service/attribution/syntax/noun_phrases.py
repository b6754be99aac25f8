"""The extent of the noun phrases that name a speaker: title, modifiers, apposition."""

from collections.abc import Sequence

import msgspec

from service.attribution.syntax.sentence import Tree, runs
from service.records import Span

_EXCLUDED_RELATIONS = frozenset(
    "parataxis discourse preconj case mark advcl obl nsubj cop aux".split()
)
"""Relations of dependents that are no part of a source."""
_WHEN = frozenset({"after", "during", "following"})


class NounPhrase(msgspec.Struct, frozen=True):
    """A noun phrase of one sentence: a source, an addressee, an outlet's mention.

    ``tree`` is the index of the sentence in the article; ``head`` and ``positions`` are
    token positions in it.
    """

    tree: int
    head: int
    positions: tuple[int, ...]
    span: Span


def noun_phrase(tree: Tree, head: int) -> NounPhrase:
    """Return the noun phrase of ``head``: titles, modifiers, adjacent apposition.

    Relative clauses, adverbials of time and occasion, the preposition
    and punctuation at the ends are left out.
    """
    without = [c for c in tree.children[head] if _is_excluded(tree, head, c)]
    positions = _strip_punctuation(tree, tree.subtree(head, without=without))
    run = next((r for r in runs(positions) if head in r), [head])
    run = _strip_punctuation(tree, _join_runs(tree, positions, run))
    return NounPhrase(tree.index, head, tuple(run), tree.span(run))


def extend_to_name(tree: Tree, phrase: NounPhrase) -> NounPhrase:
    """Return the phrase with the name after it that the parse separates from it.

    "broadcaster" becomes "broadcaster NHK", with the name as its head. The phrase is
    returned as it is if no name follows, or if the two have different governors.
    """
    after = phrase.positions[-1] + 1
    above = tree.head(phrase.head)
    name_span = (
        tree.name_span(after, "Organization", "Misc") if after < len(tree) else None
    )
    if above is None or name_span is None:
        return phrase
    for other in tree.children[above]:
        if name_span.start <= other < name_span.end and other >= after:
            positions = (*phrase.positions, *range(after, name_span.end))
            return NounPhrase(tree.index, other, positions, tree.span(positions))
    return phrase


def _is_excluded(tree: Tree, head: int, child: int) -> bool:
    """Whether a dependent of the head is no part of the noun phrase."""
    rel = tree.rels[child]
    if tree.is_relative_clause(child) or rel in _EXCLUDED_RELATIONS:
        return True
    if child < head:
        return rel == "cc" or (
            rel == "advmod" and tree.lower(child) in tree.lexicon.words.focus_adverbs
        )
    if rel == "nmod":
        return _is_circumstance(tree, child)
    return rel == "acl" and (
        tree.has(child, "mark", "to") or tree.tokens[child - 1].text == ","
    )


def _is_circumstance(tree: Tree, child: int) -> bool:
    """Whether a prepositional phrase gives a date or an occasion ("in a post").

    The parser may attach an adverbial of the verb to the noun. A comma parts it, or it
    tells when ("the mayor after the talks").
    """
    first = tree.subtree(child)[0]
    comma = any(tree.tokens[p].text == "," for p in (first - 1, first))
    if (comma and tree.case(child) not in {"", "of"}) or tree.case(child) in _WHEN:
        return True
    dated = tree.name_span(child, "Date") is not None
    case = tree.case(child)
    return (dated and case in {"on", "in", "at", ""}) or (
        case == "in" and tree.lemma(child) in tree.lexicon.nouns.utterances
    )


def _join_runs(tree: Tree, positions: Sequence[int], run: list[int]) -> list[int]:
    """Return the run with later positions that only punctuation separates from it."""
    joined = list(run)
    for position in positions:
        if position > joined[-1] and all(
            tree.tokens[p].upos == "PUNCT" for p in range(joined[-1] + 1, position)
        ):
            joined.extend(range(joined[-1] + 1, position + 1))
    return joined


def _strip_punctuation(tree: Tree, positions: Sequence[int]) -> list[int]:
    """Return the positions without punctuation at the ends, but for a final ")"."""
    found = list(positions)
    while found and tree.tokens[found[0]].upos == "PUNCT":
        found.pop(0)
    while len(found) > 1 and tree.tokens[found[-1]].upos == "PUNCT":
        if tree.tokens[found[-1]].text == ")":
            break
        found.pop()
    return found or list(positions)


def antecedent(tree: Tree, head: int) -> int | None:
    """Return the antecedent of a relative pronoun, None for any other word."""
    relative = tree.lower(head) in tree.lexicon.words.relative_pronouns
    if not relative or tree.tokens[head].upos not in {"PRON", "DET"}:
        return None
    for ancestor in tree.ancestors(head):
        if tree.is_relative_clause(ancestor):
            return tree.head(ancestor)
    return None
