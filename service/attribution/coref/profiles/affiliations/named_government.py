"""The country whose government an article names, for those who hold office in it."""

from collections.abc import Iterator

from service.attribution.context import Context
from service.attribution.coref.joining.countries import countries_in
from service.attribution.coref.profiles.described.entity_descriptions import (
    Description,
)
from service.attribution.lexicon import ProfileWords
from service.attribution.syntax.sentence import Tree
from service.records import Affiliation

_POSSESSIVES = frozenset({"'", "'s"})
_LONGEST = 3
"""Words of a country's name, at most."""


def named_government(context: Context) -> Affiliation | None:
    """Return the only country whose government is named, None for none or several.

    "The Government of Norway", "the Norwegian cabinet".
    """
    found: dict[str, Affiliation] = {}
    for tree in context.trees:
        for positions in _beside_governments(tree):
            text = tree.text(positions)
            for country in countries_in(context.lexicon, (text,)):
                found.setdefault(country, Affiliation(text, tree.span(positions)))
    return next(iter(found.values())) if len(found) == 1 else None


def holds_state_office(
    context: Context, description: Description, words: ProfileWords
) -> bool:
    """Whether a description beside a name is of a present member of a government."""
    tree, head = context.trees[description.tree], description.head
    return (
        description.form == "beside"
        and tree.lemma(head) in words.words.state_offices
        and not any(
            tree.lower(p) in words.words.past_adjectives for p in description.positions
        )
    )


def _beside_governments(tree: Tree) -> Iterator[range]:
    """Yield the words before and after nouns for a government, the most first.

    Names of countries are parts of the names of their governments for the tagger.
    """
    governments = tree.lexicon.profiles.words.governments
    for position in range(len(tree)):
        if tree.lower(position) not in governments:
            continue
        end = position - (position > 0 and tree.lower(position - 1) in _POSSESSIVES)
        start = position + 2 + (_word(tree, position + 2) == "the")
        for length in range(_LONGEST, 0, -1):
            if length <= end and tree.lower(end - length) != "the":
                yield range(end - length, end)
            if _word(tree, position + 1) == "of" and start + length <= len(tree):
                yield range(start, start + length)


def _word(tree: Tree, position: int) -> str:
    return tree.lower(position) if position < len(tree) else ""
