"""Groups whose members are named: "Ann Hale and her deputy Tom Roe".

The name of a group is the names of its members, so that every mention of the same
members, in whatever words, has the same group.
"""

from collections.abc import Sequence

from service.attribution.coref.joining.countries import is_country
from service.attribution.lexicon import Lexicon
from service.attribution.syntax.description_names import name_from_description
from service.attribution.syntax.descriptions import (
    NameSpan,
    name_in_phrase,
)
from service.attribution.syntax.sentence import Tree


def join_names(names: Sequence[str]) -> str:
    """Return one or more names as a list in words: "Ann Hale, Tom Roe and Eve Lin"."""
    *before, last = names
    return f"{', '.join(before)} and {last}" if before else last


def member_heads(tree: Tree, first: int, *, head: int) -> list[int]:
    """Return the head of the first member and those that are coordinated with it.

    In "parties, A, B and C" the parse may attach them to the ``head`` of the phrase.
    """
    others = tree.find(first, "conj") or tree.find(head, "conj")
    names = [tree.name_span(other) for other in others]
    repeated = (
        name is not None and name in names[:number] for number, name in enumerate(names)
    )
    return [
        first,
        *(o for o, r in zip(others, repeated, strict=True) if o > first and not r),
    ]


def member_text(tree: Tree, member: int) -> str:
    """Return the text of one member, without the other members and conjunctions."""
    others = tree.find(member, "conj", "cc", "punct", "case")
    return name_from_description(tree, tree.subtree(member, without=others))


def names_of_members(
    lexicon: Lexicon, tree: Tree, members: Sequence[int]
) -> list[NameSpan]:
    """Return the name of each member.

    Empty unless there are several members and each has the name of a person, or each
    the name of a country.
    """
    found = [name_in_phrase(lexicon, tree, member) for member in members]
    people = [name for name in found if name is not None and name.is_person]
    countries = [
        name
        for name in found
        if name is not None and is_country(lexicon, tree.text(name.positions))
    ]
    for names in (people, countries):
        if len(names) == len(found) > 1:
            return names
    return []


def stated_number(tree: Tree, positions: Sequence[int]) -> int:
    """Return the number that the words state ("the two", "both leaders"), else 0."""
    numbers = (tree.lexicon.numbers.get(tree.lower(p), 0) for p in positions)
    return next(filter(None, numbers), 0)
