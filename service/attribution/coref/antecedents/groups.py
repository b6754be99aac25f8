"""Groups of which the members are named: "Ann Hale and her deputy Tom Roe".

Their name is the names of the members, so that "the two" and "both officials" find the
same group, however each place puts it.
"""

from collections.abc import Sequence

from service.attribution.lexicon import Lexicon
from service.attribution.syntax.descriptions import (
    name_from_description,
    name_in_phrase,
)
from service.attribution.syntax.sentence import Tree

_NUMBERS = {
    "both": 2, "couple": 2, "duo": 2, "pair": 2, "two": 2, "three": 3, "trio": 3,
    "four": 4, "quartet": 4, "five": 5,
}  # fmt: skip


def joined(names: Sequence[str]) -> str:
    """Return "Ann Hale, Tom Roe and Eve Lin"."""
    *before, last = names
    return f"{', '.join(before)} and {last}" if before else last


def members_of(tree: Tree, first: int, *, head: int) -> list[int]:
    """Return the heads of the phrases that "and" joins to the first.

    In "parties, A, B and C" the parser may hang them on the ``head`` of the phrase.
    """
    others = tree.find(first, "conj") or tree.find(head, "conj")
    return [first, *(o for o in others if o > first)]


def member_words(tree: Tree, member: int) -> str:
    """Return the words of one member, without the others and what joins them."""
    others = tree.find(member, "conj", "cc", "punct", "case")
    return name_from_description(tree, tree.subtree(member, without=others))


def named_people(
    lexicon: Lexicon, tree: Tree, members: Sequence[int]
) -> list[tuple[int, int, str]]:
    """Return the names of a group of people; none if one of them has no name."""
    found = [name_in_phrase(lexicon, tree, member) for member in members]
    named = [name for name in found if name is not None and name[2] == "Person"]
    return named if len(named) == len(found) > 1 else []


def how_many(tree: Tree, positions: Sequence[int]) -> int:
    """Return how many "the two" and "both leaders" are, 0 where nothing tells."""
    return next((_NUMBERS[w] for p in positions if (w := tree.lower(p)) in _NUMBERS), 0)
